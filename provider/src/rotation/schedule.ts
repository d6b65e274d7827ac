import {
  longestGap,
  MaintenanceWindow,
  recurAfter,
  sinceWindow,
  untilWindow,
  WEEK,
} from './maintenance-windows';
import { formatDuration } from '../time/duration';

/**
 * When tokens rotate. Instants and durations are milliseconds; boundaries are `anchor + k * period`
 * for every whole `k`, whatever time Terraform happens to run.
 *
 * Maintenance windows have a boundary wait for the next of them. They do so without a memory: outside of all
 * windows, the time that counts stands still at the end of the last one. So what falls due since then has to wait,
 * and what fell due before, in a window that nobody applied in, is made up for by any apply.
 */
export interface Schedule {
  /** Time from one rotation boundary to the next. */
  readonly period: number;
  /** An instant on a boundary. */
  readonly anchor: number;
  /** How long a token stays valid after its successor is published. */
  readonly overlap: number;
  /** The longest gap between two applies that the user promises. */
  readonly applyInterval: number;
  /** How many Terraform addresses hold a token. */
  readonly slots: number;
  /** How long after its successor was issued a token is revoked; absent where it stays until its slot is issued again. */
  readonly revokePreviousAfter?: number;
  /** When a boundary may be taken; absent or empty where at any time. */
  readonly windows?: readonly MaintenanceWindow[];
}

/** The generation that the instant falls in: boundaries passed since the anchor, but for those that wait for a window. */
export function generationAt(schedule: Schedule, instant: number): number {
  const counted = instant - sinceWindow(schedule.windows ?? [], instant);
  return Math.floor((counted - schedule.anchor) / schedule.period);
}

/** From when on what falls due at an instant is taken: when a window is open. */
export function takenAt(schedule: Schedule, instant: number): number {
  return instant + untilWindow(schedule.windows ?? [], instant);
}

/** The boundary that begins a generation. */
export function beginningOf(schedule: Schedule, generation: number): number {
  return schedule.anchor + generation * schedule.period;
}

/** When a token that was issued in a generation expires: its successor may come as late as {@link margin} has it. */
export function expiryOf(schedule: Schedule, generation: number): number {
  return beginningOf(schedule, generation + 1) + margin(schedule);
}

/** How long after a boundary a token has to live: its successor may wait for a window, come `applyInterval` late, and still leaves `overlap`. */
export function margin(schedule: Schedule): number {
  return longestWait(schedule) + schedule.applyInterval + schedule.overlap;
}

/** The longest that a boundary waits for a window. */
function longestWait({ windows = [] }: Pick<Schedule, 'windows'>): number {
  return windows.length === 0 ? 0 : longestGap(windows);
}

/** How much less than a period can lie between two boundaries when they are taken, since one may wait longer than the other. */
function jitter(schedule: Pick<Schedule, 'period' | 'windows'>): number {
  return recurAfter(schedule.windows ?? [], schedule.period) ? 0 : longestWait(schedule);
}

/** The clock is read in whole seconds. */
const MIN_PERIOD = 1000;

/** A hundred years: so the instants of a rotation keep to the four-digit years of RFC 3339. */
const MAX_PERIOD = 36500 * 86_400_000;

/** As many slots as a service could ever be asked for; beyond it, a typing error is likelier. */
const MAX_SLOTS = 100;

/** What breaks a schedule, and the change that would mend it. */
export interface ScheduleFinding {
  readonly attribute: 'period' | 'overlap' | 'apply_interval' | 'slots' | 'revoke_previous_after';
  readonly summary: string;
  readonly detail: string;
}

/**
 * Everything that is wrong with a schedule, as far as it is known. The promise of a rotation (the current token is valid,
 * and a retired one stays so for `overlap`) holds while `period >= overlap + applyInterval + W`, where W is the longest
 * time between two maintenance windows: a token is destroyed no earlier than one period after the boundary at which
 * it was replaced, and it was replaced up to `W + applyInterval` after that boundary. W does not count where the period
 * always leads to the same place among the windows, such as a week does: both boundaries wait for as long.
 */
