import {
  ACCOUNT,
  API_KEY,
  apiKeyConfig,
  ask,
  at,
  HARNESS_USER,
  harnessOn,
  NO_SETTINGS,
  NOW,
  ROOT,
  SERVICE_ACCOUNT,
  serviceAccountConfig,
  TOKEN,
  tokenConfig,
} from './harness';
import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { EMPTY, InProcess, Stored } from '../../framework/in-process';
import { sha256, useEmulator } from '../emulator';

const MONTH = 2_592_000_000;
const FEBRUARY = at('2026-02-01T00:00:00Z');
const MARCH = at('2026-03-01T00:00:00Z');
const APRIL = at('2026-04-01T00:00:00Z');

const emulator = useEmulator(NOW);

let env: NodeJS.ProcessEnv;
let provider: InProcess;

beforeEach(async () => {
  ({ provider, env } = await harnessOn(emulator()));
  await provider.create(API_KEY, apiKeyConfig());
});

const create = async (given: Fields = {}) => provider.create(TOKEN, tokenConfig(given));
const live = async () => emulator().tokens('harness');
const works = async (secret: unknown) => (await live()).some((token) => token.sha256 === sha256(secret));
const failing = async (given: Fields = {}) => {
  const { planned } = await provider.plan(TOKEN, tokenConfig(given));
  return provider.apply(TOKEN, tokenConfig(given), planned);
};
const passTo = async (instant: string) => {
  env.TOKENS_NOW = instant;
  await emulator().setClock(instant);
};

/** What a plan changes, and what of it makes another token. */
async function change(stored: Stored, given: Fields) {
  const { planned, replace, findings } = await provider.plan(TOKEN, tokenConfig(given), stored);
  expect(findings).toEqual([]);
  const changed = Object.keys(planned!).filter(
    (name) => JSON.stringify(planned![name]) !== JSON.stringify(stored.state![name]),
  );
  return { planned, replace, changed };
}

/** Plans a change in place, applies it, and sees that it settles. */
async function update(stored: Stored, given: Fields): Promise<Stored> {
  const { planned, replace } = await change(stored, given);
  expect(replace).toEqual([]);
  const applied = await provider.apply(TOKEN, tokenConfig(given), planned, stored);
  expect(applied.findings).toEqual([]);
  for (const [name, value] of Object.entries(planned!)) {
    if (typeof value !== 'object' || value === null) expect(applied.state![name]).toEqual(value);
  }
  const read = await provider.read(TOKEN, applied);
  expect(read).toMatchObject({ state: applied.state, findings: [] });
  expect((await change(read, given)).changed).toEqual([]);
  return read;
}

const EVERYTHING = {
  description: 'all of it',
  tags: ['plain', 'team:platform', 'url:https://example.com'],
  valid_from: at(NOW) - 1000,
  valid_to: MARCH,
  email: 'user@example.com',
  username: 'user',
  encoded_password: 'dead',
};

