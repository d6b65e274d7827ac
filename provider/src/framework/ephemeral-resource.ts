import { PrivateState } from './private-state';
import { Operation } from './resource';
import { Config, Schema, State } from './schema';

/** What was opened, until it is closed. */
export interface Opened<S extends Schema> {
  readonly result: State<S>;
  /** What closing needs. Terraform keeps it in memory. */
  readonly private?: PrivateState;
  /** When it must be renewed, in milliseconds since 1970. */
  readonly renewAt?: number;
}

/**
 * Something that exists during one run of Terraform, and is in no state and no plan. Terraform opens
 * it when it plans, and once more when it applies.
 */
export interface EphemeralResource<S extends Schema = Schema> {
  readonly typeName: string;
  readonly schema: S;
  validate?(config: Config<S>, operation: Operation): void;
  open(config: State<S>, operation: Operation): Promise<Opened<S>>;
  /** @returns when to renew again, in milliseconds since 1970; nothing where it need not be */
  renew?(opened: PrivateState, operation: Operation): Promise<number | undefined>;
  close?(opened: PrivateState, operation: Operation): Promise<void>;
}
