import { Block, NestedBlock, Unknown } from '../protocol';
import { Attributes, ValueOf, ValuesOf } from './attribute';

/** A block that may be written once, such as `timeouts { ... }`. */
export interface SingleBlock<A extends Attributes = Attributes> extends NestedBlock {
  readonly nesting: 'single';
  readonly block: Block & { readonly attributes: A };
}

/** What a resource, data source, ephemeral resource or provider is made of. */
export interface Schema extends Block {
  /** Of the state; a higher one than a stored state's has it upgraded. @default 0 */
  readonly version?: number;
  readonly attributes: Attributes;
  readonly blocks?: Readonly<Record<string, SingleBlock>>;
}

/** Lets the compiler infer the attributes' types: `const schema = defineSchema({ ... })`. */
export function defineSchema<const S extends Schema>(schema: S): S {
  return schema;
}

export function singleBlock<const A extends Attributes>(description: string, attributes: A): SingleBlock<A> {
  return { nesting: 'single', block: { description, attributes } };
}

type BlocksOf<S extends Schema> = S extends { readonly blocks: infer Blocks extends Schema['blocks'] }
  ? {
      -readonly [Name in keyof Blocks]: Blocks[Name] extends SingleBlock<infer A>
        ? ValuesOf<A> | null
        : never;
    }
  : unknown;

/** A resource's values in state: all known, null where there is none. */
export type State<S extends Schema> = ValuesOf<S['attributes']> & BlocksOf<S>;

/**
 * A resource's values in a configuration or plan: any attribute may be unknown until the apply.
 * (So may one in a block; whoever reads those checks.)
 */
export type Plan<S extends Schema> = {
  -readonly [Name in keyof S['attributes']]: ValueOf<S['attributes'][Name]> | null | Unknown;
} & BlocksOf<S>;

/** The configuration, as the user wrote it. */
export type Config<S extends Schema> = Readonly<Plan<S>>;
