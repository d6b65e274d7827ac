import * as fc from 'fast-check';
import { Dynamic } from '../../src/framework';
import { functions } from '../../src/functions';
import { beginningOf, generationAt } from '../../src/rotation/schedule';
import { parseDuration } from '../../src/time/duration';
import { formatInstant, parseInstant } from '../../src/time/instant';
import { fakeProvider } from '../framework/fake-provider';
import { InProcess } from '../framework/in-process';

const provider = new InProcess({ ...fakeProvider(), functions });
const call = async (name: string, ...args: (string | null)[]) => provider.function(name, ...args);

const NOW = '2026-01-31T12:00:00Z';
const instant = fc.integer({ min: Date.UTC(1974, 0), max: Date.UTC(9998, 0) });

describe('parse_expiry', () => {
  test.each([
    ['RFC 3339', '2026-01-31T00:00:00Z', '2026-01-31T00:00:00Z'],
    ['RFC 3339 with an offset (linode)', '2026-01-31T02:00:00+02:00', '2026-01-31T00:00:00Z'],
    ['RFC 3339 of nanoseconds (aiven, seqera)', '2026-01-31T00:00:00.123456789Z', '2026-01-31T00:00:00.123Z'],
    ['Python’s isoformat (pyvider)', '2024-01-15T14:30:00.123456+00:00', '2024-01-15T14:30:00.123Z'],
    ['the same on a whole second', '2024-01-15T14:30:00+00:00', '2024-01-15T14:30:00Z'],
    ['no zone (linode’s API)', '2018-01-02T03:04:05', '2018-01-02T03:04:05Z'],
    ['no zone, with a fraction', '2018-01-02T03:04:05.6', '2018-01-02T03:04:05.600Z'],
    ['linode’s never', '2999-12-12T05:00:00', '2999-12-12T05:00:00Z'],
    ['milliseconds (harness)', '1769817600000', '2026-01-31T00:00:00Z'],
    ['Go’s String (aiven before 4.19)', '2024-01-02 03:04:05 +0000 UTC', '2024-01-02T03:04:05Z'],
    ['the same elsewhere', '2024-01-02 03:04:05.25 -0130 XYZ', '2024-01-02T04:34:05.250Z'],
  ])('reads %s', async (_, given, expected) => {
    expect(await call('parse_expiry', given)).toEqual({ result: expected });
  });

  test('leaves null', async () => {
    expect(await call('parse_expiry', null)).toEqual({ result: null });
  });

  test('writes what all of its forms of one instant have in common', async () => {
    await fc.assert(
      fc.asyncProperty(instant, async (at) => {
        const iso = new Date(at).toISOString();
        const forms = [iso, iso.replace('Z', ''), iso.replace('Z', '000+00:00'), String(at)];
        for (const form of forms) {
          expect(await call('parse_expiry', form)).toEqual({ result: formatInstant(at) });
        }
      }),
    );
  });

  test.each([
    '',
    'never',
    '2026-01-31',
    '2026-02-30T00:00:00Z',
    '12:00',
    '-1',
    '1.5',
    '9'.repeat(15),
    '1e12',
  ])('refuses %j, pointing at it', async (given) => {
    expect(await call('parse_expiry', given)).toEqual({
      error: expect.stringMatching(/is no expiry\. Give an RFC 3339 instant; .* or milliseconds since 1970$/),
      argument: 0,
    });
  });

  test('takes seconds for a mistake', async () => {
    expect(await call('parse_expiry', '1769817600')).toEqual({
      error:
        '1769817600 is in the year 1970 when read as milliseconds since 1970. If it is seconds, multiply it by 1000',
      argument: 0,
    });
  });
});

