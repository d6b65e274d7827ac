import { canonicalNumber, Decimal, numbersEqual } from './decimal';
import { dynamic, Type, typesEqual, encodeType } from './type';
import { isUnknown, Unknown } from './unknown';

/**
 * A value of Terraform's. Lists, sets and tuples are arrays; maps and objects are objects, without
 * a prototype where this room makes them, so that `__proto__` is a key like any other. A number is
 * a `Decimal` exactly where JavaScript's would lose digits.
 */
export type Value =
  null | boolean | string | number | Decimal | Unknown | Dynamic | Value[] | { [name: string]: Value };

/** A value in a place of type `dynamic`, with the type that it has. */
export class Dynamic {
  constructor(
    readonly type: Type,
    readonly value: Value,
  ) {}
}

/** Whether the value, or anything in it, will be known only after apply. */
export function containsUnknown(value: Value): boolean {
  if (value === null || typeof value !== 'object' || value instanceof Decimal) return false;
  if (value instanceof Unknown) return true;
  if (value instanceof Dynamic) return containsUnknown(value.value);
  return (Array.isArray(value) ? value : Object.values(value)).some(containsUnknown);
}

/**
 * Whether Terraform would see no difference: numbers by what they count (`1` is `1.0`), strings in
 * Unicode's normal form C, sets in any order, a missing attribute of an object as null. Unknowns are
 * equal when the same is known of them. Without a type, arrays are compared in their order and a
 * missing key is not null.
 */
export function valuesEqual(a: Value, b: Value, type: Type = dynamic): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' && typeof b === 'string') return a.normalize('NFC') === b.normalize('NFC');
  if (isNumber(a) && isNumber(b)) return numbersEqual(a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof Decimal || b instanceof Decimal) return false;
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b) && String(a) === String(b);
  if (a instanceof Dynamic || b instanceof Dynamic) {
    return (
      a instanceof Dynamic &&
      b instanceof Dynamic &&
      typesEqual(a.type, b.type) &&
      valuesEqual(a.value, b.value, a.type)
    );
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && elementsEqual(a, b, type);
  }
  return attributesEqual(a, b, type);
}

function elementsEqual(a: Value[], b: Value[], type: Type): boolean {
  const inOrder =
    a.length === b.length &&
    a.every((element, index) => valuesEqual(element, b[index], elementType(type, index)));
  if (inOrder || typeof type === 'string' || !('set' in type)) return inOrder;
  const mine = new Set(a.map((element) => canonical(element, type.set)));
  const yours = new Set(b.map((element) => canonical(element, type.set)));
  return mine.size === yours.size && [...mine].every((element) => yours.has(element));
}

function attributesEqual(a: Record<string, Value>, b: Record<string, Value>, type: Type): boolean {
  const typed = typeof type !== 'string' && 'object' in type;
  const names = typed ? Object.keys(type.object) : Object.keys(a);
  if (!typed && names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) =>
      (typed || Object.hasOwn(b, name)) &&
      valuesEqual(attributeOf(a, name), attributeOf(b, name), elementType(type, name)),
  );
}

/** An own attribute of the object, null where it has none. */
export function attributeOf(value: { readonly [name: string]: Value }, name: string): Value {
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function elementType(type: Type, step: string | number): Type {
  if (typeof type === 'string') return dynamic;
  if ('list' in type) return type.list;
  if ('set' in type) return type.set;
  if ('map' in type) return type.map;
  return ('tuple' in type ? type.tuple[step as number] : type.object[step]) ?? dynamic;
}

/** One text for all values that are equal: the key by which elements of sets are compared. */
function canonical(value: Value, type: Type): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (isNumber(value)) return canonicalNumber(value);
  if (isUnknown(value)) return String(value);
  if (value instanceof Dynamic) return `${encodeType(value.type)}(${canonical(value.value, value.type)})`;
  if (Array.isArray(value)) {
    const elements = value.map((element, index) => canonical(element, elementType(type, index)));
    const isSet = typeof type !== 'string' && 'set' in type;
    return `[${isSet ? [...new Set(elements)].sort() : elements}]`;
  }
  const typed = typeof type !== 'string' && 'object' in type;
  const names = Object.keys(typed ? type.object : value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(attributeOf(value, name), elementType(type, name))}`)}}`;
}

function isNumber(value: Value): value is number | Decimal {
  return typeof value === 'number' || value instanceof Decimal;
}
