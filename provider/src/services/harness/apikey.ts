import {
  apiKeyPlaceAttributes,
  checkScope,
  descriptionAttribute,
  identifierAttribute,
  nameAttribute,
  scopeAttributes,
  tagsAttribute,
} from './attributes';
import { ApiKey, NewApiKey } from './client';
import { HarnessConnection } from './configuration';
import { noted } from './noted';
import { ApiKeyPlace, apiKeyPlaceOf, identityOf, parseId, scopeState } from './place';
import { fromTags, sameTags, toTags } from './tags';
import {
  Config,
  CreateRequest,
  defineSchema,
  int64Attribute,
  isBetween,
  isUnknown,
  Operation,
  Outcome,
  Plan,
  PlanRequest,
  ReadRequest,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
  useStateForUnknown,
} from '../../framework';
import { AmbiguousError, ServiceError } from '../../http';

const schema = defineSchema({
  version: 0,
  description:
    'An API key of Harness: what tokens belong to, of a user or of a service account. It is no secret itself. ' +
    'Destroying it ends its tokens.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'The same as `identifier`.',
      unknownAs: Unknown.notNull,
    }),
    identifier: identifierAttribute,
    name: nameAttribute,
    ...scopeAttributes,
    ...apiKeyPlaceAttributes,
    default_time_to_expire_token: int64Attribute({
      optional: true,
      computed: true,
      description:
        'How long a token lives that does not say it, in milliseconds; 2592000000, 30 days, by default. Changes in ' +
        'place, for the tokens that are made after.',
      unknownAs: Unknown.notNull,
      validators: [isBetween(1, Number.MAX_SAFE_INTEGER)],
      planModifiers: [useStateForUnknown],
    }),
    description: descriptionAttribute,
    tags: tagsAttribute,
  },
});
type ApiKeySchema = typeof schema;
type ApiKeyState = State<ApiKeySchema>;

/** `harness_platform_apikey`. */
export class HarnessApiKeyResource implements Resource<ApiKeySchema> {
  public readonly typeName = 'harness_platform_apikey';
  public readonly schema = schema;
  public readonly identity = identityOf('parent_id', 'apikey_type', 'identifier');

  public constructor(private readonly harness: HarnessConnection) {}

  public validate(config: Config<ApiKeySchema>, operation: Operation): void {
    checkScope(config, operation);
  }

  public plan({ prior, plan }: PlanRequest<ApiKeySchema>): void {
    // Open for one that is to come: what belongs to one that is replaced goes with it, though the identifier stays.
    if (prior) plan.id = plan.identifier;
  }

  public async create(
    { plan }: CreateRequest<ApiKeySchema>,
    operation: Operation,
  ): Promise<Outcome<ApiKeySchema>> {
    const { client } = this.harness;
    const place = apiKeyPlaceOf(plan as ApiKeyState, client.account);
    const wanted = wantedBy(plan);
    const made = await noted(client, ['API key', place], wanted.identifier, operation, async (left) =>
      this.createOrTakeOver(place, wanted, operation, left.length > 0),
    );
    return { state: fill(plan, made), private: { known: true } };
  }

  public async read(
    { state, private: { known } }: ReadRequest<ApiKeySchema>,
    operation: Operation,
  ): Promise<Outcome<ApiKeySchema> | undefined> {
    const { client } = this.harness;
    const place = apiKeyPlaceOf(state, client.account);
    const found = await client.findApiKey(place, state.identifier!, operation);
    return found && { state: merge(state, found, place, known === true), private: { known: true } };
  }

  public async update(
    { plan, prior }: UpdateRequest<ApiKeySchema>,
    operation: Operation,
  ): Promise<Outcome<ApiKeySchema>> {
    const { client } = this.harness;
    const place = apiKeyPlaceOf(prior, client.account);
    const made = await client.updateApiKey(place, wantedBy(plan), operation);
    return { state: fill(plan, made), private: { known: true } };
  }

  public async delete({ state }: ReadRequest<ApiKeySchema>, operation: Operation): Promise<void> {
    const { client } = this.harness;
    await client.deleteApiKey(apiKeyPlaceOf(state, client.account), state.identifier!, operation);
  }

  public async importState(id: string): Promise<Partial<ApiKeyState>> {
    const parts = parseId(id, ['parent_id', 'identifier', 'apikey_type']);
    return { id: parts.identifier, ...parts };
  }

  /**
   * An API key has no secret, so one that is the same in everything is what was asked for, whoever made it. And one
   * that Harness made by itself, for a token that came before its API key, is nobody's: it is taken over.
   *
   * @param begun whether a run that was killed had asked for it already
   */
  private async createOrTakeOver(
    place: ApiKeyPlace,
    wanted: NewApiKey,
    operation: Operation,
    begun: boolean,
  ): Promise<ApiKey> {
    const { client } = this.harness;
    try {
      return await client.createApiKey(place, wanted, operation);
    } catch (error) {
      const lost = error instanceof AmbiguousError;
      if (!lost && !(error instanceof ServiceError && [400, 409].includes(error.status))) throw error;
      const found = await client.findApiKey(place, wanted.identifier, operation);
      if (found && isAutomatic(found)) {
        operation.diagnostics.warning(
          'API key was there before its turn',
          `Harness had made the API key ${wanted.identifier} by itself, for a token that was made before it. It was taken ` +
            'over. Let the token refer to this resource (apikey_id = harness_platform_apikey.….id), so that they are ' +
            'made and destroyed in the right order.',
        );
        return client.updateApiKey(place, wanted, operation);
      }
      if ((lost || begun) && found && same(found, wanted)) return found;
      if (lost && !found) return client.createApiKey(place, wanted, operation);
      throw error;
    }
  }
}

/** How Harness names the API key that it makes for a token which has none. */
function isAutomatic({ identifier, name }: ApiKey): boolean {
  return name === `${identifier}_auto`;
}

function wantedBy(plan: Plan<ApiKeySchema>): NewApiKey {
  const time = plan.default_time_to_expire_token;
  return {
    identifier: plan.identifier as string,
    name: plan.name as string,
    description: plan.description as string | null,
    tags: toTags(plan.tags as string[] | null),
    defaultTimeToExpireToken: isUnknown(time) ? null : time,
  };
}

function same(a: ApiKey, b: NewApiKey): boolean {
  return (
    a.name === b.name &&
    (a.description ?? '') === (b.description ?? '') &&
    sameTags(a.tags, b.tags) &&
    (b.defaultTimeToExpireToken === null || a.defaultTimeToExpireToken === b.defaultTimeToExpireToken)
  );
}

/** The state after an apply: as it was planned, and where that was open as the service has it. */
function fill(plan: Plan<ApiKeySchema>, { defaultTimeToExpireToken }: ApiKey): ApiKeyState {
  const time = plan.default_time_to_expire_token;
  return {
    ...(plan as ApiKeyState),
    id: plan.identifier as string,
    default_time_to_expire_token: isUnknown(time) ? defaultTimeToExpireToken : time,
  };
}

/**
 * The state as the API shows it, in the user's spelling where that means the same.
 *
 * @param known whether the state is of this provider's making: the vendor's own writes an empty text for none
 */
function merge(state: ApiKeyState, found: ApiKey, place: ApiKeyPlace, known: boolean): ApiKeyState {
  return {
    ...state,
    ...scopeState(place),
    id: found.identifier,
    name: found.name,
    default_time_to_expire_token: found.defaultTimeToExpireToken,
    description: found.description ?? (known && state.description === '' ? '' : null),
    tags: fromTags(found.tags, state.tags, known),
  };
}
