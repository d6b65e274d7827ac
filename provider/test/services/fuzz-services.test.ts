import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Fields, SchemaCodec } from '../../src/framework/server/schema-codec';
import { tokensProvider } from '../../src/provider';
import { Finding, InProcess, Stored } from '../framework/in-process';

/**
 * Whatever a service answers, each operation of each resource ends, in time and without a crash, with a state or with a
 * diagnostic, and neither it nor the log has a secret.
 */

jest.mock('../../src/http/backoff', () => ({
  ...jest.requireActual<object>('../../src/http/backoff'),
  // Waiting is another test's matter.
  sleep: async (_milliseconds: number, signal: AbortSignal) => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  },
}));

const NOW = '2026-01-31T12:00:00Z';
const ACCOUNT = 'EmulatedAccount0000001';
/** In every good answer that issues a token. */
const SECRET = 'pat.Canary.c0ffee5ec2e7c0ffee5ec2e7.CanarySecretOfTheServiceThatNobodyMaySee';
const CREDENTIAL = 'canary-credential-5d41402abc4b2a76b9719d911017c592';
/** For all operations of one run. */
const DEADLINE = 20_000;

/** How a service answers when all is well, by what is asked for. */
type Good = (method: string, path: string) => unknown;

const linodeToken = {
  id: 7,
  label: 'ci',
  scopes: 'lke:read_only',
  created: '2026-01-31T12:00:00',
  expiry: null,
};
const seqeraToken = { id: 7, name: 'ci', dateCreated: NOW, lastUsed: null };
const aivenToken = {
  token_prefix: 'abc/+=',
  create_time: NOW,
  created_manually: true,
  currently_active: false,
  description: 'ci',
  extend_when_used: false,
  scopes: null,
};
const harnessToken = {
  identifier: 'ci',
  name: 'ci',
  description: '',
  tags: {},
  validFrom: Date.parse(NOW),
  validTo: Date.parse(NOW) + 1e9,
  valid: true,
};

const aivenUser = {
  user_id: 'u1',
  user_email: 'u1@example.com',
  name: 'ci',
  is_super_admin: false,
  create_time: NOW,
};
const entity = { identifier: 'ci', name: 'ci', description: '', tags: {}, email: 'ci@example.com' };
const harnessKey = { ...entity, defaultTimeToExpireToken: 1e9 };

const GOOD: Readonly<Record<string, Good>> = {
  linode_token: (method, path) => {
    if (method === 'POST') return { ...linodeToken, token: SECRET };
    return /tokens\/7/.test(path) ? linodeToken : { data: [linodeToken], page: 1, pages: 1, results: 1 };
  },
  seqera_tokens: (method) =>
    method === 'POST' ? { accessKey: SECRET, token: seqeraToken } : { tokens: [seqeraToken] },
  aiven_organization_application_user_token: (method) =>
    method === 'POST' ? { full_token: SECRET, token_prefix: 'abc/+=' } : { tokens: [aivenToken] },
  aiven_organization_application_user: (method, path) =>
    method === 'GET' && /\?/.test(path) ? { application_users: [aivenUser] } : aivenUser,
  harness_platform_token: (method, path) => {
    if (method === 'POST') return { status: 'SUCCESS', data: SECRET };
    if (method === 'PUT') return { status: 'SUCCESS', data: harnessToken };
    const content =
      /identifiers=/.test(path) && asked++ % 2 === 0 ? [] : [{ token: harnessToken, createdAt: 1 }];
    return { status: 'SUCCESS', data: { content, totalPages: 1 } };
  },
  harness_platform_apikey: (method) => ({
    status: 'SUCCESS',
    data: method === 'GET' ? { content: [{ apiKey: harnessKey }], totalPages: 1 } : harnessKey,
  }),
  harness_platform_service_account: (method) => ({
    status: 'SUCCESS',
    data: method === 'GET' ? { content: [{ serviceAccount: entity }], totalPages: 1 } : entity,
  }),
};
/** Harness is asked whether there is such a token before it is made, and again after. */
let asked = 0;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: 'good' | 'changed' | 'cut' | 'spoilt' | Buffer;
  /** For `changed`: which of its members, and what it becomes. */
  readonly member: number;
  readonly value: unknown;
  readonly ending: 'end' | 'cut' | 'hang';
}

