import { TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { advance, begin, currentSlot, nextRotationAt, Rotation } from '../../provider/src/rotation/rotation';
import { findings, Schedule } from '../../provider/src/rotation/schedule';
import { Duration, RotationOptions, RotationSchedule } from '../../src';
import { DayOfWeek, MaintenanceWindow } from '../../src/rotation/maintenance-window';
import { newStack } from '../synth';

const after = '2026-01-01T00:00:00Z';
const monthly = RotationSchedule.every(Duration.days(28), {
  anchor: '2026-01-05T03:00:00Z',
  overlap: Duration.days(2),
  applyInterval: Duration.days(1),
});

describe('a forecast', () => {
  test('has each rotation with its times', () => {
    expect(monthly.forecast({ after, count: 2 }).rotations).toEqual([
      {
        number: 0,
        dueAt: '2026-01-05T03:00:00Z',
        earliest: '2026-01-05T03:00:00Z',
        latest: '2026-01-06T03:00:00Z',
        previousValidUntil: '2026-01-08T03:00:00Z',
        expiresAt: '2026-02-05T03:00:00Z',
      },
      {
        number: 1,
        dueAt: '2026-02-02T03:00:00Z',
        earliest: '2026-02-02T03:00:00Z',
        latest: '2026-02-03T03:00:00Z',
        previousValidUntil: '2026-02-05T03:00:00Z',
        expiresAt: '2026-03-05T03:00:00Z',
      },
    ]);
    expect(monthly.forecast({ after }).rotations).toHaveLength(12);
  });

  test('begins after the given instant', () => {
    const [next] = monthly.forecast({ after: '2026-01-05T03:00:00Z' }).rotations;
    expect(next.dueAt).toBe('2026-02-02T03:00:00Z');
    const [first] = monthly.forecast({ after: '2026-01-05T03:59:59+01:00' }).rotations;
    expect(first.dueAt).toBe('2026-01-05T03:00:00Z');
  });

  test('waits for a maintenance window', () => {
    const nights = RotationSchedule.every(Duration.days(28), {
      anchor: '2026-01-05T03:00:00Z',
      overlap: Duration.days(2),
      applyInterval: Duration.days(1),
      maintenanceWindows: [MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6))],
    });
    // The fifth of January 2026 is a Monday.
    expect(nights.forecast({ after, count: 1 }).rotations).toEqual([
      {
        number: 0,
        dueAt: '2026-01-05T03:00:00Z',
        earliest: '2026-01-10T22:00:00Z',
        latest: '2026-01-11T22:00:00Z',
        previousValidUntil: '2026-01-14T21:00:00Z',
        expiresAt: '2026-02-11T21:00:00Z',
      },
    ]);
  });

  test('has the previous token end with its revocation, or with its slot', () => {
    const until = (options: RotationOptions) =>
      RotationSchedule.every(Duration.days(10), { anchor: '2026-01-05T00:00:00Z', ...options }).forecast({
        after,
        count: 1,
      }).rotations[0].previousValidUntil;
    const applyInterval = Duration.days(4);
    expect(until({ overlap: Duration.days(3), applyInterval })).toBe('2026-01-12T00:00:00Z');
    const revokePreviousAfter = Duration.days(5);
    expect(until({ overlap: Duration.days(3), applyInterval, revokePreviousAfter })).toBe(
      '2026-01-10T00:00:00Z',
    );
    expect(until({ slots: 1, applyInterval })).toBe('2026-01-05T00:00:00Z');
  });

  test('has the phase of the schedule', () => {
    const shifted = RotationSchedule.every(Duration.days(1), { phase: Duration.hours(6) });
    for (const path of [undefined, 'stack/Token']) {
      expect(shifted.forecast({ after, path }).rotations[0].dueAt).toBe('2026-01-01T06:00:00Z');
    }
  });

  test('has the phase of the token', () => {
    const spread = RotationSchedule.every(Duration.days(1), { spreadOver: Duration.hours(6) });
    const [next] = spread.forecast({ after, path: 'stack/Token' }).rotations;
    const phase = Date.parse(spread._anchorFor('stack/Token'));
    expect(Date.parse(next.dueAt)).toBe(Date.parse(after) + phase);
  });

  test.each<[string, RotationSchedule, Parameters<RotationSchedule['forecast']>[0], RegExp]>([
    ['no instant', monthly, { after: 'today' }, /after is "today": give an RFC 3339 instant/],
    ['no rotation', monthly, { after, count: 0 }, /count is 0: make it a whole number from 1 to 1000/],
    ['too many rotations', monthly, { after, count: 1001 }, /count is 1001: make it/],
    [
      'a spread without a path',
      RotationSchedule.every(Duration.days(1), { spreadOver: Duration.hours(6) }),
      { after },
      /spreadOver gives each token a phase of its own: give path/,
    ],
    [
      'a schedule that has findings',
      RotationSchedule.every(Duration.days(0), { anchor: 'now' }),
      { after },
      /^There is no forecast: period is 0s: .*; anchor is "now"/,
    ],
    ['the end of time', monthly, { after: '9999-11-01T00:00:00Z' }, /no forecast beyond the year 9999/],
  ])('is refused for %s', (_, schedule, options, says) => {
    expect(() => schedule.forecast(options)).toThrow(says);
  });

  test('is refused for what is known only when Terraform runs', () => {
    const stack = newStack();
    const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const overlap = Duration.days(number);
    const unknown = RotationSchedule.every(Duration.days(4), { overlap, anchor: text });
    expect(() => unknown.forecast({ after })).toThrow(
      /overlap is known only when .*; anchor is known only when/,
    );
    expect(() => monthly.forecast({ after: text })).toThrow(/after is known only when Terraform runs/);
  });
});

