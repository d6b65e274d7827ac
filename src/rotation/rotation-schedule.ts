import { Token } from 'cdktf';
import { Duration } from '../duration';
import { Findings, instant, isShorter, notNegative, positive } from '../findings';
import { LifetimeLimits } from '../token-blueprint';

/** What else there is to say about when tokens rotate. */
export interface RotationOptions {
  /**
   * How long a token stays valid after its successor is published: the time that consumers have to
   * pick up the new one.
   *
   * @default - a quarter of the period; none with one slot
   */
  readonly overlap?: Duration;

  /**
   * The longest time between two applies that you promise, such as a day where a nightly job applies.
   *
   * @default - a quarter of the period
   */
  readonly applyInterval?: Duration;

  /**
   * An RFC 3339 instant from which the boundaries are counted, so that tokens rotate at known times
   * whenever Terraform runs.
   *
   * @default "1970-01-01T00:00:00Z"
   */
  readonly anchor?: string;

  /**
   * How many tokens are kept at a time, from 1 to 100: two are the current one and the one before it.
   *
   * @default 2
   */
  readonly slots?: number;
}

/** As many as the companion provider keeps; beyond it, a typing error is likelier. */
const MAX_SLOTS = 100;

/**
 * When tokens rotate: at every boundary `anchor + k * period`, by the first apply after it.
 *
 * The promise: while two applies are never more than `applyInterval` apart, the current token is
 * valid at every instant, and a token stays valid for at least `overlap` after its successor is
 * published. It holds exactly while `period >= overlap + applyInterval`, which is checked when the
 * app is synthesized.
 */
export class RotationSchedule {
  /**
   * Rotate once in every period.
   *
   * @param period the time from one rotation to the next
   * @param options overlap, apply interval, anchor and slots
   */
  public static every(period: Duration, options: RotationOptions = {}): RotationSchedule {
    return new RotationSchedule(period, options);
  }

  /** The time from one rotation to the next. */
  public readonly period: Duration;

  /** How long a token stays valid after its successor is published. */
  public readonly overlap: Duration;

  /** The longest time between two applies. */
  public readonly applyInterval: Duration;

  /** The instant from which the boundaries are counted. */
  public readonly anchor: string;

  /** How many tokens are kept at a time. */
  public readonly slots: number;

  private readonly options: RotationOptions;

  private constructor(period: Duration, options: RotationOptions) {
    const quarter = period.isUnresolved() ? Duration.millis(0) : period.times(1 / 4);
    this.options = options;
    this.period = period;
    this.slots = options.slots ?? 2;
    this.overlap = options.overlap ?? (this.slots === 1 ? Duration.millis(0) : quarter);
    this.applyInterval = options.applyInterval ?? quarter;
    this.anchor = options.anchor ?? '1970-01-01T00:00:00Z';
  }

  /**
   * How many slots to make: two where `slots` can't be had, so that all findings come to light together.
   *
   * @internal
   */
  public get _slotCount(): number {
    return isCount(this.slots) ? this.slots : 2;
  }

  /**
   * How long it takes at most until a slot is issued again: as many periods as there are slots, counted from
   * a boundary that was taken early by hand, to an apply as late as promised.
   *
   * @internal
   */
  public get _longestLife(): Duration {
    const { period, overlap, applyInterval } = this;
    const unknown = [period, overlap, applyInterval].find((it) => it.isUnresolved());
    return unknown ?? period.times(this._slotCount).plus(overlap).plus(applyInterval.times(2));
  }

  /**
   * What is wrong with it, and with the lifetimes that it needs.
   *
   * @internal
   */
  public _findings(limits?: LifetimeLimits): Findings {
    const each = [...this.periodFindings(), ...this.optionFindings()];
    const { period, overlap, applyInterval } = this;
    // What follows compares the durations with one another: no sense in that while one of them is wrong.
    const comparable = each.length === 0 && ![period, overlap, applyInterval].some((it) => it.isUnresolved());
    const together = comparable
      ? [...this.inequalityFindings(), ...(limits ? this.lifetimeFindings(limits) : [])]
      : [];
    return [...each, ...together, ...instant('anchor', this.anchor)];
  }

