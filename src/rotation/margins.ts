import { Duration } from '../duration';
import { Findings, isShorter } from '../findings';
import { LifetimeLimits } from '../token-blueprint';

/* Whether a schedule leaves room for what it promises, and what would: a remedy reckons with all that changes by it. */

/** What `tokens_rotation` takes: its clock counts whole seconds, and its instants have years of four digits. */
export const SHORTEST_PERIOD = Duration.seconds(1);
export const LONGEST_PERIOD = Duration.days(36_500);

const NONE = Duration.millis(0);

/** The times of a schedule that have to have room in one another. */
export interface Margins {
  readonly period: Duration;
  readonly overlap: Duration;
  readonly applyInterval: Duration;
  /** The longest that a boundary waits for a maintenance window. */
  readonly wait: Duration;
  /** How much nearer to one another than a period two boundaries are taken at most. */
  readonly apart: Duration;
  /** Which of them are a quarter of the period, as nothing was given, and grow with it. */
  readonly defaulted: readonly ('overlap' | 'applyInterval')[];
}

/** A token is destroyed a period after its successor was due, or sooner by `apart`; that is to be no sooner than its overlap is over. */
export function inequalityFindings(margins: Margins): Findings {
  const { period, overlap, applyInterval, wait, apart } = margins;
  const margin = overlap.plus(applyInterval);
  const needed = margin.plus(apart);
  if (!isShorter(period, needed)) return [];
  const windows = isShorter(NONE, apart);
  const remedies: string[] = [];
  // Another period may have its boundaries wait for longer than this one.
  const longer = shortestPeriod(margins, wait);
  if (!isShorter(LONGEST_PERIOD, longer)) remedies.push(`period at least ${longer}`);
  if (isShorter(NONE, wait)) {
    const weeks = wholeWeeks(shortestPeriod(margins, NONE));
    if (!isShorter(LONGEST_PERIOD, weeks)) remedies.push(`period whole weeks of at least ${weeks}`);
  }
  if (!isShorter(period, applyInterval.plus(apart))) {
    remedies.push(`overlap at most ${period.minus(applyInterval).minus(apart)}`);
  }
  if (!isShorter(period, overlap.plus(apart))) {
    remedies.push(`applyInterval at most ${period.minus(overlap).minus(apart)}, and apply that often`);
  }
  if (windows && !isShorter(period, margin)) {
    remedies.push(`maintenanceWindows at most ${period.minus(margin)} apart`);
  }
  if (remedies.length === 0) {
    const most = LONGEST_PERIOD.minus(wait);
    remedies.push(`period ${LONGEST_PERIOD} and overlap + applyInterval at most ${most}`);
  }
  const sum = `overlap (${overlap}) + applyInterval (${applyInterval})`;
  const what = isShorter(period, overlap)
    ? `overlap (${overlap}) is longer than period (${period})`
    : `period is ${period}, but ${sum}${windows ? ` + the longest time between maintenanceWindows (${apart})` : ''} ` +
      `is ${needed}`;
  return [
    `${what}, so that a token could be destroyed while consumers still rely on it: make ${remedies.join(', or ')}`,
  ];
}

/**
 * A token lives longest that is issued by hand, `overlap + applyInterval` before a boundary: it counts
 * for the generation after it. It lives shortest when it is the very first one, right before a boundary.
 */
export function lifetimeFindings(margins: Margins, limits: LifetimeLimits): Findings {
  const { period, overlap, applyInterval, wait } = margins;
  const { service, shortest, longest } = limits;
  const margin = overlap.plus(applyInterval);
  const most = period.plus(margin.times(2)).plus(wait);
  const found: Findings = [];
  if (longest && isShorter(longest, most)) {
    const windows = isShorter(NONE, wait);
    found.push(
      `a token would live up to ${most} (period + 2 * (overlap + applyInterval)` +
        `${windows ? ` + ${wait} between maintenanceWindows` : ''}, when it is rotated by hand ` +
        `ahead of a boundary), but the longest life of a ${service} is ${longest}: make ` +
        shorterLife(margins, longest, shortest),
    );
  }
  if (shortest && isShorter(margin, shortest)) {
    found.push(
      `a token that is first issued right before a boundary would live ${margin} (overlap + applyInterval), ` +
        `but the shortest life of a ${service} is ${shortest}: make ${longerMargin(margins, shortest)}`,
    );
  }
  return found;
}

/** What has every token live for as long as a service gives it, or shorter. */
function shorterLife(margins: Margins, longest: Duration, shortest?: Duration): string {
  const { wait } = margins;
  const { fixed, share } = parts(margins);
  const spare = longest.minus(fixed.times(2)).minus(wait);
  const shorter = wholeSeconds(spare.times(1 / (1 + 2 * share)), Math.floor);
  const suffices =
    !isShorter(shorter, shortestPeriod(margins, wait)) &&
    !isShorter(fixed.plus(shorter.times(share)), shortest);
  if (suffices) return `period at most ${shorter}`;
  const part = (of: number) => longest.times(1 / of);
  return isShorter(NONE, wait)
    ? `period at most ${part(2)}, maintenanceWindows at most ${part(4)} apart and overlap + applyInterval at most ${part(8)}`
    : `period at most ${part(2)} and overlap + applyInterval at most ${part(4)}`;
}

/** What makes overlap and apply interval at least so long together, and the period as long as they need it then. */
function longerMargin(margins: Margins, shortest: Duration): string {
  const { period, overlap, wait, apart } = margins;
  const { fixed, share } = parts(margins);
  if (!isShorter(period, shortest.plus(apart))) {
    return `applyInterval at least ${shortest.minus(overlap)}`;
  }
  if (share === 0) {
    return `applyInterval at least ${shortest.minus(overlap)} and period at least ${shortest.plus(wait)}`;
  }
  const enough = wholeSeconds(shortest.minus(fixed).times(1 / share), Math.ceil);
  const room = shortestPeriod(margins, wait);
  return `period at least ${isShorter(enough, room) ? room : enough}`;
}

/** The shortest period that has room for overlap, apply interval and a wait between boundaries. */
function shortestPeriod(margins: Margins, wait: Duration): Duration {
  const { fixed, share } = parts(margins);
  return wholeSeconds(fixed.plus(wait).times(1 / (1 - share)), Math.ceil);
}

/** What stays of overlap and apply interval where the period is another one, and which share of it the rest is. */
function parts({ overlap, applyInterval, defaulted }: Margins): { fixed: Duration; share: number } {
  const given = { overlap, applyInterval };
  const of = (name: keyof typeof given) => (defaulted.includes(name) ? NONE : given[name]);
  return { fixed: of('overlap').plus(of('applyInterval')), share: defaulted.length / 4 };
}

/** As people write it, rounded to where a bound still holds. */
function wholeSeconds(duration: Duration, round: (value: number) => number): Duration {
  return Duration.seconds(round(duration.toSeconds()));
}

function wholeWeeks(atLeast: Duration): Duration {
  const week = Duration.days(7);
  return week.times(Math.max(1, Math.ceil(atLeast.toMilliseconds() / week.toMilliseconds())));
}
