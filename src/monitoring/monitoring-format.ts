import { Fn, Token } from 'cdktf';
import { Duration } from '../duration';
import { Findings, positive } from '../findings';
import { quoted } from '../hcl';
import { TokenStatus } from '../token-status';

/** A file that a monitor writes for each of its tokens. */
export interface MonitoringFormat {
  /** Name of the file in the token's folder. */
  readonly filename: string;

  /** What the file says, as a Terraform expression. */
  content(token: TokenStatus): string;

  /** What is wrong with the options of this format. */
  findings(): Findings;
}

/** JSON, of which Terraform fills in what is known only when it runs. */
export function json(content: object): string {
  return Fn.jsonencode(expression(content));
}

/** A number of minutes, as the files have it. */
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

/** Every string quoted as Terraform reads it, and what is absent as null: a reader finds each key in each file. */
function expression(value: unknown): unknown {
  if (value === undefined) return Token.nullValue();
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value!).map(([key, each]) => [key, expression(each)]));
}