describe('creating', () => {
  test('sends what is configured, and the state has it all', async () => {
    await emulator().forgetRequests();
    const stored = await create(EVERYTHING);
    expect(stored.state).toEqual({
      ...tokenConfig(EVERYTHING),
      id: 'ci',
      valid: true,
      value: expect.stringMatching(new RegExp(`^pat\\.${ACCOUNT}\\..{22}\\..{20}$`)),
    });
    expect(await live()).toMatchObject([
      { id: `${HARNESS_USER}/key/USER/ci`, name: 'CI', sha256: sha256(stored.state!.value) },
    ]);
    const requests = await emulator().requests('harness');
    expect(requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET /gateway/ng/api/token/aggregate',
      'POST /gateway/ng/api/token',
      'GET /gateway/ng/api/token/aggregate',
    ]);
    expect(JSON.parse(requests[1].requestBody)).toEqual({
      accountIdentifier: ACCOUNT,
      apiKeyType: 'USER',
      parentIdentifier: HARNESS_USER,
      apiKeyIdentifier: 'key',
      identifier: 'ci',
      name: 'CI',
      description: 'all of it',
      tags: { plain: '', team: 'platform', url: 'https://example.com' },
      validFrom: at(NOW) - 1000,
      validTo: MARCH,
    });
    const read = await provider.read(TOKEN, stored);
    expect(read).toMatchObject({ state: stored.state, findings: [] });
    expect((await change(read, EVERYTHING)).changed).toEqual([]);
  });

  test('without a window takes the API key’s', async () => {
    const stored = await create();
    expect(stored.state).toMatchObject({
      valid_from: at(NOW),
      valid_to: at(NOW) + MONTH,
      scheduled_expire_time: null,
      valid: true,
      email: null,
    });
    const read = await provider.read(TOKEN, stored);
    expect((await change(read, {})).changed).toEqual([]);
  });

  test.each([
    ['an organization', { org_id: 'default' }],
    ['a project', { org_id: 'default', project_id: 'default_project' }],
  ])('puts a token into %s', async (_, place) => {
    await provider.create(API_KEY, apiKeyConfig(place));
    const { state } = await create(place);
    expect(state).toMatchObject(place);
    const id = [...Object.values(place), HARNESS_USER, 'key', 'USER', 'ci'].join('/');
    expect((await live()).map((token) => token.id)).toEqual([id]);
  });

  test('of a service account follows the account and its key', async () => {
    const account = { apikey_type: 'SERVICE_ACCOUNT', parent_id: 'deployer' };
    expect((await failing(account)).findings[0].detail).toMatch(/status 400: There is no service account/);
    await provider.create(SERVICE_ACCOUNT, serviceAccountConfig());
    await provider.create(API_KEY, apiKeyConfig(account));
    const { state } = await create(account);
    expect(state!.value).toMatch(/^sat\./);
  });

  test('where there is one already changes nothing, and says how to import it', async () => {
    const { state } = await create();
    const { state: none, findings } = await failing();
    expect(none).toBeNull();
    expect(findings[0].detail).toMatch(
      new RegExp(
        `There is a token ci in the API key key already.*Import it as ${HARNESS_USER}/key/USER/ci.* ` +
          'it is the token that it replaces: take create_before_destroy away\\.$',
      ),
    );
    expect(await works(state!.value)).toBe(true);
  });

  test('is refused for a window that has passed, before anything is sent', async () => {
    await emulator().forgetRequests();
    const { state, findings } = await failing({ valid_to: at(NOW) });
    expect(state).toBeNull();
    expect(findings).toMatchObject([
      { detail: expect.stringMatching(new RegExp(`^valid_to is .*it is ${NOW}.*Nothing was changed\\.$`)) },
    ]);
    expect(await emulator().requests('harness')).toEqual([]);
  });

  test('keeps the secret when what follows fails, so that Terraform can end it', async () => {
    const listing = { method: 'GET', pathPattern: 'token/aggregate' };
    await emulator().fault('harness', { kind: 'latency', ms: 0, ...listing });
    await emulator().fault('harness', { kind: 'status', status: 401, ...listing });
    const kept = await failing();
    expect(kept.findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining('status 401') },
    ]);
    expect(await works(kept.state!.value)).toBe(true);
    expect(await provider.apply(TOKEN, null, null, kept)).toMatchObject({ state: null, findings: [] });
    expect(await live()).toEqual([]);
  });

  test('that a policy blocks says so', async () => {
    const blocked = { status: 'SUCCESS', data: null, metaData: null, correlationId: 'x' };
    await emulator().fault('harness', {
      kind: 'status',
      status: 200,
      body: blocked,
      method: 'POST',
      times: 4,
    });
    const { state, findings } = await failing();
    expect(state).toBeNull();
    expect(findings[0].detail).toContain('A governance policy may have blocked the operation');
  });
});

describe('an answer that is lost', () => {
  test.each(['drop', 'drop-after-effect', 'truncate', 'malformed'] as const)(
    'to a creation, by %s, leaves one token, the one in the state',
    async (kind) => {
      await emulator().fault('harness', { kind, method: 'POST' });
      const { state } = await create();
      expect((await live()).map((token) => token.sha256)).toEqual([sha256(state!.value)]);
    },
  );

  test('each time ends with an error, and no token', async () => {
    await emulator().fault('harness', { kind: 'drop-after-effect', method: 'POST', times: 4 });
    const { state, findings } = await failing();
    expect(state).toBeNull();
    expect(findings[0].detail).toContain('the answer is lost');
    expect(await live()).toEqual([]);
  });

  test.each(['drop', 'drop-after-effect', 'truncate', 'malformed'] as const)(
    'to a rotation, by %s, leaves the new token and the old',
    async (kind) => {
      const stored = await provider.read(TOKEN, await create({ valid_to: MARCH }));
      await emulator().fault('harness', { kind, method: 'POST' });
      const rotated = await update(stored, { valid_to: APRIL });
      expect((await live()).map((token) => token.sha256).sort()).toEqual(
        [sha256(stored.state!.value), sha256(rotated.state!.value)].sort(),
      );
      await provider.apply(TOKEN, null, null, rotated);
      expect(await live()).toEqual([]);
    },
  );

  test('to the creation of a service account or an API key makes no second', async () => {
    await emulator().fault('harness', { kind: 'drop-after-effect', method: 'POST', times: 1 });
    const account = await provider.create(SERVICE_ACCOUNT, serviceAccountConfig({ tags: ['a:b'] }));
    expect((await provider.read(SERVICE_ACCOUNT, account)).state).toEqual(account.state);
    await emulator().fault('harness', { kind: 'drop-after-effect', method: 'POST', times: 1 });
    const key = await provider.create(API_KEY, apiKeyConfig({ identifier: 'other' }));
    expect((await provider.read(API_KEY, key)).state).toEqual(key.state);
  });
});

