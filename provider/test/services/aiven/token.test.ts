import {
  aivenOn,
  NO_SETTINGS,
  NOW,
  ORGANIZATION,
  ROOT,
  timeouts,
  TOKEN,
  tokenConfig,
  USER,
  userConfig,
} from './aiven';
import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { EMPTY, InProcess, Stored } from '../../framework/in-process';
import { sha256, useEmulator } from '../emulator';

const emulator = useEmulator(NOW);

let env: NodeJS.ProcessEnv;
let provider: InProcess;
let user: string;

beforeEach(async () => {
  ({ provider, env } = await aivenOn(emulator()));
  user = (await provider.create(USER, userConfig())).state!.user_id as string;
});

const config = (given: Fields = {}) => tokenConfig(user, given);
const create = async (given: Fields = {}) => provider.create(TOKEN, config(given));
const live = async () => emulator().tokens('aiven');
const failing = async (given: Fields = {}) => {
  const { planned } = await provider.plan(TOKEN, config(given));
  return provider.apply(TOKEN, config(given), planned);
};

/** What a plan changes, and what of it makes another token. */
async function change(stored: Stored, given: Fields) {
  const { planned, replace, findings } = await provider.plan(TOKEN, config(given), stored);
  expect(findings).toEqual([]);
  const changed = Object.keys(planned!).filter(
    (name) => JSON.stringify(planned![name]) !== JSON.stringify(stored.state![name]),
  );
  return { planned, replace, changed };
}

const EVERYTHING = {
  description: 'all of it',
  max_age_seconds: 3600,
  extend_when_used: true,
  scopes: ['projects:read', 'user:read'],
  ip_allowlist: ['10.0.0.0/8', '127.0.0.1'],
};

