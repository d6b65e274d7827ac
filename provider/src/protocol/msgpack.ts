import { decode, encode, ExtData, ExtensionCodecType } from '@msgpack/msgpack';
import { AttributePath } from './attribute-path';
import { Decimal, exactNumber, parseNumber } from './decimal';
import { decodeType, describeType, encodeType, MAX_DEPTH, ObjectType, Type } from './type';
import { Bound, isUnknown, Refinements, Unknown } from './unknown';
import { attributeOf, Dynamic, Value } from './value';
import { kindOf, ValueError } from './value-error';
import { wellFormed } from './well-formed';

/*
 * Values travel as MessagePack in the dialect of go-cty: an unknown is extension 0, one of which
 * something is known extension 12; a number is an integer where it fits 64 bits, a double where
 * that is exact, and otherwise its decimal digits as a string.
 */

const UNKNOWN = 0;
const REFINED_UNKNOWN = 12;
const UNREFINED = new ExtData(UNKNOWN, new Uint8Array(1));
// By far the most frequent of the refined, so it is not made anew each time: {1: false}
const NOT_NULL_ONLY = new ExtData(REFINED_UNKNOWN, Uint8Array.of(0x81, 0x01, 0xc2));

// cty refuses a refined unknown beyond this, and cuts long prefixes itself.
const MAX_REFINEMENTS_BYTES = 1024;
const MAX_PREFIX_BYTES = 256;

const NOT_NULL = 1;
const PREFIX = 2;
const MIN = 3;
const MAX = 4;
const MIN_LENGTH = 5;
const MAX_LENGTH = 6;

const extensionCodec: ExtensionCodecType<undefined> = {
  tryToEncode: (object) => (object instanceof ExtData ? object : null),
  // Extensions of later versions of cty are unknowns too, of which they tell more.
  decode: (data, type) => (type === REFINED_UNKNOWN ? decodeRefinements(data) : Unknown.any),
};

/*
 * The library refuses the key `__proto__`, which Terraform allows. Under this name the key passes:
 * half a surrogate pair, which no UTF-8 holds.
 */
const PROTO = '__proto__';
const PROTO_ALIAS = '\ud800__proto__';
const aliasingKeyDecoder = {
  canBeCached: (byteLength: number) => byteLength === PROTO.length,
  decode: (bytes: Uint8Array, offset: number, byteLength: number) => {
    const key = asBuffer(bytes).toString('utf8', offset, offset + byteLength);
    return key === PROTO ? PROTO_ALIAS : key;
  },
};

const ENCODING = {
  extensionCodec,
  useBigInt64: true,
  // A dynamic value is wrapped once more.
  maxDepth: 2 * MAX_DEPTH + 2,
  initialBufferSize: 512,
};

/**
 * The value in Terraform's MessagePack. Attributes that an object lacks are sent as null.
 *
 * @throws ValueError where the value is not of the type: another kind, a surplus attribute, a tuple
 * of another length, a number that is not finite, nesting beyond `MAX_DEPTH`.
 */
export function encodeValue(type: Type, value: Value): Uint8Array {
  return encode(toWire(type, value, AttributePath.root, 0), ENCODING);
}

/**
 * Reads a value out of Terraform's MessagePack.
 *
 * @throws ValueError where the bytes are no MessagePack, or hold no value of the type.
 */
export function decodeValue(type: Type, bytes: Uint8Array): Value {
  return fromWire(type, unpack(bytes), AttributePath.root, 0);
}

function unpack(bytes: Uint8Array): unknown {
  try {
    // No collection has more elements than there are bytes: a lying header must not reserve memory.
    const most = bytes.length;
    return decode(bytes, {
      extensionCodec,
      // Only where it may be needed: the library's own has a cache of keys.
      keyDecoder: asBuffer(bytes).includes(PROTO) ? aliasingKeyDecoder : undefined,
      useBigInt64: true,
      maxArrayLength: most,
      maxMapLength: most,
    });
  } catch (error) {
    if (error instanceof ValueError) throw error;
    throw new ValueError(
      AttributePath.root,
      `These ${bytes.length} bytes are no MessagePack: ${(error as Error).message}`,
    );
  }
}

