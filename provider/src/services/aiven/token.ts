import {
  choicesIn,
  factsIn,
  parseTokenId,
  requestOf,
  TokenAddress,
  TokenChoices,
  tokenId,
  UNDESCRIBED,
  UNTOLD,
} from './access-token';
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
import { AccessToken } from './client';
import { AivenConnection } from './configuration';
import {
  boolAttribute,
  CreateRequest,
  defineSchema,
  IdentitySchema,
  int64Attribute,
  isUnknown,
  Operation,
  Outcome,
  PlanModifier,
  PlanRequest,
  ReadRequest,
  requiresReplace,
  Resource,
  setAttribute,
  State,
  stringAttribute,
  timeoutsBlock,
  Unknown,
  UpdateRequest,
  useStateForUnknown,
  withTimeout,
} from '../../framework';
import { isGone, ServiceError } from '../../http';
import { Clock } from '../../time/clock';
import { parseDuration } from '../../time/duration';
import { parseInstant } from '../../time/instant';

const TIMEOUT = parseDuration('20m')!;

/** Milliseconds until a token that was just made is looked for again: doubling from the first to the longest. */
const LOOKING_AGAIN = { first: 500, longest: 5000 };

/** A token that was made elsewhere without a description is taken over without one: the state alone changes. */
const requiresReplaceUnlessUndescribed: PlanModifier = (attribute) => {
  if (attribute.plan !== null || attribute.prior !== UNDESCRIBED) requiresReplace(attribute);
};

const fact = (description: string) => stringAttribute({ computed: true, description });

const schema = defineSchema({
  version: 0,
  description:
    'An access token of an application user of Aiven. Its secret is given out once, when it is created, and is in the ' +
    'state, in plain text, as every Terraform secret is. Nothing about a token can be changed, so another value of ' +
    'any attribute makes another token. (`PROVIDER_AIVEN_ENABLE_BETA` is not needed: it may be set, and does nothing.)',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'Organization, user and prefix of the token, with slashes between them.',
      unknownAs: Unknown.notNull,
    }),
    organization_id: stringAttribute({
      required: true,
      description: ORGANIZATION_ID,
      validators: areIds,
      planModifiers: [requiresReplace],
    }),
    user_id: stringAttribute({
      required: true,
      description: USER_ID,
      validators: areIds,
      planModifiers: [requiresReplace],
    }),
    description: stringAttribute({
      optional: true,
      description: DESCRIPTION,
      validators: [isDescription],
      planModifiers: [requiresReplaceUnlessUndescribed],
    }),
    max_age_seconds: int64Attribute({
      optional: true,
      description:
        'How long the token lives, in seconds (older documentation says hours: it is seconds), from 600, ten ' +
        'minutes, to 315360000, ten years. Without it the token never expires. Of a token in a rotation with ' +
        'several slots it has to cover the time until the slot’s turn comes again, since an expired token is ' +
        'planned anew.',
      validators: areAges,
      planModifiers: [requiresReplace],
    }),
    extend_when_used: boolAttribute({
      optional: true,
      computed: true,
      default: false,
      description: EXTEND_WHEN_USED,
      planModifiers: [requiresReplace],
    }),
    scopes: setAttribute<string>('string', {
      optional: true,
      description: SCOPES,
      validators: [isSmallSet],
      planModifiers: [requiresReplace],
    }),
    ip_allowlist: setAttribute<string>('string', {
      optional: true,
      description: IP_ALLOWLIST,
      validators: [isSmallSet],
      planModifiers: [requiresReplace],
    }),
    full_token: stringAttribute({
      computed: true,
      sensitive: true,
      description: `${FULL_TOKEN} Null where the token was imported: the API never shows it again.`,
      planModifiers: [useStateForUnknown],
    }),
    token_prefix: stringAttribute({
      computed: true,
      description: TOKEN_PREFIX,
      unknownAs: Unknown.notNull,
    }),
    create_time: fact('When the token was made, RFC 3339.'),
    created_manually: boolAttribute({
      computed: true,
      description: 'Whether the token was made through the API, as this one was, and not by a login.',
    }),
    currently_active: boolAttribute({
      computed: true,
      description:
        'Whether the request that asked was made with this very token. (It does not say whether the token works.)',
    }),
    expiry_time: fact('When the token expires unless it is extended, RFC 3339; null where it never does.'),
    last_ip: fact('Address that the token was last used from.'),
    last_used_time: fact('When the token was last used, RFC 3339.'),
    last_user_agent: fact('User agent that last used the token.'),
    last_user_agent_human_readable: fact('The same, in words.'),
  },
  blocks: { timeouts: timeoutsBlock },
});
type TokenSchema = typeof schema;
type TokenState = State<TokenSchema>;

/**
 * `aiven_organization_application_user_token`.
 *
 * A token is found in the list of its user's tokens, the only place where Aiven shows one. What is not in it, or is
 * in it though its time has passed, is gone. Its lifetime counts from its making, so that one that is planned anew
 * always lives: no expired token need be kept.
 */
