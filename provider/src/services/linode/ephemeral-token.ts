import { isLabel, isScopes, LABEL, SCOPES } from './attributes';
import { LinodeConnection } from './configuration';
import {
  AttributePath,
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
import { seeingThrough } from '../../http';
import { Clock } from '../../time/clock';
import { formatDuration, parseDuration } from '../../time/duration';
import { formatInstant, LATEST_INSTANT } from '../../time/instant';

const DEFAULT_LIFETIME = parseDuration('6h')!;
const MIN_LIFETIME = parseDuration('1m')!;

const schema = defineSchema({
  description:
    'A personal access token of Linode for one run of Terraform: issued when it is opened, revoked when it is closed, ' +
    'and in no state and no plan. Terraform opens one when it plans and another when it applies. Should the run be ' +
    'killed, so that nothing is closed, the token expires by itself.',
  attributes: {
    id: stringAttribute({ computed: true, description: 'The token’s number.' }),
    label: stringAttribute({ optional: true, description: LABEL, validators: [isLabel] }),
    scopes: stringAttribute({ required: true, description: SCOPES, validators: [isScopes] }),
    lifetime: stringAttribute({
      optional: true,
      description:
        'How long the token lives at the most, a duration of at least `1m` such as `30m`. It should outlast the longest ' +
        `run. \`${formatDuration(DEFAULT_LIFETIME)}\` where neither this nor \`expiry\` is given.`,
      validators: [isDuration],
    }),
    expiry: stringAttribute({
      optional: true,
      computed: true,
      description:
        'When the token expires should nobody revoke it, an RFC 3339 instant. Can be given instead of `lifetime`.',
      validators: [isInstant],
    }),
    created: stringAttribute({
      computed: true,
      description: 'When the token was created, RFC 3339 in UTC.',
    }),
    token: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'The secret, 64 hexadecimal digits.',
    }),
  },
});
type EphemeralLinodeToken = typeof schema;

/** `ephemeral linode_token`. */
export class EphemeralLinodeTokenResource implements EphemeralResource<EphemeralLinodeToken> {
  public readonly typeName = 'linode_token';
  public readonly schema = schema;

  public constructor(
    private readonly linode: LinodeConnection,
    private readonly clock: Clock,
  ) {}

  public validate({ lifetime, expiry }: Config<EphemeralLinodeToken>, { diagnostics }: Operation): void {
    if (lifetime !== null && expiry !== null) {
      diagnostics.error(
        'Two expiries',
        'lifetime and expiry both say when the token expires. Give one of them.',
        AttributePath.of('lifetime'),
      );
    }
    const milliseconds = typeof lifetime === 'string' ? parseDuration(lifetime) : undefined;
    if (milliseconds !== undefined && milliseconds < MIN_LIFETIME) {
      diagnostics.error(
        'Lifetime too short',
        `lifetime must be at least ${formatDuration(MIN_LIFETIME)}, got ${lifetime as string}.`,
        AttributePath.of('lifetime'),
      );
    }
  }

  public async open(
    config: State<EphemeralLinodeToken>,
    operation: Operation,
  ): Promise<Opened<EphemeralLinodeToken>> {
    const { label, scopes, lifetime } = config;
    const lives = lifetime === null ? DEFAULT_LIFETIME : parseDuration(lifetime)!;
    const until = Math.min(Math.floor((this.clock.now() + lives) / 1000) * 1000, LATEST_INSTANT);
    const expiry = config.expiry ?? formatInstant(until);
    const { client } = this.linode;
    const issued = await client.create({ label, scopes: scopes!, expiry }, operation, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    const id = String(issued.id);
    if (operation.signal.aborted) {
      await client.revoke(id, seeingThrough(operation));
      operation.signal.throwIfAborted();
    }
    return {
      result: { id, label, scopes, lifetime, expiry, created: issued.created, token: issued.token },
      private: { id },
    };
  }

  public async close({ id }: PrivateState, operation: Operation): Promise<void> {
    try {
      await this.linode.client.revoke(id as string, seeingThrough(operation));
    } catch (error) {
      throw new Error(
        `Linode token ${id} was left behind: ${(error as Error).message} Look for it there, and revoke it.`,
      );
    }
  }
}