test('64 tokens are made and deleted at once, though the service is busy', async () => {
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } } as const;
  const all = Array.from({ length: 64 }, (_, each) => `ci_${each}`);
  await emulator().fault('harness', { ...busy, times: 30 });
  const made = await Promise.all(all.map(async (identifier) => create({ identifier, valid_to: MARCH })));
  expect(new Set((await live()).map((token) => token.sha256))).toEqual(
    new Set(made.map(({ state }) => sha256(state!.value))),
  );
  await emulator().fault('harness', { ...busy, times: 30 });
  await Promise.all(made.map(async (each) => provider.apply(TOKEN, null, null, each)));
  expect(await live()).toEqual([]);
});

describe('reading', () => {
  test('shows what was changed elsewhere', async () => {
    const stored = await create({ valid_to: MARCH });
    await ask(emulator(), 'PUT', `/ng/api/token/ci?accountIdentifier=${ACCOUNT}`, {
      accountIdentifier: ACCOUNT,
      apiKeyType: 'USER',
      parentIdentifier: HARNESS_USER,
      apiKeyIdentifier: 'key',
      identifier: 'ci',
      name: 'theirs',
      tags: { a: '' },
      validFrom: at(NOW),
      validTo: APRIL,
    });
    const { state } = await provider.read(TOKEN, stored);
    expect(state).toEqual({ ...stored.state, name: 'theirs', tags: ['a'], valid_to: APRIL });
  });

  test('finds a token gone that was deleted, or whose API key is gone', async () => {
    const stored = await create();
    await provider.apply(TOKEN, null, null, stored);
    expect(await provider.read(TOKEN, stored)).toMatchObject({ state: null, findings: [] });
    const other = await create();
    await provider.apply(API_KEY, null, null, { state: apiKeyConfig(), private: EMPTY });
    expect(await provider.read(TOKEN, other)).toMatchObject({ state: null, findings: [] });
  });

  test.each([401, 403, 500])('answers status %i with an error, never with "gone"', async (status) => {
    const stored = await create();
    await provider.configure({ harness: { ...NO_SETTINGS, retry_limit: 0 } });
    await emulator().fault('harness', { kind: 'status', status });
    const { state, findings } = await provider.read(TOKEN, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining(`status ${status}`) },
    ]);
    if (status === 401) expect(findings[0].detail).toContain('or HARNESS_PLATFORM_API_KEY');
  });

  test('does not take a 404 of who knows whom for "gone"', async () => {
    const stored = await create();
    await emulator().fault('harness', { kind: 'status', status: 404, body: '<html>Not Found</html>' });
    const { state, findings } = await provider.read(TOKEN, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([{ severity: 'error', detail: expect.stringContaining('status 404') }]);
  });

  test('finds one among more than a page holds', async () => {
    const stored = await create();
    const token = (identifier: string) => ({
      token: {
        identifier,
        name: 'CI',
        tags: {},
        validFrom: at(NOW),
        validTo: at(NOW) + MONTH,
        valid: true,
      },
      createdAt: at(NOW),
    });
    const page = (...content: object[]) => ({ status: 'SUCCESS', data: { totalPages: 2, content } });
    await emulator().fault('harness', { kind: 'status', status: 200, body: page(token('CI'), token('ci2')) });
    await emulator().fault('harness', { kind: 'status', status: 200, body: page(token('ci')) });
    expect((await provider.read(TOKEN, stored)).state).toEqual(stored.state);
    const asked = (await emulator().requests('harness'))
      .slice(-2)
      .map(({ path }) => /pageIndex=(\d)/.exec(path)![1]);
    expect(asked).toEqual(['0', '1']);
  });
});

