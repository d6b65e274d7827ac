import { Duration } from '../duration';
import { Findings, positive } from '../findings';

/** What is wrong with a duration that files have in minutes. */
export function wholeMinutes(name: string, duration: Duration, such: string): Findings {
  if (duration.isUnresolved()) {
    return [
      `${name} is known only when Terraform runs, but the file needs its minutes now: give one such as ${such}`,
    ];
  }
  const found = positive(name, duration, such);
  if (found.length > 0 || Number.isInteger(duration.toMinutes())) return found;
  return [
    `${name} is ${duration}: make it whole minutes, such as ${Duration.minutes(Math.ceil(duration.toMinutes()))}`,
  ];
}
