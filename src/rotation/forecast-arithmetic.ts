import { DayOfWeek, MaintenanceWindow } from './maintenance-window';

/*
 * When rotations happen, in milliseconds: what the companion provider works out when it plans, in its
 * `rotation` room. A test holds the two against one another.
 */

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** In the order of the weeks since 1970, which began on a Thursday. */
const DAYS = [
  DayOfWeek.THURSDAY,
  DayOfWeek.FRIDAY,
  DayOfWeek.SATURDAY,
  DayOfWeek.SUNDAY,
  DayOfWeek.MONDAY,
  DayOfWeek.TUESDAY,
  DayOfWeek.WEDNESDAY,
];

/** A stretch of time, both ends included, that comes again each week. */
export interface WeeklyStretch {
  /** From Thursday 00:00 UTC. */
  readonly opensAt: number;
  readonly length: number;
}

/** A daily window is one on each day. */
export function stretchesOf(windows: readonly MaintenanceWindow[]): WeeklyStretch[] {
  return windows.flatMap(({ day, start, duration }) => {
    const [hours, minutes] = start.split(':').map(Number);
    return (day === undefined ? DAYS : [day]).map((each) => ({
      opensAt: DAYS.indexOf(each) * DAY + (hours * 60 + minutes) * 60_000,
      length: duration.toMilliseconds(),
    }));
  });
}

/** The longest time that lies outside of all windows; 0 where there are none. */
export function longestGap(windows: readonly WeeklyStretch[]): number {
  const sorted = [...windows].sort((a, b) => a.opensAt - b.opensAt);
  // What began last week may reach into this one.
  let closed = Math.max(...sorted.map(({ opensAt, length }) => opensAt + length - WEEK));
  let longest = 0;
  for (const { opensAt, length } of sorted) {
    longest = Math.max(longest, opensAt - closed);
    closed = Math.max(closed, opensAt + length);
  }
  return longest;
}

/** Whether instants that lie so much apart always have the windows at the same distance. */
export function recurAfter(windows: readonly WeeklyStretch[], period: number): boolean {
  return windows.every(({ opensAt, length }) => {
    const later = intoWeek(opensAt + period);
    return windows.some((other) => other.opensAt === later && other.length === length);
  });
}

/** What decides when tokens rotate, as numbers. */
export interface Timetable {
  readonly period: number;
  readonly anchor: number;
  readonly overlap: number;
  readonly applyInterval: number;
  readonly slots: number;
  readonly windows: readonly WeeklyStretch[];
  readonly revokePreviousAfter?: number;
}

/** The boundaries that were taken by an instant, counted from the anchor, if every apply came at once. */
export function generationAt({ windows, anchor, period }: Timetable, instant: number): number {
  const closed = windows.map(({ opensAt, length }) => Math.max(0, intoWeek(instant - opensAt) - length));
  // Outside of the windows, the time that counts stands still at the end of the last one.
  const counted = windows.length === 0 ? instant : instant - Math.min(...closed);
  return Math.floor((counted - anchor) / period);
}

/** One rotation. */
export interface Taken {
  readonly dueAt: number;
  readonly earliest: number;
  readonly latest: number;
  readonly previousValidUntil: number;
  readonly expiresAt: number;
}

/** The rotation that begins a generation, where nothing is rotated by hand and two applies are never too far apart. */
export function rotationAt(timetable: Timetable, generation: number): Taken {
  const { applyInterval, slots, revokePreviousAfter = Infinity } = timetable;
  const dueAt = boundary(timetable, generation);
  const earliest = takenAt(timetable, dueAt);
  return {
    dueAt,
    earliest,
    latest: earliest + applyInterval,
    previousValidUntil: Math.min(
      expiryOf(timetable, generation - 1),
      // When the slot of the token before is issued again.
      takenAt(timetable, boundary(timetable, generation - 1 + slots)),
      earliest + revokePreviousAfter,
    ),
    expiresAt: expiryOf(timetable, generation),
  };
}

function boundary({ anchor, period }: Timetable, generation: number): number {
  return anchor + generation * period;
}

/** When a window is open. */
function takenAt({ windows }: Timetable, instant: number): number {
  if (windows.length === 0) return instant;
  const waits = windows.map(({ opensAt, length }) => {
    const into = intoWeek(instant - opensAt);
    return into <= length ? 0 : WEEK - into;
  });
  return instant + Math.min(...waits);
}

function expiryOf(timetable: Timetable, generation: number): number {
  const { windows, applyInterval, overlap } = timetable;
  return boundary(timetable, generation + 1) + longestGap(windows) + applyInterval + overlap;
}

/** From 0 to less than a week, also for what is negative. */
function intoWeek(milliseconds: number): number {
  return ((milliseconds % WEEK) + WEEK) % WEEK;
}
