import { canonicalNumber, compareNumbers, Decimal } from './decimal';

/** One end of the range that a number which is not known yet will lie in. */
export interface Bound {
  readonly value: number | Decimal;
  readonly inclusive: boolean;
}

/**
 * What is known of a value before the value is. Terraform decides with it at plan time, and holds
 * the provider to it: after apply the value must be as promised.
 */
export interface Refinements {
  /** It will not be null, so `x != null` is true in the plan already. */
  readonly notNull?: boolean;
  /** A string will start with this. */
  readonly prefix?: string;
  /** A number will lie between these. */
  readonly min?: Bound;
  readonly max?: Bound;
  /** A list, set or map will hold so many elements. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A value that only apply will tell. */
export class Unknown {
  /** Nothing is known of it. */
  static readonly any = new Unknown();
  /** It will not be null. */
  static readonly notNull = new Unknown({ notNull: true });

  /** @throws RangeError where no value could be in the range: Terraform itself would crash on such. */
  constructor(readonly refinements: Refinements = {}) {
    const { min, max, minLength = 0, maxLength = Infinity } = refinements;
    if (min && max) {
      const order = compareNumbers(min.value, max.value);
      if (order > 0 || (order === 0 && !(min.inclusive && max.inclusive))) {
        throw new RangeError(`No number lies between ${min.value} and ${max.value}`);
      }
    }
    const possible =
      isLength(minLength) && (isLength(maxLength) || maxLength === Infinity) && minLength <= maxLength;
    if (!possible) throw new RangeError(`No length lies between ${minLength} and ${maxLength}`);
  }

  /** A text that is the same for unknowns of which the same is known. */
  toString(): string {
    const { notNull, prefix, min, max, minLength, maxLength } = this.refinements;
    const known = [
      notNull && 'not null',
      prefix && `prefix ${JSON.stringify(prefix)}`,
      min && `${min.inclusive ? '>=' : '>'} ${canonicalNumber(min.value)}`,
      max && `${max.inclusive ? '<=' : '<'} ${canonicalNumber(max.value)}`,
      minLength && `length >= ${minLength}`,
      maxLength !== undefined && `length <= ${maxLength}`,
    ].filter(Boolean);
    return known.length > 0 ? `unknown (${known.join(', ')})` : 'unknown';
  }
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

function isLength(length: number): boolean {
  return Number.isSafeInteger(length) && length >= 0;
}
