import * as fc from 'fast-check';
import { MaintenanceWindow, sinceWindow } from '../../src/rotation/maintenance-windows';
import {
  advance,
  begin,
  currentSlot,
  isRefusal,
  nextRotationAt,
  Rotation,
} from '../../src/rotation/rotation';
import { findings, margin, Schedule } from '../../src/rotation/schedule';

/**
 * The promise of a rotation, looked for a counterexample: applies come at random within the promised
 * interval, with rotations by hand and changes of the schedule among them, against the very code
 * that plans in the provider.
 */
interface Step {
  /** Share of the apply interval that passes before this apply; or until a rotation is due, or just before that. */
  readonly gap: number | 'due' | 'undue';
  readonly rotate: boolean;
  readonly revoke?: boolean;
  readonly change?: Schedule;
}

interface Retired {
  readonly serial: number;
  readonly at: number;
  overlap: number;
}

function breach(schedule: Schedule, start: number, applies: Step[]): string | undefined {
  let now = start;
  let rotation: Rotation = begin(schedule, now);
  const retired: Retired[] = [];
  for (const step of applies) {
    now = next(now, step.gap, schedule.applyInterval, nextRotationAt(schedule, rotation));
    const current = rotation.slots[currentSlot(rotation)];
    if (now > current.expiresAt) return `at ${now} the current token had expired at ${current.expiresAt}`;

    // Who is refused, takes back what was asked for, and applies.
    let changed = step.change ?? schedule;
    const { rotate, revoke } = step;
    let after = advance(schedule, changed, rotation, { now, rotate, revoke });
    if (isRefusal(after) && after.allowedAt !== undefined) {
      const later = advance(schedule, changed, rotation, { now: after.allowedAt, rotate });
      if (isRefusal(later)) return `at ${now} told to wait until ${after.allowedAt}, then: ${later.reason}`;
    }
    if (isRefusal(after)) after = advance(schedule, changed, rotation, { now });
    if (isRefusal(after)) after = advance(schedule, (changed = schedule), rotation, { now });
    if (isRefusal(after)) return `at ${now} an apply that asks for nothing was refused: ${after.reason}`;
    if (!after.slots[currentSlot(after)].active) return `at ${now} the current token was destroyed`;
    const longest = changed.period + margin(changed) + changed.overlap + changed.applyInterval;
    const issued = after.slots.filter(
      ({ serial, expiresAt }) =>
        !rotation.slots.some((slot) => slot.serial === serial && slot.expiresAt === expiresAt),
    );
    for (const { serial, issuedAt, expiresAt } of issued) {
      const life = expiresAt - issuedAt;
      if (life > longest) {
        return `at ${now} token ${serial} was issued for ${life}, at most ${longest} is told`;
      }
    }
    const kept = new Map(after.slots.map((slot) => [slot.serial, slot]));
    const moved = after.slots[currentSlot(after)].serial !== current.serial;
    // A leaked token is cut off at once: nobody is promised anything then.
    if (revoke) retired.length = 0;
    else if (moved) retired.push({ serial: current.serial, at: now, overlap: schedule.overlap });
    for (const token of retired) {
      // Whoever shortens the overlap shortens it for the tokens that are in theirs, too.
      token.overlap = Math.min(token.overlap, changed.overlap);
      const until = token.at + token.overlap;
      if (now >= until) continue;
      const slot = kept.get(token.serial);
      if (!slot?.active) return `at ${now} token ${token.serial} was destroyed, promised until ${until}`;
      if (slot.expiresAt < until) return `token ${token.serial} expires before ${until}`;
    }
    rotation = after;
    schedule = changed;
  }
  return undefined;
}

function next(now: number, gap: Step['gap'], most: number, due: number): number {
  if (typeof gap === 'number') return now + Math.floor(gap * most);
  return Math.min(now + most, Math.max(now, gap === 'due' ? due : due - 1));
}

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** None mostly; else some that begin and end anywhere in the week, or are the same every day. */
const weekly = fc.record({
  opensAt: fc.integer({ min: 0, max: WEEK / 60_000 - 1 }).map((minutes) => minutes * 60_000),
  length: fc.oneof(
    fc.integer({ min: 1, max: WEEK }),
    fc.integer({ min: 1, max: 12 }).map((hours) => hours * HOUR),
  ),
});
const daily = weekly.map(({ opensAt, length }) =>
  Array.from({ length: 7 }, (_, day) => ({
    opensAt: (opensAt % (24 * HOUR)) + day * 24 * HOUR,
    length: Math.min(length, 24 * HOUR),
  })),
);
const someWindows = fc.oneof(fc.array(weekly, { minLength: 1, maxLength: 4 }), daily);
const windows = fc.option(someWindows, { nil: undefined, freq: 1 });