describe('unix_milliseconds', () => {
  test.each([
    ['2026-01-31T02:00:00+02:00', 1769817600000],
    ['2026-01-31T00:00:00.123456789Z', 1769817600123],
    ['1769817600000', 1769817600000],
  ])('reads %s', async (given, expected) => {
    expect(await call('unix_milliseconds', given)).toEqual({ result: expected });
  });

  test('leaves null', async () => {
    expect(await call('unix_milliseconds', null)).toEqual({ result: null });
  });

  test('undoes what parse_expiry does', async () => {
    await fc.assert(
      fc.asyncProperty(instant, async (at) => {
        const { result } = (await call('parse_expiry', String(at))) as { result: string };
        expect(await call('unix_milliseconds', result)).toEqual({ result: at });
      }),
    );
  });

  test('refuses anything else, pointing at it', async () => {
    expect(await call('unix_milliseconds', 'noon')).toMatchObject({
      error: expect.stringMatching(/^"noon" is no expiry/),
      argument: 0,
    });
  });
});

describe('time_left', () => {
  test.each([
    ['2026-03-02T00:00:00Z', { seconds: 29.5 * 86400, duration: '29d12h' }],
    ['2026-01-31T12:00:00.999Z', { seconds: 0, duration: '0s' }],
    ['2026-01-31T11:59:59.999Z', { seconds: -1, duration: '-1s' }],
    ['2026-01-31T10:00:00Z', { seconds: -7200, duration: '-2h' }],
  ])('until %s', async (expiry, left) => {
    expect(await call('time_left', expiry, NOW)).toEqual({ result: left });
  });

  test('is null for a token that never expires', async () => {
    expect(await call('time_left', null, NOW)).toEqual({ result: null });
  });

  test('says the same in both', async () => {
    await fc.assert(
      fc.asyncProperty(instant, instant, async (expiry, now) => {
        const answer = (await call('time_left', formatInstant(expiry), formatInstant(now))) as any;
        expect(parseDuration(answer.result.duration)).toBe(answer.result.seconds * 1000);
      }),
    );
  });
});

describe('is_expired', () => {
  test.each([
    ['2026-01-31T12:00:00.001Z', false],
    ['2026-01-31T12:00:00Z', true],
    ['2026-01-31T11:59:59Z', true],
    [null, false],
  ])('%s', async (expiry, expired) => {
    expect(await call('is_expired', expiry, NOW)).toEqual({ result: expired });
  });
});

// No full stop at an error's end: Terraform adds one.
test.each(['time_left', 'is_expired'])('%s points at the argument that is wrong', async (name) => {
  expect(await call(name, 'x', NOW)).toMatchObject({ argument: 0 });
  expect(await call(name, null, 'now')).toEqual({
    error: '"now" is no RFC 3339 instant. Give date, time and offset, such as plantimestamp()',
    argument: 1,
  });
});

describe('parse_id', () => {
  test.each([
    [
      'pyvider_timed_token',
      'timed-token-id-0b8bd0a1-6f3c-4d11-9d2f-1c2d3e4f5a6b',
      { uuid: '0b8bd0a1-6f3c-4d11-9d2f-1c2d3e4f5a6b' },
    ],
    [
      'aiven_organization_application_user_token',
      'org1/u2/XCJ3+/gWyw=',
      { organization_id: 'org1', user_id: 'u2', token_prefix: 'XCJ3+/gWyw=' },
    ],
    [
      'aiven_organization_application_user_token',
      'org1/u2/a%2Fb%2Bc',
      { organization_id: 'org1', user_id: 'u2', token_prefix: 'a/b+c' },
    ],
    [
      'harness_platform_token',
      'parent/key/USER/token',
      {
        org_id: null,
        project_id: null,
        parent_id: 'parent',
        apikey_id: 'key',
        apikey_type: 'USER',
        identifier: 'token',
      },
    ],
    [
      'harness_platform_token',
      'org/parent/key/SERVICE_ACCOUNT/token',
      {
        org_id: 'org',
        project_id: null,
        parent_id: 'parent',
        apikey_id: 'key',
        apikey_type: 'SERVICE_ACCOUNT',
        identifier: 'token',
      },
    ],
    [
      'harness_platform_token',
      'org/project/parent/key/USER/token',
      {
        org_id: 'org',
        project_id: 'project',
        parent_id: 'parent',
        apikey_id: 'key',
        apikey_type: 'USER',
        identifier: 'token',
      },
    ],
  ])('%s: %s', async (type, id, parts) => {
    const { result } = (await call('parse_id', type, id)) as { result: Dynamic };
    expect(result.value).toEqual(parts);
  });

  test.each([
    ['pyvider_timed_token', 'token-0b8bd0a1-6f3c-4d11-9d2f-1c2d3e4f5a6b'],
    ['pyvider_timed_token', 'timed-token-id-1'],
    ['aiven_organization_application_user_token', 'org1/u2'],
    ['aiven_organization_application_user_token', 'org1//p'],
    ['aiven_organization_application_user_token', 'org1/u2/'],
    ['aiven_organization_application_user_token', 'org1/u2/%zz'],
    ['harness_platform_token', 'key/USER/token'],
    ['harness_platform_token', 'a/org/project/parent/key/USER/token'],
    ['harness_platform_token', 'parent//USER/token'],
    ['harness_platform_token', 'parent/key/user/token'],
  ])('%s refuses %s', async (type, id) => {
    expect(await call('parse_id', type, id)).toEqual({
      error: expect.stringContaining(`${JSON.stringify(id)} is no id of a ${type}: it is `),
      argument: 1,
    });
  });

  test.each(['linode_token', 'toString', ''])('knows no parts of %j', async (type) => {
    expect(await call('parse_id', type, '1')).toEqual({
      error: expect.stringMatching(/has no id with parts\. Give one of pyvider_timed_token, aiven_/),
      argument: 0,
    });
  });
});

