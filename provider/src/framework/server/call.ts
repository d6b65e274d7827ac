import { PrivateStateCodec } from '../private-state';
import { Operation } from '../resource';
import { SchemaCodec } from './schema-codec';

/** What an rpc about one type needs to be answered: `Type` is its resource, data source or ephemeral resource. */
export interface TypeCall<Type> {
  readonly type: Type;
  readonly codec: SchemaCodec;
  readonly privateState: PrivateStateCodec;
  readonly operation: Operation;
}
