import * as fc from 'fast-check';
import { anyType } from './arbitrary';
import { cty, Decimal, decodeJson, Dynamic, parseJson, Type, Value, ValueError } from '../../src/protocol';

// Generated cases by the hundred, on a machine that may be busy.
jest.setTimeout(60_000);

const parse = (text: string) => parseJson(Buffer.from(text));
const read = (type: Type, text: string) => decodeJson(type, Buffer.from(text));

describe('parseJson', () => {
  test('numbers keep their digits', () => {
    expect(parse('[1, -0.5, 1.0, 3.14159265358979323846, 9007199254740993, 1e100, 1E5]')).toEqual([
      1,
      -0.5,
      new Decimal('1.0'),
      new Decimal('3.14159265358979323846'),
      new Decimal('9007199254740993'),
      new Decimal('1e100'),
      new Decimal('1E5'),
    ]);
    expect(parse('100000000000000000000000000000')).toEqual(new Decimal('100000000000000000000000000000'));
  });

  test('what looks like a number in a string is a string', () => {
    const text = '{"1.0": "1.0", "a\\"1.0": "\\\\\\"1.0", "b": [1.0, "\\\\", 2.0]}';
    expect(parse(text)).toEqual({
      '1.0': '1.0',
      'a"1.0': '\\"1.0',
      b: [new Decimal('1.0'), '\\', new Decimal('2.0')],
    });
  });

  test('agrees with JSON.parse on all but the digits', () => {
    const plain = (value: Value): unknown => {
      if (value instanceof Decimal) return value.toNumber();
      if (Array.isArray(value)) return value.map(plain);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
    };
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        // Own keys only: toEqual would not look at `__proto__` of a plain object.
        const entries = (value: unknown) => JSON.stringify(value);
        expect(entries(plain(parse(text)))).toBe(entries(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });

  test('`__proto__` is a key', () => {
    const value = parse('{"__proto__": {"admin": 1.0}}') as Record<string, Value>;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value.admin).toBeUndefined();
  });

  test('long text is no trouble', () => {
    const long = JSON.stringify({ a: '\n"\\1.0'.repeat(400_000), n: 1 }).replace(/1}$/, '1.0}');
    expect((parse(long) as Record<string, Value>).n).toEqual(new Decimal('1.0'));
  });

  test.each([
    '',
    '{',
    '{"password":"hunter2"',
    "{'a':1}",
    '01',
    '1.0.0',
    '+1',
    '1e99999999999',
    'NaN',
    '"hunter2',
  ])('%j is refused, and not quoted', (text) => {
    expect(() => parse(text)).toThrow(ValueError);
    expect(() => parse(text)).not.toThrow('hunter2');
  });

  test('nests so deep and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parse(nested(200))).toHaveLength(1);
    expect(() => parse(nested(1_000_000))).toThrow('256 levels');
    expect(() => parse('['.repeat(1_000_000))).toThrow('no JSON');
  });
});

describe('decodeJson', () => {
  test('reads each type', () => {
    const type = cty.object({
      s: 'string',
      n: 'number',
      b: 'bool',
      l: cty.list('number'),
      t: cty.set('string'),
      m: cty.map('bool'),
      p: cty.tuple('string', 'number'),
      d: 'dynamic',
      missing: 'string',
    });
    const text =
      '{"s":"x","n":0.10,"b":true,"l":[1,2.0],"t":["a"],"m":{"__proto__":false},"p":["a",null],' +
      '"d":{"type":["list","number"],"value":[1e2]},"gone":"was here"}';
    const value = read(type, text) as Record<string, Value>;
    expect(value).toMatchObject({
      s: 'x',
      n: new Decimal('0.10'),
      b: true,
      l: [1, new Decimal('2.0')],
      t: ['a'],
      p: ['a', null],
      d: new Dynamic(cty.list('number'), [new Decimal('1e2')]),
      missing: null,
    });
    expect(Object.keys(value.m as object)).toEqual(['__proto__']);
    expect(Object.keys(value)).not.toContain('gone');
  });

  test('takes what Terraform takes', () => {
    expect(read('number', '"12"')).toBe(12);
    expect(read('string', '1.0')).toBe('1.0');
    expect(read('string', 'true')).toBe('true');
    expect(read('bool', '"false"')).toBe(false);
    expect(read('dynamic', 'null')).toBeNull();
  });

  test.each<[Type, string, string]>([
    ['number', '"hunter2"', 'Expected a number'],
    ['bool', '"hunter2"', 'Expected bool, got a string'],
    ['string', '["hunter2"]', 'Expected string, got an array of 1'],
    [cty.list('string'), '{}', 'Expected list of string, got an object'],
    [
      cty.object({ a: cty.map('number') }),
      '{"a":{"b":["hunter2"]}}',
      'a["b"]: Expected number, got an array of 1',
    ],
    [cty.tuple('string'), '[]', 'Expected tuple of 1'],
    ['dynamic', '"hunter2"', 'an object of a type and a value'],
    ['dynamic', '{"type":"hunter2","value":1}', 'A type must be'],
  ])('%j from %s is refused', (type, text, message) => {
    expect(() => read(type, text)).toThrow(ValueError);
    expect(() => read(type, text)).toThrow(message);
    expect(() => read(type, text)).not.toThrow('hunter2');
  });

  test('any text is read or refused', () => {
    fc.assert(
      fc.property(anyType, fc.oneof(fc.json(), fc.string()), (type, text) => {
        try {
          read(type, text);
        } catch (error) {
          expect(error).toBeInstanceOf(ValueError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