function schedules(
  slack: fc.Arbitrary<number>,
  maintenance: fc.Arbitrary<readonly MaintenanceWindow[] | undefined>,
): fc.Arbitrary<Schedule> {
  return fc
    .record({
      overlap: fc.integer({ min: 0, max: 200 }),
      applyInterval: fc.integer({ min: 0, max: 100 }),
      slack,
      anchor: fc.integer({ min: -1e6, max: 1e6 }),
      slots: fc.integer({ min: 2, max: 4 }),
      revokeLater: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      wholeWeeks: fc.boolean(),
      windows: maintenance,
    })
    .map(
      ({ overlap, applyInterval, slack: more, anchor, slots, revokeLater, wholeWeeks, windows: given }) => {
        const times = { overlap: overlap * HOUR, applyInterval: applyInterval * HOUR };
        const most = margin({ period: 1, anchor: 0, slots, ...times, windows: given });
        const period = Math.max(1000, most + more * HOUR);
        return {
          ...times,
          // From week to week all boundaries wait for as long.
          period:
            wholeWeeks && more >= 0 && given ? Math.ceil((overlap + applyInterval + 1) / 168) * WEEK : period,
          anchor: anchor * 1000,
          slots,
          windows: given,
          revokePreviousAfter: revokeLater === undefined ? undefined : (overlap + revokeLater) * HOUR,
        };
      },
    );
}

const slack = fc.integer({ min: 0, max: 200 });
const kept = schedules(slack, windows);
const broken = schedules(fc.integer({ min: -100, max: -1 }), fc.constant(undefined)).filter(
  (schedule) => findings(schedule).length > 0,
);

function steps(change: fc.Arbitrary<Schedule | undefined>): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.record({
      gap: fc.oneof(
        { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
        fc.constantFrom(0, 1, 'due' as const, 'undue' as const),
      ),
      rotate: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
      revoke: fc.integer({ min: 0, max: 29 }).map((draw) => draw === 0),
      change,
    }),
    { minLength: 1, maxLength: 60 },
  );
}

const never = fc.constant(undefined);
const start = fc.integer({ min: -1e9, max: 1e12 });

