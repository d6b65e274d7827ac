import { createHash } from 'node:crypto';
import { Token } from 'cdktf';
import { RotationMaintenanceWindows } from '../bindings';
import { Duration } from '../duration';
import { Findings, instant, isShorter, notNegative, positive } from '../findings';
import { isInstant } from '../instant';
import { LifetimeLimits } from '../token-blueprint';
import { ForecastOptions, RotationForecast } from './forecast';
import { MaintenanceWindow } from './maintenance-window';
import { inequalityFindings, lifetimeFindings, LONGEST_PERIOD, Margins, SHORTEST_PERIOD } from './margins';
import { longestGap, recurAfter, stretchesOf, Timetable, WeeklyStretch } from './timetable';

/** Options of a `RotationSchedule`. */
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

  /**
   * How much later than `anchor` the boundaries lie. Shorter than the period. For schedules that share an
   * anchor and should not rotate together.
   *
   * @default - the boundaries lie at the anchor, or as `spreadOver` has it
   */
  readonly phase?: Duration;

  /**
   * Gives each rotating token a phase of its own, from nothing to less than this, in whole seconds, so that a
   * thousand tokens don't rotate in one minute. It is made of the construct's path, hence the same at each
   * synthesis; a construct that moves in the tree gets another one, as by another anchor.
   *
   * @default - all tokens of this schedule rotate at the same boundaries
   */
  readonly spreadOver?: Duration;

  /**
   * Revoke a token this long after its successor was issued, by the first apply after that. At least the
   * overlap. For services where a token does not expire by itself, or later than needed.
   *
   * @default - it stays until it expires, or its slot is issued again
   */
  readonly revokePreviousAfter?: Duration;

  /**
   * When rotations are to happen, in UTC: what falls due outside of these windows waits for the next one. Where
   * nobody applied while a window was open, the next apply rotates, whenever it comes, rather than let a token expire.
   *
   * Tokens live longer by the longest time between two windows, and the period has to have room for as much
   * more, unless it is whole weeks (or whole days, where all windows are daily).
   *
   * @default - at any time
   */
  readonly maintenanceWindows?: MaintenanceWindow[];
}

/** As many as the companion provider keeps; beyond it, a typing error is likelier. */
const MAX_SLOTS = 100;
const MAX_WINDOWS = 100;

/**
 * When tokens rotate: at every boundary `anchor + k * period`, by the first apply after it.
 *
 * The promise: while two applies are never more than `applyInterval` apart, the current token is
 * valid at every instant, and a token stays valid for at least `overlap` after its successor is
 * published. It holds exactly while `period >= overlap + applyInterval`, which is checked when the
 * app is synthesized. With maintenance windows, the longest time between two of them counts as well.
 *
 * @example
 * const rotation = RotationSchedule.every(Duration.days(28), {
 *   overlap: Duration.days(2),
 *   applyInterval: Duration.days(1),
 *   anchor: '2026-01-05T03:00:00Z',
 *   spreadOver: Duration.hours(6),
 *   maintenanceWindows: [MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6))],
 * });
 */
export class RotationSchedule {
  /**
   * Rotate once in every period.
   *
   * @param period the time from one rotation to the next, from a second to 36500 days
   * @param options overlap, apply interval, anchor, slots and the rest
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

  /** How much later than the anchor the boundaries lie. If not given, they lie at it. */
  public readonly phase?: Duration;

  /** Over how much time the tokens' own phases are spread. If not given, all have the same. */
  public readonly spreadOver?: Duration;

  /** How long after its successor was issued a token is revoked. If not given, it stays until its time is over. */
  public readonly revokePreviousAfter?: Duration;

  /** When rotations are to happen. If there are none, at any time. */
  public readonly maintenanceWindows: MaintenanceWindow[];

  private readonly options: RotationOptions;

  // Worked out once, since thousands of tokens may share a schedule.
  private own?: Findings;
  private sound?: boolean;
  private wait?: Duration;
  private weekly?: WeeklyStretch[];

  /** Whether its phase can be calculated. */
  private shifts?: boolean;

  private constructor(period: Duration, options: RotationOptions) {
    const quarter = period.isUnresolved() ? Duration.millis(0) : period.times(1 / 4);
    this.options = options;
    this.period = period;
    this.slots = options.slots ?? 2;
    this.overlap = options.overlap ?? (this.slots === 1 ? Duration.millis(0) : quarter);
    this.applyInterval = options.applyInterval ?? quarter;
    this.anchor = options.anchor ?? '1970-01-01T00:00:00Z';
    this.phase = options.phase;
    this.spreadOver = options.spreadOver;
    this.revokePreviousAfter = options.revokePreviousAfter;
    this.maintenanceWindows = options.maintenanceWindows ?? [];
  }

