import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess, Stored } from '../../framework/in-process';
import { sha256, useEmulator } from '../emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = 'fa4e'.repeat(16);
const TYPE = 'linode_token';

const emulator = useEmulator(NOW);

let env: NodeJS.ProcessEnv;
let provider: InProcess;

beforeEach(async () => {
  env = { LINODE_TOKEN: ROOT, LINODE_URL: emulator().origins.linode, TOKENS_NOW: NOW };
  provider = new InProcess(tokensProvider(env));
  expect(await provider.configure()).toEqual([]);
});

const config = (given: Fields = {}): Fields => ({
  label: 'deploy',
  scopes: 'linodes:read_only',
  expiry: '2100-01-02T03:04:05Z',
  id: null,
  created: null,
  token: null,
  ...given,
});

const create = async (given: Fields = {}) => provider.create(TYPE, config(given));

/** Replaces as Terraform does: the old one goes, and another is planned and made with what was noted of it. */
async function replace(stored: Stored, given: Fields): Promise<Stored> {
  const deleted = await provider.apply(TYPE, null, null, stored);
  expect(deleted).toMatchObject({ state: null, findings: [] });
  const noted = { state: null, private: stored.private };
  const { planned, findings } = await provider.plan(TYPE, config(given), noted);
  expect(findings).toEqual([]);
  const made = await provider.apply(TYPE, config(given), planned, noted);
  expect(made.findings).toEqual([]);
  return made;
}

/** What a plan changes, and what of it makes another token. */
async function change(stored: Stored, given: Fields) {
  const { planned, replace: replaced, findings } = await provider.plan(TYPE, config(given), stored);
  expect(findings).toEqual([]);
  return {
    planned,
    replaced,
    changed: Object.keys(planned!).filter((name) => planned![name] !== stored.state![name]),
  };
}

