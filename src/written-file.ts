import { posix } from 'node:path';
import { TerraformStack, Token } from 'cdktf';
import { IConstruct } from 'constructs';

const writersOf = new WeakMap<TerraformStack, Map<string, IConstruct>>();

/**
 * Notes who writes a file: two that write the same one undo each other's work with every apply. That is looked for in
 * one stack only, since two may be applied on two machines.
 *
 * @returns what is wrong, where another construct of the stack writes it already
 */
export function claimFile(writer: IConstruct, filename: string): string | undefined {
  if (Token.isUnresolved(filename) || filename.trim() === '') return undefined;
  const stack = TerraformStack.of(writer);
  const writers = writersOf.get(stack) ?? new Map<string, IConstruct>();
  writersOf.set(stack, writers);
  const file = posix.normalize(filename);
  const first = writers.get(file);
  if (first) return `${JSON.stringify(filename)} is written by ${first.node.path} already`;
  writers.set(file, writer);
  return undefined;
}
