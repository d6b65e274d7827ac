import { Logger } from '../plugin';
import { Diagnostics, IdentitySchema } from '../protocol';
import { PrivateState } from './private-state';
import { Config, Plan, Schema, State } from './schema';

/** What every operation gets besides its request. */
export interface Operation {
  /** Errors and warnings for the user. An error does not undo what is returned. */
  readonly diagnostics: Diagnostics;
  readonly logger: Logger;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
  /**
   * Asked for during the operation, resolves when Terraform has been told what was done, and has it; never for what is
   * opened, which is closed instead.
   */
  readonly handedOver?: () => Promise<void>;
  /** Whether private state is sealed, so that it may hold a secret. */
  readonly sealsPrivateState: boolean;
}

/** A resource as it now is. */
export interface Outcome<S extends Schema> {
  readonly state: State<S>;
  /** @default what was there before */
  readonly private?: PrivateState;
}

export interface PlanRequest<S extends Schema> {
  readonly config: Config<S>;
  /** Absent where the resource is being created. */
  readonly prior?: State<S>;
  readonly private: PrivateState;
  /** The plan so far, to be completed in place. */
  readonly plan: Plan<S>;
  /** Attributes whose change makes a new resource; more can be added. */
  readonly requiresReplace: Set<string>;
}

export interface CreateRequest<S extends Schema> {
  readonly config: Config<S>;
  readonly plan: Plan<S>;
  /**
   * Keeps what was made so far, should what follows fail: a secret that is given out once must not be
   * lost. Terraform marks a resource tainted whose creation ends with an error.
   */
  keep(outcome: Outcome<S>): void;
}

export interface UpdateRequest<S extends Schema> extends CreateRequest<S> {
  readonly prior: State<S>;
  readonly private: PrivateState;
}

export interface ReadRequest<S extends Schema> {
  readonly state: State<S>;
  readonly private: PrivateState;
}

/**
 * A managed resource. What is optional here is a capability that not every resource has.
 *
 * An operation that throws becomes an error diagnostic, and what was in state before stays.
 */
export interface Resource<S extends Schema = Schema> {
  /** Such as `linode_token`. */
  readonly typeName: string;
  readonly schema: S;
  /** Attributes that identify the resource in its service. */
  readonly identity?: IdentitySchema;
  /** Why the resource can't be imported, for the user. */
  readonly notImportable?: string;
  /** Checks that concern several attributes; each attribute's own validators have run. Values may be unknown. */
  validate?(config: Config<S>, operation: Operation): void;
  /**
   * Completes the plan of a create or an update. Must be pure: Terraform asks again while it applies,
   * and refuses another answer. So no clock and no network here.
   */
  plan?(request: PlanRequest<S>, operation: Operation): void;
  create(request: CreateRequest<S>, operation: Operation): Promise<Outcome<S>>;
  /** Returns `undefined` where the resource is gone. */
  read(request: ReadRequest<S>, operation: Operation): Promise<Outcome<S> | undefined>;
  /** Absent where no update needs an action: the plan becomes the state. */
  update?(request: UpdateRequest<S>, operation: Operation): Promise<Outcome<S>>;
  /** Absent where nothing is left behind. */
  delete?(request: ReadRequest<S>, operation: Operation): Promise<void>;
  /** The little that is needed to read the resource, from the id that the user gave. Absent: not importable. */
  importState?(id: string, operation: Operation): Promise<Partial<State<S>> | undefined>;
}
