import { randomUUID } from 'node:crypto';
import {
  AttributePath,
  Config,
  CreateRequest,
  defineSchema,
  isDuration,
  isInstant,
  isUnknown,
  Operation,
  Outcome,
  PlanRequest,
  ReadRequest,
  requiresReplace,
  Resource,
  stringAttribute,
  Unknown,
  useStateForUnknown,
} from '../../framework';
import { Clock } from '../../time/clock';
import { formatDuration, parseDuration } from '../../time/duration';
import { formatInstant, LATEST_INSTANT, parseInstant } from '../../time/instant';

const DEFAULT_LIFETIME = parseDuration('1h')!;
const MIN_LIFETIME = parseDuration('1s')!;
const MAX_LIFETIME = parseDuration('36500d')!;

const ID_PREFIX = 'timed-token-id-';
const TOKEN_PREFIX = 'token-';

const schema = defineSchema({
  version: 1,
  description:
    'A token that is made here and expires by itself. Nothing revokes it: whoever checks it must compare ' +
    '`expires_at`. An expired token is gone: the next plan makes another. The token is in the state, in ' +
    'plain text, as every Terraform secret is.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'Identifies the token without giving it away: `timed-token-id-<uuid>`.',
      unknownAs: new Unknown({ notNull: true, prefix: ID_PREFIX }),
      planModifiers: [useStateForUnknown],
    }),
    name: stringAttribute({ required: true, description: 'Says what the token is for. Changes in place.' }),
    token: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'The token: `token-<uuid>`, its 122 random bits from the system’s secure generator.',
      unknownAs: new Unknown({ notNull: true, prefix: TOKEN_PREFIX }),
      planModifiers: [useStateForUnknown],
    }),
    lifetime: stringAttribute({
      optional: true,
      description:
        'How long the token lives, counted from its issue: a duration such as `1h`, `30d` or `1h30m`, from ' +
        '`1s` to `36500d`. One hour where neither this nor `expires_at` is given. Another lifetime makes ' +
        'another token.',
      validators: [isDuration],
      planModifiers: [requiresReplace],
    }),
    expires_at: stringAttribute({
      optional: true,
      computed: true,
      sensitive: true,
      description:
        'When the token expires, ISO 8601 in UTC (`2024-01-15T14:30:00.000000+00:00`). It can be given as ' +
        'an RFC 3339 instant instead of `lifetime`, for instance from a `tokens_rotation`; such a token ' +
        'stays in the state when it has expired, since another one would be as expired. Another instant ' +
        'makes another token.',
      unknownAs: Unknown.notNull,
      validators: [isInstant],
      planModifiers: [useStateForUnknown, requiresReplace],
    }),
    issued_at: stringAttribute({
      computed: true,
      description: 'When the token was issued, ISO 8601 in UTC.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
  },
});
type TimedToken = typeof schema;

/** `pyvider_timed_token`: a token made in the provider itself, of the seed's formats. */
export class TimedTokenResource implements Resource<TimedToken> {
  public readonly typeName = 'pyvider_timed_token';
  public readonly schema = schema;
  public readonly notImportable =
    'A timed token exists in the state alone, so there is nothing to import it from. Create it instead.';

  public constructor(private readonly clock: Clock) {}

  public validate({ lifetime, expires_at: expiresAt }: Config<TimedToken>, { diagnostics }: Operation): void {
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

  public plan({ config, private: issued, plan, requiresReplace: replaced }: PlanRequest<TimedToken>): void {
    // An expiry that is no longer given must not stay: the token is to live its lifetime again.
    if (issued.expiryGiven && config.expires_at === null) {
      plan.expires_at = Unknown.notNull;
      replaced.add('expires_at');
    }
  }

  public async create(
    { plan }: CreateRequest<TimedToken>,
    operation: Operation,
  ): Promise<Outcome<TimedToken>> {
    const now = this.clock.now();
    const given = isUnknown(plan.expires_at) ? null : plan.expires_at;
    const expiresAt = given === null ? now + lifetimeOf(plan.lifetime) : parseInstant(given)!;
    if (expiresAt > LATEST_INSTANT) {
      throw new Error(
        `The token would expire after ${formatInstant(LATEST_INSTANT)}. Give a shorter lifetime.`,
      );
    }
    if (expiresAt <= now) {
      operation.diagnostics.warning(
        'Token is issued expired',
        `expires_at is ${given}, and it is ${formatInstant(now)}. Give a later instant, or plan anew if this plan is an old one.`,
        AttributePath.of('expires_at'),
      );
    }
    return {
      state: {
        id: ID_PREFIX + randomUUID(),
        name: plan.name as string,
        token: TOKEN_PREFIX + randomUUID(),
        lifetime: plan.lifetime as string | null,
        expires_at: given ?? isoformat(expiresAt),
        issued_at: isoformat(now),
      },
      private: { expiryGiven: given !== null },
    };
  }

  public async read(request: ReadRequest<TimedToken>): Promise<Outcome<TimedToken> | undefined> {
    const { state } = request;
    const expired = parseInstant(state.expires_at ?? '')! <= this.clock.now();
    return expired && !request.private.expiryGiven ? undefined : { state };
  }
}

function lifetimeOf(lifetime: string | null | Unknown): number {
  return typeof lifetime === 'string' ? parseDuration(lifetime)! : DEFAULT_LIFETIME;
}

/** The way Python's `isoformat` writes an instant, microseconds included: what readers of the seed's tokens parse. */
function isoformat(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '000+00:00');
}
