import { Decimal, Value } from '../protocol';
import { parseDuration } from '../time/duration';
import { parseInstant } from '../time/instant';

/** Says what is wrong with a value; the framework adds where it stands. */
export type Report = (summary: string, detail: string) => void;

/** Checks a value of the configuration that is known and not null. Every validator runs, so that all findings come at once. */
export type Validator = (value: Value, report: Report) => void;

/** A duration such as `30d` or `1h30m`, in whole milliseconds. */
export const isDuration: Validator = (value, report) => {
  if (parseDuration(value as string) === undefined) {
    report(
      'Invalid duration',
      `${JSON.stringify(value)} is no duration. Give numbers with units, such as "30d", "720h" or "1h30m" ` +
        `(d, h, m, s, ms), in whole milliseconds.`,
    );
  }
};

/** An RFC 3339 instant such as `2026-01-31T00:00:00Z`. */
export const isInstant: Validator = (value, report) => {
  if (parseInstant(value as string) === undefined) {
    report(
      'Invalid RFC 3339 instant',
      `${JSON.stringify(value)} is no RFC 3339 instant. Give date, time and offset, such as "2026-01-31T00:00:00Z".`,
    );
  }
};

/** A number within bounds, both included. */
export function isBetween(least: number, most: number): Validator {
  return (value, report) => {
    const number = value instanceof Decimal ? value.toNumber() : (value as number);
    if (number < least || number > most) {
      report('Number out of range', `a number from ${least} to ${most} is needed, got ${number}`);
    }
  };
}

/** A text that is not empty. */
export const isNotEmpty: Validator = (value, report) => {
  if (value === '') report('Empty text', 'a text of at least one character is needed, got ""');
};
