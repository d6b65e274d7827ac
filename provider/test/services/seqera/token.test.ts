import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess, Stored } from '../../framework/in-process';
import { sha256, useEmulator } from '../emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = Buffer.from(`{"tid": 0}.${'fa4e'.repeat(10)}`).toString('base64');
const TYPE = 'seqera_tokens';

const emulator = useEmulator(NOW);
let provider: InProcess;

beforeEach(async () => {
  provider = new InProcess(tokensProvider({ TOWER_ACCESS_TOKEN: ROOT, TOKENS_NOW: NOW }));
  expect(await provider.configure({ seqera: block() })).toEqual([]);
});

const block = (given: Fields = {}): Fields => ({
  bearer_auth: null,
  server_url: `${emulator().origins.seqera}/api`,
  ca_path: null,
  request_timeout: null,
  retry_limit: null,
  concurrency: null,
  ...given,
});
const config = (name: string | null = 'ci'): Fields => ({
  id: null,
  name,
  access_key: null,
  date_created: null,
  last_used: null,
  token: null,
});

const create = async (name?: string | null) => provider.create(TYPE, config(name));
const remove = async (stored: Stored) => provider.apply(TYPE, null, null, stored);
const methods = async () =>
  (await emulator().requests('seqera')).map(({ method, path }) => `${method} ${path}`);

test('a token is created, read by its id, and revoked', async () => {
  const foreign = await emulator().foreignTokens('seqera');
  expect(foreign).not.toEqual([]);
  const stored = await create();
  const token = { id: expect.any(Number), name: 'ci', date_created: '2026-01-31T12:00:00Z', last_used: null };
  expect(stored.state).toEqual({ ...token, access_key: expect.stringMatching(/^eyJ/), token });
  expect(await emulator().tokens('seqera')).toMatchObject([
    { id: String(stored.state!.id), name: 'ci', sha256: sha256(stored.state!.access_key) },
  ]);
  expect(await methods()).toEqual(['GET /api/tokens', 'POST /api/tokens']);

  const { state, findings } = await provider.read(TYPE, stored);
  expect(findings).toEqual([]);
  expect(state).toEqual(stored.state);

  expect(await remove(stored)).toMatchObject({ state: null, findings: [] });
  expect(await emulator().tokens('seqera')).toEqual([]);
  expect((await provider.read(TYPE, stored)).state).toBeNull();
  expect(await remove(stored)).toMatchObject({ state: null, findings: [] });
  // Nobody else's was touched.
  expect(await emulator().foreignTokens('seqera')).toEqual(foreign);
});

test('without a name it gets one, and keeps it', async () => {
  const stored = await create(null);
  expect(stored.state).toMatchObject({ name: expect.stringMatching(/./) });
  const [, post] = await emulator().requests('seqera');
  expect(post.requestBody).toBe('{}');
  const { planned, replace } = await provider.plan(TYPE, config(null), stored);
  expect({ planned, replace }).toEqual({ planned: stored.state, replace: [] });
});

test('another name makes another token; to take it away changes nothing', async () => {
  const stored = await create();
  expect((await provider.plan(TYPE, config('cd'), stored)).replace).toEqual(['name']);
  expect(await provider.plan(TYPE, config(null), stored)).toMatchObject({
    planned: stored.state,
    replace: [],
  });
});

test('its last use is seen, and plans nothing', async () => {
  const stored = await create();
  await fetch(`${emulator().origins.seqera}/tokens`, {
    headers: { authorization: `Bearer ${stored.state!.access_key as string}` },
  });
  await provider.configure({ seqera: block() });
  const read = await provider.read(TYPE, stored);
  expect(read.state).toEqual({
    ...stored.state,
    last_used: NOW,
    token: { ...(stored.state!.token as Fields), last_used: NOW },
  });
  expect((await provider.plan(TYPE, config(), read)).planned).toEqual(read.state);
});

test('all of a plan’s reads share one list', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, async (_, each) => create(`ci-${each}`)));
  await emulator().forgetRequests();
  const read = await Promise.all(all.map(async (stored) => provider.read(TYPE, stored)));
  expect(read.map(({ state }) => state)).toEqual(all.map(({ state }) => state));
  expect(await methods()).toEqual(['GET /api/tokens']);
});

test.each([401, 403])('a list refused with status %i is an error, never "gone"', async (status) => {
  const stored = await create();
  await emulator().fault('seqera', { kind: 'status', status, method: 'GET' });
  const { state, findings } = await provider.read(TYPE, stored);
  expect(state).toEqual(stored.state);
  expect(findings).toMatchObject([
    {
      severity: 'error',
      detail: `Seqera refused GET /api/tokens with status ${status}. Check bearer_auth in the provider's block seqera, or TOWER_ACCESS_TOKEN: it may be mistyped or revoked, or of another installation than server_url.`,
    },
  ]);
});

