import { requestOf, tokenId } from './access-token';
import {
  areAges,
  areIds,
  DESCRIPTION,
  EXTEND_WHEN_USED,
  FULL_TOKEN,
  IP_ALLOWLIST,
  isDescription,
  isSmallSet,
  ORGANIZATION_ID,
  SCOPES,
  TOKEN_PREFIX,
  USER_ID,
} from './attributes';
import { AivenConnection } from './configuration';
import {
  boolAttribute,
  defineSchema,
  EphemeralResource,
  int64Attribute,
  Opened,
  Operation,
  PrivateState,
  setAttribute,
  State,
  stringAttribute,
} from '../../framework';
import { seeingThrough } from '../../http';

/** Six hours, in seconds. */
const DEFAULT_MAX_AGE = 21_600;

const schema = defineSchema({
  description:
    'An access token of an application user of Aiven for one run of Terraform: issued when it is opened, revoked when ' +
    'it is closed, and in no state and no plan. Terraform opens one when it plans and another when it applies. Should ' +
    'the run be killed, so that nothing is closed, the token expires by itself.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'Organization, user and prefix of the token, with slashes between them.',
    }),
    organization_id: stringAttribute({ required: true, description: ORGANIZATION_ID, validators: areIds }),
    user_id: stringAttribute({ required: true, description: USER_ID, validators: areIds }),
    description: stringAttribute({ optional: true, description: DESCRIPTION, validators: [isDescription] }),
    max_age_seconds: int64Attribute({
      optional: true,
      computed: true,
      description:
        'How long the token lives at the most, in seconds, from 600 to 315360000. It should outlast the longest run. ' +
        `${DEFAULT_MAX_AGE}, six hours, by default.`,
      validators: areAges,
    }),
    extend_when_used: boolAttribute({ optional: true, computed: true, description: EXTEND_WHEN_USED }),
    scopes: setAttribute<string>('string', { optional: true, description: SCOPES, validators: [isSmallSet] }),
    ip_allowlist: setAttribute<string>('string', {
      optional: true,
      description: IP_ALLOWLIST,
      validators: [isSmallSet],
    }),
    full_token: stringAttribute({ computed: true, sensitive: true, description: FULL_TOKEN }),
    token_prefix: stringAttribute({ computed: true, description: TOKEN_PREFIX }),
  },
});
type EphemeralToken = typeof schema;

/** `ephemeral aiven_organization_application_user_token`. */
export class EphemeralAivenTokenResource implements EphemeralResource<EphemeralToken> {
  public readonly typeName = 'aiven_organization_application_user_token';
  public readonly schema = schema;

  public constructor(private readonly aiven: AivenConnection) {}

  public async open(config: State<EphemeralToken>, operation: Operation): Promise<Opened<EphemeralToken>> {
    const { client } = this.aiven;
    const user = { organization_id: config.organization_id!, user_id: config.user_id! };
    const choices = {
      description: config.description,
      max_age_seconds: config.max_age_seconds ?? DEFAULT_MAX_AGE,
      extend_when_used: config.extend_when_used ?? false,
      scopes: config.scopes,
      ip_allowlist: config.ip_allowlist,
    };
    const issued = await client.createToken(user, requestOf(choices), operation, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    const address = { ...user, token_prefix: issued.token_prefix };
    if (operation.signal.aborted) {
      await client.revokeToken(user, issued.token_prefix, seeingThrough(operation));
      operation.signal.throwIfAborted();
    }
    return {
      result: { id: tokenId(address), ...address, ...choices, full_token: issued.full_token },
      private: address,
    };
  }

  public async close(
    { organization_id: organization, user_id: user, token_prefix: prefix }: PrivateState,
    operation: Operation,
  ): Promise<void> {
    await this.aiven.client.revokeToken(
      { organization_id: String(organization), user_id: String(user) },
      String(prefix),
      seeingThrough(operation),
    );
  }
}