const value = fc.oneof(
  fc.constantFrom(
    null,
    '',
    0,
    -1,
    1e300,
    2 ** 53,
    1.5,
    true,
    [],
    {},
    [null],
    [[]],
    '2026',
    '\u0000\ud800',
    '1e999',
  ),
  fc.constantFrom(
    'x'.repeat(100_000),
    Array.from({ length: 2_000 }, () => ({})),
    1e9,
  ),
  fc.jsonValue(),
);

const garbage = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      '',
      'null',
      '<html><body>Bad gateway</body></html>',
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      '{"__proto__":{"text":1},"constructor":null}',
      '{"errors":[{"reason":"\u001b[31mred\u0000"}],"message":"\u202etxet"}',
      ' '.repeat(5 * 1024 * 1024),
    )
    .map((text) => Buffer.from(text)),
);

const reply: fc.Arbitrary<Reply> = fc.record({
  status: fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(200, 200, 201) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(204, 301, 307, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 599),
    },
  ),
  type: fc.constantFrom('application/json', 'text/html', 'application/json; charset=utf-16', ''),
  headers: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { 'retry-after': '99999999999' },
        { 'retry-after': 'soon' },
        { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT', date: 'never' },
        { location: '/elsewhere' },
        { location: 'http://127.0.0.1:9/' },
        { location: 'http://[' },
        { 'content-encoding': 'gzip' },
      ),
    },
  ) as fc.Arbitrary<Record<string, string>>,
  body: fc.oneof(
    { weight: 9, arbitrary: fc.constant('good' as const) },
    { weight: 5, arbitrary: fc.constant('changed' as const) },
    { weight: 1, arbitrary: fc.constantFrom('cut' as const, 'spoilt' as const) },
    { weight: 3, arbitrary: garbage },
  ),
  member: fc.nat(),
  value,
  ending: fc.oneof(
    { weight: 60, arbitrary: fc.constant('end' as const) },
    { weight: 2, arbitrary: fc.constant('cut' as const) },
    { weight: 1, arbitrary: fc.constant('hang' as const) },
  ),
});

/** Every place in a JSON value, as a path of keys. */
function places(json: unknown, at: string[] = []): string[][] {
  if (typeof json !== 'object' || json === null) return [at];
  return [at, ...Object.entries(json).flatMap(([key, each]) => places(each, [...at, key]))];
}

function changed(json: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(json)) {
    return json.map((each, index) => (String(index) === key ? changed(each, rest, to) : each));
  }
  const object = json as Record<string, unknown>;
  return { ...object, [key]: changed(object[key], rest, to) };
}

function bodyOf({ body, member, value: to }: Reply, good: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  const all = places(good);
  const text = JSON.stringify(body === 'changed' ? changed(good, all[member % all.length], to) : good);
  if (body === 'cut') return Buffer.from(text.slice(0, -1 - (member % text.length)));
  return Buffer.from(body === 'spoilt' ? `${text}!` : text);
}

/** A service that says whatever it is told to, reply by reply, over and over. */
class Babbler {
  server: Server;
  replies: readonly Reply[] = [];
  good?: Good;
  count = 0;

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      incoming.resume().on('end', () => this.answer(incoming, outgoing));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer({ method, url }: IncomingMessage, outgoing: ServerResponse): void {
    const told = this.replies[this.count++ % this.replies.length];
    if (told.ending === 'hang') return;
    const { status, headers, type } = told;
    const body = bodyOf(told, this.good!(method!, url!));
    outgoing.writeHead(status, {
      ...headers,
      ...(type && { 'content-type': type }),
      'content-length': body.length,
    });
    if (told.ending === 'cut') outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
    else if (status === 204) outgoing.end();
    else outgoing.end(body);
  }
}

const babbler = new Babbler();
const crashes: unknown[] = [];
const crash = (error: unknown) => crashes.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', crash);
  process.on('uncaughtException', crash);
  await new Promise<void>((resolve) => babbler.server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  process.off('unhandledRejection', crash);
  process.off('uncaughtException', crash);
  babbler.server.closeAllConnections();
  babbler.server.close();
});

