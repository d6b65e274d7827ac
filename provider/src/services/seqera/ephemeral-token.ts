import { isName, NAME } from './attributes';
import { SeqeraConnection } from './configuration';
import {
  defineSchema,
  EphemeralResource,
  int64Attribute,
  Opened,
  Operation,
  PrivateState,
  State,
  stringAttribute,
} from '../../framework';
import { seeingThrough } from '../../http';

const schema = defineSchema({
  description:
    'An API token of the Seqera Platform for one run of Terraform: issued when it is opened, revoked when it is closed, ' +
    'and in no state and no plan. Terraform opens one when it plans and another when it applies. A Seqera token never ' +
    'expires: should the run be killed, so that nothing is closed, it has to be revoked by hand.',
  attributes: {
    id: int64Attribute({ computed: true, description: 'The token’s number.' }),
    name: stringAttribute({ optional: true, computed: true, description: NAME, validators: [isName] }),
    access_key: stringAttribute({ computed: true, sensitive: true, description: 'The secret.' }),
    date_created: stringAttribute({ computed: true, description: 'When the token was created, RFC 3339.' }),
  },
});
type EphemeralSeqeraTokens = typeof schema;

/** `ephemeral seqera_tokens`. */
export class EphemeralSeqeraTokensResource implements EphemeralResource<EphemeralSeqeraTokens> {
  public readonly typeName = 'seqera_tokens';
  public readonly schema = schema;

  public constructor(private readonly seqera: SeqeraConnection) {}

  public async open(
    config: State<EphemeralSeqeraTokens>,
    operation: Operation,
  ): Promise<Opened<EphemeralSeqeraTokens>> {
    const { client } = this.seqera;
    const { accessKey, token } = await client.create(config.name, operation, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    const { id, dateCreated } = token;
    if (operation.signal.aborted) {
      await client.revoke(id, seeingThrough(operation));
      operation.signal.throwIfAborted();
    }
    return {
      result: { id, name: config.name ?? token.name, access_key: accessKey, date_created: dateCreated },
      private: { id },
    };
  }

  public async close({ id }: PrivateState, operation: Operation): Promise<void> {
    try {
      await this.seqera.client.revoke(id as number, seeingThrough(operation));
    } catch (error) {
      throw new Error(
        `Seqera token ${id} was left behind: ${(error as Error).message} Look for it there, and revoke it.`,
      );
    }
  }
}
