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
export function instant(name: string, text: string): Findings {
  if (Token.isUnresolved(text) || isInstant(text)) return [];
  return [
    `${name} is ${JSON.stringify(text)}: give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"`,
  ];
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
