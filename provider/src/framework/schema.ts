import { Block, Unknown } from '../protocol';
import { Attribute } from './attribute';

/** What a resource, data source or provider is made of. */
export interface Schema extends Block {
  /** Of the state; a higher one than a stored state's has it upgraded. @default 0 */
  readonly version?: number;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Lets the compiler infer the attributes' types: `const schema = defineSchema({ ... })`. */
export function defineSchema<const S extends Schema>(schema: S): S {
  return schema;
}

type ValueOf<A> = A extends Attribute<infer T> ? T : never;

/** A resource's values in state: all known, null where there is none. */
export type State<S extends Schema> = {
  -readonly [Name in keyof S['attributes']]: ValueOf<S['attributes'][Name]> | null;
};

/** A resource's values in a configuration or plan: any may be unknown until the apply. */
export type Plan<S extends Schema> = {
  -readonly [Name in keyof S['attributes']]: ValueOf<S['attributes'][Name]> | null | Unknown;
};

/** The configuration, as the user wrote it. */
export type Config<S extends Schema> = Readonly<Plan<S>>;