describe('changing in place', () => {
  test('name, description and tags keeps secret and window', async () => {
    const stored = await create({ valid_to: MARCH, description: 'one', tags: ['a:b'] });
    const renamed = await update(stored, {
      valid_to: MARCH,
      name: 'Renamed',
      description: 'two',
      tags: ['c'],
    });
    expect(renamed.state).toEqual({ ...stored.state, name: 'Renamed', description: 'two', tags: ['c'] });
    const bare = await update(renamed, { valid_to: MARCH });
    expect(bare.state).toEqual({ ...stored.state, description: null, tags: null });
    expect(await works(bare.state!.value)).toBe(true);
    expect(await live()).toHaveLength(1);
  });

  test('what Harness takes no notice of asks it for nothing', async () => {
    const stored = await create();
    await emulator().forgetRequests();
    const given = {
      valid: false,
      email: 'user@example.com',
      username: '',
      encoded_password: 'x',
      rotation_overlap: '1d',
      description: '',
      tags: [],
    };
    const { planned } = await change(stored, given);
    const applied = await provider.apply(TOKEN, tokenConfig(given), planned, stored);
    expect(applied).toMatchObject({ findings: [], state: { ...stored.state, ...given } });
    expect(await emulator().requests('harness')).toEqual([]);
    const read = await provider.read(TOKEN, applied);
    expect(read.state).toEqual(applied.state);
    expect((await change(read, given)).changed).toEqual([]);
    await update(read, {});
  });

  test('is not possible where it is', async () => {
    const stored = await create();
    for (const [name, value] of Object.entries({
      identifier: 'other',
      account_id: 'other',
      org_id: 'default',
      apikey_id: 'other',
      parent_id: 'other',
      apikey_type: 'SERVICE_ACCOUNT',
      scheduled_expire_time: MARCH,
    })) {
      expect((await change(stored, { [name]: value })).replace).toEqual([name]);
    }
    expect((await change(stored, { org_id: 'default', project_id: 'p' })).replace).toEqual([
      'org_id',
      'project_id',
    ]);
  });

  test('is not possible where an end is scheduled', async () => {
    const given = { valid_to: MARCH, scheduled_expire_time: FEBRUARY };
    const stored = await provider.read(TOKEN, await create(given));
    expect(stored.state).toMatchObject(given);
    expect((await change(stored, given)).changed).toEqual([]);
    for (const [name, value] of Object.entries({
      name: 'x',
      description: 'x',
      tags: ['x'],
      valid_to: APRIL,
    })) {
      expect((await change(stored, { ...given, [name]: value })).replace).toEqual([name]);
    }
    // What only the state holds is another matter.
    expect((await change(stored, { ...given, email: 'x' })).replace).toEqual([]);
  });
});