  /**
   * The next rotations, for a calendar or a page in a wiki. Calculated from what is given alone: by the clock that is
   * given, and as if nothing were rotated by hand and the schedule had always been this one.
   *
   * @param options from when on, how many, and of which token
   * @throws Error where the schedule has findings, or takes a value that is known only when Terraform runs
   */
  public forecast(options: ForecastOptions): RotationForecast {
    return RotationForecast._of(this, options);
  }

  /**
   * The anchor of the rotating token at a path: with its phase. As it was given where it can't be calculated,
   * which `_findings` speaks of.
   *
   * @internal
   */
  public _anchorFor(path = ''): string {
    const { phase, spreadOver } = this;
    if (!phase && !spreadOver) return this.anchor;
    this.shifts ??= isInstant(this.anchor) && this.phaseFindings().length === 0;
    if (!this.shifts) return this.anchor;
    return shifted(this.anchor, phase ? phase.toMilliseconds() : spread(path, spreadOver!));
  }

  /**
   * What decides when the rotating token at a path rotates. Where something can't be had, anything will do:
   * `_findings` speaks of it.
   *
   * @internal
   */
  public _timetable(path?: string): Timetable {
    const anchor = this._anchorFor(path);
    return {
      anchor: isInstant(anchor) ? Date.parse(anchor) : 0,
      period: Math.max(1, known(this.period)),
      overlap: known(this.overlap),
      applyInterval: known(this.applyInterval),
      slots: this._slotCount,
      windows: this._stretches,
      revokePreviousAfter: this.revokePreviousAfter && known(this.revokePreviousAfter),
    };
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
   * The windows as `tokens_rotation` takes them; undefined if there are none.
   *
   * @internal
   */
  public get _windows(): RotationMaintenanceWindows[] | undefined {
    if (this.maintenanceWindows.length === 0) return undefined;
    return this.maintenanceWindows.map(({ day, start, duration }) => ({
      day,
      start,
      duration: duration.toString(),
    }));
  }

  /**
   * The windows as arithmetic takes them: none where they are wrong.
   *
   * @internal
   */
  public get _stretches(): WeeklyStretch[] {
    this.weekly ??= this.windowFindings().length > 0 ? [] : stretchesOf(this.maintenanceWindows);
    return this.weekly;
  }

  /**
   * The longest that a boundary waits for a window: nothing where there are none, or where they are wrong.
   *
   * @internal
   */
  public get _longestWait(): Duration {
    this.wait ??= Duration.millis(longestGap(this._stretches));
    return this.wait;
  }

  /**
   * How long it takes at most until a slot is issued again: as many periods as there are slots, counted from
   * a boundary that was taken early by hand, to a window as far off as can be, and an apply as late as promised.
   *
   * @internal
   */
  public get _longestLife(): Duration {
    const { period, overlap, applyInterval } = this;
    const unknown = [period, overlap, applyInterval].find((it) => it.isUnresolved());
    if (unknown) return unknown;
    return period.times(this._slotCount).plus(overlap).plus(applyInterval.times(2)).plus(this._longestWait);
  }

  /**
   * What is wrong with it, and with the lifetimes that it needs.
   *
   * @internal
   */
  public _findings(limits?: LifetimeLimits): Findings {
    this.own ??= this.ownFindings();
    return limits && this.comparable ? [...this.own, ...lifetimeFindings(this.margins, limits)] : this.own;
  }

  /** Of what was given, and not of who uses it. */
  private ownFindings(): Findings {
    return [
      ...this.eachFindings(),
      ...(this.comparable ? inequalityFindings(this.margins) : []),
      ...this.revokeFindings(),
      ...instant('anchor', this.anchor),
    ];
  }

  /** Whether the durations can be compared with one another: no sense in that while one of them is wrong. */
  private get comparable(): boolean {
    const { period, overlap, applyInterval } = this;
    this.sound ??= this.eachFindings().length === 0;
    return this.sound && ![period, overlap, applyInterval].some((it) => it.isUnresolved());
  }

  private eachFindings(): Findings {
    return [
      ...this.periodFindings(),
      ...this.optionFindings(),
      ...this.phaseFindings(),
      ...this.windowFindings(),
    ];
  }

  private windowFindings(): Findings {
    const { length } = this.maintenanceWindows;
    if (length > MAX_WINDOWS) {
      return [`maintenanceWindows has ${length} elements: make it at most ${MAX_WINDOWS}`];
    }
    return this.maintenanceWindows.flatMap((window, index) =>
      window._findings(`maintenanceWindows[${index}]`),
    );
  }

  private periodFindings(): Findings {
    const { period } = this;
    if (period.isUnresolved()) {
      return this.defaulted.map(
        (name) =>
          `${name} has no default where period is known only when Terraform runs (${name} would be a ` +
          `quarter of it): give ${name}, such as Duration.days(1)`,
      );
    }
    const wrong = positive('period', period, '30d');
    if (wrong.length > 0 || !(isShorter(period, SHORTEST_PERIOD) || isShorter(LONGEST_PERIOD, period))) {
      return wrong;
    }
    return [`period is ${period}: make it from ${SHORTEST_PERIOD} to ${LONGEST_PERIOD}, such as 30d`];
  }

  /** What is a quarter of the period, as nothing was given, and grows with it. */
  private get defaulted(): ('overlap' | 'applyInterval')[] {
    return (['overlap', 'applyInterval'] as const).filter(
      (name) => this.options[name] === undefined && !(name === 'overlap' && this.slots === 1),
    );
  }

  private get margins(): Margins {
    const { period, overlap, applyInterval, _longestWait: wait, defaulted } = this;
    // Boundaries that all wait for as long come no nearer to one another.
    const apart = recurAfter(this._stretches, period.toMilliseconds()) ? Duration.millis(0) : wait;
    return { period, overlap, applyInterval, wait, apart, defaulted };
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

  private phaseFindings(): Findings {
    const { phase, spreadOver } = this;
    const found: Findings = [];
    if (phase && spreadOver) {
      found.push(
        `phase (${phase}) and spreadOver (${spreadOver}) are both given, but spreadOver gives each token a phase of ` +
          `its own: leave one of them out`,
      );
    }
    if (phase) found.push(...this.shiftFindings('phase', phase));
    if (spreadOver) found.push(...this.shiftFindings('spreadOver', spreadOver));
    return found;
  }

  /** What is wrong with something that shifts the anchor. */
  private shiftFindings(name: 'phase' | 'spreadOver', shift: Duration): Findings {
    const { period, anchor } = this;
    const unknown = shift.isUnresolved() ? name : Token.isUnresolved(anchor) ? 'anchor' : undefined;
    if (unknown) {
      return [
        `${unknown} is known only when Terraform runs, but ${name} shifts the anchor when the app is synthesized: ` +
          `give ${unknown} a value that is known here, or leave ${name} out`,
      ];
    }
    const wrong = notNegative(name, shift, '6h');
    if (wrong.length > 0 || !isInstant(anchor)) return wrong;
    const excess = period.isUnresolved() ? -1 : shift.toMilliseconds() - period.toMilliseconds();
    if (excess > 0 || (name === 'phase' && shift.toMilliseconds() > 0 && excess === 0)) {
      return [
        `${name} is ${shift}, but after a period (${period}) the boundaries come again: make ${name} ` +
          (name === 'phase' ? `shorter than ${period}` : `at most ${period}`),
      ];
    }
    if (isInstant(shifted(anchor, shift.toMilliseconds()))) return [];
    return [
      `anchor (${anchor}) plus ${name} (${shift}) is not before the year 10000: give an earlier anchor`,
    ];
  }

  private revokeFindings(): Findings {
    const { revokePreviousAfter: after, overlap, slots } = this;
    if (!after) return [];
    if (slots === 1) {
      return [
        `revokePreviousAfter is ${after}, but with one slot there is no previous token: leave it out, or make slots 2`,
      ];
    }
    const wrong = notNegative('revokePreviousAfter', after, '2d');
    if (wrong.length > 0 || !isShorter(after, overlap)) return wrong;
    return [
      `revokePreviousAfter is ${after}, but overlap promises a token ${overlap} after its successor was issued: make ` +
        `revokePreviousAfter at least ${overlap}, or overlap at most ${after}`,
    ];
  }
}

function isCount(slots: number): boolean {
  return Number.isInteger(slots) && slots >= 1 && slots <= MAX_SLOTS;
}

/** In milliseconds; 0 where it can’t be had. */
function known(duration: Duration): number {
  const value = duration.isUnresolved() ? 0 : duration.toMilliseconds();
  return Number.isSafeInteger(value) ? value : 0;
}

/** An instant, so many milliseconds later. */
function shifted(anchor: string, milliseconds: number): string {
  const date = new Date(Date.parse(anchor) + milliseconds);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('.000Z', 'Z');
}

/** A whole number of seconds from 0 to less than the given time, in milliseconds: always the same for a path. */
function spread(path: string, over: Duration): number {
  const seconds = Math.floor(over.toSeconds());
  if (seconds <= 1) return 0;
  return (createHash('sha256').update(path).digest().readUIntBE(0, 6) % seconds) * 1000;
}
