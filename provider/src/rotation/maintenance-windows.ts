export const WEEK = 7 * 86_400_000;

/** A stretch of time, both ends included, that comes again each week. In milliseconds. */
export interface MaintenanceWindow {
  /** From Thursday 00:00 UTC, since 1970 began on a Thursday. */
  readonly opensAt: number;
  readonly length: number;
}

/** How long ago the last window closed; 0 within one, and where there are none. */
export function sinceWindow(windows: readonly MaintenanceWindow[], instant: number): number {
  const since = windows.map(({ opensAt, length }) => Math.max(0, intoWeek(instant - opensAt) - length));
  return since.length === 0 ? 0 : Math.min(...since);
}

/** How long it is until the next window opens; 0 within one, and where there are none. */
export function untilWindow(windows: readonly MaintenanceWindow[], instant: number): number {
  const until = windows.map(({ opensAt, length }) => {
    const into = intoWeek(instant - opensAt);
    return into <= length ? 0 : WEEK - into;
  });
  return until.length === 0 ? 0 : Math.min(...until);
}

/** The longest time that lies outside all windows. */
export function longestGap(windows: readonly MaintenanceWindow[]): number {
  // What began last week may reach into this one.
  let closed = Math.max(...windows.map(({ opensAt, length }) => opensAt + length - WEEK));
  let longest = 0;
  for (const { opensAt, length } of [...windows].sort((a, b) => a.opensAt - b.opensAt)) {
    longest = Math.max(longest, opensAt - closed);
    closed = Math.max(closed, opensAt + length);
  }
  return longest;
}

/** Whether all instants that lie so much apart have the windows at the same distance. */
export function recurAfter(windows: readonly MaintenanceWindow[], period: number): boolean {
  return windows.every(({ opensAt, length }) => {
    const later = intoWeek(opensAt + period);
    return windows.some((other) => other.opensAt === later && other.length === length);
  });
}

/** From 0 to less than a week, also for what is negative. */
function intoWeek(milliseconds: number): number {
  return ((milliseconds % WEEK) + WEEK) % WEEK;
}