describe('creating', () => {
  test('sends what is configured, and keeps it as it was written', async () => {
    const { state } = await create({
      scopes: 'lke:read_only  linodes:read_only',
      expiry: '2100-01-02T04:04:05.9+01:00',
    });
    expect(state).toEqual({
      id: expect.stringMatching(/^\d+$/),
      label: 'deploy',
      scopes: 'lke:read_only  linodes:read_only',
      expiry: '2100-01-02T04:04:05.9+01:00',
      created: NOW,
      token: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [token] = await emulator().tokens('linode');
    expect(token).toMatchObject({
      name: 'deploy',
      expiry: '2100-01-02T03:04:05Z',
      sha256: sha256(state!.token),
    });
    const requests = await emulator().requests('linode');
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v4/profile/tokens?page=1&page_size=500',
      'POST /v4/profile/tokens',
    ]);
    expect(JSON.parse(requests[1].requestBody)).toEqual({
      label: 'deploy',
      scopes: 'lke:read_only  linodes:read_only',
      expiry: '2100-01-02T03:04:05',
    });
    expect(requests[1]).toMatchObject({
      authorization: 'Bearer ****',
      userAgent: expect.stringMatching(/^terraform-provider-tokens\//),
    });
  });

  test('without expiry and label takes what the API makes of it', async () => {
    const { state } = await create({ expiry: null, label: null });
    expect(state).toMatchObject({ expiry: '2999-12-12T05:00:00Z', label: null });
    const [, post] = await emulator().requests('linode');
    expect(JSON.parse(post.requestBody)).toEqual({ label: '', scopes: 'linodes:read_only', expiry: null });
    const stored = await provider.read(TYPE, { state, private: new Uint8Array() });
    expect(stored.state).toEqual(state);
    expect((await change(stored, { expiry: null, label: null })).changed).toEqual([]);
  });

  test('plans what only the apply will know, and that it will not be null', async () => {
    const { planned } = await provider.plan(TYPE, config({ expiry: null }));
    for (const name of ['id', 'expiry', 'created']) {
      expect(planned![name]).toMatchObject({ refinements: { notNull: true } });
    }
  });

  test('is refused for an expiry that has passed, before anything is sent', async () => {
    const { planned } = await provider.plan(TYPE, config({ expiry: NOW }));
    const { state, findings } = await provider.apply(TYPE, config({ expiry: NOW }), planned);
    expect(state).toBeNull();
    expect(findings).toMatchObject([
      {
        severity: 'error',
        summary: 'Failed to create linode_token',
        detail: expect.stringContaining(
          `expiry is ${NOW}, and it is ${NOW}: Linode makes no token that is expired.`,
        ),
      },
    ]);
    expect(await emulator().requests('linode')).toEqual([]);
  });

  test('shows the API’s own words', async () => {
    const { planned } = await provider.plan(TYPE, config({ scopes: 'everything' }));
    const { findings } = await provider.apply(TYPE, config({ scopes: 'everything' }), planned);
    expect(findings[0].detail).toBe(
      'Linode refused POST /v4/profile/tokens with status 400: [scopes] Invalid OAuth scopes.',
    );
  });
});

describe('an answer that is lost', () => {
  test.each(['drop', 'drop-after-effect', 'truncate', 'malformed'] as const)(
    'by %s leaves one token, the one in the state',
    async (kind) => {
      await emulator().seed('linode', {
        name: 'deploy',
        scopes: 'linodes:read_only',
        expiry: '2100-01-02T03:04:05Z',
      });
      await emulator().fault('linode', { kind, method: 'POST' });
      const { state } = await create();
      const tokens = await emulator().tokens('linode');
      expect(tokens).toMatchObject([{ id: state!.id, sha256: sha256(state!.token) }]);
      expect(await emulator().foreignTokens('linode')).toHaveLength(1);
    },
  );

  test('each time ends with an error, and no token', async () => {
    await emulator().fault('linode', { kind: 'drop-after-effect', method: 'POST', times: 4 });
    const { planned } = await provider.plan(TYPE, config());
    const { state, findings } = await provider.apply(TYPE, config(), planned);
    expect(state).toBeNull();
    expect(findings[0].detail).toContain('the answer is lost');
    expect(await emulator().tokens('linode')).toEqual([]);
  });

  test('of one of several that are alike leaves one for each', async () => {
    await emulator().fault('linode', { kind: 'drop-after-effect', method: 'POST', times: 2 });
    const made = await Promise.all(Array.from({ length: 5 }, async () => create()));
    const tokens = await emulator().tokens('linode');
    expect(tokens.map(({ id }) => id).sort()).toEqual(made.map(({ state }) => state!.id).sort());
  });
});

test('64 tokens are created at once, though the API is busy', async () => {
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } } as const;
  const reason = { errors: [{ reason: 'Linode busy.' }] };
  await emulator().fault('linode', { ...busy, method: 'GET' });
  await emulator().fault('linode', { ...busy, method: 'POST', times: 40 });
  await emulator().fault('linode', { kind: 'status', status: 400, body: reason, method: 'POST', times: 5 });
  const made = await Promise.all(
    Array.from({ length: 64 }, async (_, each) => create({ label: `deploy-${each}` })),
  );
  const tokens = await emulator().tokens('linode');
  expect(tokens).toHaveLength(64);
  expect(new Set(made.map(({ state }) => sha256(state!.token)))).toEqual(
    new Set(tokens.map((token) => token.sha256)),
  );
});

