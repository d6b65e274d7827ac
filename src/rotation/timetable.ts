import { DayOfWeek, MaintenanceWindow } from './maintenance-window';

/* What decides when tokens rotate, in milliseconds, as arithmetic takes it. */

const DAY = 86_400_000;
export const WEEK = 7 * DAY;

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

export interface Timetable {
  readonly period: number;
  readonly anchor: number;
  readonly overlap: number;
  readonly applyInterval: number;
  readonly slots: number;
  readonly windows: readonly WeeklyStretch[];
  readonly revokePreviousAfter?: number;
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
    const later = (opensAt + period) % WEEK;
    return windows.some((other) => other.opensAt === later && other.length === length);
  });
}