describe('moving the window', () => {
  test('rotates: another secret, and the old one to the end of its own window', async () => {
    const stored = await create({ valid_to: MARCH });
    await passTo('2026-02-10T00:00:00Z');
    const { planned } = await change(await provider.read(TOKEN, stored), { valid_to: APRIL });
    expect(planned).toMatchObject({
      value: { refinements: { notNull: true } },
      valid_from: { refinements: { notNull: true } },
      valid_to: APRIL,
    });
    const rotated = await update(stored, { valid_to: APRIL });
    expect(rotated.state).toMatchObject({
      valid_from: at('2026-02-10T00:00:00Z'),
      valid_to: APRIL,
      valid: true,
    });
    expect(rotated.state!.value).not.toBe(stored.state!.value);
    expect(await live()).toMatchObject([
      {
        id: expect.stringMatching(/USER\/rotated_\w{15}$/),
        expiry: '2026-03-01T00:00:00.000Z',
        sha256: sha256(stored.state!.value),
      },
      {
        id: `${HARNESS_USER}/key/USER/ci`,
        expiry: '2026-04-01T00:00:00.000Z',
        sha256: sha256(rotated.state!.value),
      },
    ]);
    const posted = (await emulator().requests('harness')).filter(({ path }) => path.includes('/rotate/'));
    expect(posted).toHaveLength(1);
    expect(posted[0].path).toContain(`rotateTimestamp=${MARCH}`);
  });

  test('ends the old secret earlier where the overlap is shorter', async () => {
    const stored = await create({ valid_to: MARCH, rotation_overlap: '2d' });
    await update(stored, { valid_to: APRIL, rotation_overlap: '2d' });
    expect((await live())[0]).toMatchObject({
      expiry: '2026-02-02T12:00:00.000Z',
      sha256: sha256(stored.state!.value),
    });
  });

  test('ends the old secret at once where there is to be no overlap', async () => {
    const stored = await create({ valid_to: MARCH });
    const rotated = await update(stored, { valid_to: APRIL, rotation_overlap: '0s' });
    expect((await live()).map((token) => token.sha256)).toEqual([sha256(rotated.state!.value)]);
  });

  test('to an earlier end takes the old secret along', async () => {
    const stored = await create({ valid_to: APRIL });
    const rotated = await update(stored, { valid_to: FEBRUARY });
    expect(rotated.state).toMatchObject({ valid_to: FEBRUARY });
    expect((await live()).map(({ expiry }) => expiry)).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ]);
  });

  test('by its beginning rotates too', async () => {
    const stored = await create({ valid_to: MARCH });
    const rotated = await update(stored, { valid_to: MARCH, valid_from: FEBRUARY });
    expect(rotated.state).toMatchObject({ valid_from: FEBRUARY, valid_to: MARCH, valid: false });
    expect(rotated.state!.value).not.toBe(stored.state!.value);
    // The new one does not work yet.
    expect((await live()).map((token) => token.sha256)).toEqual([sha256(stored.state!.value)]);
  });

  test('together with the name does both', async () => {
    const stored = await create({ valid_to: MARCH });
    const rotated = await update(stored, { valid_to: APRIL, name: 'Renamed', tags: ['a'] });
    expect(rotated.state).toMatchObject({ name: 'Renamed', tags: ['a'], valid_to: APRIL });
  });

  test('again and again leaves no old secret behind when the token is destroyed', async () => {
    let stored = await create({ valid_to: MARCH });
    for (const day of [2, 3, 4]) {
      stored = await update(stored, { valid_to: MARCH + day * 86_400_000 });
      await passTo(`2026-02-0${day}T00:00:00Z`);
    }
    expect(await live()).toHaveLength(4);
    // Somebody else's rotated token is none of ours.
    await emulator().seed('harness', {
      name: 'theirs',
      identifier: 'rotated_theirs',
      apiKeyType: 'USER',
      apiKeyIdentifier: 'key',
    });
    expect(await provider.apply(TOKEN, null, null, stored)).toMatchObject({ state: null, findings: [] });
    expect(await live()).toEqual([]);
    expect(await emulator().foreignTokens('harness')).toHaveLength(1);
  });

  test('of several tokens of an API key at once mixes none up', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const stored = await Promise.all(
      names.map(async (identifier) => create({ identifier, valid_to: MARCH })),
    );
    const rotated = await Promise.all(
      stored.map(async (each, index) => update(each, { identifier: names[index], valid_to: APRIL })),
    );
    expect(await live()).toHaveLength(8);
    await provider.apply(TOKEN, null, null, rotated[0]);
    for (const [index, each] of stored.entries()) {
      expect(await works(each.state!.value)).toBe(index !== 0);
      expect(await works(rotated[index].state!.value)).toBe(index !== 0);
    }
  });

  test('that fails half-way leaves the new secret in the state, and the next apply goes on', async () => {
    const stored = await create({ valid_to: MARCH });
    const { planned } = await change(stored, { valid_to: APRIL });
    await emulator().fault('harness', { kind: 'status', status: 400, method: 'PUT' });
    const kept = await provider.apply(TOKEN, tokenConfig({ valid_to: APRIL }), planned, stored);
    expect(kept.findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining('status 400') },
    ]);
    expect(kept.state).toMatchObject({ valid_to: MARCH });
    expect(kept.state!.value).not.toBe(stored.state!.value);
    expect(await works(kept.state!.value)).toBe(true);
    const read = await provider.read(TOKEN, kept);
    expect(read).toMatchObject({ state: kept.state, findings: [] });
    const done = await update(read, { valid_to: APRIL });
    await provider.apply(TOKEN, null, null, done);
    expect(await live()).toEqual([]);
  });

  test('into the past is refused before anything is done', async () => {
    const stored = await create({ valid_to: MARCH });
    const { planned } = await change(stored, { valid_to: at(NOW) });
    const config = tokenConfig({ valid_to: at(NOW) });
    const { state, findings } = await provider.apply(TOKEN, config, planned, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([
      { detail: expect.stringMatching(/^valid_to is .* makes no token that has ended/) },
    ]);
    expect(await live()).toHaveLength(1);
  });

  test('of a token that is gone says so', async () => {
    const stored = await create({ valid_to: MARCH });
    const { planned } = await change(stored, { valid_to: APRIL });
    await provider.apply(TOKEN, null, null, stored);
    const { state, findings } = await provider.apply(
      TOKEN,
      tokenConfig({ valid_to: APRIL }),
      planned,
      stored,
    );
    expect(state).toEqual(stored.state);
    expect(findings[0].detail).toContain("any more, so it can't be rotated. Plan anew");
  });
});

test('a token that somebody else has rotated is rotated once more, and no secret is left over', async () => {
  const stored = await create({ valid_to: MARCH });
  await passTo('2026-02-01T00:00:00Z');
  await ask(
    emulator(),
    'POST',
    `/ng/api/token/rotate/ci?accountIdentifier=${ACCOUNT}&apiKeyType=USER&parentIdentifier=${HARNESS_USER}` +
      `&apiKeyIdentifier=key&rotateTimestamp=${at('2026-02-15T00:00:00Z')}`,
  );
  const [, theirs] = await live();
  const read = await provider.read(TOKEN, stored);
  expect(read.state).toMatchObject({ value: stored.state!.value, valid_to: MARCH });
  expect(read.findings).toMatchObject([
    { severity: 'warning', summary: 'Token has another secret', at: 'value' },
  ]);
  const rotated = await update(read, { valid_to: MARCH });
  const secrets = (await live()).map((token) => token.sha256);
  expect(secrets).not.toContain(theirs.sha256);
  expect(secrets.sort()).toEqual([sha256(stored.state!.value), sha256(rotated.state!.value)].sort());
  await provider.apply(TOKEN, null, null, rotated);
  expect(await live()).toEqual([]);
});

