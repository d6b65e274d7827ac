import { isName, NAME } from './attributes';
import { SeqeraToken } from './client';
import { SeqeraConnection } from './configuration';
import {
  CreateRequest,
  defineSchema,
  IdentitySchema,
  int64Attribute,
  isUnknown,
  objectAttribute,
  Operation,
  Outcome,
  ReadRequest,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  Unknown,
  useStateForUnknown,
} from '../../framework';

const DATE_CREATED = 'When the token was created, RFC 3339.';
const LAST_USED = 'When the token was last used, RFC 3339, as of the last refresh; null where it never was.';

const schema = defineSchema({
  version: 0,
  description:
    'An API token of the Seqera Platform. It never expires. Its secret, `access_key`, is given out once, when the token is ' +
    'created, and is in the state, in plain text, as every Terraform secret is.',
  attributes: {
    id: int64Attribute({
      computed: true,
      description: 'The token’s number.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
    name: stringAttribute({
      optional: true,
      computed: true,
      description: `${NAME} Another name makes another token; to take the name away changes nothing.`,
      validators: [isName],
      planModifiers: [useStateForUnknown, requiresReplace],
    }),
    access_key: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'The secret. The API never shows it again.',
      planModifiers: [useStateForUnknown],
    }),
    date_created: stringAttribute({
      computed: true,
      description: DATE_CREATED,
      planModifiers: [useStateForUnknown],
    }),
    last_used: stringAttribute({
      computed: true,
      description: LAST_USED,
      planModifiers: [useStateForUnknown],
    }),
    token: objectAttribute(
      {
        id: int64Attribute({ computed: true, description: 'The token’s number.' }),
        name: stringAttribute({ computed: true, description: 'What the token is called.' }),
        date_created: stringAttribute({ computed: true, description: DATE_CREATED }),
        last_used: stringAttribute({ computed: true, description: LAST_USED }),
      },
      {
        computed: true,
        description: 'The same but for the secret, as one object.',
        planModifiers: [useStateForUnknown],
      },
    ),
  },
});
type SeqeraTokens = typeof schema;

/** `seqera_tokens`: one token, in spite of its name. It is known by its id, wherever it stands in the list. */
export class SeqeraTokensResource implements Resource<SeqeraTokens> {
  public readonly typeName = 'seqera_tokens';
  public readonly schema = schema;
  public readonly identity: IdentitySchema = {
    attributes: { id: { type: 'number', description: 'The token’s number.', optionalForImport: true } },
  };
  public readonly notImportable =
    'Seqera shows the access key of a token once, when it is created, so that an imported token would have none. ' +
    'Create a token here, hand it to whoever uses the old one, and revoke that.';

  public constructor(private readonly seqera: SeqeraConnection) {}

  public async create(
    { plan }: CreateRequest<SeqeraTokens>,
    operation: Operation,
  ): Promise<Outcome<SeqeraTokens>> {
    const name = isUnknown(plan.name) ? null : plan.name;
    const { accessKey, token } = await this.seqera.client.create(name, operation, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    return { state: stateOf({ ...token, name: name ?? token.name }, accessKey) };
  }

  public async read(
    { state }: ReadRequest<SeqeraTokens>,
    operation: Operation,
  ): Promise<Outcome<SeqeraTokens> | undefined> {
    const found = await this.seqera.client.find(state.id!, operation);
    return found && { state: stateOf(found, state.access_key) };
  }

  public async delete({ state }: ReadRequest<SeqeraTokens>, operation: Operation): Promise<void> {
    await this.seqera.client.revoke(state.id!, operation);
  }
}

function stateOf(found: SeqeraToken, accessKey: string | null): State<SeqeraTokens> {
  const token = {
    id: found.id,
    name: found.name,
    date_created: nanoseconds(found.dateCreated),
    last_used: nanoseconds(found.lastUsed),
  };
  return { ...token, access_key: accessKey, token };
}

/** As the vendor's provider writes times, so that a state that was moved from it does not change: no zeros at a fraction's end. */
function nanoseconds(instant: string | null): string | null {
  return (
    instant?.replace(/\.(\d*?)0*(?=Z$|[+-]\d\d:\d\d$)/i, (_, digits: string) => digits && `.${digits}`) ??
    null
  );
}