export class AivenTokenResource implements Resource<TokenSchema> {
  public readonly typeName = 'aiven_organization_application_user_token';
  public readonly schema = schema;
  public readonly identity: IdentitySchema = {
    attributes: {
      organization_id: { type: 'string', description: ORGANIZATION_ID, requiredForImport: true },
      user_id: { type: 'string', description: USER_ID, requiredForImport: true },
      token_prefix: { type: 'string', description: TOKEN_PREFIX, requiredForImport: true },
    },
  };

  public constructor(
    private readonly aiven: AivenConnection,
    private readonly clock: Clock,
  ) {}

  /** What is changed in place is the timeouts: nothing that the service knows of. */
  public plan({ config, prior, plan }: PlanRequest<TokenSchema>): void {
    if (!prior) return;
    for (const name of Object.keys(schema.attributes) as (keyof typeof schema.attributes)[]) {
      if (isUnknown(plan[name]) && config[name] === null) Object.assign(plan, { [name]: prior[name] });
    }
  }

  public async create(
    { plan, keep }: CreateRequest<TokenSchema>,
    operation: Operation,
  ): Promise<Outcome<TokenSchema>> {
    const { client } = this.aiven;
    const signal = withTimeout(operation.signal, plan.timeouts?.create, TIMEOUT);
    const user = { organization_id: plan.organization_id as string, user_id: plan.user_id as string };
    const choices: TokenChoices = {
      description: plan.description as string | null,
      max_age_seconds: plan.max_age_seconds as number | null,
      extend_when_used: plan.extend_when_used as boolean,
      scopes: plan.scopes as string[] | null,
      ip_allowlist: plan.ip_allowlist as string[] | null,
    };
    const issued = await client.createToken(user, requestOf(choices), { ...operation, signal }, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    const address = { ...user, token_prefix: issued.token_prefix };
    const made: TokenState = {
      id: tokenId(address),
      ...address,
      ...choices,
      full_token: issued.full_token,
      ...UNTOLD,
      timeouts: plan.timeouts,
    };
    keep({ state: made });
    const listed = await this.awaitListed(address, { ...operation, signal });
    // What the user chose stands as it was planned, whatever way the service has of saying it.
    return { state: { ...made, ...factsIn(listed, UNTOLD) } };
  }

  public async read(
    { state }: ReadRequest<TokenSchema>,
    operation: Operation,
  ): Promise<Outcome<TokenSchema> | undefined> {
    const signal = withTimeout(operation.signal, state.timeouts?.read, TIMEOUT);
    const address = addressOf(state);
    this.aiven.client.claimToken(address, address.token_prefix);
    const tokens = await this.aiven.client
      .listTokens(address, { ...operation, signal })
      .catch((error: unknown) => {
        // Its user, or the whole organization, is gone.
        if (isGone(error)) return [];
        throw error;
      });
    const listed = within(tokens, address);
    if (!listed || this.isExpired(listed)) return undefined;
    const choices = choicesIn(listed, state, state.create_time !== null);
    return { state: { ...state, id: tokenId(address), ...choices, ...factsIn(listed, state) } };
  }

  public async update({ plan }: UpdateRequest<TokenSchema>): Promise<Outcome<TokenSchema>> {
    return { state: plan as TokenState };
  }

  public async delete({ state }: ReadRequest<TokenSchema>, operation: Operation): Promise<void> {
    const signal = withTimeout(operation.signal, state.timeouts?.delete, TIMEOUT);
    const address = addressOf(state);
    await this.aiven.client.revokeToken(address, address.token_prefix, { ...operation, signal });
  }

  public async importState(id: string, { diagnostics }: Operation): Promise<Partial<TokenState> | undefined> {
    const address = parseTokenId(id);
    if (address) return { id, ...address };
    diagnostics.error(
      'Unexpected Read Identifier',
      `Expected import identifier with format: "organization_id/user_id/token_prefix". Got: ${JSON.stringify(id)}. ` +
        'Parts may be percent-encoded; the prefix may also be given as it is, slashes included.',
    );
    return undefined;
  }

  /** A token that was just made may show in the list a little later, and the vendor's own provider has seen 403 and 404 meanwhile. */
  private async awaitListed(address: TokenAddress, operation: Operation): Promise<AccessToken> {
    const { client } = this.aiven;
    for (let looks = 0; ; looks++) {
      const tokens =
        looks === 0 ? client.listTokens(address, operation) : client.listTokensAnew(address, operation);
      const listed = within(
        await tokens.catch((error: unknown) => {
          if (error instanceof ServiceError && [403, 404].includes(error.status)) return [];
          throw error;
        }),
        address,
      );
      if (listed) return listed;
      operation.logger.debug('not listed yet', { user: address.user_id });
      const { first, longest } = LOOKING_AGAIN;
      await client.timing.sleep(Math.min(longest, first * 2 ** looks), operation.signal);
    }
  }

  private isExpired({ expiry_time: expiry }: AccessToken): boolean {
    const instant = parseInstant(expiry ?? '');
    return instant !== undefined && instant <= this.clock.now();
  }
}

function within(
  tokens: readonly AccessToken[],
  { token_prefix: wanted }: TokenAddress,
): AccessToken | undefined {
  return tokens.find(({ token_prefix: prefix }) => prefix === wanted);
}

function addressOf(state: TokenState): TokenAddress {
  const { organization_id: organization, user_id: user, token_prefix: prefix } = state;
  return { organization_id: organization!, user_id: user!, token_prefix: prefix! };
}