test('a forecast as Markdown', () => {
  expect(monthly.forecast({ after, count: 2, path: 'prod/*Deploy*|x' }).toMarkdown()).toMatchInlineSnapshot(`
   "## Rotations of prod/\\*Deploy\\*\\|x

   From 2026-01-01T00:00:00Z, in UTC.

   | # | Due | Applied from | Applied by | Token before valid until | New token expires |
   | ---: | --- | --- | --- | --- | --- |
   | 0 | 2026-01-05T03:00:00Z | 2026-01-05T03:00:00Z | 2026-01-06T03:00:00Z | 2026-01-08T03:00:00Z | 2026-02-05T03:00:00Z |
   | 1 | 2026-02-02T03:00:00Z | 2026-02-02T03:00:00Z | 2026-02-03T03:00:00Z | 2026-02-05T03:00:00Z | 2026-03-05T03:00:00Z |
   "
  `);
  expect(monthly.forecast({ after }).toMarkdown()).toMatch(/^## Rotations\n/);
});

describe('a forecast as a calendar', () => {
  const path = 'prod/Größe; a, b\\c/'.padEnd(90, '日');
  const calendar = monthly.forecast({ after, count: 2, path }).toCalendar();

  test('is RFC 5545', () => {
    expect(monthly.forecast({ after, count: 1 }).toCalendar().replaceAll('\r\n', '\n'))
      .toMatchInlineSnapshot(`
     "BEGIN:VCALENDAR
     VERSION:2.0
     PRODID:-//cdktf-access-tokens//Rotation forecast//EN
     CALSCALE:GREGORIAN
     BEGIN:VEVENT
     UID:7f004fe7ea02d56042bfd9ae2f458433-0@cdktf-access-tokens
     DTSTAMP:20260101T000000Z
     DTSTART:20260105T030000Z
     DTEND:20260106T030000Z
     SUMMARY:Token rotation
     DESCRIPTION:Due at 2026-01-05T03:00:00Z\\, applied by 2026-01-06T03:00:00Z.\\
      nThe token before it is valid until 2026-01-08T03:00:00Z\\; the new one exp
      ires at 2026-02-05T03:00:00Z.
     TRANSP:TRANSPARENT
     END:VEVENT
     END:VCALENDAR
     "
    `);
  });

  test('ends lines as RFC 5545 has it, and folds them between characters', () => {
    const lines = calendar.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(calendar).not.toContain('�');
    const unfolded = calendar.replaceAll('\r\n ', '');
    expect(unfolded).toContain('SUMMARY:Rotation of prod/Größe\\; a\\, b\\\\c/日');
    expect(unfolded).toContain('02-05T03:00:00Z.\r\n');
  });

  test('has events of the same name for the same rotations', () => {
    const uids = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    const later = monthly.forecast({ after: '2026-01-20T00:00:00Z', count: 2, path }).toCalendar();
    expect(new Set(uids(calendar)).size).toBe(2);
    expect(uids(later)[0]).toBe(uids(calendar)[1]);
    expect(uids(monthly.forecast({ after, count: 2 }).toCalendar())[0]).not.toBe(uids(calendar)[0]);
    // Nothing in it is of the clock.
    expect(monthly.forecast({ after, count: 2, path }).toCalendar()).toBe(calendar);
  });

  test('has no end where a rotation is applied when it is due', () => {
    const at = RotationSchedule.every(Duration.days(2), {
      overlap: Duration.days(1),
      applyInterval: Duration.days(0),
    });
    expect(at.forecast({ after }).toCalendar()).not.toContain('DTEND');
  });
});

describe('the library and the provider', () => {
  const hours = (max: number) => fc.integer({ min: 0, max });
  const window = fc.record({
    day: fc.option(fc.constantFrom(...Object.values(DayOfWeek)), { nil: undefined }),
    minute: fc.integer({ min: 0, max: 1439 }),
    length: fc.integer({ min: 1, max: 24 }),
  });
  const given = fc.record({
    overlap: hours(100),
    applyInterval: hours(100),
    slack: fc.integer({ min: -200, max: 300 }),
    weeks: fc.boolean(),
    anchor: fc.integer({ min: -1e6, max: 2e9 }).map((seconds) => seconds * 1000),
    slots: fc.integer({ min: 1, max: 4 }),
    revoke: fc.option(hours(300), { nil: undefined }),
    windows: fc.array(window, { maxLength: 3 }),
  });

  /** The first days after 1970 began that have the name, or all of a week. */
  function firstDays(name?: string): Date[] {
    const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(1970, 0, 1 + day)));
    const named = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
    return week.filter((date) => !name || named.format(date).toLowerCase() === name);
  }

  /** The same schedule for both. */
  function pair(it: typeof given extends fc.Arbitrary<infer T> ? T : never): [RotationSchedule, Schedule] {
    const overlap = it.slots === 1 ? 0 : it.overlap;
    const most = overlap + it.applyInterval + it.slack;
    const period = it.weeks ? Math.max(1, Math.ceil(most / 168)) * 168 : Math.max(1, most);
    const windows = it.windows.map(({ day, minute, length }) => ({
      day,
      minute,
      start: [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
      length,
    }));
    const revoke = it.revoke === undefined || it.slots === 1 ? undefined : overlap + it.revoke;
    const schedule = RotationSchedule.every(Duration.hours(period), {
      overlap: Duration.hours(overlap),
      applyInterval: Duration.hours(it.applyInterval),
      anchor: new Date(it.anchor).toISOString(),
      slots: it.slots,
      revokePreviousAfter: revoke === undefined ? undefined : Duration.hours(revoke),
      maintenanceWindows: windows.map(({ day, start, length }) =>
        day
          ? MaintenanceWindow.weekly(day, start, Duration.hours(length))
          : MaintenanceWindow.daily(start, Duration.hours(length)),
      ),
    });
    const hour = 3_600_000;
    return [
      schedule,
      {
        period: period * hour,
        anchor: it.anchor,
        overlap: overlap * hour,
        applyInterval: it.applyInterval * hour,
        slots: it.slots,
        revokePreviousAfter: revoke === undefined ? undefined : revoke * hour,
        windows: windows.flatMap(({ day, minute, length }) =>
          firstDays(day).map((date) => ({
            opensAt: date.getTime() + minute * 60_000,
            length: length * hour,
          })),
        ),
      },
    ];
  }

  test('refuse the same schedules', () => {
    fc.assert(
      fc.property(given, (it) => {
        const [ours, theirs] = pair(it);
        expect(ours._findings().length).toBe(findings(theirs).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('foresee what the provider does', () => {
    const sound = given.map(pair).filter(([ours]) => ours._findings().length === 0);
    // Where in the time in which each rotation is promised to be applied it is applied.
    const late = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(sound, fc.integer({ min: 0, max: 2e9 }), late, ([ours, theirs], start, lateness) => {
        let now = start * 1000;
        let rotation = begin(theirs, now);
        const { rotations } = ours.forecast({ after: new Date(now).toISOString() });
        rotations.forEach((foreseen, index) => {
          const [earliest, latest, until] = [
            foreseen.earliest,
            foreseen.latest,
            foreseen.previousValidUntil,
          ].map((it) => Date.parse(it));
          expect(nextRotationAt(theirs, rotation)).toBe(earliest);
          if (earliest > now) expect(advanced(theirs, rotation, earliest - 1).serial).toBe(rotation.serial);
          const before = rotation.slots[currentSlot(rotation)];

          now = earliest + Math.floor(lateness[index] * (latest - earliest));
          rotation = advanced(theirs, rotation, now);
          const current = rotation.slots[currentSlot(rotation)];
          expect(rotation.generation).toBe(foreseen.number);
          expect(current).toMatchObject({ issuedAt: now, expiresAt: Date.parse(foreseen.expiresAt) });

          // Nobody may be cut off before, whenever Terraform runs.
          if (until <= now) return;
          const kept = advanced(theirs, rotation, until - 1).slots.find(
            ({ serial }) => serial === before.serial,
          );
          expect(kept?.active).toBe(true);
          expect(kept!.expiresAt).toBeGreaterThanOrEqual(until);
        });
      }),
      { numRuns: 200 },
    );
  });

  function advanced(schedule: Schedule, rotation: Rotation, now: number): Rotation {
    const taken = advance(schedule, schedule, rotation, { now });
    if ('refused' in taken) throw new Error(taken.reason);
    return taken;
  }
});