describe('creating', () => {
  test('sends what is configured, and the state has it all', async () => {
    await emulator().forgetRequests();
    const { state } = await create(EVERYTHING);
    const prefix = state!.token_prefix as string;
    expect(state).toEqual({
      ...config(EVERYTHING),
      id: `${ORGANIZATION}/${user}/${prefix}`,
      full_token: expect.stringMatching(/^.{100,}$/),
      token_prefix: (state!.full_token as string).slice(0, 12),
      create_time: NOW,
      created_manually: true,
      currently_active: false,
      expiry_time: '2026-01-31T13:00:00Z',
    });
    // The emulator's prefixes are the awkward ones.
    expect(prefix).toMatch(/\/\+=/);
    expect(await live()).toMatchObject([{ name: 'all of it', sha256: sha256(state!.full_token) }]);
    const requests = await emulator().requests('aiven');
    const tokens = `/v1/organization/${ORGANIZATION}/application-users/${user}/access-tokens`;
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${tokens}?limit=999`,
      `POST ${tokens}`,
      `GET ${tokens}?limit=999`,
    ]);
    expect(JSON.parse(requests[1].requestBody)).toEqual(EVERYTHING);
    expect(requests[1].authorization).toBe('aivenv1 ****');
  });

  test('sends no more than that, and what the user left out stays out', async () => {
    const stored = await create({ description: null });
    expect(stored.state).toMatchObject({
      description: null,
      max_age_seconds: null,
      extend_when_used: false,
      scopes: null,
      ip_allowlist: null,
      expiry_time: null,
    });
    const posted = (await emulator().requests('aiven')).filter(({ method }) => method === 'POST').at(-1)!;
    expect(JSON.parse(posted.requestBody)).toEqual({ description: '', extend_when_used: false });
    const read = await provider.read(TOKEN, stored);
    expect(read.state).toEqual(stored.state);
    expect((await change(read, { description: null })).changed).toEqual([]);
  });

  test('takes empty texts and sets for what they are', async () => {
    const given = { description: '', scopes: [], ip_allowlist: [] };
    const stored = await create(given);
    expect(stored.state).toMatchObject(given);
    const read = await provider.read(TOKEN, stored);
    expect(read.state).toEqual(stored.state);
    expect((await change(read, given)).changed).toEqual([]);
  });

  test('of an eleventh token for a user says what to do', async () => {
    for (let each = 0; each < 10; each++) await create({ description: String(each) });
    const { state, findings } = await failing();
    expect(state).toBeNull();
    expect(findings[0].detail).toMatch(
      /status 400: The user has 10 access tokens already.* has 10 tokens, and Aiven lets a user have 10: revoke one/,
    );
  });

  test('waits for the token to show in the list', async () => {
    const listing = { method: 'GET', pathPattern: 'access-tokens' };
    // The first list is of what was there before.
    await emulator().fault('aiven', { kind: 'latency', ms: 0, ...listing });
    await emulator().fault('aiven', { kind: 'status', status: 404, ...listing });
    await emulator().fault('aiven', { kind: 'status', status: 200, body: { tokens: [] }, ...listing });
    const { state } = await create();
    expect(state).toMatchObject({ create_time: NOW });
  });

  test('keeps the secret when what follows fails, so that Terraform can end it', async () => {
    const listing = { method: 'GET', pathPattern: 'access-tokens' };
    await emulator().fault('aiven', { kind: 'latency', ms: 0, ...listing });
    await emulator().fault('aiven', { kind: 'status', status: 401, ...listing });
    const kept = await failing();
    expect(kept.findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining('status 401') },
    ]);
    expect(await live()).toMatchObject([{ sha256: sha256(kept.state!.full_token) }]);
    expect(await provider.apply(TOKEN, null, null, kept)).toMatchObject({ state: null, findings: [] });
    expect(await live()).toEqual([]);
  });

  test('ends when its timeout is up, the secret kept', async () => {
    const listing = { method: 'GET', pathPattern: 'access-tokens' };
    await emulator().fault('aiven', { kind: 'latency', ms: 0, ...listing });
    await emulator().fault('aiven', { kind: 'hang', ...listing });
    const kept = await failing({ timeouts: timeouts({ create: '1s' }) });
    expect(kept.findings[0].detail).toContain('It took longer than the 1s that its timeout allows');
    expect(await live()).toMatchObject([{ sha256: sha256(kept.state!.full_token) }]);
  });
});

describe('an answer that is lost', () => {
  test.each(['drop', 'drop-after-effect', 'truncate', 'malformed'] as const)(
    'by %s leaves one token, the one in the state',
    async (kind) => {
      await emulator().seed('aiven', { name: 'deploy', organization_id: ORGANIZATION, user_id: user });
      await emulator().fault('aiven', { kind, method: 'POST' });
      const { state } = await create();
      expect(await live()).toMatchObject([{ sha256: sha256(state!.full_token) }]);
      expect(await emulator().foreignTokens('aiven')).toHaveLength(1);
    },
  );

  test('of a user leaves one user', async () => {
    await emulator().fault('aiven', { kind: 'drop-after-effect', method: 'POST' });
    const { state } = await provider.create(USER, userConfig({ name: 'other' }));
    const answer = await fetch(
      `${emulator().origins.aiven}/v1/organization/${ORGANIZATION}/application-users`,
      { headers: { authorization: `aivenv1 ${ROOT}` } },
    );
    const { application_users: users } = (await answer.json()) as { application_users: Fields[] };
    expect(users.map(({ user_id: id }) => id)).toEqual([user, state!.user_id]);
  });
});

test('64 tokens of 8 users are made at once, though the service is busy', async () => {
  const users = await Promise.all(
    Array.from({ length: 8 }, async (_, each) => provider.create(USER, userConfig({ name: `ci-${each}` }))),
  );
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } } as const;
  await emulator().fault('aiven', { ...busy, times: 40 });
  const made = await Promise.all(
    Array.from({ length: 64 }, async (_, each) =>
      provider.create(TOKEN, config({ user_id: users[each % 8].state!.user_id })),
    ),
  );
  expect(new Set((await live()).map((token) => token.sha256))).toEqual(
    new Set(made.map(({ state }) => sha256(state!.full_token))),
  );
});

describe('reading', () => {
  test('keeps the secret', async () => {
    const stored = await create(EVERYTHING);
    const { state, findings, identity } = await provider.read(TOKEN, stored);
    expect(findings).toEqual([]);
    expect(state).toEqual(stored.state);
    expect(identity).toEqual({
      organization_id: ORGANIZATION,
      user_id: user,
      token_prefix: state!.token_prefix,
    });
  });

  test('of many tokens of a user asks once', async () => {
    const stored = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (description) => create({ description })),
    );
    await emulator().forgetRequests();
    const fresh = (await aivenOn(emulator())).provider;
    const read = await Promise.all(stored.map(async (each) => fresh.read(TOKEN, each)));
    expect(read.map(({ state }) => state)).toEqual(stored.map(({ state }) => state));
    expect(await emulator().requests('aiven')).toHaveLength(1);
  });

  test('finds a token gone that was revoked, whose time has passed, or whose user is gone', async () => {
    const revoked = await create({ description: 'revoked' });
    await provider.apply(TOKEN, null, null, revoked);
    expect(await provider.read(TOKEN, revoked)).toMatchObject({ state: null, findings: [] });

    const expired = await create({ description: 'expired', max_age_seconds: 600 });
    env.TOKENS_NOW = '2026-01-31T12:09:59Z';
    expect((await provider.read(TOKEN, expired)).state).toEqual(expired.state);
    // Also while it is listed: the emulator's clock has not moved.
    env.TOKENS_NOW = '2026-01-31T12:10:00Z';
    expect(await provider.read(TOKEN, expired)).toMatchObject({ state: null, findings: [] });

    const orphan = await create({ description: 'orphan' });
    const account = { state: { ...userConfig(), user_id: user }, private: EMPTY };
    await provider.apply(USER, null, null, account);
    expect(await provider.read(TOKEN, orphan)).toMatchObject({ state: null, findings: [] });
  });

  test.each([401, 403, 500])('answers status %i with an error, never with "gone"', async (status) => {
    const stored = await create();
    await provider.configure({ aiven: { ...NO_SETTINGS, retry_limit: 0 } });
    await emulator().fault('aiven', { kind: 'status', status });
    const { state, findings } = await provider.read(TOKEN, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining(`status ${status}`) },
    ]);
    if (status === 401) expect(findings[0].detail).toContain('or AIVEN_TOKEN');
  });

  test('does not take a 404 of who knows whom for "gone"', async () => {
    const stored = await create();
    await provider.configure();
    await emulator().fault('aiven', { kind: 'status', status: 404, body: '<html>Not Found</html>' });
    const { state, findings } = await provider.read(TOKEN, stored);
    expect(state).toEqual(stored.state);
    expect(findings).toMatchObject([{ severity: 'error', detail: expect.stringContaining('status 404') }]);
  });
});

describe('changing', () => {
  test('the timeouts asks for nothing, and keeps the secret', async () => {
    const stored = await create();
    await emulator().forgetRequests();
    const given = { timeouts: timeouts({ create: '5m', delete: '1m' }) };
    const { planned, changed, replace } = await change(stored, given);
    expect({ changed, replace }).toEqual({ changed: ['timeouts'], replace: [] });
    const applied = await provider.apply(TOKEN, config(given), planned, stored);
    expect(applied).toMatchObject({ state: { ...stored.state, ...given }, findings: [] });
    expect(await emulator().requests('aiven')).toEqual([]);
    expect((await provider.read(TOKEN, applied)).state).toEqual(applied.state);
    expect((await change(applied, { timeouts: null })).changed).toEqual(['timeouts']);
  });

  test.each([
    ['organization_id', 'org0'],
    ['user_id', 'u0'],
    ['description', 'other'],
    ['max_age_seconds', 601],
    ['extend_when_used', true],
    ['scopes', ['user:read']],
    ['ip_allowlist', ['10.0.0.0/8']],
  ])('%s makes another token', async (name, value) => {
    const stored = await create();
    expect((await change(stored, { [name]: value })).replace).toEqual([name]);
  });
});

describe('importing', () => {
  test('takes organization, user and prefix, and everything but the secret comes from the list', async () => {
    const { state } = await create(EVERYTHING);
    const { id, token_prefix: prefix } = state as Record<string, string>;
    for (const written of [id, `${ORGANIZATION}/${user}/${encodeURIComponent(prefix)}`]) {
      const { imported, findings } = await provider.import(TOKEN, written);
      expect(findings).toEqual([]);
      const read = await provider.read(TOKEN, { state: imported[0], private: EMPTY });
      expect(read.state).toEqual({ ...state, full_token: null });
      expect((await change(read, EVERYTHING)).changed).toEqual([]);
    }
  });

  test('takes an identity', async () => {
    const { state } = await create();
    const identity = { organization_id: ORGANIZATION, user_id: user, token_prefix: state!.token_prefix };
    const { imported } = await provider.import(TOKEN, '', identity);
    const read = await provider.read(TOKEN, { state: imported[0], private: EMPTY });
    expect(read.state).toEqual({ ...state, full_token: null });
  });

  test('finds nothing where there is no such token', async () => {
    const { imported } = await provider.import(TOKEN, `${ORGANIZATION}/${user}/nothing`);
    expect((await provider.read(TOKEN, { state: imported[0], private: EMPTY })).state).toBeNull();
  });

  test('refuses what is no id', async () => {
    const { imported, findings } = await provider.import(TOKEN, `${ORGANIZATION}/${user}`);
    expect(imported).toEqual([]);
    expect(findings).toMatchObject([
      {
        summary: 'Unexpected Read Identifier',
        detail: expect.stringContaining(
          `Expected import identifier with format: "organization_id/user_id/token_prefix". Got: "${ORGANIZATION}/${user}"`,
        ),
      },
    ]);
  });
});

describe('destroying', () => {
  test('revokes the token, whose prefix is no path, once or again', async () => {
    const stored = await create();
    for (let times = 0; times < 2; times++) {
      expect(await provider.apply(TOKEN, null, null, stored)).toMatchObject({ state: null, findings: [] });
    }
    expect(await live()).toEqual([]);
  });

  test('that fails leaves the state', async () => {
    const stored = await create();
    await emulator().fault('aiven', { kind: 'status', status: 403, method: 'DELETE' });
    const { state, findings } = await provider.apply(TOKEN, null, null, stored);
    expect(state).toEqual(stored.state);
    expect(findings[0].detail).toContain('AIVEN_TOKEN');
  });
});

describe('what is wrong is found before anything is done', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => String(index));

  test.each([
    [{ organization_id: '' }, 'organization_id', 'at least one character'],
    [{ user_id: '' }, 'user_id', 'at least one character'],
    [{ description: 'é'.repeat(501) }, 'description', 'at most 1000 bytes is needed, got 1002'],
    [{ max_age_seconds: 599 }, 'max_age_seconds', 'a number from 600 to 315360000 is needed, got 599'],
    [{ max_age_seconds: 315360001 }, 'max_age_seconds', 'got 315360001'],
    [{ max_age_seconds: 600.5 }, 'max_age_seconds', 'a whole number is needed'],
    [{ scopes: [...hundred, 'more'] }, 'scopes', 'at most 100 elements is needed, got 101'],
    [{ scopes: [''] }, 'scopes', 'each element needs text'],
    [{ ip_allowlist: [...hundred, 'more'] }, 'ip_allowlist', 'at most 100 elements'],
    [{ timeouts: timeouts({ create: 'soon' }) }, 'timeouts.create', '"soon" is no duration'],
  ])('%j', async (given: Fields, at, detail) => {
    expect(await provider.validate(TOKEN, config(given))).toMatchObject([
      { severity: 'error', at, detail: expect.stringContaining(detail) },
    ]);
  });

  test('and what is right is taken', async () => {
    for (const age of [600, 315_360_000]) {
      const given = { max_age_seconds: age, description: 'é'.repeat(500), scopes: hundred };
      expect(await provider.validate(TOKEN, config(given))).toEqual([]);
    }
  });
});

describe('an ephemeral token', () => {
  const ephemeral = (given: Fields = {}): Fields => ({
    id: null,
    organization_id: ORGANIZATION,
    user_id: user,
    description: null,
    max_age_seconds: null,
    extend_when_used: null,
    scopes: null,
    ip_allowlist: null,
    full_token: null,
    token_prefix: null,
    ...given,
  });

  test('is issued when it is opened, and revoked when it is closed', async () => {
    const opened = await provider.open(TOKEN, ephemeral({ scopes: ['user:read'] }));
    expect(opened.findings).toEqual([]);
    expect(opened.result).toMatchObject({
      max_age_seconds: 21600,
      extend_when_used: false,
      scopes: ['user:read'],
    });
    expect(await live()).toMatchObject([
      { sha256: sha256(opened.result!.full_token), expiry: '2026-01-31T18:00:00Z' },
    ]);
    expect(await opened.close()).toEqual([]);
    expect(await live()).toEqual([]);
    // Somebody else was faster.
    expect(await opened.close()).toEqual([]);
  });

  test('lives as long as it is told', async () => {
    await provider.open(TOKEN, ephemeral({ max_age_seconds: 600 }));
    expect(await live()).toMatchObject([{ expiry: '2026-01-31T12:10:00Z' }]);
    const { findings } = await provider.open(TOKEN, ephemeral({ max_age_seconds: 1 }));
    expect(findings[0].detail).toContain('a number from 600');
  });

  test('is revoked at once where Terraform was interrupted while it was opened', async () => {
    await emulator().fault('aiven', { kind: 'latency', ms: 300, method: 'POST' });
    const opening = provider.open(TOKEN, ephemeral());
    setTimeout(() => provider.stop.abort(new Error('interrupted')), 150);
    const { result, findings } = await opening;
    expect(result).toBeNull();
    expect(findings).toMatchObject([{ detail: 'interrupted' }]);
    expect(await live()).toEqual([]);
  });
});

describe('credentials', () => {
  test('are missed when a resource is used, and not before', async () => {
    const without = new InProcess(tokensProvider({ TOKENS_NOW: NOW }));
    expect(await without.configure()).toEqual([]);
    const stored = await create();
    const { findings } = await without.read(TOKEN, stored);
    expect(findings).toMatchObject([
      {
        severity: 'error',
        detail: expect.stringMatching(/set api_token in the provider's block aiven, or AIVEN_TOKEN/),
      },
    ]);
  });

  test('of the block come before those of the environment', async () => {
    const stored = await create();
    const { provider: other } = await aivenOn(emulator(), { api_token: 'mistyped' });
    expect((await other.read(TOKEN, stored)).findings).toMatchObject([
      { detail: expect.stringContaining('status 401') },
    ]);
    const elsewhere = new InProcess(tokensProvider({ AIVEN_WEB_URL: 'https://aiven.invalid' }));
    await elsewhere.configure({
      aiven: { ...NO_SETTINGS, api_token: ROOT, endpoint: emulator().origins.aiven },
    });
    expect((await elsewhere.read(TOKEN, stored)).state).toEqual(stored.state);
  });

  test.each([
    ['http://api.example.com', 'would send the credential unencrypted'],
    ['https://api.example.com/v1', 'ends with a version'],
    ['api.example.com', 'is no URL'],
  ])('are not sent to %s', async (endpoint, problem) => {
    const elsewhere = new InProcess(tokensProvider({ AIVEN_TOKEN: ROOT, AIVEN_WEB_URL: endpoint }));
    await elsewhere.configure();
    const stored = await create();
    expect((await elsewhere.read(TOKEN, stored)).findings).toMatchObject([
      { detail: expect.stringContaining(problem) },
    ]);
  });
});
