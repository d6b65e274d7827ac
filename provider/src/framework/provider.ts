import { Operation, Resource } from './resource';
import { Schema } from './schema';

/** A Terraform provider, independent of how it is served. */
export interface Provider {
  readonly schema: Schema;
  readonly resources: readonly Resource[];
  /** Called once a process, before anything touches the world. */
  configure?(operation: Operation): void | Promise<void>;
}