describe('a token whose window has passed', () => {
  const LATER = '2026-03-15T00:00:00Z';

  test('stays, without a change, while the configuration gives that end', async () => {
    const stored = await create({ valid_to: MARCH });
    await passTo(LATER);
    const read = await provider.read(TOKEN, stored);
    expect(read).toMatchObject({ state: { ...stored.state, valid: false }, findings: [] });
    expect((await change(read, { valid_to: MARCH })).changed).toEqual([]);
    // There is nothing to rename, but nothing to say against it either.
    const { planned, replace } = await change(read, { valid_to: MARCH, name: 'Renamed' });
    expect(replace).toEqual([]);
    const renamed = await provider.apply(
      TOKEN,
      tokenConfig({ valid_to: MARCH, name: 'Renamed' }),
      planned,
      read,
    );
    expect(renamed).toMatchObject({ state: { name: 'Renamed' }, findings: [] });
    expect(await provider.apply(TOKEN, null, null, renamed)).toMatchObject({ state: null, findings: [] });
  });

  test('makes place for another when the configuration gives another, or none', async () => {
    const stored = await create({ valid_to: MARCH });
    await passTo(LATER);
    const read = await provider.read(TOKEN, stored);
    for (const end of [APRIL, null]) {
      expect((await change(read, { valid_to: end })).replace).toEqual(['valid_to']);
    }
    await provider.apply(TOKEN, null, null, read);
    const other = await create({ valid_to: APRIL });
    expect(await works(other.state!.value)).toBe(true);
  });

  test('is planned anew where nobody gave the end', async () => {
    const stored = await create();
    await passTo(LATER);
    expect((await change(await provider.read(TOKEN, stored), {})).replace).toEqual(['valid_to']);
  });

  test('by schedule is no other', async () => {
    const given = { valid_to: APRIL, scheduled_expire_time: MARCH };
    const stored = await create(given);
    await passTo(LATER);
    const read = await provider.read(TOKEN, stored);
    expect(read.state).toMatchObject({ valid: false });
    expect((await change(read, given)).changed).toEqual([]);
    expect((await change(read, { ...given, scheduled_expire_time: APRIL })).replace).toEqual([
      'scheduled_expire_time',
    ]);
  });
});

describe('destroying', () => {
  test('deletes the token, once or again', async () => {
    const stored = await create();
    for (let times = 0; times < 2; times++) {
      expect(await provider.apply(TOKEN, null, null, stored)).toMatchObject({ state: null, findings: [] });
    }
    expect(await live()).toEqual([]);
  });

  test('in the wrong order comes to the same', async () => {
    const account = { apikey_type: 'SERVICE_ACCOUNT', parent_id: 'deployer' };
    const owner = await provider.create(SERVICE_ACCOUNT, serviceAccountConfig());
    const key = await provider.create(API_KEY, apiKeyConfig(account));
    const token = await create(account);
    expect(await provider.apply(SERVICE_ACCOUNT, null, null, owner)).toMatchObject({
      state: null,
      findings: [],
    });
    expect(await provider.apply(API_KEY, null, null, key)).toMatchObject({ state: null, findings: [] });
    expect(await provider.apply(TOKEN, null, null, token)).toMatchObject({ state: null, findings: [] });
  });

  test.each([400, 404, 500])(
    'a token that is gone, where the server says so with %i, is done',
    async (status) => {
      await provider.configure({ harness: { ...NO_SETTINGS, retry_limit: 0 } });
      const stored = await create();
      await provider.apply(TOKEN, null, null, stored);
      await emulator().fault('harness', { kind: 'status', status, method: 'DELETE' });
      expect(await provider.apply(TOKEN, null, null, stored)).toMatchObject({ state: null, findings: [] });
    },
  );

  test('that fails leaves the state', async () => {
    const stored = await create();
    await emulator().fault('harness', { kind: 'status', status: 403, method: 'DELETE' });
    const { state, findings } = await provider.apply(TOKEN, null, null, stored);
    expect(state).toEqual(stored.state);
    expect(findings[0].detail).toContain('HARNESS_PLATFORM_API_KEY');
  });
});