// ---- encoding -------------------------------------------------------------------------------

function toWire(type: Type, value: Value | undefined, path: AttributePath, depth: number): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return unknownToWire(type, value);
  if (depth > MAX_DEPTH) throw tooDeep(path);
  if (typeof type === 'string') {
    switch (type) {
      case 'string':
        if (typeof value === 'string') return wellFormed(value);
        break;
      case 'bool':
        if (typeof value === 'boolean') return value;
        break;
      case 'number':
        if (typeof value === 'number') return numberToWire(value, path);
        if (value instanceof Decimal) return value.text;
        break;
      case 'dynamic':
        if (value instanceof Dynamic) {
          if (value.type === 'dynamic') return toWire(type, value.value, path, depth + 1);
          return [encodeType(value.type), toWire(value.type, value.value, path, depth + 1)];
        }
    }
    throw mismatch(path, type, value);
  }
  if ('object' in type) {
    if (!isRecord(value)) throw mismatch(path, type, value);
    return objectToWire(type, value, path, depth);
  }
  if ('map' in type) {
    if (!isRecord(value)) throw mismatch(path, type, value);
    const wire = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(value)) {
      wire[wellFormed(key)] = toWire(type.map, value[key], path.key(key), depth + 1);
    }
    return wire;
  }
  if (!Array.isArray(value)) throw mismatch(path, type, value);
  if ('list' in type) {
    return value.map((element, index) => toWire(type.list, element, path.index(index), depth + 1));
  }
  // A set's path does not name the element: that would print it.
  if ('set' in type) return value.map((element) => toWire(type.set, element, path, depth + 1));
  if (value.length !== type.tuple.length) throw mismatch(path, type, value);
  return value.map((element, index) => toWire(type.tuple[index], element, path.index(index), depth + 1));
}

function objectToWire(
  type: ObjectType,
  value: Record<string, Value>,
  path: AttributePath,
  depth: number,
): unknown {
  const wire = Object.create(null) as Record<string, unknown>;
  const attributes = type.object;
  for (const name of Object.keys(attributes)) {
    wire[name] = toWire(attributes[name], attributeOf(value, name), path.attribute(name), depth + 1);
  }
  refuseSurplus(type, value, path);
  return wire;
}

function numberToWire(value: number, path: AttributePath): number | bigint | string {
  if (!Number.isFinite(value)) throw new ValueError(path, `Expected a finite number, got ${value}`);
  return Number.isSafeInteger(value) ? integerToWire(value) : String(value);
}

/** The library writes integers beyond 32 bits as doubles unless they are BigInts. */
function integerToWire(value: number): number | bigint {
  return value > 0xffffffff || value < -0x80000000 ? BigInt(value) : value;
}

function unknownToWire(type: Type, value: Unknown): ExtData {
  if (value === Unknown.any || type === 'dynamic') return UNREFINED;
  if (value === Unknown.notNull) return NOT_NULL_ONLY;
  const { notNull, ...rest } = value.refinements;
  const nullness = notNull ? [[NOT_NULL, false] as const] : [];
  const entries: (readonly [number, unknown])[] = [...nullness, ...refinementsToWire(type, rest)];
  if (entries.length === 0) return UNREFINED;
  const payload = packRefinements(entries);
  if (payload.length <= MAX_REFINEMENTS_BYTES) return new ExtData(REFINED_UNKNOWN, payload);
  return notNull ? NOT_NULL_ONLY : UNREFINED;
}

