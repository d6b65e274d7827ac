/** Milliseconds that one of Node's timers waits at most, 24.8 days: one that is to wait for longer goes off at once. */
const LONGEST = 2 ** 31 - 1;

/** Calls back after so many milliseconds, or after the longest that can be waited. */
export function startTimer(callback: () => void, milliseconds: number): NodeJS.Timeout {
  return setTimeout(callback, Math.min(milliseconds, LONGEST));
}