describe('reading', () => {
  test('keeps the secret, and the user’s spelling of what is the same', async () => {
    const stored = await create({
      scopes: 'lke:read_only linodes:read_only',
      expiry: '2100-01-02T04:04:05+01:00',
    });
    const { state, findings, identity } = await provider.read(TYPE, stored);
    expect(findings).toEqual([]);
    expect(state).toEqual(stored.state);
    expect(identity).toEqual({ id: state!.id });
  });

  test('shows what was changed elsewhere', async () => {
    const stored = await create();
    await fetch(`${emulator().origins.linode}/v4/profile/tokens/${stored.state!.id as string}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ROOT}` },
      body: JSON.stringify({ label: 'theirs' }),
    });
    const { state } = await provider.read(TYPE, stored);
    expect(state).toEqual({ ...stored.state, label: 'theirs' });
  });

  test('finds a token gone that was revoked', async () => {
    const stored = await create();
    await provider.apply(TYPE, null, null, stored);
    expect(await provider.read(TYPE, stored)).toMatchObject({ state: null, findings: [] });
  });

  test.each([401, 403, 500])('answers status %i with an error, never with "gone"', async (status) => {
    const stored = await create();
    await provider.configure({ linode: { ...NO_SETTINGS, retry_limit: 0 }, seqera: null });
    await emulator().fault('linode', { kind: 'status', status, times: 1 });
    const { state, findings } = await provider.read(TYPE, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining(`status ${status}`) },
    ]);
    if (status === 401) expect(findings[0].detail).toContain('or LINODE_TOKEN');
  });
});

describe('changing', () => {
  test('the label happens in place, and the rest stays', async () => {
    const stored = await create();
    const { planned, changed, replaced } = await change(stored, { label: 'renamed' });
    expect({ changed, replaced }).toEqual({ changed: ['label'], replaced: [] });
    const { state, findings } = await provider.apply(TYPE, config({ label: 'renamed' }), planned, stored);
    expect(findings).toEqual([]);
    expect(state).toEqual({ ...stored.state, label: 'renamed' });
    expect(await emulator().tokens('linode')).toMatchObject([{ name: 'renamed' }]);
  });

  test('the label away, and back', async () => {
    const stored = await create();
    const without = await change(stored, { label: null });
    const { state, private: bytes } = await provider.apply(
      TYPE,
      config({ label: null }),
      without.planned,
      stored,
    );
    expect(state).toEqual({ ...stored.state, label: null });
    expect((await provider.read(TYPE, { state, private: bytes })).state).toEqual(state);
  });

  test('the spelling of scopes or expiry asks the API for nothing', async () => {
    const stored = await create({ scopes: 'lke:read_only linodes:read_only' });
    await emulator().forgetRequests();
    const given = { scopes: 'linodes:read_only lke:read_only', expiry: '2100-01-02T05:04:05+02:00' };
    const { planned, changed, replaced } = await change(stored, given);
    expect({ changed, replaced }).toEqual({ changed: ['scopes', 'expiry'], replaced: [] });
    const applied = await provider.apply(TYPE, config(given), planned, stored);
    expect(applied).toMatchObject({ state: { ...stored.state, ...given }, findings: [] });
    expect(await emulator().requests('linode')).toEqual([]);
    const { state } = await provider.read(TYPE, applied);
    expect(state).toEqual(applied.state);
    expect((await change(applied, given)).changed).toEqual([]);
  });

  test.each([
    ['scopes', { scopes: 'linodes:read_write' }],
    ['scopes', { scopes: '*' }],
    ['scopes', { scopes: 'linodes:read_only lke:read_only' }],
    ['expiry', { expiry: '2100-01-02T03:04:06Z' }],
    ['expiry', { expiry: '2099-05-04T03:02:01+00:00' }],
  ])('%s to %j makes another token', async (name, given) => {
    const stored = await create();
    expect((await change(stored, given)).replaced).toEqual([name]);
    const { state } = await replace(stored, given);
    expect(state).toMatchObject(given);
    expect(state!.token).not.toBe(stored.state!.token);
    expect(await emulator().tokens('linode')).toMatchObject([{ id: state!.id }]);
  });

  test('to no expiry changes nothing while the token lives', async () => {
    const stored = await create();
    expect(await change(stored, { expiry: null })).toMatchObject({ changed: [], replaced: [] });
  });

  test('the label of a token that is gone is an error that says so', async () => {
    const stored = await create();
    const { planned } = await change(stored, { label: 'renamed' });
    await provider.apply(TYPE, null, null, stored);
    const { state, findings } = await provider.apply(TYPE, config({ label: 'renamed' }), planned, stored);
    expect(state).toEqual(stored.state);
    expect(findings[0].detail).toContain("so it can't be renamed. Plan anew");
  });
});

