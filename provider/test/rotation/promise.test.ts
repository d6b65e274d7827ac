import * as fc from 'fast-check';
import {
  advance,
  begin,
  currentSlot,
  isRefusal,
  nextRotationAt,
  Rotation,
} from '../../src/rotation/rotation';
import { findings, Schedule } from '../../src/rotation/schedule';

/**
 * The promise of a rotation, looked for a counterexample: applies come at random within the promised
 * interval, with rotations by hand and changes of the schedule among them, against the very code
 * that plans in the provider.
 */
interface Step {
  /** Share of the apply interval that passes before this apply. */
  readonly gap: number;
  readonly rotate: boolean;
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
    now += Math.floor(step.gap * schedule.applyInterval);
    const current = rotation.slots[currentSlot(rotation)];
    if (now > current.expiresAt) return `at ${now} the current token had expired at ${current.expiresAt}`;

    // Who is refused, takes back what was asked for, and applies.
    let next = step.change ?? schedule;
    let after = advance(schedule, next, rotation, { now, rotate: step.rotate });
    if (isRefusal(after)) after = advance(schedule, next, rotation, { now });
    if (isRefusal(after)) after = advance(schedule, (next = schedule), rotation, { now });
    if (isRefusal(after)) return `at ${now} an apply that asks for nothing was refused: ${after.reason}`;
    const kept = new Map(after.slots.map((slot) => [slot.serial, slot]));
    const moved = after.slots[currentSlot(after)].serial !== current.serial;
    if (moved) retired.push({ serial: current.serial, at: now, overlap: schedule.overlap });
    for (const token of retired) {
      // Whoever shortens the overlap shortens it for the tokens that are in theirs, too.
      token.overlap = Math.min(token.overlap, next.overlap);
      const until = token.at + token.overlap;
      if (now >= until) continue;
      const slot = kept.get(token.serial);
      if (!slot) return `at ${now} token ${token.serial} was destroyed, promised until ${until}`;
      if (slot.expiresAt < until) return `token ${token.serial} expires before ${until}`;
    }
    rotation = after;
    schedule = next;
  }
  return undefined;
}

const HOUR = 3_600_000;

function schedules(slack: fc.Arbitrary<number>): fc.Arbitrary<Schedule> {
  return fc
    .record({
      overlap: fc.integer({ min: 0, max: 100 }),
      applyInterval: fc.integer({ min: 0, max: 100 }),
      slack,
      anchor: fc.integer({ min: -1e6, max: 1e6 }),
      slots: fc.integer({ min: 2, max: 4 }),
    })
    .map(({ overlap, applyInterval, slack: more, anchor, slots }) => ({
      period: Math.max(1, overlap + applyInterval + more) * HOUR,
      overlap: overlap * HOUR,
      applyInterval: applyInterval * HOUR,
      anchor: anchor * 1000,
      slots,
    }));
}

const kept = schedules(fc.integer({ min: 0, max: 200 }));
const broken = schedules(fc.integer({ min: -100, max: -1 })).filter(
  (schedule) => schedule.period < schedule.overlap + schedule.applyInterval,
);

function steps(change: fc.Arbitrary<Schedule | undefined>): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.record({
      gap: fc.oneof(
        { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
        fc.constantFrom(0, 1),
      ),
      rotate: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
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

test('the promise holds across changes of the schedule', () => {
  const changes = fc.option(kept, { nil: undefined, freq: 5 });
  fc.assert(
    fc.property(kept, start, steps(changes), (schedule, at, applies) => {
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
});

test('the promise is broken, and found to be, where period < overlap + apply_interval', () => {
  const search = fc.check(
    fc.property(broken, start, steps(never), (schedule, at, applies) => {
      expect(findings(schedule)).not.toEqual([]);
      expect(breach(schedule, at, applies)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
  expect(search.failed).toBe(true);
});

test('the same question has the same answer, and none is asked twice', () => {
  fc.assert(
    fc.property(kept, start, steps(never), (schedule, at, applies) => {
      let rotation = begin(schedule, at);
      let now = at;
      for (const { gap, rotate } of applies) {
        now += Math.floor(gap * schedule.applyInterval);
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
          const changed = after.slots.filter((slot, index) => slot !== rotation.slots[index]);
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