describe('next_boundary', () => {
  test.each([
    ['30d', '2026-01-01T00:00:00Z', '2026-01-31T12:00:00Z', '2026-03-02T00:00:00Z'],
    ['30d', '2026-01-01T00:00:00Z', '2026-01-30T23:59:59Z', '2026-01-31T00:00:00Z'],
    // On a boundary the one that begins there is not the next.
    ['30d', '2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z', '2026-03-02T00:00:00Z'],
    ['24h', '2030-06-01T06:00:00+02:00', '2026-01-31T12:00:00Z', '2026-02-01T04:00:00Z'],
    ['1h30m', '1970-01-01T00:00:00Z', '2026-01-31T12:00:00Z', '2026-01-31T13:30:00Z'],
  ])('every %s from %s, after %s', async (period, anchor, now, next) => {
    expect(await call('next_boundary', period, anchor, now)).toEqual({ result: next });
  });

  test('is where a rotation’s next generation begins', async () => {
    const period = fc.integer({ min: 1, max: 400 });
    await fc.assert(
      fc.asyncProperty(period, instant, instant, async (days, anchor, now) => {
        const schedule = { period: days * 86_400_000, anchor, overlap: 0, applyInterval: 0, slots: 1 };
        const { result } = (await call(
          'next_boundary',
          `${days}d`,
          formatInstant(anchor),
          formatInstant(now),
        )) as { result: string };
        const next = parseInstant(result)!;
        expect(generationAt(schedule, next)).toBe(generationAt(schedule, now) + 1);
        expect(beginningOf(schedule, generationAt(schedule, next))).toBe(next);
      }),
    );
  });

  test.each([
    [['monthly', '1970-01-01T00:00:00Z', NOW], 0, /"monthly" is no duration/],
    [['0s', '1970-01-01T00:00:00Z', NOW], 0, /period must be from 1s to 36500d, got 0s/],
    [['30d', '1970', NOW], 1, /"1970" is no RFC 3339 instant.*such as "1970-01-01T00:00:00Z"/],
    [['30d', '1970-01-01T00:00:00Z', 'today'], 2, /"today" is no RFC 3339 instant.*plantimestamp/],
    [['30d', '1970-01-01T00:00:00Z', '9999-12-31T00:00:00Z'], 0, /after 9999-12-31T23:59:59\.999Z/],
  ])('%j is wrong in argument %i', async (args, argument, says) => {
    expect(await call('next_boundary', ...args)).toEqual({ error: expect.stringMatching(says), argument });
  });
});

test('every function and parameter is described, and named as Terraform wants it', () => {
  expect(functions.length).toBeGreaterThan(0);
  for (const { name, signature } of functions) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(signature.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(signature.description).toMatch(/\.$/);
    for (const parameter of signature.parameters) expect(parameter.description).toBeTruthy();
  }
});
