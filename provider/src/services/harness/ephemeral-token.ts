import {
  apiKeyPlaceAttributes,
  checkScope,
  descriptionAttribute,
  isInstantInMilliseconds,
  scopeAttributes,
  tagsAttribute,
} from './attributes';
import { HarnessConnection } from './configuration';
import { issueToken, randomIdentifier } from './issue-token';
import { tokenPlaceOf } from './place';
import { toTags } from './tags';
import {
  AttributePath,
  Config,
  defineSchema,
  EphemeralResource,
  int64Attribute,
  isDuration,
  isNotEmpty,
  Opened,
  Operation,
  PrivateState,
  State,
  stringAttribute,
} from '../../framework';
import { seeingThrough } from '../../http';
import { Clock } from '../../time/clock';
import { formatDuration, parseDuration } from '../../time/duration';

const DEFAULT_LIFETIME = parseDuration('6h')!;
const MIN_LIFETIME = parseDuration('1m')!;

const schema = defineSchema({
  description:
    'A token of an API key of Harness for one run of Terraform: made when it is opened, deleted when it is closed, ' +
    'and in no state and no plan. Terraform opens one when it plans and another when it applies. Should the run be ' +
    'killed, so that nothing is closed, the token ends by itself.',
  attributes: {
    identifier: stringAttribute({
      optional: true,
      computed: true,
      validators: [isNotEmpty],
      description:
        'Identifies the token among those of its API key. Another one each time where it is not given, so that runs ' +
        'at the same time don’t meet.',
    }),
    name: stringAttribute({
      optional: true,
      computed: true,
      validators: [isNotEmpty],
      description: 'What the token is called; its identifier where it is not given.',
    }),
    ...scopeAttributes,
    ...apiKeyPlaceAttributes,
    apikey_id: stringAttribute({
      required: true,
      description: 'Identifier of the API key that the token belongs to.',
      validators: [isNotEmpty],
    }),
    description: descriptionAttribute,
    tags: tagsAttribute,
    lifetime: stringAttribute({
      optional: true,
      description:
        'How long the token lives at the most, a duration of at least `1m` such as `30m`. It should outlast the longest ' +
        `run. \`${formatDuration(DEFAULT_LIFETIME)}\` where neither this nor \`valid_to\` is given.`,
      validators: [isDuration],
    }),
    valid_to: int64Attribute({
      optional: true,
      computed: true,
      description:
        'When the token ends should nobody delete it, in milliseconds since 1970 (UTC). Can be given instead of `lifetime`.',
      validators: [isInstantInMilliseconds],
    }),
    value: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'The secret: `pat.…` of a user, `sat.…` of a service account.',
    }),
  },
});
type EphemeralToken = typeof schema;

/** `ephemeral harness_platform_token`. */
export class EphemeralHarnessTokenResource implements EphemeralResource<EphemeralToken> {
  public readonly typeName = 'harness_platform_token';
  public readonly schema = schema;

  public constructor(
    private readonly harness: HarnessConnection,
    private readonly clock: Clock,
  ) {}

  public validate(config: Config<EphemeralToken>, operation: Operation): void {
    checkScope(config, operation);
    const { lifetime, valid_to: validTo } = config;
    const { diagnostics } = operation;
    if (lifetime !== null && validTo !== null) {
      diagnostics.error(
        'Two ends',
        'lifetime and valid_to both say when the token ends. Give one of them.',
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

  public async open(config: State<EphemeralToken>, operation: Operation): Promise<Opened<EphemeralToken>> {
    const { client } = this.harness;
    const place = tokenPlaceOf(config, client.account);
    const identifier = config.identifier ?? randomIdentifier();
    const name = config.name ?? identifier;
    const lives = config.lifetime === null ? DEFAULT_LIFETIME : parseDuration(config.lifetime)!;
    const validTo = config.valid_to ?? this.clock.now() + lives;
    const { description, tags } = config;
    const wanted = { identifier, name, description, tags: toTags(tags) };
    const value = await issueToken(
      client,
      place,
      { ...wanted, validFrom: null, validTo, scheduledExpireTime: null },
      operation,
    );
    if (operation.signal.aborted) {
      await client.deleteToken(place, identifier, seeingThrough(operation));
      operation.signal.throwIfAborted();
    }
    const { account_id, org_id, project_id, apikey_type, parent_id, apikey_id } = config;
    return {
      result: { ...config, identifier, name, valid_to: validTo, value },
      private: {
        identifier,
        ...withoutNulls({ account_id, org_id, project_id, apikey_type, parent_id, apikey_id }),
      },
    };
  }

  public async close(opened: PrivateState, operation: Operation): Promise<void> {
    const { client } = this.harness;
    const text = (name: string) => (opened[name] as string | undefined) ?? null;
    const place = tokenPlaceOf(
      {
        account_id: text('account_id'),
        org_id: text('org_id'),
        project_id: text('project_id'),
        apikey_type: text('apikey_type'),
        parent_id: text('parent_id'),
        apikey_id: text('apikey_id'),
      },
      client.account,
    );
    await client.deleteToken(place, opened.identifier as string, seeingThrough(operation));
  }
}

function withoutNulls(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((each): each is [string, string] => each[1] !== null),
  );
}
