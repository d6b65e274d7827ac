import { decodeParts } from './access-token';
import { areIds, ORGANIZATION_ID } from './attributes';
import { ApplicationUser, ApplicationUserAddress } from './client';
import { AivenConnection } from './configuration';
import {
  AttributePath,
  boolAttribute,
  CreateRequest,
  defineSchema,
  IdentitySchema,
  isNotEmpty,
  Operation,
  Outcome,
  ReadRequest,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  timeoutsBlock,
  Unknown,
  UpdateRequest,
  useStateForUnknown,
  withTimeout,
} from '../../framework';
import { parseDuration } from '../../time/duration';

const TIMEOUT = parseDuration('20m')!;

const schema = defineSchema({
  version: 0,
  description:
    'An application user of an Aiven organization: who access tokens are made for. Destroying it ends its tokens.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'Organization and user, with a slash between them.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
    organization_id: stringAttribute({
      required: true,
      description: `${ORGANIZATION_ID} Another one makes another user.`,
      validators: areIds,
      planModifiers: [requiresReplace],
    }),
    name: stringAttribute({
      required: true,
      description: 'What the user is called. Changes in place.',
      validators: [isNotEmpty],
    }),
    is_super_admin: boolAttribute({
      optional: true,
      computed: true,
      default: false,
      description: 'Whether the user may do everything. Aiven no longer allows it: leave it out, or `false`.',
      deprecated: 'Aiven no longer allows application users to be super admins.',
    }),
    user_id: stringAttribute({
      computed: true,
      description: 'The user’s id, such as `u1a2b3c4d5e6`.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
    email: stringAttribute({
      computed: true,
      description: 'Address that stands for the user; no mail goes there.',
      planModifiers: [useStateForUnknown],
    }),
    create_time: stringAttribute({
      computed: true,
      description: 'When the user was created, RFC 3339.',
      planModifiers: [useStateForUnknown],
    }),
  },
  blocks: { timeouts: timeoutsBlock },
});
type UserSchema = typeof schema;
type UserState = State<UserSchema>;

/** `aiven_organization_application_user`. */
export class AivenApplicationUserResource implements Resource<UserSchema> {
  public readonly typeName = 'aiven_organization_application_user';
  public readonly schema = schema;
  public readonly identity: IdentitySchema = {
    attributes: {
      organization_id: { type: 'string', description: ORGANIZATION_ID, requiredForImport: true },
      user_id: { type: 'string', description: 'The user’s id.', requiredForImport: true },
    },
  };

  public constructor(private readonly aiven: AivenConnection) {}

  public async create(
    { plan }: CreateRequest<UserSchema>,
    operation: Operation,
  ): Promise<Outcome<UserSchema>> {
    const signal = withTimeout(operation.signal, plan.timeouts?.create, TIMEOUT);
    const organization = plan.organization_id as string;
    const wanted = { name: plan.name as string, is_super_admin: plan.is_super_admin as boolean };
    const user = await this.aiven.client.createUser(
      organization,
      wanted,
      { ...operation, signal },
      (problem) => operation.diagnostics.warning('An application user may have been left behind', problem),
    );
    return { state: merge(plan as UserState, user) };
  }

  public async read(
    { state }: ReadRequest<UserSchema>,
    operation: Operation,
  ): Promise<Outcome<UserSchema> | undefined> {
    const signal = withTimeout(operation.signal, state.timeouts?.read, TIMEOUT);
    const user = await this.aiven.client.getUser(addressOf(state), { ...operation, signal });
    return user && { state: merge(state, user) };
  }

  public async update(
    { plan, prior }: UpdateRequest<UserSchema>,
    operation: Operation,
  ): Promise<Outcome<UserSchema>> {
    const signal = withTimeout(operation.signal, plan.timeouts?.update, TIMEOUT);
    const wanted = { name: plan.name as string, is_super_admin: plan.is_super_admin as boolean };
    if (wanted.name === prior.name && wanted.is_super_admin === prior.is_super_admin) {
      return { state: plan as UserState };
    }
    const user = await this.aiven.client.updateUser(addressOf(prior), wanted, { ...operation, signal });
    return { state: merge(plan as UserState, user) };
  }

  public async delete({ state }: ReadRequest<UserSchema>, operation: Operation): Promise<void> {
    const signal = withTimeout(operation.signal, state.timeouts?.delete, TIMEOUT);
    await this.aiven.client.deleteUser(addressOf(state), { ...operation, signal });
  }

  public async importState(id: string, { diagnostics }: Operation): Promise<Partial<UserState> | undefined> {
    const parts = id.split('/');
    const decoded = parts.length === 2 ? decodeParts(parts) : undefined;
    if (decoded) return { id, organization_id: decoded[0], user_id: decoded[1] };
    diagnostics.error(
      'Unexpected Read Identifier',
      `Expected import identifier with format: "organization_id/user_id". Got: ${JSON.stringify(id)}.`,
      AttributePath.of('id'),
    );
    return undefined;
  }
}

function merge(state: UserState, user: ApplicationUser): UserState {
  return {
    id: `${state.organization_id}/${user.user_id}`,
    organization_id: state.organization_id,
    name: user.name,
    is_super_admin: user.is_super_admin,
    user_id: user.user_id,
    email: user.user_email,
    create_time: user.create_time,
    timeouts: state.timeouts,
  };
}

function addressOf({ organization_id: organization, user_id: user }: UserState): ApplicationUserAddress {
  return { organization_id: organization!, user_id: user! };
}
