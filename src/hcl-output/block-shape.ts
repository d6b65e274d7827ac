import { Writer } from './expression';

/**
 * What the JSON syntax leaves open: which of a block's names are blocks, and how its arguments are written.
 * A name that is not mentioned is an argument.
 */
export interface BlockShape {
  readonly blocks?: Readonly<Record<string, Blocks>>;
  readonly arguments?: Readonly<Record<string, Writer>>;
  /**
   * How arguments are written that are not mentioned.
   *
   * @default - as expressions
   */
  readonly otherwise?: Writer;
}

/** Blocks of one kind. */
export interface Blocks {
  /** How many labels they have, such as two for `resource "type" "name"`. */
  readonly labels: number;
  /** What is in the one that has these labels. */
  readonly shape: (labels: readonly string[]) => BlockShape;
}

/** A block without labels. */
export function block(shape: BlockShape = {}): Blocks {
  return labeled(0, shape);
}

/** A block with labels that don't matter to what is in it. */
export function labeled(labels: number, shape: BlockShape = {}): Blocks {
  return { labels, shape: () => shape };
}

/** A shape, and what a better source says of the same block. */
export function refined(shape: BlockShape, by: BlockShape): BlockShape {
  return {
    blocks: { ...without(shape.blocks, by.arguments), ...by.blocks },
    arguments: { ...without(shape.arguments, by.blocks), ...by.arguments },
    otherwise: by.otherwise ?? shape.otherwise,
  };
}

function without<T>(names: Readonly<Record<string, T>> = {}, others: object = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(names).filter(([name]) => !(name in others)));
}
