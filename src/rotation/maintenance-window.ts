import { Token } from 'cdktf';
import { Duration } from '../duration';
import { Findings, positive } from '../findings';

/** A day of the week, in UTC. */
export enum DayOfWeek {
  MONDAY = 'monday',
  TUESDAY = 'tuesday',
  WEDNESDAY = 'wednesday',
  THURSDAY = 'thursday',
  FRIDAY = 'friday',
  SATURDAY = 'saturday',
  SUNDAY = 'sunday',
}

/**
 * A stretch of time that comes again each week or each day, in which rotations are to happen. It may reach
 * into the next day.
 *
 * Windows are in UTC: where a clock is put forward in spring, it is an hour later by that clock.
 *
 * @example
 * const nights = MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6));
 */
export class MaintenanceWindow {
  /**
   * Once a week.
   *
   * @param day the day on which it opens
   * @param start the time at which it opens, such as "22:00"
   * @param duration how long it is open, at most a week
   */
  public static weekly(day: DayOfWeek, start: string, duration: Duration): MaintenanceWindow {
    return new MaintenanceWindow(start, duration, day);
  }

  /**
   * Every day.
   *
   * @param start the time at which it opens, such as "02:00"
   * @param duration how long it is open, at most a day
   */
  public static daily(start: string, duration: Duration): MaintenanceWindow {
    return new MaintenanceWindow(start, duration);
  }

  private constructor(
    /** The time at which it opens, UTC. */
    public readonly start: string,
    /** How long it is open. */
    public readonly duration: Duration,
    /** The day on which it opens. Every day if there is none. */
    public readonly day?: DayOfWeek,
  ) {}

  /** @internal */
  public _findings(name: string): Findings {
    const { start, duration, day } = this;
    const found: Findings = [];
    const later = (what: string) =>
      `${name}: ${what} is known only when Terraform runs, but how long tokens have to live depends on it: give a ` +
      `value that is known here`;
    if (Token.isUnresolved(start)) {
      found.push(later('start'));
    } else if (!START.test(start)) {
      found.push(
        `${name}: start is ${JSON.stringify(start)}: give hours and minutes in UTC, from "00:00" to "23:59"`,
      );
    }
    if (duration.isUnresolved()) return [...found, later('duration')];
    const longest = Duration.days(day === undefined ? 1 : 7);
    const wrong = positive('duration', duration, '2h').map((finding) => `${name}: ${finding}`);
    if (wrong.length === 0 && duration.toMilliseconds() > longest.toMilliseconds()) {
      const most = day === undefined ? '1d, since it opens every day' : '7d, since it opens every week';
      wrong.push(`${name}: duration is ${duration}: make it at most ${most}`);
    }
    return [...found, ...wrong];
  }

  /** The window in words, such as `saturday 22:00 for 6h`. */
  public toString(): string {
    return `${this.day ?? 'daily'} ${this.start} for ${this.duration}`;
  }
}

/** Hours and minutes of a day. */
const START = /^([01]\d|2[0-3]):([0-5]\d)$/;
