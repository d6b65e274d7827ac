import { Operation } from './resource';
import { Config, Schema, State } from './schema';

/** Something that is looked up each time Terraform plans. */
export interface DataSource<S extends Schema = Schema> {
  /** Such as `pyvider_http_api`. */
  readonly typeName: string;
  readonly schema: S;
  /** Checks that concern several attributes; each attribute's own validators have run. Values may be unknown. */
  validate?(config: Config<S>, operation: Operation): void;
  /** Called when all of the configuration is known. */
  read(config: State<S>, operation: Operation): Promise<State<S>>;
}
