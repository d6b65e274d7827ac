import { Token } from 'cdktf';
import { Duration } from './duration';
import { isInstant } from './instant';
import { LifetimeLimits } from './token-blueprint';

/** A text for each thing that is wrong: what was given, and what would be right. */
export type Findings = string[];

/** A length of time that has to be longer than nothing. */
export function positive(name: string, duration: Duration, such: string): Findings {
  return (
    countable(name, duration, such) ?? (duration.toMilliseconds() > 0 ? [] : above(name, duration, such))
  );
}

/** A length of time that may be nothing, but not negative. */
export function notNegative(name: string, duration: Duration, such: string): Findings {
  return (
    countable(name, duration, such) ??
    (duration.toMilliseconds() >= 0 ? [] : [`${name} is ${duration}: make it 0s or longer, such as ${such}`])
  );
}

/** A length of time that a service can give. */
export function within(name: string, duration: Duration, limits: LifetimeLimits, such: string): Findings {
  const { service, shortest, longest } = limits;
  const unusable = countable(name, duration, such);
  if (unusable) return unusable;
  if (isShorter(duration, shortest)) {
    return [`${name} is ${duration}: make it at least ${shortest}, the shortest life of a ${service}`];
  }
  if (isShorter(longest, duration)) {
    return [`${name} is ${duration}: make it at most ${longest}, the longest life of a ${service}`];
  }
  return [];
}

/** An RFC 3339 instant. */
export function instant(name: string, given: string): Findings {
  if (Token.isUnresolved(given) || isInstant(given)) return [];
  return [
    `${name} is ${JSON.stringify(given)}: give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"`,
  ];
}

/** How long something lives, said in one of two ways. */
export interface Life {
  readonly lifetime?: Duration;
  readonly expiresAt?: string;
}

/** A life that a service can give. */
export function life({ lifetime, expiresAt }: Life, limits: LifetimeLimits, such: string): Findings {
  const found: Findings = [];
  if (lifetime && expiresAt !== undefined) {
    found.push(`lifetime (${lifetime}) and expiresAt (${expiresAt}) are both given: leave one of them out`);
  }
  if (lifetime) found.push(...within('lifetime', lifetime, limits, such));
  if (expiresAt !== undefined) found.push(...instant('expiresAt', expiresAt));
  return found;
}

/** Two instants, where the second has to come after the first. */
export function inOrder(first: string, from: string, second: string, to: string): Findings {
  if (!isInstant(from) || !isInstant(to) || Date.parse(from) < Date.parse(to)) return [];
  return [`${first} is ${from} and ${second} is ${to}: make ${second} the later one`];
}

/** What a text may have at most. */
export interface TextLimit {
  /** The service or the resource type, for the message. */
  readonly service: string;
  readonly most: number;
  readonly unit: 'bytes' | 'characters';
}

/** A text that has to say something, and fit in where a service keeps it. */
export function text(name: string, given: string, such: string, limit?: TextLimit): Findings {
  if (Token.isUnresolved(given)) return [];
  if (given.trim() === '') return [`${name} is empty: give a text such as ${JSON.stringify(such)}`];
  if (!limit) return [];
  const { service, most, unit } = limit;
  const length = unit === 'bytes' ? Buffer.byteLength(given) : [...given].length;
  if (length <= most) return [];
  return [
    `${name} is ${JSON.stringify(given)}, of ${length} ${unit}: make it at most ${most}, as many as a ${service} takes`,
  ];
}

/** A list that a service takes so much of; each element once. */
export function list(name: string, given: readonly string[], such: string, most?: number): Findings {
  if (Token.isUnresolved(given)) return [];
  if (given.length === 0) return [`${name} is empty: leave it out, or give at least one such as ${such}`];
  const known = given.filter((each) => !Token.isUnresolved(each));
  const repeated = new Set(known.filter((each, index) => known.indexOf(each) !== index));
  const found = [...repeated].map(
    (each) => `${name} has ${JSON.stringify(each)} more than once: leave the others out`,
  );
  if (most !== undefined && given.length > most) {
    found.push(`${name} has ${given.length} elements: make it at most ${most}`);
  }
  return found;
}

/** Whether both are known, and the first is shorter. */
export function isShorter(one?: Duration, other?: Duration): boolean {
  if (!one || !other || one.isUnresolved() || other.isUnresolved()) return false;
  return one.toMilliseconds() < other.toMilliseconds();
}

/** What stops a duration from being compared: nothing to say where it is known only later, a finding where it is no number. */
function countable(name: string, duration: Duration, such: string): Findings | undefined {
  if (duration.isUnresolved()) return [];
  if (Number.isSafeInteger(duration.toMilliseconds())) return undefined;
  return [`${name} is ${duration}, which is no length of time: give one such as ${such}`];
}

function above(name: string, duration: Duration, such: string): Findings {
  return [`${name} is ${duration}: make it longer than 0s, such as ${such}`];
}