const account: Fields = { account_id: ACCOUNT };
const owner: Fields = { ...account, apikey_type: 'USER', parent_id: 'EmulatedUser0000000001' };
const place: Fields = { ...owner, apikey_id: 'key' };
const user: Fields = { organization_id: 'org22f3e4a1b5c', user_id: 'u1' };
const timeouts: Fields = { create: '500ms', read: '500ms', update: '500ms', delete: '500ms' };

interface Case {
  readonly config: Fields;
  /** What an update changes. */
  readonly change?: Fields;
  /** What a state has, should the creation have come to nothing. */
  readonly made: Fields;
  /** What the ephemeral resource of the same type is given, where there is one. */
  readonly ephemeral?: Fields;
}

const CASES: Readonly<Record<string, Case>> = {
  linode_token: {
    config: { label: 'ci', scopes: 'lke:read_only' },
    change: { label: 'other' },
    made: { id: '7', token: SECRET },
    ephemeral: { label: 'ci', scopes: 'lke:read_only' },
  },
  seqera_tokens: {
    config: { name: 'ci' },
    made: { id: 7, access_key: SECRET },
    ephemeral: { name: 'ci' },
  },
  aiven_organization_application_user_token: {
    config: { ...user, description: 'ci', timeouts },
    made: { token_prefix: 'abc/+=', full_token: SECRET },
    ephemeral: user,
  },
  aiven_organization_application_user: {
    config: { organization_id: 'org22f3e4a1b5c', name: 'ci', timeouts },
    change: { name: 'other' },
    made: { user_id: 'u1' },
  },
  harness_platform_token: {
    config: { ...place, identifier: 'ci', name: 'ci' },
    change: { name: 'other', valid_to: Date.parse(NOW) + 2e9 },
    made: { value: SECRET, valid_from: Date.parse(NOW), valid_to: Date.parse(NOW) + 1e9 },
    ephemeral: { ...place, identifier: 'ci' },
  },
  harness_platform_apikey: {
    config: { ...owner, identifier: 'ci', name: 'ci' },
    change: { name: 'other' },
    made: {},
  },
  harness_platform_service_account: {
    config: { ...account, identifier: 'ci', name: 'ci', email: 'ci@example.com' },
    change: { name: 'other' },
    made: {},
  },
};

function filled(codec: SchemaCodec, given: Fields): Fields {
  const names = [...codec.attributes.map(([name]) => name), ...Object.keys(codec.schema.blocks ?? {})];
  return Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
}

const ENV = (origin: string): NodeJS.ProcessEnv => ({
  TOKENS_NOW: NOW,
  TF_DATA_DIR: '/nonexistent',
  LINODE_TOKEN: CREDENTIAL,
  LINODE_URL: origin,
  TOWER_ACCESS_TOKEN: CREDENTIAL,
  TOWER_API_ENDPOINT: origin,
  AIVEN_TOKEN: CREDENTIAL,
  AIVEN_WEB_URL: origin,
  HARNESS_PLATFORM_API_KEY: CREDENTIAL,
  HARNESS_ENDPOINT: origin,
});

/** The life of a resource and of an ephemeral resource, each operation with whatever the one before it has left. */
async function live(fake: InProcess, type: string): Promise<Finding[]> {
  const { config, change = {}, made, ephemeral } = CASES[type];
  const codec = fake.codec(type);
  const found: Finding[] = [];
  const keep = <T extends { findings: Finding[] }>(result: T): T => {
    found.push(...result.findings);
    return result;
  };
  const first = filled(codec, config);
  const { planned } = keep(await fake.plan(type, first));
  const created: Stored = keep(await fake.apply(type, first, planned));
  let stored = created.state
    ? created
    : { private: created.private, state: filled(codec, { ...config, ...made }) };
  const read = keep(await fake.read(type, stored));
  if (read.state) stored = read;
  const second = filled(codec, { ...config, ...change });
  const update = keep(await fake.plan(type, second, stored));
  const updated = keep(await fake.apply(type, second, update.planned, stored));
  if (updated.state) stored = updated;
  keep(await fake.apply(type, null, null, stored));
  if (!ephemeral) return found;
  const { schema } = provider.ephemeralResources!.find(({ typeName }) => typeName === type)!;
  const opened = keep(await fake.open(type, filled(new SchemaCodec(schema), ephemeral)));
  if (opened.result) found.push(...(await opened.close()));
  return found;
}

