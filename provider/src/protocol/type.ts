/**
 * Terraform's types, as go-cty has them, written as plain data. In `object`, the attributes named
 * in `optional` may be missing from what a user writes; a value always holds them, null perhaps.
 */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | { readonly list: Type }
  | { readonly set: Type }
  | { readonly map: Type }
  | ObjectType
  | { readonly tuple: readonly Type[] };

export interface ObjectType {
  readonly object: Readonly<Record<string, Type>>;
  readonly optional?: readonly string[];
}

/** How deep a type or a value may nest. It keeps hostile input from exhausting the stack. */
export const MAX_DEPTH = 256;

export const string = 'string';
export const number = 'number';
export const bool = 'bool';
/** Any type; a value of it says which one (see `Dynamic`). */
export const dynamic = 'dynamic';

export const list = (element: Type): Type => ({ list: element });
export const set = (element: Type): Type => ({ set: element });
export const map = (element: Type): Type => ({ map: element });
export const tuple = (...elements: Type[]): Type => ({ tuple: elements });

export function object(
  attributes: Readonly<Record<string, Type>>,
  optional: readonly string[] = [],
): ObjectType {
  // Without a prototype, so that an attribute may be called `constructor` or `__proto__`.
  const own = Object.assign(Object.create(null) as Record<string, Type>, attributes);
  return optional.length > 0 ? { object: own, optional } : { object: own };
}

/** The type in cty's JSON notation: `"string"`, `["list","string"]`, `["object",{"id":"string"}]`. */
export function encodeType(type: Type): Uint8Array {
  return Buffer.from(JSON.stringify(toJson(type)));
}

/** Reads cty's JSON notation. Throws where it is no type, or one deeper than `MAX_DEPTH`. */
export function decodeType(json: Uint8Array): Type {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString('utf8'));
  } catch {
    throw new TypeError('A type must be JSON, such as "string" or ["list","string"]');
  }
  return typeFromJson(parsed);
}

/** As `decodeType`, from JSON that is parsed already. */
export function typeFromJson(json: unknown, depth = 0): Type {
  if (depth > MAX_DEPTH) throw new TypeError(`A type may nest ${MAX_DEPTH} levels deep at most`);
  if (json === 'string' || json === 'number' || json === 'bool' || json === 'dynamic') return json;
  if (Array.isArray(json)) {
    const [kind, of, optional] = json as unknown[];
    if (json.length === 2) {
      if (kind === 'list') return { list: typeFromJson(of, depth + 1) };
      if (kind === 'set') return { set: typeFromJson(of, depth + 1) };
      if (kind === 'map') return { map: typeFromJson(of, depth + 1) };
      if (kind === 'tuple' && Array.isArray(of)) {
        return { tuple: of.map((element) => typeFromJson(element, depth + 1)) };
      }
    }
    if (kind === 'object' && isRecord(of) && (json.length === 2 || isNames(optional, of))) {
      const attributes = Object.create(null) as Record<string, Type>;
      for (const name of Object.keys(of)) attributes[name] = typeFromJson(of[name], depth + 1);
      return json.length === 2
        ? { object: attributes }
        : { object: attributes, optional: optional as string[] };
    }
  }
  throw new TypeError(
    'A type must be "string", "number", "bool" or "dynamic", ["list", T], ["set", T], ["map", T], ' +
      '["tuple", [T, ...]] or ["object", {name: T, ...}], with a list of optional attributes perhaps',
  );
}

/** The type as a person would say it, for messages: `list of string`, `object`. */
export function describeType(type: Type): string {
  if (typeof type === 'string') return type === 'dynamic' ? 'value of any type' : type;
  if ('list' in type) return `list of ${describeType(type.list)}`;
  if ('set' in type) return `set of ${describeType(type.set)}`;
  if ('map' in type) return `map of ${describeType(type.map)}`;
  return 'tuple' in type ? `tuple of ${type.tuple.length}` : 'object';
}

export function typesEqual(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  if ('list' in a) return 'list' in b && typesEqual(a.list, b.list);
  if ('set' in a) return 'set' in b && typesEqual(a.set, b.set);
  if ('map' in a) return 'map' in b && typesEqual(a.map, b.map);
  if ('tuple' in a) {
    return (
      'tuple' in b &&
      a.tuple.length === b.tuple.length &&
      a.tuple.every((element, index) => typesEqual(element, b.tuple[index]))
    );
  }
  if (!('object' in b)) return false;
  const names = Object.keys(a.object);
  return (
    names.length === Object.keys(b.object).length &&
    names.every((name) => Object.hasOwn(b.object, name) && typesEqual(a.object[name], b.object[name])) &&
    [...(a.optional ?? [])].sort().join('\n') === [...(b.optional ?? [])].sort().join('\n')
  );
}

/** Whether the type leaves something open that only a value can tell. */
export function hasDynamic(type: Type): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if ('list' in type) return hasDynamic(type.list);
  if ('set' in type) return hasDynamic(type.set);
  if ('map' in type) return hasDynamic(type.map);
  return ('tuple' in type ? type.tuple : Object.values(type.object)).some(hasDynamic);
}

function toJson(type: Type): unknown {
  if (typeof type === 'string') return type;
  if ('list' in type) return ['list', toJson(type.list)];
  if ('set' in type) return ['set', toJson(type.set)];
  if ('map' in type) return ['map', toJson(type.map)];
  if ('tuple' in type) return ['tuple', type.tuple.map(toJson)];
  const attributes = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(type.object)) attributes[name] = toJson(type.object[name]);
  return type.optional?.length ? ['object', attributes, type.optional] : ['object', attributes];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNames(value: unknown, of: Record<string, unknown>): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && Object.hasOwn(of, name));
}
