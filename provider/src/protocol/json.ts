import { randomUUID } from 'node:crypto';
import { AttributePath } from './attribute-path';
import { Decimal, parseNumber } from './decimal';
import { describeType, MAX_DEPTH, Type, typeFromJson } from './type';
import { Dynamic, Value } from './value';
import { kindOf, ValueError } from './value-error';

/**
 * Parses JSON without losing a digit: a number that JavaScript would change becomes a `Decimal`.
 * For states whose type is not known: an older version's, or another provider's.
 *
 * @throws ValueError where it is no JSON, or nests beyond `MAX_DEPTH`. The message holds none of the text.
 */
export function parseJson(bytes: Uint8Array): Value {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let parsed = tryParse(text);
  // JSON.parse gives no way to the digits, so those it would change pass it as strings that nobody
  // can have written. The text is valid here, so a number outside a string is exactly one token.
  const mark = randomUUID();
  let inString = false;
  let changed = false;
  const marked = text.replace(/\\.|"|-?\d[\d.eE+-]*/g, (token) => {
    if (token === '"') {
      inString = !inString;
    } else if (!inString && parseDigits(token, AttributePath.root) instanceof Decimal) {
      changed = true;
      return JSON.stringify(mark + token);
    }
    return token;
  });
  if (changed) parsed = tryParse(marked);
  return untyped(parsed, mark, 0);
}

/**
 * Reads a state's JSON as a value of the type. As Terraform does, it takes `"1"` for 1, and 1 for
 * `"1"`; attributes that the type lacks are left out, those that the state lacks are null.
 *
 * @throws ValueError where it is no JSON, or no value of the type.
 */
export function decodeJson(type: Type, bytes: Uint8Array): Value {
  return typed(type, parseJson(bytes), AttributePath.root);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold secrets.
    throw new ValueError(AttributePath.root, `These ${text.length} characters are no JSON`);
  }
}

function untyped(json: unknown, mark: string, depth: number): Value {
  if (typeof json === 'string') return json.startsWith(mark) ? new Decimal(json.slice(mark.length)) : json;
  if (typeof json !== 'object' || json === null) return json as Value;
  if (depth > MAX_DEPTH) {
    throw new ValueError(AttributePath.root, `A value may nest ${MAX_DEPTH} levels deep at most`);
  }
  if (Array.isArray(json)) return json.map((element) => untyped(element, mark, depth + 1));
  const value = Object.create(null) as Record<string, Value>;
  for (const [key, element] of Object.entries(json)) value[key] = untyped(element, mark, depth + 1);
  return value;
}

function typed(type: Type, json: Value, path: AttributePath): Value {
  if (json === null) return null;
  if (typeof type === 'string') return scalar(type, json, path);
  if ('object' in type || 'map' in type) {
    if (!isRecord(json)) throw mismatch(path, type, json);
    const value = Object.create(null) as Record<string, Value>;
    if ('map' in type) {
      for (const key of Object.keys(json)) value[key] = typed(type.map, json[key], path.key(key));
    } else {
      for (const name of Object.keys(type.object)) {
        value[name] = typed(type.object[name], json[name] ?? null, path.attribute(name));
      }
    }
    return value;
  }
  if (!Array.isArray(json)) throw mismatch(path, type, json);
  if ('list' in type) return json.map((element, index) => typed(type.list, element, path.index(index)));
  if ('set' in type) return json.map((element) => typed(type.set, element, path));
  if (json.length !== type.tuple.length) throw mismatch(path, type, json);
  return json.map((element, index) => typed(type.tuple[index], element, path.index(index)));
}

function scalar(type: 'string' | 'number' | 'bool' | 'dynamic', json: Value, path: AttributePath): Value {
  switch (type) {
    case 'string':
      if (typeof json === 'string') return json;
      if (typeof json !== 'object' || json instanceof Decimal) return String(json);
      break;
    case 'bool':
      if (typeof json === 'boolean') return json;
      if (json === 'true' || json === 'false') return json === 'true';
      break;
    case 'number':
      if (typeof json === 'number' || json instanceof Decimal) return json;
      if (typeof json === 'string') return parseDigits(json, path);
      break;
    case 'dynamic':
      return dynamicOf(json, path);
  }
  throw mismatch(path, type, json);
}

function parseDigits(text: string, path: AttributePath): Value {
  try {
    return parseNumber(text);
  } catch {
    throw new ValueError(
      path,
      'Expected a number such as -1.5 or 1e100, with an exponent of nine digits at most',
    );
  }
}

function dynamicOf(json: Value, path: AttributePath): Value {
  if (!isRecord(json) || !('type' in json) || !('value' in json)) {
    throw new ValueError(path, `Expected an object of a type and a value, got ${kindOf(json)}`);
  }
  let type: Type;
  try {
    type = typeFromJson(json.type);
  } catch (error) {
    throw new ValueError(path, (error as Error).message);
  }
  return new Dynamic(type, typed(type, json.value, path));
}

function isRecord(json: Value): json is { [name: string]: Value } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof Decimal);
}

function mismatch(path: AttributePath, type: Type, got: Value): ValueError {
  return new ValueError(path, `Expected ${describeType(type)}, got ${kindOf(got)}`);
}
