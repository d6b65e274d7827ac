import { checkExpiry, issueToken } from './timed-token-issue';
import {
  Config,
  defineSchema,
  EphemeralResource,
  isDuration,
  isInstant,
  Opened,
  Operation,
  PrivateState,
  State,
  stringAttribute,
} from '../../framework';
import { Clock } from '../../time/clock';

const schema = defineSchema({
  description:
    'A token that is made for one run of Terraform, and is in no state and no plan. Each opening makes another: ' +
    'Terraform opens it when it plans, and again when it applies. Closing revokes nothing, since nobody but the ' +
    'run has heard of the token: it dies at `expires_at`, for whoever checks that.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'Identifies the token without giving it away: `timed-token-id-<uuid>`.',
    }),
    name: stringAttribute({ required: true, description: 'Says what the token is for.' }),
    token: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'The token: `token-<uuid>`, its 122 random bits from the system’s secure generator.',
    }),
    lifetime: stringAttribute({
      optional: true,
      description:
        'How long the token lives, counted from its issue: a duration such as `1h`, `30d` or `1h30m`, from ' +
        '`1s` to `36500d`. One hour where neither this nor `expires_at` is given. It can’t be renewed: give ' +
        'as long as the run may take.',
      validators: [isDuration],
    }),
    expires_at: stringAttribute({
      optional: true,
      computed: true,
      sensitive: true,
      description:
        'When the token expires, ISO 8601 in UTC (`2024-01-15T14:30:00.000000+00:00`). It can be given as an ' +
        'RFC 3339 instant instead of `lifetime`.',
      validators: [isInstant],
    }),
    issued_at: stringAttribute({
      computed: true,
      description: 'When the token was issued, ISO 8601 in UTC.',
    }),
  },
});
type EphemeralTimedToken = typeof schema;

/** `ephemeral "pyvider_timed_token"`. */
export class EphemeralTimedTokenResource implements EphemeralResource<EphemeralTimedToken> {
  public readonly typeName = 'pyvider_timed_token';
  public readonly schema = schema;

  public constructor(private readonly clock: Clock) {}

  public validate(config: Config<EphemeralTimedToken>, operation: Operation): void {
    checkExpiry(config, operation);
  }

  public async open(
    config: State<EphemeralTimedToken>,
    operation: Operation,
  ): Promise<Opened<EphemeralTimedToken>> {
    const issued = issueToken(config, this.clock.now(), operation);
    return {
      result: { name: config.name, lifetime: config.lifetime, ...issued },
      private: { id: issued.id },
    };
  }

  public async close({ id }: PrivateState, operation: Operation): Promise<void> {
    operation.logger.debug('closed; nobody else has heard of the token, so nothing is revoked', { id });
  }
}