test('the promise holds while period >= overlap + apply_interval', () => {
  fc.assert(
    fc.property(kept, start, steps(never), (schedule, at, applies) => {
      expect(findings(schedule)).toEqual([]);
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
});

/** Found by chance once: a change made the rotation late, one second before the new schedule's next boundary. */
const lateByChange: [Schedule, number, Step[]] = [
  { period: 1000, anchor: 0, overlap: 0, applyInterval: 0, slots: 2 },
  0,
  [
    {
      gap: 0,
      rotate: true,
      change: { period: 50 * HOUR, anchor: 0, overlap: HOUR, applyInterval: 49 * HOUR, slots: 2 },
    },
    {
      gap: 'due',
      rotate: true,
      change: {
        period: 5 * HOUR,
        anchor: 139 * HOUR + 1000,
        overlap: 2 * HOUR,
        applyInterval: 3 * HOUR,
        slots: 2,
      },
    },
    { gap: 'due', rotate: false },
  ],
];

test('the promise holds across changes of the schedule', () => {
  const changes = fc.option(kept, { nil: undefined, freq: 5 });
  fc.assert(
    fc.property(kept, start, steps(changes), (schedule, at, applies) => {
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 3000, examples: [lateByChange] },
  );
});

test('the promise is broken, and found to be, where period < overlap + apply_interval', () => {
  const search = fc.check(
    fc.property(broken, start, steps(never), (schedule, at, applies) => {
      expect(findings(schedule)).not.toEqual([]);
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 2000, endOnFailure: true },
  );
  expect(search.failed).toBe(true);
});

test('the promise is broken, and found to be, where the period has no room for the wait for a window', () => {
  // Enough but for that wait: short windows, at any distance of one another.
  const short = fc.array(
    weekly.map((window) => ({ ...window, length: HOUR })),
    { minLength: 1, maxLength: 3 },
  );
  const two = schedules(fc.integer({ min: -160, max: -1 }), short).map((it) => ({ ...it, slots: 2 }));
  const tight = two.filter(
    (schedule) => findings(schedule).length > 0 && findings({ ...schedule, windows: [] }).length === 0,
  );
  const search = fc.check(
    fc.property(tight, start, steps(never), (schedule, at, applies) => {
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 20_000, endOnFailure: true, seed: 4 },
  );
  expect(search.failed).toBe(true);
});

test('what falls due outside of the windows waits for the next one', () => {
  fc.assert(
    fc.property(schedules(slack, someWindows), start, steps(never), (schedule, at, applies) => {
      let rotation = begin(schedule, at);
      let [last, now] = [at, at];
      for (const { gap } of applies) {
        const due = nextRotationAt(schedule, rotation);
        [last, now] = [now, next(now, gap, schedule.period, due)];
        expect(sinceWindow(schedule.windows!, due)).toBe(0);
        const after = advance(schedule, schedule, rotation, { now }) as Rotation;
        // Not earlier; and where it is outside of a window, because nobody applied while there was one.
        expect(after.serial > rotation.serial).toBe(now >= due);
        if (after.serial > rotation.serial) expect(last).toBeLessThan(due);
        rotation = after;
      }
    }),
    { numRuns: 1000 },
  );
});

test('the same question has the same answer, and none is asked twice', () => {
  fc.assert(
    fc.property(kept, start, steps(never), (schedule, at, applies) => {
      let rotation = begin(schedule, at);
      let now = at;
      for (const { gap, rotate } of applies) {
        now = next(now, gap, schedule.applyInterval, nextRotationAt(schedule, rotation));
        const once = advance(schedule, schedule, rotation, { now, rotate });
        expect(advance(schedule, schedule, rotation, { now, rotate })).toEqual(once);
        if (isRefusal(once)) continue;
        // What was planned is all that there is to do: the plan after the apply is empty.
        expect(advance(schedule, schedule, once, { now })).toBe(once);
        expect(nextRotationAt(schedule, once)).toBeGreaterThan(now);
        rotation = once;
      }
    }),
    { numRuns: 1000 },
  );
});

test('an apply changes one slot at most, the one with the lowest serial, however long nobody applied', () => {
  fc.assert(
    fc.property(
      kept,
      start,
      fc.array(fc.integer({ min: 0, max: 1e10 }), { minLength: 1, maxLength: 30 }),
      (schedule, at, gaps) => {
        let rotation = begin(schedule, at);
        let now = at;
        for (const gap of gaps) {
          now += gap;
          const after = advance(schedule, schedule, rotation, { now }) as Rotation;
          const changed = after.slots.filter(({ serial }, index) => serial !== rotation.slots[index].serial);
          expect(changed.length).toBeLessThanOrEqual(1);
          if (changed.length === 1) {
            const lowest = Math.min(...rotation.slots.map((slot) => slot.serial));
            expect(after.slots.map((slot) => slot.serial)).not.toContain(lowest);
            expect(changed[0].serial).toBe(rotation.serial + 1);
          }
          rotation = after;
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a clock that goes backwards never undoes a rotation', () => {
  fc.assert(
    fc.property(
      kept,
      start,
      fc.array(fc.integer({ min: -1e10, max: 1e10 }), { minLength: 1, maxLength: 30 }),
      (schedule, at, leaps) => {
        let rotation = begin(schedule, at);
        let now = at;
        for (const leap of leaps) {
          now += leap;
          const after = advance(schedule, schedule, rotation, { now }) as Rotation;
          if (leap < 0) expect(after).toBe(rotation);
          expect(after.generation).toBeGreaterThanOrEqual(rotation.generation);
          expect(after.serial).toBeGreaterThanOrEqual(rotation.serial);
          rotation = after;
          now = Math.max(now, at);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
