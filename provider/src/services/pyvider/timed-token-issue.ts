import { randomUUID } from 'node:crypto';
import { AttributePath, isUnknown, Operation, Unknown } from '../../framework';
import { formatDuration, parseDuration } from '../../time/duration';
import { formatInstant, LATEST_INSTANT, parseInstant } from '../../time/instant';

const DEFAULT_LIFETIME = parseDuration('1h')!;
const MIN_LIFETIME = parseDuration('1s')!;
const MAX_LIFETIME = parseDuration('36500d')!;

export const ID_PREFIX = 'timed-token-id-';
export const TOKEN_PREFIX = 'token-';

type Text = string | null | Unknown;

/** How long a token is to live: one of the two, or neither for an hour. */
interface Expiry {
  readonly lifetime: Text;
  readonly expires_at: Text;
}

/** Finds an expiry that is given twice, and a lifetime out of range. */
export function checkExpiry(
  { lifetime, expires_at: expiresAt }: Expiry,
  { diagnostics }: Pick<Operation, 'diagnostics'>,
): void {
  if (lifetime !== null && expiresAt !== null) {
    diagnostics.error(
      'Two expiries',
      'lifetime and expires_at both say when the token expires. Give one of them.',
      AttributePath.of('lifetime'),
    );
  }
  if (typeof lifetime === 'string') {
    const milliseconds = parseDuration(lifetime);
    if (milliseconds !== undefined && (milliseconds < MIN_LIFETIME || milliseconds > MAX_LIFETIME)) {
      diagnostics.error(
        'Lifetime out of range',
        `lifetime must be from ${formatDuration(MIN_LIFETIME)} to ${formatDuration(MAX_LIFETIME)}, got ${lifetime}.`,
        AttributePath.of('lifetime'),
      );
    }
  }
}

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly expires_at: string;
  readonly issued_at: string;
}

/**
 * Makes a token. An expiry that has passed already is told as a warning.
 *
 * @throws where it would expire after the year 9999
 */
export function issueToken(
  expiry: Expiry,
  now: number,
  { diagnostics }: Pick<Operation, 'diagnostics'>,
): IssuedToken {
  const given = isUnknown(expiry.expires_at) ? null : expiry.expires_at;
  const expiresAt = given === null ? now + lifetimeOf(expiry.lifetime) : parseInstant(given)!;
  if (expiresAt > LATEST_INSTANT) {
    throw new Error(
      `The token would expire after ${formatInstant(LATEST_INSTANT)}. Give a shorter lifetime.`,
    );
  }
  if (expiresAt <= now) {
    diagnostics.warning(
      'Token is issued expired',
      `expires_at is ${given}, and it is ${formatInstant(now)}. Give a later instant, or plan anew if this plan is an old one.`,
      AttributePath.of('expires_at'),
    );
  }
  return {
    id: ID_PREFIX + randomUUID(),
    token: TOKEN_PREFIX + randomUUID(),
    expires_at: given ?? isoformat(expiresAt),
    issued_at: isoformat(now),
  };
}

function lifetimeOf(lifetime: Text): number {
  return typeof lifetime === 'string' ? parseDuration(lifetime)! : DEFAULT_LIFETIME;
}

/** The way Python's `isoformat` writes an instant, microseconds included: what readers of such tokens parse. */
function isoformat(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '000+00:00');
}
