import { TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { Duration, RotatingToken, RotationOptions, RotationSchedule, TimedToken } from '../../src';
import { isShorter } from '../../src/findings';
import { DayOfWeek, MaintenanceWindow } from '../../src/rotation/maintenance-window';
import { LifetimeLimits } from '../../src/token-blueprint';
import { findings } from '../synth';

function refused(period: Duration, options?: RotationOptions): string[] {
  const found = findings(
    (stack) =>
      new RotatingToken(stack, 'Token', {
        blueprint: TimedToken.blueprint({ name: 'deploy' }),
        rotation: RotationSchedule.every(period, options),
      }),
  );
  return found.map((line) => line.replace('[stack/Token] ', ''));
}

describe('RotationSchedule', () => {
  test('has an overlap and an apply interval of a quarter of the period', () => {
    const schedule = RotationSchedule.every(Duration.days(30));
    expect(String(schedule.overlap)).toBe('7d12h');
    expect(String(schedule.applyInterval)).toBe('7d12h');
    expect(schedule.anchor).toBe('1970-01-01T00:00:00Z');
    expect(schedule.slots).toBe(2);
    expect(refused(Duration.days(30))).toEqual([]);
  });

  test('has no overlap with one slot', () => {
    expect(String(RotationSchedule.every(Duration.days(4), { slots: 1 }).overlap)).toBe('0s');
    expect(refused(Duration.days(4), { slots: 1 })).toEqual([]);
  });

  test('takes the inequality at its edge', () => {
    const options = { overlap: Duration.days(1), applyInterval: Duration.hours(36) };
    expect(refused(Duration.hours(60), options)).toEqual([]);
    expect(refused(Duration.hours(60).minus(Duration.millis(1)), options)).toHaveLength(1);
  });

  const day = Duration.days(1);
  /** A week apart but for the six hours that it is open. */
  const saturday = MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6));
  test.each<[string, Duration, RotationOptions, string[]]>([
    [
      'a broken inequality',
      Duration.days(2),
      { overlap: day, applyInterval: Duration.hours(36) },
      [
        'period is 2d, but overlap (1d) + applyInterval (1d12h) is 2d12h, so that a token could be destroyed while ' +
          'consumers still rely on it: make period at least 2d12h, or overlap at most 12h, or applyInterval at most 1d, ' +
          'and apply that often',
      ],
    ],
    [
      'an overlap longer than the period',
      Duration.days(2),
      { overlap: Duration.days(3), applyInterval: Duration.hours(12) },
      [
        'overlap (3d) is longer than period (2d), so that a token could be destroyed while consumers still rely on ' +
          'it: make period at least 3d12h, or overlap at most 1d12h',
      ],
    ],
    [
      'an apply interval longer than the period',
      day,
      { overlap: Duration.hours(1), applyInterval: Duration.days(2) },
      [
        'period is 1d, but overlap (1h) + applyInterval (2d) is 2d1h, so that a token could be destroyed while ' +
          'consumers still rely on it: make period at least 2d1h, or applyInterval at most 23h, and apply that often',
      ],
    ],
    ['a period of nothing', Duration.days(0), {}, ['period is 0s: make it longer than 0s, such as 30d']],
    ['a negative period', Duration.days(-1), {}, ['period is -1d: make it longer than 0s, such as 30d']],
    [
      'no number',
      Duration.days(NaN),
      {},
      ['period is NaNd, which is no length of time: give one such as 30d'],
    ],
    [
      'an endless period',
      Duration.days(Infinity),
      {},
      ['period is Infinityd, which is no length of time: give one such as 30d'],
    ],
    [
      'a period shorter than the clock counts',
      Duration.millis(999),
      {},
      ['period is 999ms: make it from 1s to 36500d, such as 30d'],
    ],
    [
      'a period of more than a hundred years',
      Duration.days(36_501),
      {},
      ['period is 36501d: make it from 1s to 36500d, such as 30d'],
    ],
    [
      'a broken inequality, where the overlap grows with the period',
      Duration.days(7),
      { applyInterval: Duration.days(7) },
      [
        'period is 7d, but overlap (1d18h) + applyInterval (7d) is 8d18h, so that a token could be destroyed while ' +
          'consumers still rely on it: make period at least 9d8h, or overlap at most 0s, or ' +
          'applyInterval at most 5d6h, and apply that often',
      ],
    ],
    [
      'a broken inequality, where both grow with the period',
      Duration.days(4),
      { maintenanceWindows: [saturday] },
      [
        'period is 4d, but overlap (1d) + applyInterval (1d) + the longest time between maintenanceWindows (6d18h) is ' +
          '8d18h, so that a token could be destroyed while consumers still rely on it: make period at least 13d12h, or ' +
          'period whole weeks of at least 7d, or maintenanceWindows at most 2d apart',
      ],
    ],
    [
      'a negative overlap and apply interval',
      day,
      { overlap: Duration.hours(-1), applyInterval: Duration.hours(-2) },
      [
        'overlap is -1h: make it 0s or longer, such as 2d',
        'applyInterval is -2h: make it 0s or longer, such as 1d',
      ],
    ],
    [
      'an overlap with one slot',
      day,
      { slots: 1, overlap: Duration.hours(1) },
      [
        'overlap is 1h, but with one slot a token is destroyed when its successor is issued: make slots 2, or overlap 0s',
      ],
    ],
    ...[0, -1, 1.5, NaN, 101].map((slots): [string, Duration, RotationOptions, string[]] => [
      `${slots} slots`,
      day,
      { slots },
      [
        `slots is ${slots}: make it a whole number from 1 to 100, such as 2 for the current token and the one before it`,
      ],
    ]),
    [
      'an anchor on a day that does not exist',
      day,
      { anchor: '2026-02-30T00:00:00Z' },
      [
        'anchor is "2026-02-30T00:00:00Z": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
      ],
    ],
    [
      'a lifetime that the service can’t give',
      Duration.days(20_000),
      { overlap: Duration.days(4_000), applyInterval: Duration.days(5_000) },
      [
        'a token would live up to 38000d (period + 2 * (overlap + applyInterval), when it is rotated by hand ahead ' +
          'of a boundary), but the longest life of a pyvider_timed_token is 36500d: make period at most 18500d',
      ],
    ],
    [
      'a lifetime that no shorter period would mend',
      Duration.days(36_000),
      { overlap: Duration.days(18_000), applyInterval: Duration.days(18_000) },
      [
        'a token would live up to 108000d (period + 2 * (overlap + applyInterval), when it is rotated by hand ahead ' +
          'of a boundary), but the longest life of a pyvider_timed_token is 36500d: make period at most 18250d and ' +
          'overlap + applyInterval at most 9125d',
      ],
    ],
    [
      'a lifetime of nothing',
      day,
      { overlap: Duration.seconds(0), applyInterval: Duration.seconds(0) },
      [
        'a token that is first issued right before a boundary would live 0s (overlap + applyInterval), but the ' +
          'shortest life of a pyvider_timed_token is 1s: make applyInterval at least 1s',
      ],
    ],
    [
      'a phase and a spread',
      day,
      { phase: Duration.hours(1), spreadOver: Duration.hours(2) },
      [
        'phase (1h) and spreadOver (2h) are both given, but spreadOver gives each token a phase of its own: leave one ' +
          'of them out',
      ],
    ],
    [
      'a negative phase',
      day,
      { phase: Duration.hours(-1) },
      ['phase is -1h: make it 0s or longer, such as 6h'],
    ],
    [
      'a phase of a period',
      day,
      { phase: day },
      ['phase is 1d, but after a period (1d) the boundaries come again: make phase shorter than 1d'],
    ],
    [
      'a spread over more than a period',
      day,
      { spreadOver: Duration.hours(25) },
      ['spreadOver is 1d1h, but after a period (1d) the boundaries come again: make spreadOver at most 1d'],
    ],
    [
      'a spread that is no number',
      day,
      { spreadOver: Duration.days(NaN) },
      ['spreadOver is NaNd, which is no length of time: give one such as 6h'],
    ],
    [
      'a phase beyond the years that RFC 3339 writes',
      day,
      { anchor: '9999-12-31T23:00:00Z', phase: Duration.hours(1) },
      ['anchor (9999-12-31T23:00:00Z) plus phase (1h) is not before the year 10000: give an earlier anchor'],
    ],
    [
      'a revocation within the overlap',
      day,
      { overlap: Duration.hours(6), revokePreviousAfter: Duration.hours(5) },
      [
        'revokePreviousAfter is 5h, but overlap promises a token 6h after its successor was issued: make ' +
          'revokePreviousAfter at least 6h, or overlap at most 5h',
      ],
    ],
    [
      'a revocation in the past',
      day,
      { revokePreviousAfter: Duration.hours(-5) },
      ['revokePreviousAfter is -5h: make it 0s or longer, such as 2d'],
    ],
    [
      'a revocation of a previous token that there is none of',
      day,
      { slots: 1, revokePreviousAfter: day },
      [
        'revokePreviousAfter is 1d, but with one slot there is no previous token: leave it out, or make slots 2',
      ],
    ],
    [
      'windows that are none',
      day,
      {
        maintenanceWindows: [
          MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '24:00', Duration.days(8)),
          MaintenanceWindow.daily('2:00', Duration.hours(25)),
          MaintenanceWindow.daily('02:00', Duration.hours(0)),
          MaintenanceWindow.daily('02:00', Duration.hours(NaN)),
        ],
      },
      [
        'maintenanceWindows[0]: start is "24:00": give hours and minutes in UTC, from "00:00" to "23:59"',
        'maintenanceWindows[0]: duration is 8d: make it at most 7d, since it opens every week',
        'maintenanceWindows[1]: start is "2:00": give hours and minutes in UTC, from "00:00" to "23:59"',
        'maintenanceWindows[1]: duration is 1d1h: make it at most 1d, since it opens every day',
        'maintenanceWindows[2]: duration is 0s: make it longer than 0s, such as 2h',
        'maintenanceWindows[3]: duration is NaNh, which is no length of time: give one such as 2h',
      ],
    ],
    [
      'too many windows',
      day,
      { maintenanceWindows: Array(101).fill(MaintenanceWindow.daily('02:00', Duration.hours(1))) },
      ['maintenanceWindows has 101 elements: make it at most 100'],
    ],
    [
      'a period without room for the wait for a window',
      Duration.days(9),
      { overlap: Duration.days(2), applyInterval: day, maintenanceWindows: [saturday] },
      [
        'period is 9d, but overlap (2d) + applyInterval (1d) + the longest time between maintenanceWindows (6d18h) is ' +
          '9d18h, so that a token could be destroyed while consumers still rely on it: make period at least 9d18h, or ' +
          'period whole weeks of at least 7d, or overlap at most 1d6h, or applyInterval at most 6h, and apply that ' +
          'often, or maintenanceWindows at most 6d apart',
      ],
    ],
    [
      'a lifetime that the service can’t give with its windows',
      Duration.days(36_490),
      { overlap: day, applyInterval: day, maintenanceWindows: [saturday] },
      [
        'a token would live up to 36500d18h (period + 2 * (overlap + applyInterval) + 6d18h between ' +
          'maintenanceWindows, when it is rotated by hand ahead of a boundary), but the longest life of a ' +
          'pyvider_timed_token is 36500d: make period at most 36489d6h',
      ],
    ],
    [
      'a lifetime that no shorter period would mend with its windows',
      Duration.days(36_000),
      {
        overlap: Duration.days(20_000),
        applyInterval: Duration.days(10_000),
        maintenanceWindows: [saturday],
      },
      [
        'a token would live up to 96006d18h (period + 2 * (overlap + applyInterval) + 6d18h between ' +
          'maintenanceWindows, when it is rotated by hand ahead of a boundary), but the longest life of a ' +
          'pyvider_timed_token is 36500d: make period at most 18250d, maintenanceWindows at most 9125d apart and ' +
          'overlap + applyInterval at most 4562d12h',
      ],
    ],
  ])('refuses %s', (_, period, options, messages) => {
    expect(refused(period, options)).toEqual(messages);
  });

  test('says everything at once', () => {
    const options = {
      overlap: Duration.days(-1),
      applyInterval: Duration.days(NaN),
      slots: 0,
      anchor: 'now',
    };
    expect(refused(Duration.days(0), options)).toHaveLength(5);
  });

  test('takes any period of whole weeks, whatever the windows', () => {
    const options = { overlap: Duration.days(2), applyInterval: day, maintenanceWindows: [saturday] };
    expect(refused(Duration.days(7), options)).toEqual([]);
    expect(refused(Duration.days(9).plus(Duration.hours(18)), options)).toEqual([]);
    const daily = [MaintenanceWindow.daily('02:00', Duration.hours(1))];
    expect(refused(Duration.days(3), { ...options, maintenanceWindows: daily })).toEqual([]);
  });

  describe('each remedy mends it', () => {
    interface Given extends RotationOptions {
      readonly period: Duration;
    }
    const time = fc.oneof(
      fc.integer({ min: 0, max: 200 }).map((hours) => Duration.hours(hours)),
      fc.integer({ min: 0, max: 600_000_000 }).map((millis) => Duration.millis(millis)),
    );
    const given: fc.Arbitrary<Given> = fc
      .record({
        period: time,
        overlap: fc.option(time, { nil: undefined }),
        applyInterval: fc.option(time, { nil: undefined }),
        maintenanceWindows: fc.constantFrom<MaintenanceWindow[] | undefined>(undefined, [saturday]),
        slots: fc.constantFrom(1, 2, 2),
      })
      .map((each) => ({
        ...each,
        period: each.period.plus(Duration.seconds(1)),
        overlap: each.slots === 1 ? undefined : each.overlap,
      }));
    const found = ({ period, ...options }: Given, limits?: LifetimeLimits) =>
      RotationSchedule.every(period, options)._findings(limits);
    const apart = (most: Duration) =>
      isShorter(most, Duration.days(7))
        ? [MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.days(7).minus(most))]
        : [saturday];
    /** What a remedy says of a name. */
    const said = (text: string, bound: string): Duration[] =>
      [...text.matchAll(new RegExp(`${bound} (\\w+)`, 'g'))].map(([, each]) => Duration.parse(each));

    test('for the inequality', () => {
      fc.assert(
        fc.property(given, (each) => {
          const [message = ''] = found(each);
          const { overlap, applyInterval } = RotationSchedule.every(each.period, each);
          const margin = overlap.plus(applyInterval);
          if (!each.maintenanceWindows) expect(message !== '').toBe(isShorter(each.period, margin));
          const mended: Given[] = [
            ...said(message, 'period at least').map((period) => ({ ...each, period })),
            ...said(message, 'weeks of at least').map((period) => ({ ...each, period })),
            ...said(message, 'overlap at most').map((most) => ({ ...each, overlap: most })),
            ...said(message, 'applyInterval at most').map((most) => ({ ...each, applyInterval: most })),
            ...said(message, 'maintenanceWindows at most').map((most) => ({
              ...each,
              maintenanceWindows: apart(most),
            })),
          ];
          expect(mended.length > 0).toBe(message !== '');
          for (const after of mended) expect(found(after)).toEqual([]);
        }),
        {
          numRuns: 1_000,
          // Of a period of whole weeks, a longer one needs room for the wait for a window.
          examples: [
            [
              {
                period: Duration.hours(168),
                overlap: Duration.hours(84),
                applyInterval: Duration.hours(85),
                maintenanceWindows: [saturday],
              },
            ],
            [
              {
                period: Duration.hours(84),
                applyInterval: Duration.hours(128),
                maintenanceWindows: [saturday],
              },
            ],
          ],
        },
      );
    });

    test('and there is one where no period is long enough', () => {
      const long = Duration.days(20_000);
      for (const maintenanceWindows of [undefined, [saturday]]) {
        const each = { period: day, overlap: long, applyInterval: long, maintenanceWindows };
        const [message] = found(each);
        const most = maintenanceWindows ? '36493d6h' : '36500d';
        expect(message).toMatch(
          new RegExp(`: make period 36500d and overlap \\+ applyInterval at most ${most}$`),
        );
        const half = Duration.parse(most).times(1 / 2);
        expect(found({ ...each, period: Duration.days(36_500), overlap: half, applyInterval: half })).toEqual(
          [],
        );
      }
    });

    test('for the lifetimes of a service', () => {
      const kinds = ['could be destroyed', 'would live up to', 'first issued right before'];
      const kindsOf = (messages: string[]) =>
        kinds.filter((kind) => messages.some((message) => message.includes(kind)));
      const seconds = fc.integer({ min: 1, max: 500_000 });
      let [shorter, longer] = [0, 0];
      fc.assert(
        fc.property(given, seconds, fc.integer({ min: 9, max: 50 }), (each, shortest, times) => {
          const limits = {
            service: 'token',
            shortest: Duration.seconds(shortest),
            longest: Duration.seconds(shortest * times),
          };
          const messages = found(each, limits);
          const before = kindsOf(messages);
          const mends = (kind: string, after: Given, unrelated: string[] = []) => {
            const left = kindsOf(found(after, limits));
            expect(left).not.toContain(kind);
            expect(before).toEqual(expect.arrayContaining(left.filter((it) => !unrelated.includes(it))));
          };
          for (const message of messages) {
            const [, remedy] = message.split(': make ');
            if (message.includes(kinds[1])) {
              longer++;
              const [period] = said(remedy, '^period at most');
              const [most] = said(remedy, 'overlap \\+ applyInterval at most');
              const nothing = Duration.millis(0);
              const margin =
                most &&
                (each.slots === 1 ? { applyInterval: most } : { applyInterval: nothing, overlap: most });
              const [windows] = said(remedy, 'maintenanceWindows at most').map((it) => ({
                maintenanceWindows: apart(it),
              }));
              mends(kinds[1], { ...each, ...margin, ...windows, period });
            }
            if (message.includes(kinds[2])) {
              shorter++;
              const [period = each.period] = said(remedy, 'period at least');
              const [applyInterval = each.applyInterval] = said(remedy, 'applyInterval at least');
              // It may need a longer life than the service gives.
              mends(kinds[2], { ...each, period, applyInterval }, [kinds[1]]);
            }
          }
        }),
        {
          numRuns: 2_000,
          examples: [
            [
              {
                period: Duration.hours(243),
                overlap: Duration.hours(5),
                applyInterval: Duration.hours(3),
                maintenanceWindows: [saturday],
              },
              157 * 3_600,
              50,
            ],
          ],
        },
      );
      expect(Math.min(shorter, longer)).toBeGreaterThan(100);
    });
  });

  test('has the provider’s form of its windows, and lets tokens live longer by the longest wait', () => {
    const plain = { overlap: day, applyInterval: day };
    const schedule = RotationSchedule.every(Duration.days(14), {
      ...plain,
      maintenanceWindows: [saturday, MaintenanceWindow.daily('02:00', Duration.minutes(90))],
    });
    expect(schedule._windows).toEqual([
      { day: 'saturday', start: '22:00', duration: '6h' },
      { day: undefined, start: '02:00', duration: '1h30m' },
    ]);
    expect(String(schedule._longestWait)).toBe('22h30m');
    expect(String(schedule._longestLife)).toBe('31d22h30m');
    for (const maintenanceWindows of [undefined, []]) {
      const without = RotationSchedule.every(Duration.days(14), { ...plain, maintenanceWindows });
      expect(without._windows).toBeUndefined();
      expect(String(without._longestLife)).toBe('31d');
    }
  });

  test('asks for windows that are known', () => {
    const found = findings((stack) => {
      const start = new TerraformVariable(stack, 'start', { type: 'string' }).stringValue;
      const hours = new TerraformVariable(stack, 'hours', { type: 'number' }).numberValue;
      new RotatingToken(stack, 'Token', {
        blueprint: TimedToken.blueprint({ name: 'deploy' }),
        rotation: RotationSchedule.every(day, {
          maintenanceWindows: [MaintenanceWindow.daily(start, Duration.hours(hours))],
        }),
      });
    });
    expect(found).toEqual([
      expect.stringMatching(
        /maintenanceWindows\[0\]: start is known only when Terraform runs, .*: give a value/,
      ),
      expect.stringMatching(
        /maintenanceWindows\[0\]: duration is known only when Terraform runs, .*: give a/,
      ),
    ]);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const days = new TerraformVariable(stack, 'days', { type: 'number' });
      const anchor = new TerraformVariable(stack, 'anchor', { type: 'string' }).stringValue;
      const overlap = Duration.days(days.numberValue);
      const blueprint = TimedToken.blueprint({ name: 'deploy' });
      new RotatingToken(stack, 'A', {
        blueprint,
        rotation: RotationSchedule.every(day, { overlap, anchor }),
      });
      const both = { overlap, applyInterval: overlap };
      new RotatingToken(stack, 'B', { blueprint, rotation: RotationSchedule.every(overlap, both) });
    });
    expect(found).toEqual([]);
  });

  test('asks for what shifts the anchor, where it is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const blueprint = TimedToken.blueprint({ name: 'deploy' });
      const anchor = new TerraformVariable(stack, 'anchor', { type: 'string' }).stringValue;
      const hours = Duration.hours(new TerraformVariable(stack, 'hours', { type: 'number' }).numberValue);
      new RotatingToken(stack, 'A', {
        blueprint,
        rotation: RotationSchedule.every(day, { anchor, spreadOver: Duration.hours(1) }),
      });
      new RotatingToken(stack, 'B', { blueprint, rotation: RotationSchedule.every(day, { phase: hours }) });
    });
    expect(found).toEqual([
      '[stack/A] anchor is known only when Terraform runs, but spreadOver shifts the anchor when the app is ' +
        'synthesized: give anchor a value that is known here, or leave spreadOver out',
      '[stack/B] phase is known only when Terraform runs, but phase shifts the anchor when the app is synthesized: ' +
        'give phase a value that is known here, or leave phase out',
    ]);
  });

  test('asks for what has no default where the period is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
      new RotatingToken(stack, 'Token', {
        blueprint: TimedToken.blueprint({ name: 'deploy' }),
        rotation: RotationSchedule.every(Duration.days(number), { slots: number }),
      });
    });
    expect(found).toEqual([
      expect.stringMatching(/^\[stack\/Token\] overlap has no default .*: give overlap/),
      expect.stringMatching(/^\[stack\/Token\] applyInterval has no default .*: give applyInterval/),
      expect.stringMatching(/^\[stack\/Token\] slots is known only when Terraform runs/),
    ]);
  });
});