describe('a token whose expiry has passed', () => {
  const EXPIRY = '2026-02-01T00:00:00Z';
  const LATER = '2026-03-01T00:00:00Z';

  async function expired(): Promise<Stored> {
    const stored = await create({ expiry: EXPIRY });
    env.TOKENS_NOW = LATER;
    await emulator().setClock(LATER);
    const read = await provider.read(TYPE, stored);
    expect(read).toMatchObject({ state: stored.state, findings: [] });
    return read;
  }

  test('stays, without a change, while the configuration gives that instant', async () => {
    const stored = await expired();
    expect(await change(stored, { expiry: EXPIRY })).toMatchObject({ changed: [], replaced: [] });
    // And in other words.
    expect((await change(stored, { expiry: '2026-02-01T01:00:00+01:00' })).replaced).toEqual([]);
    expect((await provider.read(TYPE, stored)).state).toEqual(stored.state);
  });

  test('makes place for another when the configuration gives another, or none', async () => {
    const stored = await expired();
    for (const expiry of ['2026-04-01T00:00:00Z', null]) {
      expect((await change(stored, { expiry })).replaced).toContain('expiry');
    }
    const { state, private: bytes } = await replace(stored, { expiry: null });
    expect(state!.expiry).toBe('2999-12-12T05:00:00Z');
    // What was noted of the old one is not held against the new one.
    expect((await change({ state, private: bytes }, { expiry: null })).replaced).toEqual([]);
  });

  test('can be renamed, to no effect, and destroyed', async () => {
    const stored = await expired();
    const { planned } = await change(stored, { expiry: EXPIRY, label: 'renamed' });
    const renamed = await provider.apply(TYPE, config({ expiry: EXPIRY, label: 'renamed' }), planned, stored);
    expect(renamed).toMatchObject({ state: { label: 'renamed' }, findings: [] });
    expect(await provider.apply(TYPE, null, null, renamed)).toMatchObject({ state: null, findings: [] });
  });

  test('is gone where it was revoked before', async () => {
    const stored = await create({ expiry: EXPIRY });
    await provider.apply(TYPE, null, null, stored);
    expect((await provider.read(TYPE, stored)).state).toBeNull();
  });
});

describe('destroying', () => {
  test('revokes the token', async () => {
    const stored = await create();
    expect(await provider.apply(TYPE, null, null, stored)).toMatchObject({ state: null, findings: [] });
    expect(await emulator().tokens('linode')).toEqual([]);
    expect(await provider.apply(TYPE, null, null, stored)).toMatchObject({ state: null, findings: [] });
  });

  test('that fails leaves the state', async () => {
    const stored = await create();
    await emulator().fault('linode', { kind: 'status', status: 403, method: 'DELETE' });
    const { state, findings } = await provider.apply(TYPE, null, null, stored);
    expect(state).toEqual(stored.state);
    expect(findings[0].detail).toContain('needs the scope account:read_write');
  });

  test('whose answer is lost is repeated', async () => {
    const stored = await create();
    await emulator().fault('linode', { kind: 'drop-after-effect', method: 'DELETE' });
    expect(await provider.apply(TYPE, null, null, stored)).toMatchObject({ state: null, findings: [] });
  });
});