/** Only what means something for the type: Terraform takes a length of a string for an error. */
function refinementsToWire(type: Type, refinements: Refinements): (readonly [number, unknown])[] {
  const { prefix, min, max, minLength, maxLength } = refinements;
  const entries: (readonly [number, unknown])[] = [];
  if (type === 'string') {
    if (prefix) entries.push([PREFIX, cutPrefix(prefix)]);
  } else if (type === 'number') {
    if (min) entries.push([MIN, boundToWire(min)]);
    if (max) entries.push([MAX, boundToWire(max)]);
  } else if (typeof type === 'object' && ('list' in type || 'set' in type || 'map' in type)) {
    if (minLength) entries.push([MIN_LENGTH, integerToWire(minLength)]);
    if (maxLength !== undefined) entries.push([MAX_LENGTH, integerToWire(maxLength)]);
  }
  return entries;
}

function boundToWire({ value, inclusive }: Bound): unknown {
  return [value instanceof Decimal ? value.text : numberToWire(value, AttributePath.root), inclusive];
}

function cutPrefix(prefix: string): string {
  const bytes = Buffer.from(prefix.normalize('NFC')).subarray(0, MAX_PREFIX_BYTES);
  // Asked for more to come, the decoder leaves out a character that was cut in two.
  return new TextDecoder().decode(bytes, { stream: true });
}

/** By hand, because the library writes the keys of maps as strings only. */
function packRefinements(entries: (readonly [number, unknown])[]): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(0x80 + entries.length),
    ...entries.flatMap(([key, value]) => [Uint8Array.of(key), encode(value, ENCODING)]),
  ]);
}

// ---- decoding -------------------------------------------------------------------------------

function fromWire(type: Type, wire: unknown, path: AttributePath, depth: number): Value {
  if (wire === null) return null;
  if (isUnknown(wire)) return wire;
  if (depth > MAX_DEPTH) throw tooDeep(path);
  if (typeof type === 'string') {
    switch (type) {
      case 'string':
        if (typeof wire === 'string') return wire;
        break;
      case 'bool':
        if (typeof wire === 'boolean') return wire;
        break;
      case 'number':
        if (isNumeric(wire)) return numberFromWire(wire, path);
        break;
      case 'dynamic':
        return dynamicFromWire(wire, path, depth);
    }
    throw mismatch(path, type, wire);
  }
  if ('object' in type) {
    if (!isRecord(wire)) throw mismatch(path, type, wire);
    return objectFromWire(type, wire, path, depth);
  }
  if ('map' in type) {
    if (!isRecord(wire)) throw mismatch(path, type, wire);
    const value = Object.create(null) as Record<string, Value>;
    for (const alias of Object.keys(wire)) {
      const key = alias === PROTO_ALIAS ? PROTO : alias;
      value[key] = fromWire(type.map, wire[alias], path.key(key), depth + 1);
    }
    return value;
  }
  if (!Array.isArray(wire)) throw mismatch(path, type, wire);
  const elements = wire as unknown[];
  if ('list' in type) {
    return elements.map((element, index) => fromWire(type.list, element, path.index(index), depth + 1));
  }
  if ('set' in type) return elements.map((element) => fromWire(type.set, element, path, depth + 1));
  if (elements.length !== type.tuple.length) throw mismatch(path, type, wire);
  return elements.map((element, index) => fromWire(type.tuple[index], element, path.index(index), depth + 1));
}

function objectFromWire(
  type: ObjectType,
  wire: Record<string, unknown>,
  path: AttributePath,
  depth: number,
): Value {
  const value = Object.create(null) as Record<string, Value>;
  const attributes = type.object;
  if (Object.hasOwn(wire, PROTO_ALIAS)) {
    wire = Object.fromEntries(
      Object.entries(wire).map(([key, of]) => [key === PROTO_ALIAS ? PROTO : key, of]),
    );
  }
  for (const name of Object.keys(attributes)) {
    const attribute = Object.hasOwn(wire, name) ? wire[name] : null;
    value[name] = fromWire(attributes[name], attribute, path.attribute(name), depth + 1);
  }
  refuseSurplus(type, wire, path);
  return value;
}