describe('importing', () => {
  test.each([
    ['4 parts', {}],
    ['5 parts', { org_id: 'default' }],
    ['6 parts', { org_id: 'default', project_id: 'default_project' }],
  ])('takes %s, and everything but the secret comes from the API', async (_, place) => {
    const given = { ...place, valid_to: MARCH, description: 'x', tags: ['a:b', 'c'] };
    const { state } = await create(given);
    const [{ id }] = await live();
    const { imported, findings } = await provider.import(TOKEN, id);
    expect(findings).toEqual([]);
    const read = await provider.read(TOKEN, { state: imported[0], private: EMPTY });
    expect(read.state).toEqual({ ...state, value: null });
    expect((await change(read, given)).changed).toEqual([]);
    // What was not known comes with the next rotation.
    const rotated = await update(read, { ...given, valid_to: APRIL });
    expect(await works(rotated.state!.value)).toBe(true);
  });

  test('takes an identity', async () => {
    const { state } = await create();
    const identity = { parent_id: HARNESS_USER, apikey_id: 'key', apikey_type: 'USER', identifier: 'ci' };
    const { imported } = await provider.import(TOKEN, '', {
      ...identity,
      account_id: null,
      org_id: null,
      project_id: null,
    });
    const read = await provider.read(TOKEN, { state: imported[0], private: EMPTY });
    expect(read.state).toEqual({ ...state, value: null });
    expect(read.identity).toEqual({ ...identity, account_id: ACCOUNT, org_id: null, project_id: null });
  });

  test('finds nothing where there is no such token', async () => {
    const { imported } = await provider.import(TOKEN, `${HARNESS_USER}/key/USER/nothing`);
    expect((await provider.read(TOKEN, { state: imported[0], private: EMPTY })).state).toBeNull();
  });

  test('refuses what is no id', async () => {
    const { imported, findings } = await provider.import(TOKEN, 'key/USER/ci');
    expect(imported).toEqual([]);
    expect(findings[0].detail).toContain('invalid identifier: key/USER/ci');
  });
});

test('a state of the vendor’s own provider is taken over, secret included, and is clean after a read', async () => {
  const { state } = await create();
  // As harness/harness 0.45.1 leaves it.
  const theirs = {
    ...state,
    org_id: '',
    project_id: '',
    description: '',
    email: '',
    username: '',
    encoded_password: '',
    tags: [],
    scheduled_expire_time: 0,
  };
  const moved = await provider.handlers.moveResourceState!(
    {
      sourceProviderAddress: 'registry.terraform.io/harness/harness',
      sourceTypeName: TOKEN,
      sourceSchemaVersion: 0n,
      sourceState: { json: Buffer.from(JSON.stringify(theirs)), flatmap: {} },
      targetTypeName: TOKEN,
      sourcePrivate: EMPTY,
      sourceIdentity: undefined,
      sourceIdentitySchemaVersion: 0n,
    },
    provider.call,
  );
  expect(moved.diagnostics).toEqual([]);
  const target = provider.codec(TOKEN).decode(moved.targetState);
  expect(target).toMatchObject({ value: state!.value });
  const read = await provider.read(TOKEN, { state: target, private: moved.targetPrivate });
  expect(read.state).toEqual(state);
  expect((await change(read, {})).changed).toEqual([]);
  // Nor does a plan that nothing was read for make another token.
  const unread = { state: target, private: moved.targetPrivate };
  expect((await change(unread, { name: 'other' })).replace).toEqual([]);
});

describe('what is wrong is found before anything is done', () => {
  test.each([
    [{ identifier: '' }, 'identifier', 'at least one character'],
    [{ name: '' }, 'name', 'at least one character'],
    [{ apikey_type: 'user' }, 'apikey_type', 'one of "USER", "SERVICE_ACCOUNT" is needed, got "user"'],
    [{ project_id: 'p' }, 'project_id', '"project_id": all of `org_id,project_id` must be specified'],
    [{ valid_to: 1_767_225_600 }, 'valid_to', 'Are these seconds? Multiply them by 1000'],
    [{ valid_to: MARCH + 0.5 }, 'valid_to', 'a whole number is needed'],
    [{ valid_from: MARCH, valid_to: MARCH }, 'valid_to', 'has to be later than valid_from'],
    [{ tags: [':a'] }, 'tags', 'its key has to be some text'],
    [{ tags: ['a', 'a:b'] }, 'tags', 'each key can have one value'],
    [{ rotation_overlap: '2 days' }, 'rotation_overlap', '"2 days" is no duration'],
    [{ rotation_overlap: '-1d' }, 'rotation_overlap', '"-1d"'],
  ])('%j', async (given: Fields, where, detail) => {
    expect(await provider.validate(TOKEN, tokenConfig(given))).toMatchObject([
      { severity: 'error', at: where, detail: expect.stringContaining(detail) },
    ]);
  });

  test('and what is right is taken', async () => {
    const given = {
      ...EVERYTHING,
      org_id: 'o',
      project_id: 'p',
      rotation_overlap: '0s',
      apikey_type: 'SERVICE_ACCOUNT',
    };
    expect(await provider.validate(TOKEN, tokenConfig(given))).toEqual([]);
  });
});

