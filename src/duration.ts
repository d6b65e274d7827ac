import { Token, Tokenization } from 'cdktf';

/** Milliseconds in each unit, the longest unit first. A day is 24 hours, as it is in UTC. */
const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const PART = /(\d+\.?\d*|\.\d+)(ms|[dhms])/y;

/**
 * A length of time, kept to the millisecond.
 *
 * A duration that makes no sense where it is used (zero, negative, not a number) is not refused when
 * it is made, but when the app is synthesized, together with everything else that is wrong.
 *
 * @example
 * const month = Duration.days(30);
 * const dayAndHalf = Duration.parse('1d12h');
 * const both = month.plus(dayAndHalf).toHours();
 */
export class Duration {
  /**
   * A number of days of 24 hours.
   *
   * @param amount how many, such as 1.5
   */
  public static days(amount: number): Duration {
    return Duration.of(amount, 'd');
  }

  /**
   * A number of hours.
   *
   * @param amount how many, such as 1.5
   */
  public static hours(amount: number): Duration {
    return Duration.of(amount, 'h');
  }

  /**
   * A number of minutes.
   *
   * @param amount how many, such as 1.5
   */
  public static minutes(amount: number): Duration {
    return Duration.of(amount, 'm');
  }

  /**
   * A number of seconds.
   *
   * @param amount how many, such as 1.5
   */
  public static seconds(amount: number): Duration {
    return Duration.of(amount, 's');
  }

  /**
   * A number of milliseconds.
   *
   * @param amount how many, such as 1.5
   */
  public static millis(amount: number): Duration {
    return Duration.of(amount, 'ms');
  }

  /**
   * Reads what `toString` writes, and all of that form: `"30d"`, `"1h30m"`, `"1.5h"`, `"-5m"`, `"0"`.
   *
   * @param text amounts with a unit each: `d`, `h`, `m`, `s` or `ms`
   */
  public static parse(text: string): Duration {
    if (Token.isUnresolved(text)) return new Duration(NaN, text);
    const sign = text.startsWith('-') ? -1 : 1;
    const parts = text.replace(/^[+-]/, '');
    if (parts === '0') return new Duration(0);
    let total = parts === '' ? NaN : 0;
    PART.lastIndex = 0;
    while (PART.lastIndex < parts.length && !Number.isNaN(total)) {
      const match = PART.exec(parts);
      if (!match) return new Duration(NaN, text);
      total += Number(match[1]) * UNITS[match[2]];
    }
    return new Duration(sign * total, text);
  }

  private static of(amount: number, unit: string): Duration {
    return Token.isUnresolved(amount)
      ? new Duration(NaN, `${Tokenization.stringifyNumber(amount)}${unit}`)
      : new Duration(amount * UNITS[unit], `${amount}${unit}`);
  }

  private readonly milliseconds: number;

  /**
   * @param milliseconds NaN where it isn't known, or isn't a number
   * @param given what to show in that case
   */
  private constructor(
    milliseconds: number,
    private readonly given: string = `${milliseconds}ms`,
  ) {
    // Adding 0 makes a negative zero positive.
    this.milliseconds = Math.round(milliseconds) + 0;
  }

  /** In milliseconds. */
  public toMilliseconds(): number {
    if (this.isUnresolved()) {
      throw new Error(
        'This duration comes from a Terraform expression and is known only when Terraform runs, ' +
          'so that it can be neither converted nor calculated with: give a Duration that is known here',
      );
    }
    return this.milliseconds;
  }

  /** In seconds, with a fraction where there is one. */
  public toSeconds(): number {
    return this.toMilliseconds() / UNITS.s;
  }

  /** In minutes, with a fraction where there is one. */
  public toMinutes(): number {
    return this.toMilliseconds() / UNITS.m;
  }

  /** In hours, with a fraction where there is one. */
  public toHours(): number {
    return this.toMilliseconds() / UNITS.h;
  }

  /** In days of 24 hours, with a fraction where there is one. */
  public toDays(): number {
    return this.toMilliseconds() / UNITS.d;
  }

  /** This duration and another, one after the other. */
  public plus(other: Duration): Duration {
    return new Duration(this.toMilliseconds() + other.toMilliseconds());
  }

  /** What is left of this duration after another. */
  public minus(other: Duration): Duration {
    return new Duration(this.toMilliseconds() - other.toMilliseconds());
  }

  /** This duration, so many times over. */
  public times(factor: number): Duration {
    return new Duration(this.toMilliseconds() * factor);
  }

  /** Whether it comes from a Terraform expression, and is known only when Terraform runs. */
  public isUnresolved(): boolean {
    return Token.isUnresolved(this.given);
  }

  /**
   * As Terraform configuration has it: the fewest units that say it exactly, such as `"30d"`,
   * `"1d12h"`, `"250ms"` or `"0s"`.
   */
  public toString(): string {
    if (!Number.isFinite(this.milliseconds)) return this.given;
    if (this.milliseconds === 0) return '0s';
    let rest = Math.abs(this.milliseconds);
    let text = this.milliseconds < 0 ? '-' : '';
    for (const [unit, length] of Object.entries(UNITS)) {
      const count = Math.floor(rest / length);
      if (count > 0) text += `${count}${unit}`;
      rest -= count * length;
    }
    return text;
  }
}