function dynamicFromWire(wire: unknown, path: AttributePath, depth: number): Value {
  const [json, inner] = Array.isArray(wire) && wire.length === 2 ? (wire as unknown[]) : [];
  if (!(json instanceof Uint8Array)) {
    throw new ValueError(path, `Expected a pair of a type and a value, got ${kindOf(wire)}`);
  }
  let type: Type;
  try {
    type = decodeType(json);
  } catch (error) {
    throw new ValueError(path, (error as Error).message);
  }
  return new Dynamic(type, fromWire(type, inner, path, depth + 1));
}

function isNumeric(wire: unknown): wire is number | bigint | string {
  return typeof wire === 'number' || typeof wire === 'bigint' || typeof wire === 'string';
}

function numberFromWire(wire: number | bigint | string, path: AttributePath): number | Decimal {
  if (typeof wire === 'number') {
    if (Number.isSafeInteger(wire)) return wire;
    if (!Number.isFinite(wire)) throw new ValueError(path, `Expected a finite number, got ${wire}`);
    return exactNumber(wire);
  }
  try {
    return parseNumber(String(wire));
  } catch {
    throw new ValueError(path, 'Expected a number, got a string that is none');
  }
}

function decodeRefinements(data: Uint8Array): Unknown {
  if (asBuffer(data).equals(NOT_NULL_ONLY.data as Uint8Array)) return Unknown.notNull;
  const wire = data.length <= MAX_REFINEMENTS_BYTES ? unpack(data) : undefined;
  if (!isRecord(wire)) {
    const problem = `The refinements of an unknown value must be a map of ${MAX_REFINEMENTS_BYTES} bytes at most`;
    throw new ValueError(AttributePath.root, problem);
  }
  const bound = (of: unknown): Bound | undefined => {
    const [value, inclusive] = Array.isArray(of) ? (of as unknown[]) : [];
    // An infinite end is no end.
    if (!isNumeric(value) || typeof inclusive !== 'boolean' || Math.abs(Number(value)) === Infinity) {
      return undefined;
    }
    return { value: numberFromWire(value, AttributePath.root), inclusive };
  };
  const length = (of: unknown) =>
    isNumeric(of) && Number.isSafeInteger(Number(of)) ? Number(of) : undefined;
  const found: Refinements = {
    notNull: wire[NOT_NULL] === false || undefined,
    prefix: typeof wire[PREFIX] === 'string' ? wire[PREFIX] : undefined,
    min: bound(wire[MIN]),
    max: bound(wire[MAX]),
    minLength: length(wire[MIN_LENGTH]),
    maxLength: length(wire[MAX_LENGTH]),
  };
  try {
    return new Unknown(Object.fromEntries(Object.entries(found).filter(([, of]) => of !== undefined)));
  } catch (error) {
    throw new ValueError(AttributePath.root, (error as Error).message);
  }
}

// ---- both -----------------------------------------------------------------------------------

function isRecord<T>(value: T): value is T & Record<string, any> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Decimal) &&
    !(value instanceof Dynamic)
  );
}

function refuseSurplus(type: ObjectType, value: Record<string, unknown>, path: AttributePath): void {
  const attributes = type.object;
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(attributes, name)) {
      const known = Object.keys(attributes).sort().join(', ') || 'none';
      throw new ValueError(path.attribute(name), `The object has no such attribute; it has ${known}`);
    }
  }
}

function mismatch(path: AttributePath, type: Type, got: unknown): ValueError {
  return new ValueError(path, `Expected ${describeType(type)}, got ${kindOf(got)}`);
}

function tooDeep(path: AttributePath): ValueError {
  // The whole path would be hundreds of steps.
  return new ValueError(path.forDiagnostics({}), `A value may nest ${MAX_DEPTH} levels deep at most`);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
