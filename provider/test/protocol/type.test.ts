import * as fc from 'fast-check';
import { anyType } from './arbitrary';
import { cty, Type } from '../../src/protocol';

const json = (type: Type) => Buffer.from(cty.encodeType(type)).toString();

test('types are written in the notation of cty', () => {
  expect(json('string')).toBe('"string"');
  expect(json(cty.list(cty.map('number')))).toBe('["list",["map","number"]]');
  expect(json(cty.tuple('bool', 'dynamic'))).toBe('["tuple",["bool","dynamic"]]');
  expect(json(cty.object({ id: 'string' }))).toBe('["object",{"id":"string"}]');
  expect(json(cty.object({ id: 'string', on: 'bool' }, ['on']))).toBe(
    '["object",{"id":"string","on":"bool"},["on"]]',
  );
});

test('each type comes back as it was, `__proto__` and all', () => {
  fc.assert(
    fc.property(anyType, (type) => {
      const back = cty.decodeType(cty.encodeType(type));
      expect(json(back)).toBe(json(type));
      expect(cty.typesEqual(back, type)).toBe(true);
    }),
  );
  const hostile = cty.decodeType(Buffer.from('["object",{"__proto__":["object",{"a":"bool"}]}]'));
  expect(json(hostile)).toBe('["object",{"__proto__":["object",{"a":"bool"}]}]');
  expect(({} as Record<string, unknown>).a).toBeUndefined();
});

test('types that differ are told apart', () => {
  const types: Type[] = [
    'string',
    'dynamic',
    cty.list('string'),
    cty.set('string'),
    cty.map('string'),
    cty.tuple('string'),
    cty.tuple('string', 'string'),
    cty.object({ a: 'string' }),
    cty.object({ b: 'string' }),
    cty.object({ a: 'number' }),
    cty.object({ a: 'string' }, ['a']),
  ];
  for (const a of types) expect(types.filter((b) => cty.typesEqual(a, b))).toEqual([a]);
});

test.each([
  '',
  'string',
  '"text"',
  'null',
  '7',
  '{}',
  '[]',
  '["list"]',
  '["list","string","string"]',
  '["tuple","string"]',
  '["object",["string"]]',
  '["object",{"a":"string"},["b"]]',
  '["object",{"a":"nothing"}]',
])('%j is no type', (text) => {
  expect(() => cty.decodeType(Buffer.from(text))).toThrow(/A type must be/);
});

test('a type nests so deep and no deeper', () => {
  const nested = (depth: number) => Buffer.from('["list",'.repeat(depth) + '"string"' + ']'.repeat(depth));
  expect(cty.typesEqual(cty.decodeType(nested(cty.MAX_DEPTH)), 'string')).toBe(false);
  expect(() => cty.decodeType(nested(cty.MAX_DEPTH + 1))).toThrow('256 levels');
  expect(() => cty.decodeType(nested(100_000))).toThrow('256 levels');
});
