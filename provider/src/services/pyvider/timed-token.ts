import { checkExpiry, ID_PREFIX, issueToken, TOKEN_PREFIX } from './timed-token-issue';
import {
  Config,
  CreateRequest,
  defineSchema,
  isDuration,
  isInstant,
  isUnknown,
  Operation,
  Outcome,
  PlanRequest,
  PrivateState,
  ReadRequest,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  Unknown,
  useStateForUnknown,
} from '../../framework';
import { Clock } from '../../time/clock';
import { parseInstant } from '../../time/instant';

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

/**
 * `pyvider_timed_token`: a token made in the provider itself, of the formats that pyvider's own has.
 *
 * Where private state is sealed, it holds a copy of the token and its expiry, as pyvider's does. That hides
 * nothing, since the token is in the state too; but a refresh takes both from the copy, which nobody can edit
 * without the secret: so a state that was tampered with, or scrubbed, is found out and mended. Without a
 * secret there is no copy: it would be one more place to leak from.
 */
export class TimedTokenResource implements Resource<TimedToken> {
  public readonly typeName = 'pyvider_timed_token';
  public readonly schema = schema;
  public readonly notImportable =
    'A timed token exists in the state alone, so there is nothing to import it from. Create it instead.';

  public constructor(private readonly clock: Clock) {}

  public validate(config: Config<TimedToken>, operation: Operation): void {
    checkExpiry(config, operation);
  }

  public plan(request: PlanRequest<TimedToken>): void {
    const { config, prior, private: issued, plan, requiresReplace: replaced } = request;
    // A state that was stored without it, by an earlier version, can't learn it from an update.
    if (prior && isUnknown(plan.issued_at)) plan.issued_at = prior.issued_at;
    // An expiry that is no longer given must not stay: the token is to live its lifetime again.
    if (issued.expiryGiven && config.expires_at === null) {
      plan.expires_at = Unknown.notNull;
      replaced.add('expires_at');
    }
  }

  public async create(
    { config, plan }: CreateRequest<TimedToken>,
    operation: Operation,
  ): Promise<Outcome<TimedToken>> {
    const state = {
      name: plan.name as string,
      lifetime: plan.lifetime as string | null,
      ...issueToken(plan, this.clock.now(), operation),
    };
    return { state, private: remember({ expiryGiven: config.expires_at !== null }, state, operation) };
  }

  public async read(
    { state: stored, private: issued }: ReadRequest<TimedToken>,
    operation: Operation,
  ): Promise<Outcome<TimedToken> | undefined> {
    const state = typeof issued.token === 'string' ? { ...stored, ...copyIn(issued) } : stored;
    const expired = parseInstant(state.expires_at ?? '')! <= this.clock.now();
    if (expired && !issued.expiryGiven) return undefined;
    return { state, private: remember(issued, state, operation) };
  }
}

function remember(
  issued: PrivateState,
  { token, expires_at: expiresAt }: State<TimedToken>,
  { sealsPrivateState }: Operation,
): PrivateState {
  if (!sealsPrivateState || token === null || expiresAt === null) return issued;
  return { ...issued, token, expires_at: expiresAt };
}

function copyIn({
  token,
  expires_at: expiresAt,
}: PrivateState): Pick<State<TimedToken>, 'token' | 'expires_at'> {
  return { token: token as string, expires_at: expiresAt as string };
}
