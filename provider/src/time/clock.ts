import { parseInstant } from './instant';

/** Where the provider reads the time. Injected, so that a test or a rehearsal can move it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still at `instant` (milliseconds since 1970). */
export function fixedClock(instant: number): Clock {
  return { now: () => instant };
}

/**
 * The clock that the environment asks for: `TOKENS_NOW` (RFC 3339) sets it, to rehearse a rotation
 * before its time; without it, the machine's.
 *
 * @throws where `TOKENS_NOW` is no RFC 3339 instant: running on the machine's clock instead would
 * rotate for real what was meant as a rehearsal.
 */
export function clockFromEnvironment(env: NodeJS.ProcessEnv): Clock {
  const given = env.TOKENS_NOW;
  if (given === undefined || given === '') return systemClock;
  const instant = parseInstant(given);
  if (instant === undefined) {
    throw new Error(
      `TOKENS_NOW must be an RFC 3339 instant such as "2026-01-31T00:00:00Z", got ${JSON.stringify(given)}`,
    );
  }
  return fixedClock(instant);
}
