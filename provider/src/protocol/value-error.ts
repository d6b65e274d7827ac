import { AttributePath } from './attribute-path';
import { Decimal } from './decimal';
import { isUnknown } from './unknown';
import { Dynamic } from './value';

/**
 * A value that does not fit its type. The message says where and what kind of thing was found,
 * never the thing: it may be a secret.
 */
export class ValueError extends Error {
  constructor(
    readonly path: AttributePath,
    readonly problem: string,
  ) {
    super(path.isRoot ? problem : `${path}: ${problem}`);
    this.name = 'ValueError';
  }
}

/** The kind of a thing, for such a message: `a string`, `nothing`, `an array of 3`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (isUnknown(value)) return 'an unknown value';
  if (value instanceof Decimal) return 'a number';
  if (value instanceof Dynamic) return 'a Dynamic';
  if (value instanceof Uint8Array) return 'bytes';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
