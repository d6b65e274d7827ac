import { formatDuration } from '../time/duration';

/**
 * When tokens rotate. Instants and durations are milliseconds; boundaries are `anchor + k * period`
 * for every whole `k`, whatever time Terraform happens to run.
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
}

/** The generation that the instant falls in: boundaries passed since the anchor. */
export function generationAt(schedule: Schedule, instant: number): number {
  return Math.floor((instant - schedule.anchor) / schedule.period);
}

/** The boundary that begins a generation. */
export function beginningOf(schedule: Schedule, generation: number): number {
  return schedule.anchor + generation * schedule.period;
}

/** When a token that was issued in a generation expires: its successor may come `applyInterval` late, and still leaves `overlap`. */
export function expiryOf(schedule: Schedule, generation: number): number {
  return beginningOf(schedule, generation + 1) + schedule.applyInterval + schedule.overlap;
}

/** The clock is read in whole seconds. */
const MIN_PERIOD = 1000;

/** A hundred years: so the instants of a rotation keep to the four-digit years of RFC 3339. */
const MAX_PERIOD = 36500 * 86_400_000;

/** As many slots as a service could ever be asked for; beyond it, a typing error is likelier. */
const MAX_SLOTS = 100;

/** What breaks a schedule, and the change that would mend it. */
export interface ScheduleFinding {
  readonly attribute: 'period' | 'overlap' | 'apply_interval' | 'slots';
  readonly summary: string;
  readonly detail: string;
}

/**
 * Everything that is wrong with a schedule, as far as it is known. The promise of a rotation (the current token is valid,
 * and a retired one stays so for `overlap`) holds exactly while `period >= overlap + applyInterval`:
 * a token is destroyed no earlier than one period after the boundary at which it was replaced,
 * and it was replaced up to `applyInterval` after that boundary.
 */
export function findings(schedule: Partial<Schedule>): ScheduleFinding[] {
  const { period, overlap, applyInterval, slots } = schedule;
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
  if (period === undefined || applyInterval === undefined) return found;

  if (overlap > period) {
    say(
      'overlap',
      'Overlap is longer than the period',
      `overlap is ${formatDuration(overlap)} and period is ${formatDuration(period)}: a token would have to ` +
        `outlive its successor. ` +
        (period > applyInterval
          ? `Make overlap at most ${formatDuration(period - applyInterval)}.`
          : `Make period at least ${formatDuration(overlap + applyInterval)}.`),
    );
  } else if (period < overlap + applyInterval) {
    say(
      'period',
      'Period is shorter than overlap and apply_interval together',
      `period is ${formatDuration(period)}, but overlap (${formatDuration(overlap)}) and apply_interval ` +
        `(${formatDuration(applyInterval)}) need at least ${formatDuration(overlap + applyInterval)}: a rotation ` +
        `that comes apply_interval late would be followed by the next one before its overlap is over. ` +
        remedies(period, overlap, applyInterval),
    );
  }
  return found;
}

function remedies(period: number, overlap: number, applyInterval: number): string {
  const options = [`Make period at least ${formatDuration(overlap + applyInterval)}`];
  if (period >= applyInterval && overlap > 0) {
    options.push(`overlap at most ${formatDuration(period - applyInterval)}`);
  }
  if (period >= overlap && applyInterval > 0) {
    options.push(`apply_interval at most ${formatDuration(period - overlap)} (and apply that often)`);
  }
  return `${options.join(', or ')}.`;
}