  private periodFindings(): Findings {
    if (!this.period.isUnresolved()) return positive('period', this.period, '30d');
    return (['overlap', 'applyInterval'] as const)
      .filter((name) => this.options[name] === undefined && !(name === 'overlap' && this.slots === 1))
      .map(
        (name) =>
          `${name} has no default where period is known only when Terraform runs (${name} would be a ` +
          `quarter of it): give ${name}, such as Duration.days(1)`,
      );
  }

  private optionFindings(): Findings {
    const { options, slots } = this;
    const found: Findings = [];
    if (options.overlap) found.push(...notNegative('overlap', options.overlap, '2d'));
    if (options.applyInterval) found.push(...notNegative('applyInterval', options.applyInterval, '1d'));
    if (Token.isUnresolved(slots)) {
      found.push(
        'slots is known only when Terraform runs, but each slot is a resource of its own: give a number',
      );
    } else if (!isCount(slots)) {
      found.push(
        `slots is ${slots}: make it a whole number from 1 to ${MAX_SLOTS}, such as 2 for the current token and ` +
          `the one before it`,
      );
    } else if (slots === 1 && isShorter(Duration.millis(0), this.overlap)) {
      found.push(
        `overlap is ${this.overlap}, but with one slot a token is destroyed when its successor is issued: make ` +
          `slots 2, or overlap 0s`,
      );
    }
    return found;
  }

  private inequalityFindings(): Findings {
    const { period, overlap, applyInterval } = this;
    const needed = overlap.plus(applyInterval);
    if (!isShorter(period, needed)) return [];
    const remedies = [`make period at least ${needed}`];
    if (!isShorter(period, applyInterval)) remedies.push(`overlap at most ${period.minus(applyInterval)}`);
    if (!isShorter(period, overlap)) {
      remedies.push(`applyInterval at most ${period.minus(overlap)}, and apply that often`);
    }
    const what = isShorter(period, overlap)
      ? `overlap (${overlap}) is longer than period (${period})`
      : `period is ${period}, but overlap (${overlap}) + applyInterval (${applyInterval}) is ${needed}`;
    return [
      `${what}, so that a token could be destroyed while consumers still rely on it: ${remedies.join(', or ')}`,
    ];
  }

  /**
   * A token lives longest that is issued by hand, `overlap + applyInterval` before a boundary: it counts
   * for the generation after it. It lives shortest when it is the very first one, right before a boundary.
   */
  private lifetimeFindings({ service, shortest, longest }: LifetimeLimits): Findings {
    const { period, overlap, applyInterval } = this;
    const margin = overlap.plus(applyInterval);
    const most = period.plus(margin.times(2));
    const found: Findings = [];
    if (isShorter(longest, most)) {
      const spare = longest!.minus(margin.times(2));
      found.push(
        `a token would live up to ${most} (period + 2 * (overlap + applyInterval), when it is rotated by hand ` +
          `ahead of a boundary), but the longest life of a ${service} is ${longest}: ` +
          (isShorter(spare, margin)
            ? `make period at most ${longest!.times(1 / 2)} and overlap + applyInterval at most ${longest!.times(1 / 4)}`
            : `make period at most ${spare}`),
      );
    }
    if (isShorter(margin, shortest)) {
      found.push(
        `a token that is first issued right before a boundary would live ${margin} (overlap + applyInterval), ` +
          `but the shortest life of a ${service} is ${shortest}: make applyInterval at least ${shortest!.minus(overlap)}` +
          (isShorter(period, shortest) ? ` and period at least ${shortest}` : ''),
      );
    }
    return found;
  }
}

function isCount(slots: number): boolean {
  return Number.isInteger(slots) && slots >= 1 && slots <= MAX_SLOTS;
}
