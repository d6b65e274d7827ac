import { longestGap, Timetable, WEEK, WeeklyStretch } from './timetable';

/**
 * What a rotation without memory calculates, written once: with Terraform expressions it is what Terraform plans for
 * the portable engine, with numbers it is what a forecast tells and what the tests of the promise run. Instants are
 * milliseconds since 1970.
 */
export interface Arithmetic<T> {
  number(value: number): T;
  plus(a: T, b: T): T;
  minus(a: T, b: T): T;
  times(a: T, b: T): T;
  /** The greatest whole number that is not more than a / b. */
  floor(a: T, b: T): T;
  least(values: readonly T[]): T;
  greatest(values: readonly T[]): T;
  more(a: T, b: T): T;
  same(a: T, b: T): T;
  both(a: T, b: T): T;
  either(a: T, b: T): T;
  where(condition: T, value: T, otherwise: T): T;
}

/** Terraform's own. */
export const TERRAFORM: Arithmetic<string> = {
  number: (value) => String(value),
  plus: (a, b) => `(${a} + ${b})`,
  minus: (a, b) => `(${a} - ${b})`,
  times: (a, b) => `(${a} * ${b})`,
  floor: (a, b) => `floor(${a} / ${b})`,
  least: (values) => `min(${values.join(', ')})`,
  greatest: (values) => `max(${values.join(', ')})`,
  more: (a, b) => `(${a} > ${b})`,
  same: (a, b) => `(${a} == ${b})`,
  both: (a, b) => `(${a} && ${b})`,
  either: (a, b) => `(${a} || ${b})`,
  where: (condition, value, otherwise) => `(${condition} ? ${value} : ${otherwise})`,
};

/** Our own. A condition is 1 where it holds, and 0 where it doesn't. */
export const NUMBERS: Arithmetic<number> = {
  number: (value) => value,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  floor: (a, b) => Math.floor(a / b),
  least: (values) => Math.min(...values),
  greatest: (values) => Math.max(...values),
  more: (a, b) => Number(a > b),
  same: (a, b) => Number(a === b),
  both: (a, b) => Number(a && b),
  either: (a, b) => Number(a || b),
  where: (condition, value, otherwise) => (condition ? value : otherwise),
};

/**
 * The generation that an instant falls in: boundaries passed since the anchor. Outside of all windows, the time
 * that counts stands still at the end of the last one.
 */
export function generation<T>(on: Arithmetic<T>, schedule: Timetable, now: T): T {
  const counted = schedule.windows.length === 0 ? now : on.minus(now, sinceWindow(on, schedule.windows, now));
  return on.floor(on.minus(counted, on.number(schedule.anchor)), on.number(schedule.period));
}

/** What a slot is issued for: it grows by one in the generation in which it is the slot's turn. */
export function slotKey<T>(on: Arithmetic<T>, { slots }: Timetable, slot: number, at: T): T {
  return on.floor(on.plus(at, on.number(slots - 1 - slot)), on.number(slots));
}

/** The slot whose turn it was, so many generations ago. */
export function slotInTurn<T>(on: Arithmetic<T>, { slots }: Timetable, at: T, ago = 0): T {
  return modulo(on, on.minus(at, on.number(1 + ago)), on.number(slots));
}

/** When the boundary that ends a generation is taken: when a window is open. */
export function nextRotation<T>(on: Arithmetic<T>, schedule: Timetable, at: T): T {
  const boundary = nextBoundary(on, schedule, at);
  if (schedule.windows.length === 0) return boundary;
  return on.plus(boundary, untilWindow(on, schedule.windows, boundary));
}

/** When what is issued in a generation expires: its successor may wait for a window, come late, and still leaves the overlap. */
export function expiry<T>(on: Arithmetic<T>, schedule: Timetable, at: T): T {
  const { windows, applyInterval, overlap } = schedule;
  return on.plus(nextBoundary(on, schedule, at), on.number(longestGap(windows) + applyInterval + overlap));
}

/** When a slot was issued, and the one whose turn comes after it. */
export interface Held<T> {
  readonly slot: number;
  readonly current: T;
  readonly issued: T;
  readonly successorIssued: T;
  readonly now: T;
}

/**
 * Whether a slot is to hold something: where it is the current one, or was so until some time ago. What was issued
 * together with its successor was never anybody's.
 */
export function isActive<T>(on: Arithmetic<T>, revokePreviousAfter: number, held: Held<T>): T {
  const { slot, current, issued, successorIssued, now } = held;
  const wasCurrent = on.more(successorIssued, issued);
  const isPromised = on.more(on.plus(successorIssued, on.number(revokePreviousAfter)), now);
  return on.either(on.same(current, on.number(slot)), on.both(wasCurrent, isPromised));
}

/** When the boundary that ends a generation falls due. */
export function nextBoundary<T>(on: Arithmetic<T>, { anchor, period }: Timetable, at: T): T {
  return on.plus(on.number(anchor + period), on.times(at, on.number(period)));
}

/** How long ago the last window closed; 0 within one. */
function sinceWindow<T>(on: Arithmetic<T>, windows: readonly WeeklyStretch[], now: T): T {
  return on.least(
    windows.map(({ opensAt, length }) =>
      on.greatest([on.number(0), on.minus(intoWeek(on, opensAt, now), on.number(length))]),
    ),
  );
}

/** How long it is until the next window opens; 0 within one. */
function untilWindow<T>(on: Arithmetic<T>, windows: readonly WeeklyStretch[], instant: T): T {
  return on.least(
    windows.map(({ opensAt, length }) => {
      const into = intoWeek(on, opensAt, instant);
      return on.where(on.more(into, on.number(length)), on.minus(on.number(WEEK), into), on.number(0));
    }),
  );
}

function intoWeek<T>(on: Arithmetic<T>, opensAt: number, instant: T): T {
  return modulo(on, on.minus(instant, on.number(opensAt)), on.number(WEEK));
}

/** The rest, with the sign of the divisor. */
function modulo<T>(on: Arithmetic<T>, a: T, b: T): T {
  return on.minus(a, on.times(b, on.floor(a, b)));
}