describe('an ephemeral token', () => {
  const ephemeral = (given: Fields = {}): Fields => ({
    identifier: null,
    name: null,
    account_id: ACCOUNT,
    org_id: null,
    project_id: null,
    apikey_type: 'USER',
    parent_id: HARNESS_USER,
    apikey_id: 'key',
    description: null,
    tags: null,
    lifetime: null,
    valid_to: null,
    value: null,
    ...given,
  });

  test('is made when it is opened, and deleted when it is closed', async () => {
    const opened = await provider.open(TOKEN, ephemeral());
    expect(opened.findings).toEqual([]);
    expect(await live()).toMatchObject([
      { sha256: sha256(opened.result!.value), expiry: '2026-01-31T18:00:00.000Z' },
    ]);
    // Another at the same time does not meet it.
    const other = await provider.open(TOKEN, ephemeral({ lifetime: '10m', name: 'other' }));
    expect((await live())[1]).toMatchObject({ name: 'other', expiry: '2026-01-31T12:10:00.000Z' });
    expect(await opened.close()).toEqual([]);
    expect(await other.close()).toEqual([]);
    expect(await live()).toEqual([]);
    expect(await opened.close()).toEqual([]);
  });

  test('is in the project that it was opened in', async () => {
    const opened = await provider.open(
      TOKEN,
      ephemeral({ org_id: 'default', project_id: 'default_project', identifier: 'run' }),
    );
    expect((await live()).map(({ id }) => id)).toEqual([
      `default/default_project/${HARNESS_USER}/key/USER/run`,
    ]);
    await opened.close();
    expect(await live()).toEqual([]);
  });

  test('is deleted at once where Terraform was interrupted while it was opened', async () => {
    await emulator().fault('harness', { kind: 'latency', ms: 300, method: 'POST' });
    const opening = provider.open(TOKEN, ephemeral());
    setTimeout(() => provider.stop.abort(new Error('interrupted')), 150);
    const { result, findings } = await opening;
    expect(result).toBeNull();
    expect(findings).toMatchObject([{ detail: 'interrupted' }]);
    expect(await live()).toEqual([]);
  });

  test('that is told two ends is refused', async () => {
    const { findings } = await provider.open(TOKEN, ephemeral({ lifetime: '1s', valid_to: MARCH }));
    expect(findings).toMatchObject([{ summary: 'Two ends' }, { summary: 'Lifetime too short' }]);
  });
});

describe('credentials', () => {
  test('are missed when a resource is used, and not before', async () => {
    const stored = await create();
    const without = new InProcess(tokensProvider({ TOKENS_NOW: NOW }));
    expect(await without.configure()).toEqual([]);
    expect((await without.read(TOKEN, stored)).findings).toMatchObject([
      {
        detail: expect.stringMatching(
          /set platform_api_key in the provider's block harness, or HARNESS_PLATFORM_API_KEY/,
        ),
      },
    ]);
  });

  test('say which account is imported from where nothing else does', async () => {
    await create();
    delete env.HARNESS_ACCOUNT_ID;
    const { imported } = await provider.import(TOKEN, `${HARNESS_USER}/key/USER/ci`);
    const read = await provider.read(TOKEN, { state: imported[0], private: EMPTY });
    expect(read.state).toMatchObject({ account_id: ACCOUNT });

    const opaque = new InProcess(tokensProvider({ ...env, HARNESS_PLATFORM_API_KEY: 'opaque' }));
    await opaque.configure();
    expect((await opaque.read(TOKEN, { state: imported[0], private: EMPTY })).findings).toMatchObject([
      {
        detail: expect.stringMatching(
          /set account_id in the provider's block harness, or HARNESS_ACCOUNT_ID/,
        ),
      },
    ]);
  });

  test('of the block come before those of the environment', async () => {
    const stored = await create();
    const elsewhere = new InProcess(
      tokensProvider({ HARNESS_ENDPOINT: 'https://harness.invalid', TOKENS_NOW: NOW }),
    );
    await elsewhere.configure({
      harness: { ...NO_SETTINGS, platform_api_key: ROOT, endpoint: emulator().origins.harness },
    });
    expect((await elsewhere.read(TOKEN, stored)).state).toEqual(stored.state);
  });
});
