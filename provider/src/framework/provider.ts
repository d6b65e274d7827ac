import { DataSource } from './data-source';
import { EphemeralResource } from './ephemeral-resource';
import { ProviderFunction } from './function';
import { PrivateStateCodec } from './private-state';
import { Operation, Resource } from './resource';
import { Config, Schema } from './schema';

/** A Terraform provider, independent of how it is served. */
export interface Provider<S extends Schema = Schema> {
  readonly schema: S;
  readonly resources: readonly Resource[];
  readonly dataSources?: readonly DataSource[];
  readonly ephemeralResources?: readonly EphemeralResource[];
  readonly functions?: readonly ProviderFunction[];
  /** How private state is stored. Asked for after the provider is configured. @default plain */
  readonly privateState?: PrivateStateCodec;
  validate?(config: Config<S>, operation: Operation): void;
  /** Called once, before anything touches the world. Values may be unknown. */
  configure?(config: Config<S>, operation: Operation): void | Promise<void>;
}