test.each(['drop', 'drop-after-effect', 'truncate', 'malformed'] as const)(
  'an answer that is lost by %s leaves one token, the one in the state',
  async (kind) => {
    const foreign = await emulator().foreignTokens('seqera');
    await emulator().fault('seqera', { kind, method: 'POST' });
    const { state } = await create();
    expect(await emulator().tokens('seqera')).toMatchObject([
      { id: String(state!.id), sha256: sha256(state!.access_key) },
    ]);
    expect(await emulator().foreignTokens('seqera')).toEqual(foreign);
  },
);

test('where the name does not tell it, a lost token is named and not touched', async () => {
  await emulator().fault('seqera', { kind: 'drop-after-effect', method: 'POST' });
  const { planned } = await provider.plan(TYPE, config(null));
  const { state, findings } = await provider.apply(TYPE, config(null), planned);
  expect(state).toBeNull();
  const [left] = await emulator().tokens('seqera');
  expect(findings[0].detail).toContain(`none was touched: it is among ${left.id}. Look there`);
});

test('64 tokens are created at once, though the API is busy', async () => {
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } } as const;
  await emulator().fault('seqera', { ...busy, method: 'GET' });
  await emulator().fault('seqera', { ...busy, method: 'POST', times: 40 });
  const made = await Promise.all(Array.from({ length: 64 }, async (_, each) => create(`ci-${each}`)));
  const tokens = await emulator().tokens('seqera');
  expect(new Set(tokens.map((token) => token.sha256))).toEqual(
    new Set(made.map(({ state }) => sha256(state!.access_key))),
  );
  expect(tokens).toHaveLength(64);
});

test('a name that is taken is an error that says what to do', async () => {
  await create();
  const { planned } = await provider.plan(TYPE, config());
  const { findings } = await provider.apply(TYPE, config(), planned);
  expect(findings[0].detail).toMatch(
    /status 409: .*already exists\. .*choose another.* take create_before_destroy away, or leave name out\.$/,
  );
  expect(await emulator().tokens('seqera')).toHaveLength(1);
});

describe('a 404 of who knows whom', () => {
  const foreign = { kind: 'status', status: 404, body: '<html>Not Found</html>', times: 10 } as const;

  test('has not revoked a token that the list has', async () => {
    const stored = await create();
    await emulator().fault('seqera', { ...foreign, method: 'DELETE' });
    const { state, findings } = await remove(stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([{ severity: 'error', detail: expect.stringContaining('status 404') }]);
    expect(await emulator().tokens('seqera')).toHaveLength(1);
  });

  test('is none to go by where nobody has a list', async () => {
    const stored = await create();
    await emulator().fault('seqera', foreign);
    const { state, findings } = await remove(stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([
      { severity: 'error', detail: expect.stringMatching(/refused DELETE .* with status 404/) },
    ]);
  });

  test('is believed where the list has no such token', async () => {
    const stored = await create();
    expect(await remove(stored)).toMatchObject({ findings: [] });
    await emulator().fault('seqera', { ...foreign, method: 'DELETE' });
    await emulator().forgetRequests();
    expect(await remove(stored)).toMatchObject({ state: null, findings: [] });
    expect(await methods()).toEqual([`DELETE /api/tokens/${stored.state!.id as number}`, 'GET /api/tokens']);
  });
});

test('it can’t be imported, and the error says why', async () => {
  const { imported, findings } = await provider.import(TYPE, '7003');
  expect(imported).toEqual([]);
  expect(findings).toMatchObject([
    { summary: "seqera_tokens can't be imported", detail: expect.stringContaining('shows the access key') },
  ]);
});

test.each([
  ['', 'got 0'],
  ['x'.repeat(51), 'got 51'],
])('the name %j is refused', async (name, detail) => {
  expect(await provider.validate(TYPE, config(name))).toMatchObject([
    { at: 'name', detail: expect.stringContaining(detail) },
  ]);
  expect(await provider.validate(TYPE, config('🔑'.repeat(50)))).toEqual([]);
});

test('a credential that is missing is named', async () => {
  const bare = new InProcess(tokensProvider({ TOKENS_NOW: NOW }));
  expect(await bare.configure({ seqera: null })).toEqual([]);
  const { planned } = await bare.plan(TYPE, config());
  expect((await bare.apply(TYPE, config(), planned)).findings).toMatchObject([
    {
      detail:
        "There is no credential for the service: set bearer_auth in the provider's block seqera, or TOWER_ACCESS_TOKEN in the environment.",
    },
  ]);
});

test('an ephemeral one lives from opening to closing', async () => {
  const given = { id: null, name: 'run', access_key: null, date_created: null };
  const { result, findings, close } = await provider.open(TYPE, given);
  expect(findings).toEqual([]);
  expect(result).toMatchObject({
    id: expect.any(Number),
    name: 'run',
    date_created: '2026-01-31T12:00:00.000Z',
  });
  expect(await emulator().tokens('seqera')).toMatchObject([{ sha256: sha256(result!.access_key) }]);
  expect(await close()).toEqual([]);
  expect(await emulator().tokens('seqera')).toEqual([]);
});
