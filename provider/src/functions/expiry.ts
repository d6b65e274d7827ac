import { ArgumentError, Value } from '../framework';
import { LATEST_INSTANT, parseInstant } from '../time/instant';

const ZONELESS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/;
/** How Go prints a time, and how version 4.16 of aiven's provider stored one. */
const GO_STRING = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?) ([+-]\d{2})(\d{2}) \S+$/;
const EPOCH = /^\d{1,15}$/;

/** In milliseconds this is March 1973, in seconds the year 5138. */
const LEAST_MILLISECONDS = 1e11;

/** What the five services, and the providers for them, write when a token expires. */
export const EXPIRY_FORMS =
  'an RFC 3339 instant; the same without an offset, which is UTC; or milliseconds since 1970';

/** Of a parameter that takes any of {@link EXPIRY_FORMS}. */
export const expiryParameter = {
  name: 'expiry',
  type: 'string',
  description: `When a token expires, as any of the services says it: ${EXPIRY_FORMS}. Null: never.`,
  allowNull: true,
} as const;

/** Functions are pure, so they are told the time. */
export const nowParameter = {
  name: 'now',
  type: 'string',
  description: 'The present, RFC 3339: `plantimestamp()`.',
} as const;

/**
 * An expiry in milliseconds since 1970; what is finer is cut off. Null where there is none.
 *
 * @throws ArgumentError where it has none of the known forms
 */
export function expiryArgument(args: readonly Value[], index: number): number | null {
  const given = args[index] as string | null;
  if (given === null) return null;
  const instant = EPOCH.test(given) ? epoch(given, index) : parseInstant(normalize(given));
  if (instant === undefined) {
    throw new ArgumentError(index, `${JSON.stringify(given)} is no expiry. Give ${EXPIRY_FORMS}.`);
  }
  return instant;
}

/** @throws ArgumentError where the argument is no RFC 3339 instant */
export function instantArgument(args: readonly Value[], index: number, example: string): number {
  const given = args[index] as string;
  const instant = parseInstant(given);
  if (instant === undefined) {
    throw new ArgumentError(
      index,
      `${JSON.stringify(given)} is no RFC 3339 instant. Give date, time and offset, such as ${example}.`,
    );
  }
  return instant;
}

function epoch(given: string, index: number): number | undefined {
  const milliseconds = Number(given);
  if (milliseconds < LEAST_MILLISECONDS) {
    throw new ArgumentError(
      index,
      `${given} is in the year ${new Date(milliseconds).getUTCFullYear()} when read as milliseconds since 1970. ` +
        'If it is seconds, multiply it by 1000.',
    );
  }
  return milliseconds <= LATEST_INSTANT ? milliseconds : undefined;
}

function normalize(given: string): string {
  if (ZONELESS.test(given)) return `${given}Z`;
  return given.replace(GO_STRING, '$1T$2$3:$4');
}
