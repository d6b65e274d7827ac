import * as fc from 'fast-check';
import { hclog, type HclogOptions } from '../../src/plugin';

const NOW = new Date('2026-03-01T12:34:56.078Z');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

function recorded(options: Partial<HclogOptions> = {}) {
  const lines: string[] = [];
  const log = hclog({
    name: 'provider',
    level: 'trace',
    now: () => NOW,
    sink: (line) => lines.push(line),
    ...options,
  });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('writes what hclog writes', () => {
  const { log, lines } = recorded();
  log.info('planned', { resource: 'pyvider_timed_token', count: 2 });
  expect(lines).toEqual([
    '{"@level":"info","@message":"planned","@module":"provider","@timestamp":"2026-03-01T12:34:56.078000Z",' +
      '"resource":"pyvider_timed_token","count":2}',
  ]);
});

test('names parts of a module', () => {
  const { log, parsed } = recorded();
  log.named('grpc').named('tls').warn('x');
  expect(parsed()[0]['@module']).toBe('provider.grpc.tls');
});

test.each([
  [{}, ['error']],
  [{ TF_LOG: 'TRACE' }, ['trace', 'debug', 'info', 'warn', 'error']],
  [{ TF_LOG: 'info' }, ['info', 'warn', 'error']],
  [{ TF_LOG: 'JSON' }, ['trace', 'debug', 'info', 'warn', 'error']],
  [{ TF_LOG: 'nonsense' }, ['trace', 'debug', 'info', 'warn', 'error']],
  [{ TF_LOG: 'OFF' }, []],
  [{ TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'WARN' }, ['warn', 'error']],
  [{ TF_LOG: 'ERROR', TF_LOG_PROVIDER: 'DEBUG' }, ['debug', 'info', 'warn', 'error']],
  [{ TF_LOG: 'WARN', TF_LOG_PROVIDER: '' }, ['warn', 'error']],
])('with %j writes %j', (env: { TF_LOG?: string; TF_LOG_PROVIDER?: string }, expected) => {
  const before = { ...process.env };
  try {
    delete process.env.TF_LOG;
    delete process.env.TF_LOG_PROVIDER;
    Object.assign(process.env, env);
    const { log, parsed } = recorded({ level: undefined });
    for (const level of LEVELS) log[level]('x');
    expect(parsed().map((line) => line['@level'])).toEqual(expected);
    expect(LEVELS.filter((level) => log.isEnabled(level))).toEqual(expected);
    expect(log.isEnabled('off')).toBe(false);
  } finally {
    process.env = before;
  }
});

test('looks at nothing when the level is off', () => {
  const { log, lines } = recorded({
    level: 'warn',
    now: () => {
      throw new Error('the clock was asked');
    },
  });
  const fields = {
    get dear(): string {
      throw new Error('a field was read');
    },
  };
  log.info('x', fields);
  expect(lines).toEqual([]);
});

test.each([
  [42, '42'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ a: 1 }, '{"a":1}'],
  [10n, '10'],
  [() => 1, 'undefined'],
])('makes a string of a message that is none: %p', (message, expected) => {
  const { log, parsed } = recorded();
  log.info(message as unknown as string);
  expect(parsed()[0]['@message']).toBe(expected);
});

test('writes what JSON cannot', () => {
  const circle: Record<string, unknown> = { a: 1 };
  circle.self = circle;
  const shared = { b: 2 };
  const deep: Record<string, unknown> = {};
  for (let i = 0, inner = deep; i < 100_000; i++) inner = inner.d = {} as Record<string, unknown>;
  const error = new TypeError('bad');
  const { log, parsed } = recorded();
  log.info('x', {
    circle,
    twice: [shared, shared],
    big: 2n ** 70n,
    nothing: undefined,
    error,
    nested: { error },
    date: NOW,
    throws: {
      toJSON: () => {
        throw new Error('no JSON');
      },
    },
    get getter() {
      throw new Error('no field');
    },
    deep,
  });
  expect(parsed()[0]).toMatchObject({
    circle: { a: 1, self: '[circular]' },
    twice: [{ b: 2 }, { b: 2 }],
    big: '1180591620717411303424',
    error: error.stack,
    nested: { error: error.stack },
    date: '2026-03-01T12:34:56.078Z',
    throws: '[not to be written as JSON: no JSON]',
    getter: expect.stringMatching(/^Error: no field/) as string,
    deep: '[not to be written as JSON: Maximum call stack size exceeded]',
  });
  expect(parsed()[0]).not.toHaveProperty('nothing');
});

test('leaves the names that Terraform reads to itself', () => {
  const { log, parsed } = recorded();
  log.info('x', { '@level': 7, '@message': {}, '@@timestamp': null });
  expect(parsed()[0]).toEqual({
    '@level': 'info',
    '@message': 'x',
    '@module': 'provider',
    '@timestamp': '2026-03-01T12:34:56.078000Z',
    level: 7,
    message: {},
    timestamp: null,
  });
});

test.each([
  ['a long message', 'm'.repeat(70 * 1024), {}],
  ['a long message of wide characters', '€'.repeat(70 * 1024), {}],
  ['a long message of what JSON escapes', '\0'.repeat(70 * 1024), {}],
  ['a long field', 'x', { field: 'f'.repeat(70 * 1024) }],
  ['a long list', 'x', { field: Array.from({ length: 20_000 }, (_, i) => i) }],
  ['a long name', 'x', { ['n'.repeat(70 * 1024)]: 1 }],
  ['many fields', 'x', Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field${i}`, 'v']))],
])('cuts %s so that the line fits', (_what, message, fields) => {
  const { log, lines, parsed } = recorded();
  log.info(message, fields);
  expect(Buffer.byteLength(lines[0])).toBeLessThan(64 * 1024);
  expect(parsed()[0]).toMatchObject({ '@level': 'info', '@message': expect.any(String) as string });
  expect(JSON.stringify(parsed()[0])).toMatch(/\(\d+ more\)|"@message":"x"/);
});

test('keeps a line that just fits, and the short fields of one that does not', () => {
  const { log, lines, parsed } = recorded();
  log.info('x');
  const room = 64 * 1024 - 1 - lines[0].length;
  log.info('x' + 'y'.repeat(room));
  expect(lines[1]).toHaveLength(64 * 1024 - 1);
  expect(parsed()[1]['@message']).toHaveLength(1 + room);
  log.info('x' + 'y'.repeat(room + 1), { id: 'keep me' });
  expect(parsed()[2]).toMatchObject({ id: 'keep me' });
  expect(parsed()[2]['@message']).toMatch(/ more\)$/);
});

test('whatever comes, the line is one that Terraform can read', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
      fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true, withSparseArray: true })),
      fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
      (message, fields, now) => {
        const { log, lines, parsed } = recorded({ now: () => now });
        log.error(message as string, fields);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toMatch(/[\n\r]/);
        expect(parsed()[0]).toMatchObject({ '@level': 'error', '@message': expect.any(String) as string });
        expect(parsed()[0]['@timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      },
    ),
  );
});