describe('the anchor of a token', () => {
  const day = Duration.days(1);
  const anchorOf = (options: RotationOptions, path = 'stack/Token') =>
    RotationSchedule.every(day, options)._anchorFor(path);

  test('is as given without a phase', () => {
    expect(anchorOf({})).toBe('1970-01-01T00:00:00Z');
    expect(anchorOf({ anchor: '2026-01-01t00:00:00+01:00' })).toBe('2026-01-01t00:00:00+01:00');
  });

  test('is a phase later', () => {
    expect(anchorOf({ phase: Duration.hours(3) })).toBe('1970-01-01T03:00:00Z');
    const anchor = '2026-01-01T00:00:00+01:00';
    expect(anchorOf({ anchor, phase: Duration.millis(1500) })).toBe('2025-12-31T23:00:01.500Z');
  });

  test('is its own in a spread, the same each time, and a whole second', () => {
    const spread = { spreadOver: Duration.hours(6) };
    expect(anchorOf(spread)).toMatchInlineSnapshot(`"1970-01-01T00:43:49Z"`);
    expect(anchorOf(spread)).toBe(anchorOf(spread));
    expect(anchorOf(spread, 'stack/Other')).not.toBe(anchorOf(spread));
    expect(anchorOf({ spreadOver: Duration.millis(999) })).toBe('1970-01-01T00:00:00Z');
  });

  test('lies anywhere in the spread, and never beyond', () => {
    const seconds = Array.from({ length: 1000 }, (_, index) => {
      return Date.parse(anchorOf({ spreadOver: Duration.minutes(10) }, `stack/Token${index}`)) / 1000;
    });
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seconds)).toBeLessThan(600);
    // A thousand tokens, ten minutes: a hundred each, give or take.
    const inMinute = Array.from({ length: 10 }, (_, minute) =>
      seconds.filter((s) => Math.floor(s / 60) === minute),
    );
    for (const { length } of inMinute) expect(Math.abs(length - 100)).toBeLessThan(50);
  });

  test('is as given where it can’t be calculated: the findings say why', () => {
    expect(anchorOf({ anchor: 'now', phase: Duration.hours(1) })).toBe('now');
    expect(anchorOf({ phase: Duration.days(2) })).toBe('1970-01-01T00:00:00Z');
  });
});