export function findings(schedule: Partial<Schedule>): ScheduleFinding[] {
  const { period, overlap, applyInterval, slots, revokePreviousAfter, windows } = schedule;
  const found: ScheduleFinding[] = [];
  const say = (attribute: ScheduleFinding['attribute'], summary: string, detail: string) =>
    found.push({ attribute, summary, detail });

  if (period !== undefined && (period < MIN_PERIOD || period > MAX_PERIOD)) {
    say(
      'period',
      'Period out of range',
      `period must be from ${formatDuration(MIN_PERIOD)} to ${formatDuration(MAX_PERIOD)}, got ` +
        `${formatDuration(period)}. Give the time between two rotations, such as "30d".`,
    );
  }
  for (const [attribute, duration] of [
    ['overlap', overlap],
    ['apply_interval', applyInterval],
    ['revoke_previous_after', revokePreviousAfter],
  ] as const) {
    if (duration !== undefined && duration < 0) {
      say(
        attribute,
        `Negative ${attribute}`,
        `${attribute} must be 0s or longer, got ${formatDuration(duration)}.`,
      );
    }
  }
  if (slots !== undefined && (!Number.isSafeInteger(slots) || slots < 1 || slots > MAX_SLOTS)) {
    say(
      'slots',
      'Slots out of range',
      `slots must be a whole number from 1 to ${MAX_SLOTS}, got ${slots}. ` +
        `2 holds the current token and the one before it.`,
    );
  }
  if (found.length > 0 || overlap === undefined) return found;

  if (slots === 1 && overlap > 0) {
    say(
      'overlap',
      'No overlap with one slot',
      `overlap is ${formatDuration(overlap)}, but with slots = 1 a token is destroyed the moment its ` +
        `successor is issued. Use slots = 2, or overlap = "0s".`,
    );
  }
  if (slots === 1 && revokePreviousAfter !== undefined) {
    say(
      'revoke_previous_after',
      'No previous token with one slot',
      `revoke_previous_after is ${formatDuration(revokePreviousAfter)}, but with slots = 1 there is no previous ` +
        `token. Leave it out, or use slots = 2.`,
    );
  } else if (revokePreviousAfter !== undefined && revokePreviousAfter < overlap) {
    say(
      'revoke_previous_after',
      'Revoked within the overlap',
      `revoke_previous_after is ${formatDuration(revokePreviousAfter)}, but overlap promises a token ` +
        `${formatDuration(overlap)} after its successor was issued. Make revoke_previous_after at least ` +
        `${formatDuration(overlap)}, or overlap at most ${formatDuration(revokePreviousAfter)}.`,
    );
  }
  if (period === undefined || applyInterval === undefined) return found;

  const apart = jitter({ period, windows });
  const needed = overlap + applyInterval + apart;
  if (overlap > period) {
    say(
      'overlap',
      'Overlap is longer than the period',
      `overlap is ${formatDuration(overlap)} and period is ${formatDuration(period)}: a token would have to ` +
        `outlive its successor. ` +
        (period > needed - overlap
          ? `Make overlap at most ${formatDuration(period - (needed - overlap))}.`
          : `Make ${periods(overlap + applyInterval, windows)}.`),
    );
  } else if (period < needed) {
    const between =
      apart === 0 ? '' : ` and the time between two maintenance windows (${formatDuration(apart)})`;
    say(
      'period',
      apart === 0
        ? 'Period is shorter than overlap and apply_interval together'
        : 'Period is too short for its maintenance windows',
      `period is ${formatDuration(period)}, but overlap (${formatDuration(overlap)})` +
        `${apart === 0 ? ' and' : ','} apply_interval (${formatDuration(applyInterval)})${between} need at least ` +
        `${formatDuration(needed)}: a rotation that comes ${apart === 0 ? '' : 'so much and '}apply_interval late ` +
        `would be followed by the next one before its overlap is over. ` +
        remedies({ period, overlap, applyInterval, apart, windows }),
    );
  }
  return found;
}

interface Apart extends Pick<Schedule, 'period' | 'overlap' | 'applyInterval' | 'windows'> {
  readonly apart: number;
}

function remedies({ period, overlap, applyInterval, apart, windows }: Apart): string {
  const options = [`Make ${periods(overlap + applyInterval, windows)}`];
  if (period >= applyInterval + apart && overlap > 0) {
    options.push(`overlap at most ${formatDuration(period - applyInterval - apart)}`);
  }
  if (period >= overlap + apart && applyInterval > 0) {
    options.push(`apply_interval at most ${formatDuration(period - overlap - apart)} (and apply that often)`);
  }
  if (apart > 0 && period >= overlap + applyInterval) {
    options.push(`maintenance_windows at most ${formatDuration(period - overlap - applyInterval)} apart`);
  }
  return `${options.join(', or ')}.`;
}

/** The periods that are long enough, whatever the one that was given. */
function periods(lasts: number, windows: Schedule['windows']): string {
  const wait = longestWait({ windows });
  const any = `period at least ${formatDuration(lasts + wait)}`;
  // From week to week, a boundary always waits for as long.
  const weeks = Math.max(1, Math.ceil(lasts / WEEK)) * WEEK;
  return wait === 0 ? any : `${any}, or whole weeks of at least ${formatDuration(weeks)}`;
}