describe('importing', () => {
  test('takes the number, and everything but the secret comes from the API', async () => {
    const { state } = await create();
    const { imported, findings } = await provider.import(TYPE, state!.id as string);
    expect(findings).toEqual([]);
    const read = await provider.read(TYPE, { state: imported[0], private: new Uint8Array() });
    expect(read.state).toEqual({ ...state, token: null });
    const { planned, changed, replaced } = await change(read, { label: 'renamed' });
    expect({ changed, replaced }).toEqual({ changed: ['label'], replaced: [] });
    const renamed = await provider.apply(TYPE, config({ label: 'renamed' }), planned, read);
    expect(renamed).toMatchObject({ state: { ...state, label: 'renamed', token: null }, findings: [] });
  });

  test.each(['', 'abc', '12a', '-1', '1/2', '../tokens'])('refuses %j', async (id) => {
    const { imported, findings } = await provider.import(TYPE, id);
    expect(imported).toEqual([]);
    expect(findings[0].detail).toContain(`${JSON.stringify(id)} is no id of a Linode token. Give its number`);
  });

  test('finds nothing where there is no such token', async () => {
    const { imported } = await provider.import(TYPE, '1');
    expect((await provider.read(TYPE, { state: imported[0], private: new Uint8Array() })).state).toBeNull();
  });

  test('takes an identity', async () => {
    const { state } = await create();
    const { imported } = await provider.import(TYPE, '', { id: state!.id });
    expect(imported).toMatchObject([{ id: state!.id }]);
  });
});

test('a token of the vendor’s own provider is taken over, the secret included', async () => {
  const { state } = await create();
  const moved = await provider.handlers.moveResourceState!(
    {
      sourceProviderAddress: 'registry.terraform.io/linode/linode',
      sourceTypeName: TYPE,
      sourceSchemaVersion: 0n,
      sourceState: { json: Buffer.from(JSON.stringify(state)), flatmap: {} },
      sourcePrivate: new Uint8Array(),
      targetTypeName: TYPE,
      sourceIdentitySchemaVersion: 0n,
    },
    provider.call,
  );
  expect(moved.diagnostics).toEqual([]);
  const taken = { state: provider.codec(TYPE).decode(moved.targetState), private: moved.targetPrivate };
  expect(taken.state).toEqual(state);
  expect((await provider.read(TYPE, taken)).state).toEqual(state);
  expect((await change(taken, {})).changed).toEqual([]);
});

describe('what is wrong is found before anything is done', () => {
  test.each([
    [{ label: '' }, 'label', 'a text of 1 to 100 bytes is needed, got 0'],
    [{ label: 'é'.repeat(51) }, 'label', 'got 102'],
    [{ scopes: ' ' }, 'scopes', 'at least one scope is needed'],
    [{ expiry: '2100-01-02' }, 'expiry', '"2100-01-02" is no RFC 3339 instant'],
    [{ expiry: '' }, 'expiry', '"" is no RFC 3339 instant'],
  ])('%j', async (given: Fields, at, detail) => {
    expect(await provider.validate(TYPE, config(given))).toMatchObject([
      { severity: 'error', at, detail: expect.stringContaining(detail) },
    ]);
  });

  test('and what is right is taken', async () => {
    for (const label of ['x', 'é'.repeat(50), 'x'.repeat(100)]) {
      expect(await provider.validate(TYPE, config({ label, expiry: null }))).toEqual([]);
    }
  });
});

const NO_SETTINGS = {
  token: null,
  url: null,
  api_version: null,
  api_ca_path: null,
  request_timeout: null,
  retry_limit: null,
  concurrency: null,
};

describe('a 404 of who knows whom', () => {
  const foreign = { kind: 'status', status: 404, times: 10 } as const;

  test.each(['<html>Not Found</html>', { message: 'no such route' }, { errors: [] }])(
    'is not "gone" when reading: %j',
    async (body) => {
      const stored = await create();
      await emulator().fault('linode', { ...foreign, body });
      const { state, findings } = await provider.read(TYPE, stored);
      expect(state).toEqual(stored.state);
      expect(findings).toMatchObject([{ severity: 'error', detail: expect.stringContaining('status 404') }]);
    },
  );

  test.each(['<html>Not Found</html>', { errors: [] }])('has not revoked anything: %j', async (body) => {
    const stored = await create();
    await emulator().fault('linode', { ...foreign, method: 'DELETE', body });
    const { state, findings } = await provider.apply(TYPE, null, null, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([{ severity: 'error', detail: expect.stringContaining('status 404') }]);
    expect(await emulator().tokens('linode')).toHaveLength(1);
  });
});