const provider = tokensProvider({});

/** A provider that gives up soon. */
async function hasty(type: string): Promise<InProcess> {
  const fake = new InProcess(tokensProvider(ENV(babbler.origin)));
  const [service] = type.split('_');
  const { attributes } = (provider.schema.blocks as Record<string, { block: { attributes: object } }>)[
    service
  ].block;
  const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  const block = { ...nothing, request_timeout: '150ms', retry_limit: 1 };
  expect(await fake.configure({ [service]: block })).toEqual([]);
  return fake;
}

test.each(Object.keys(CASES))(
  '%s: whatever is answered, every operation ends with a state or with a diagnostic that says so',
  async (type) => {
    let refused = 0;
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 12 }), async (replies) => {
        Object.assign(babbler, { replies, good: GOOD[type], count: 0 });
        asked = 0;
        const fake = await hasty(type);
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<never>((_, reject) => {
          timer = setTimeout(
            () => reject(new Error(`still at it after ${babbler.count} requests`)),
            DEADLINE,
          );
        });
        const found = await Promise.race([live(fake, type), late]).finally(() => clearTimeout(timer));
        for (const { summary, detail } of found) {
          expect(summary).not.toBe('');
          expect(detail).not.toBe('');
          expect(detail.length).toBeLessThan(4_000);
          // No stack, and nothing of JavaScript's own.
          expect(detail).not.toMatch(
            /\n\s+at |is not a function|undefined|Cannot read|is not iterable|\[object/,
          );
        }
        const said = JSON.stringify(found) + fake.log.lines.join('\n');
        for (const secret of [SECRET, CREDENTIAL, SECRET.slice(-24)]) {
          expect(said.includes(secret)).toBe(false);
        }
        if (found.some(({ severity }) => severity === 'error')) refused++;
        else done++;
        expect(crashes).toEqual([]);
      }),
      { numRuns: 60 },
    );
    // It has met both.
    expect(refused).toBeGreaterThan(10);
    expect(refused + done).toBeGreaterThanOrEqual(60);
  },
  300_000,
);

test.each([
  ['linode_token', '/tokens', 'pages'],
  ['harness_platform_token', '/aggregate', 'data.totalPages'],
])('%s can’t be sent through an endless list', async (type, path, pages) => {
  const member = places(GOOD[type]('GET', path)).findIndex((at) => at.join('.') === pages);
  const endless = { ...WELL, body: 'changed', value: 1e9, member } as const;
  Object.assign(babbler, { replies: [endless], good: GOOD[type], count: 0 });
  const fake = await hasty(type);
  const given = filled(fake.codec(type), CASES[type].config);
  const { planned } = await fake.plan(type, given);
  const { findings } = await fake.apply(type, given, planned);
  expect(findings).toMatchObject([
    { detail: expect.stringMatching(/ages is not a number of pages up to 1000/) },
  ]);
  expect(babbler.count).toBeLessThan(3);
});

const SECRET_TYPES = /token/;

const WELL = {
  status: 200,
  type: 'application/json',
  headers: {},
  body: 'good',
  member: 0,
  value: 0,
  ending: 'end',
} as const;

test.each(Object.keys(CASES))('%s takes what is answered when all is well', async (type) => {
  Object.assign(babbler, { replies: [WELL], good: GOOD[type], count: 0 });
  asked = 0;
  const { config } = CASES[type];
  const fake = new InProcess(tokensProvider(ENV(babbler.origin)));
  await fake.configure();
  const given = filled(fake.codec(type), config);
  const { planned } = await fake.plan(type, given);
  const { state, findings: found } = await fake.apply(type, given, planned);
  expect(found).toEqual([]);
  expect(Object.values(state!).includes(SECRET)).toBe(SECRET_TYPES.test(type));
});
