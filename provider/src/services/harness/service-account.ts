import {
  checkScope,
  descriptionAttribute,
  identifierAttribute,
  nameAttribute,
  scopeAttributes,
  tagsAttribute,
} from './attributes';
import { ServiceAccount } from './client';
import { HarnessConnection } from './configuration';
import { noted } from './noted';
import { identityOf, parseId, Scope, scopeOf, scopeState } from './place';
import { fromTags, sameTags, toTags } from './tags';
import {
  Config,
  CreateRequest,
  defineSchema,
  isNotEmpty,
  Operation,
  Outcome,
  Plan,
  PlanRequest,
  ReadRequest,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
} from '../../framework';
import { AmbiguousError } from '../../http';

const schema = defineSchema({
  version: 0,
  description:
    'A service account of Harness: who API keys of type `SERVICE_ACCOUNT` belong to. Destroying it ends its API keys ' +
    'and their tokens.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'The same as `identifier`.',
      unknownAs: Unknown.notNull,
    }),
    identifier: identifierAttribute,
    name: nameAttribute,
    email: stringAttribute({
      required: true,
      description:
        'Address that stands for the service account. Harness does not let it change, so another one makes another ' +
        'service account.',
      validators: [isNotEmpty],
      planModifiers: [requiresReplace],
    }),
    ...scopeAttributes,
    description: descriptionAttribute,
    tags: tagsAttribute,
  },
});
type ServiceAccountSchema = typeof schema;
type ServiceAccountState = State<ServiceAccountSchema>;

/** `harness_platform_service_account`. */
export class HarnessServiceAccountResource implements Resource<ServiceAccountSchema> {
  public readonly typeName = 'harness_platform_service_account';
  public readonly schema = schema;
  public readonly identity = identityOf('identifier');

  public constructor(private readonly harness: HarnessConnection) {}

  public validate(config: Config<ServiceAccountSchema>, operation: Operation): void {
    checkScope(config, operation);
  }

  public plan({ prior, plan }: PlanRequest<ServiceAccountSchema>): void {
    // Open for one that is to come: what belongs to one that is replaced goes with it, though the identifier stays.
    if (prior) plan.id = plan.identifier;
  }

  public async create(
    { plan }: CreateRequest<ServiceAccountSchema>,
    operation: Operation,
  ): Promise<Outcome<ServiceAccountSchema>> {
    const { client } = this.harness;
    const scope = scopeOf(plan as ServiceAccountState, client.account);
    const wanted = wantedBy(plan);
    await noted(client, ['service account', scope], wanted.identifier, operation, async (left) => {
      try {
        await client.createServiceAccount(scope, wanted, operation);
      } catch (error) {
        const lost = error instanceof AmbiguousError;
        if (!lost && left.length === 0) throw error;
        const found = await client.findServiceAccount(scope, wanted.identifier, operation);
        // One that is the same in everything is what was asked for, whoever made it.
        if (lost && !found) await client.createServiceAccount(scope, wanted, operation);
        else if (!found || !same(found, wanted)) throw error;
      }
    });
    return { state: { ...(plan as ServiceAccountState), id: wanted.identifier }, private: { known: true } };
  }

  public async read(
    { state, private: { known } }: ReadRequest<ServiceAccountSchema>,
    operation: Operation,
  ): Promise<Outcome<ServiceAccountSchema> | undefined> {
    const { client } = this.harness;
    const scope = scopeOf(state, client.account);
    const found = await client.findServiceAccount(scope, state.identifier!, operation);
    return found && { state: merge(state, found, scope, known === true), private: { known: true } };
  }

  public async update(
    { plan, prior }: UpdateRequest<ServiceAccountSchema>,
    operation: Operation,
  ): Promise<Outcome<ServiceAccountSchema>> {
    const { client } = this.harness;
    await client.updateServiceAccount(scopeOf(prior, client.account), wantedBy(plan), operation);
    return { state: plan as ServiceAccountState, private: { known: true } };
  }

  public async delete({ state }: ReadRequest<ServiceAccountSchema>, operation: Operation): Promise<void> {
    const { client } = this.harness;
    await client.deleteServiceAccount(scopeOf(state, client.account), state.identifier!, operation);
  }

  public async importState(id: string): Promise<Partial<ServiceAccountState>> {
    const parts = parseId(id, ['identifier']);
    return { id: parts.identifier, ...parts };
  }
}

function wantedBy(plan: Plan<ServiceAccountSchema>): ServiceAccount {
  return {
    identifier: plan.identifier as string,
    name: plan.name as string,
    email: plan.email as string,
    description: plan.description as string | null,
    tags: toTags(plan.tags as string[] | null),
  };
}

function same(a: ServiceAccount, b: ServiceAccount): boolean {
  return (
    a.name === b.name &&
    a.email === b.email &&
    (a.description ?? '') === (b.description ?? '') &&
    sameTags(a.tags, b.tags)
  );
}

/**
 * The state as the API shows it, in the user's spelling where that means the same.
 *
 * @param known whether the state is of this provider's making: the vendor's own writes an empty text for none
 */
function merge(
  state: ServiceAccountState,
  found: ServiceAccount,
  scope: Scope,
  known: boolean,
): ServiceAccountState {
  return {
    ...state,
    ...scopeState(scope),
    id: found.identifier,
    name: found.name,
    email: found.email,
    description: found.description ?? (known && state.description === '' ? '' : null),
    tags: fromTags(found.tags, state.tags, known),
  };
}
