import { decode, encode, ExtData } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { anyType, anyTypedValue } from './arbitrary';
import {
  cty,
  Decimal,
  decodeValue,
  Dynamic,
  encodeValue,
  fromDynamicValue,
  fromRawState,
  toDynamicValue,
  Type,
  Unknown,
  Value,
  ValueError,
  valuesEqual,
} from '../../src/protocol';

// Generated cases by the hundred, on a machine that may be busy.
jest.setTimeout(60_000);

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');
const text = (value: string) => hex(encode(value));

describe('known bytes', () => {
  const vectors: [string, Type, Value, string][] = [
    ['null', 'string', null, 'c0'],
    ['a null object is one byte', cty.object({ a: 'string' }), null, 'c0'],
    ['unknown', 'string', Unknown.any, 'd4 00 00'],
    ['unknown of any type', 'dynamic', Unknown.any, 'd4 00 00'],
    ['unknown, not null', 'string', Unknown.notNull, 'c7 03 0c 81 01 c2'],
    [
      'unknown with a prefix',
      'string',
      new Unknown({ notNull: true, prefix: 'tok-' }),
      'c7 09 0c 82 01 c2 02 a4 74 6f 6b 2d',
    ],
    [
      'unknown between bounds',
      'number',
      new Unknown({ min: { value: 0, inclusive: true }, max: { value: 0.5, inclusive: false } }),
      'c7 0c 0c 82 03 92 00 c3 04 92 a3 30 2e 35 c2',
    ],
    [
      'unknown of a length',
      cty.list('bool'),
      new Unknown({ minLength: 1, maxLength: 2 }),
      'c7 05 0c 82 05 01 06 02',
    ],
    [
      'unknown of a length beyond 32 bits',
      cty.list('bool'),
      new Unknown({ minLength: 2 ** 40 }),
      'c7 0b 0c 81 05 cf 00 00 01 00 00 00 00 00',
    ],
    ['true', 'bool', true, 'c3'],
    ['a small integer', 'number', 7, '07'],
    ['a negative one', 'number', -1, 'ff'],
    ['beyond 32 bits', 'number', 2 ** 32, 'cf 00 00 00 01 00 00 00 00'],
    ['far below zero', 'number', -(2 ** 31) - 1, 'd3 ff ff ff ff 7f ff ff ff'],
    ['0.1 as its digits', 'number', 0.1, text('0.1')],
    ['a decimal as it came', 'number', new Decimal('3.14159265358979323846'), text('3.14159265358979323846')],
    ['a list', cty.list('number'), [1, 2], '92 01 02'],
    [
      'an object, its missing attribute null',
      cty.object({ a: 'bool', b: 'bool' }),
      { a: false },
      '82 a1 61 c2 a1 62 c0',
    ],
    ['a value of any type', 'dynamic', new Dynamic('string', 'x'), '92 c4 08 22 73 74 72 69 6e 67 22 a1 78'],
    [
      'an unknown of a known type',
      'dynamic',
      new Dynamic('bool', Unknown.any),
      '92 c4 06 22 62 6f 6f 6c 22 d4 00 00',
    ],
  ];
  test.each(vectors)('%s', (_, type, value, expected) => {
    expect(hex(encodeValue(type, value))).toBe(expected.replace(/ /g, ''));
    expect(valuesEqual(decodeValue(type, bytes(expected)), value, type)).toBe(true);
  });

  test.each([
    ['0.1', text('0.1'), 0.1],
    ['10^29', text('1' + '0'.repeat(29)), new Decimal('1' + '0'.repeat(29))],
    ['1e100, all digits', text('1' + '0'.repeat(100)), new Decimal('1' + '0'.repeat(100))],
    ['2^53+1 as uint64', 'cf 00 20 00 00 00 00 00 01', new Decimal('9007199254740993')],
    ['the least int64', 'd3 80 00 00 00 00 00 00 00', new Decimal('-9223372036854775808')],
    ['the greatest uint64', 'cf ff ff ff ff ff ff ff ff', new Decimal('18446744073709551615')],
    ['a small number in 64 bits', 'd3 00 00 00 00 00 00 00 05', 5],
    ['an exact double', 'cb 3f e0 00 00 00 00 00 00', 0.5],
  ])('a number that arrives as %s loses nothing', (_, wire, expected) => {
    const value = decodeValue('number', bytes(wire));
    expect(value).toEqual(expected);
    expect(valuesEqual(decodeValue('number', encodeValue('number', value)), expected)).toBe(true);
  });

  test('extensions that are not known yet are unknown values', () => {
    for (const wire of ['d4 05 00', 'd6 ff 00 00 00 00', 'c7 00 63']) {
      expect(decodeValue('string', bytes(wire))).toBe(Unknown.any);
    }
  });

  test('an infinite bound is no bound', () => {
    // {3: [-Inf, false], 4: [1, true]}
    const wire = bytes('c7 11 0c 82 03 92 cb ff f0 00 00 00 00 00 00 c2 04 92 01 c3');
    expect(decodeValue('number', wire)).toEqual(new Unknown({ max: { value: 1, inclusive: true } }));
  });
});

describe('round trip', () => {
  test('any value of any type comes back equal, and encodes to the same bytes', () => {
    fc.assert(
      fc.property(anyTypedValue(), ([type, value]) => {
        const wire = encodeValue(type, value);
        const back = decodeValue(type, wire);
        expect(valuesEqual(back, value, type)).toBe(true);
        expect(hex(encodeValue(type, back))).toBe(hex(wire));
      }),
      { numRuns: 500 },
    );
  });

  test('the library alone reads what is sent', () => {
    const plain = (value: unknown): unknown => {
      if (value instanceof Decimal) return value.text;
      if (value instanceof Dynamic) return [cty.encodeType(value.type), plain(value.value)];
      if (typeof value === 'number') {
        if (!Number.isSafeInteger(value)) return String(value);
        return value > 2 ** 32 - 1 || value < -(2 ** 31) ? BigInt(value) : value + 0;
      }
      if (Array.isArray(value)) return value.map(plain);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
    };
    const free = anyTypedValue({ unknowns: false }).filter(
      ([type]) => !JSON.stringify(type).includes('__proto__'),
    );
    fc.assert(
      fc.property(free, ([type, value]) => {
        const wire = encodeValue(type, value);
        fc.pre(!Buffer.from(wire).includes('__proto__'));
        expect(decode(wire, { useBigInt64: true })).toEqual(plain(value));
      }),
    );
  });

  test('names that mean something in JavaScript are names', () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const type = cty.object(Object.fromEntries(names.map((name) => [name, 'string'])));
    const value = Object.fromEntries(names.map((name) => [name, name]));
    expect(Object.keys(value)).toEqual(names);
    const back = decodeValue(type, encodeValue(type, value)) as Record<string, Value>;
    expect(Object.getPrototypeOf(back)).toBeNull();
    expect(Object.entries(back)).toEqual(names.map((name) => [name, name]));
    // What an object only inherits is missing.
    expect(decodeValue(type, encodeValue(type, {}))).toEqual(
      Object.assign(Object.create(null), Object.fromEntries(names.map((name) => [name, null]))),
    );
    const map = cty.map(cty.map('string'));
    const deep = decodeValue(map, encodeValue(map, { a: JSON.parse('{"__proto__":"x"}') as Value }));
    expect(Object.keys((deep as Record<string, object>).a)).toEqual(['__proto__']);
  });

  test('strings arrive as they are, half surrogate pairs as U+FFFD', () => {
    for (const value of ['é', 'e\u0301', '😀', '\u0000', 'x'.repeat(70_000)]) {
      expect(decodeValue('string', encodeValue('string', value))).toBe(value);
    }
    expect(decodeValue('string', encodeValue('string', 'a\ud800b'))).toBe('a\ufffdb');
    const map = decodeValue(cty.map('bool'), encodeValue(cty.map('bool'), { '\udc00': true })) as object;
    expect(Object.keys(map)).toEqual(['\ufffd']);
  });
});

describe('refinements', () => {
  const payload = (value: Unknown, type: Type = 'string') =>
    decode(encodeValue(type, value), {
      extensionCodec: {
        tryToEncode: () => null,
        decode: (data, code) => new ExtData(code, data),
      },
    }) as ExtData;

  test('none that mean nothing for the type, and never an empty map of them', () => {
    const all = new Unknown({ prefix: 'x', min: { value: 1, inclusive: true }, minLength: 1 });
    expect(hex(encodeValue('bool', all))).toBe('d40000');
    expect(decodeValue('string', encodeValue('string', all))).toEqual(new Unknown({ prefix: 'x' }));
    expect(hex(encodeValue('string', new Unknown({})))).toBe('d40000');
  });

  test('a long prefix is cut between characters', () => {
    const cut = decodeValue(
      'string',
      encodeValue('string', new Unknown({ prefix: 'a' + 'é'.repeat(1000) })),
    ) as Unknown;
    expect(cut.refinements.prefix).toBe('a' + 'é'.repeat(127));
    expect(
      (payload(new Unknown({ prefix: '😀'.repeat(1000) })).data as Uint8Array).length,
    ).toBeLessThanOrEqual(1024);
  });

  test('too much to say is left out, but for null', () => {
    const value = new Decimal('1'.repeat(600));
    const max = { value, inclusive: true };
    expect(payload(new Unknown({ max, min: max, notNull: true }), 'number').data).toEqual(bytes('81 01 c2'));
    expect(hex(encodeValue('number', new Unknown({ max, min: max })))).toBe('d40000');
  });
});

describe('refusals', () => {
  const nested = cty.object({ items: cty.list(cty.object({ count: 'number' })), on: 'bool' });
  const refused: [string, Type, Value, string][] = [
    [
      'another kind',
      nested,
      { items: [{ count: 1 }, { count: 'hunter2' }] },
      'items[1].count: Expected number, got a string',
    ],
    [
      'a surplus attribute',
      nested,
      { off: 'hunter2' },
      'off: The object has no such attribute; it has items, on',
    ],
    ['null where bool', 'bool', 'true', 'Expected bool, got a string'],
    ['an object for a list', cty.list('string'), { 0: 'hunter2' }, 'Expected list of string, got an object'],
    ['a list for a map', cty.map('string'), ['hunter2'], 'Expected map of string, got an array of 1'],
    ['a tuple of another length', cty.tuple('string'), [], 'Expected tuple of 1, got an array of 0'],
    ['a bare value of any type', 'dynamic', 'hunter2', 'Expected value of any type, got a string'],
    ['a decimal for an object', cty.map('string'), new Decimal('1'), 'got a number'],
    ['no number', cty.map('number'), { a: NaN }, '["a"]: Expected a finite number, got NaN'],
    ['infinity', 'number', -Infinity, 'Expected a finite number, got -Infinity'],
  ];
  test.each(refused)('%s', (_, type, value, message) => {
    expect(() => encodeValue(type, value)).toThrow(ValueError);
    expect(() => encodeValue(type, value)).toThrow(message);
    expect(() => encodeValue(type, value)).not.toThrow('hunter2');
  });

  const unreadable: [string, Type, string, string][] = [
    ['nothing at all', 'string', '', 'These 0 bytes are no MessagePack'],
    ['bytes that end too soon', 'string', 'a5 61', 'These 2 bytes are no MessagePack'],
    ['bytes too many', 'string', 'a0 a0', 'no MessagePack'],
    ['another kind', cty.list('string'), '91 c3', '[0]: Expected string, got a boolean'],
    [
      'a surplus attribute',
      cty.object({ a: 'string' }),
      '81 a1 62 c0',
      'b: The object has no such attribute; it has a',
    ],
    ['a string that is no number', 'number', 'a1 78', 'a string that is none'],
    ['infinity', 'number', 'cb 7f f0 00 00 00 00 00 00', 'finite number'],
    ['any type without its type', 'dynamic', 'a1 78', 'a pair of a type and a value'],
    ['any type with none', 'dynamic', '92 c4 01 78 c0', 'A type must be'],
    ['refinements that are none', 'string', 'd4 0c 01', 'must be a map'],
    ['refinements too long', 'string', `c8 04 01 0c ${'00'.repeat(1025)}`, '1024 bytes at most'],
    ['an array that lies about its length', cty.list('string'), 'dd ff ff ff ff', 'no MessagePack'],
    ['a map that lies about its length', cty.map('string'), 'df ff ff ff ff', 'no MessagePack'],
  ];
  test.each(unreadable)('%s is not read', (_, type, wire, message) => {
    expect(() => decodeValue(type, bytes(wire))).toThrow(ValueError);
    expect(() => decodeValue(type, bytes(wire))).toThrow(message);
  });

  test('a value nests so deep and no deeper, both ways', () => {
    const inDynamic = (depth: number) => {
      let value: Value = new Dynamic('string', 'x');
      for (let level = 0; level < depth; level++) value = new Dynamic(cty.list('dynamic'), [value]);
      return value;
    };
    const deep = encodeValue('dynamic', inDynamic(cty.MAX_DEPTH / 2 - 1));
    expect(valuesEqual(decodeValue('dynamic', deep), inDynamic(cty.MAX_DEPTH / 2 - 1), 'dynamic')).toBe(true);
    expect(() => encodeValue('dynamic', inDynamic(cty.MAX_DEPTH / 2 + 1))).toThrow('256 levels');

    const wrapped =
      bytes('92 c4 12').toString('hex') + Buffer.from('["list","dynamic"]').toString('hex') + '91';
    expect(() => decodeValue('dynamic', bytes(wrapped.repeat(20_000) + 'c0'))).toThrow('256 levels');
    const self = '92' + hex(encode(Buffer.from('"dynamic"')));
    expect(() => decodeValue('dynamic', bytes(self.repeat(20_000) + 'c0'))).toThrow('256 levels');
    expect(() => decodeValue('string', bytes('91'.repeat(100_000) + 'c0'))).toThrow(
      'Expected string, got an array of 1',
    );
  });

  test('random bytes are read or refused', () => {
    const attempt = (type: Type, wire: Uint8Array) => {
      try {
        encodeValue(type, decodeValue(type, wire));
      } catch (error) {
        expect(error).toBeInstanceOf(ValueError);
      }
    };
    fc.assert(
      fc.property(anyType, fc.uint8Array({ maxLength: 64 }), (type, wire) => attempt(type, wire)),
      { numRuns: 1000 },
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(anyTypedValue(), damage, ([type, value], changes) => {
        const wire = encodeValue(type, value);
        for (const [at, byte] of changes) wire[at % wire.length] = byte;
        attempt(type, wire);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('envelopes', () => {
  const type = cty.object({ n: 'number' });

  test('null is a byte, an absent or empty envelope is null', () => {
    expect(toDynamicValue(type, null)).toEqual({ msgpack: Uint8Array.of(0xc0), json: new Uint8Array(0) });
    expect(fromDynamicValue(type, undefined)).toBeNull();
    expect(fromDynamicValue(type, { msgpack: new Uint8Array(0), json: new Uint8Array(0) })).toBeNull();
    expect(fromDynamicValue(type, toDynamicValue(type, { n: 1 }))).toEqual({ n: 1 });
  });

  test('JSON is read too', () => {
    const json = Buffer.from('{"n":1e100}');
    expect(fromDynamicValue(type, { msgpack: new Uint8Array(0), json })).toEqual({ n: new Decimal('1e100') });
  });

  test('a state is read with a type and without', () => {
    const json = Buffer.from('{"n":7,"gone":true}');
    expect(fromRawState({ json, flatmap: {} }, type)).toEqual({ n: 7 });
    expect(fromRawState({ json, flatmap: {} })).toEqual({ n: 7, gone: true });
    expect(fromRawState(undefined, type)).toBeNull();
    expect(() => fromRawState({ json: new Uint8Array(0), flatmap: { n: '7' } }, type)).toThrow(
      'Terraform 0.11',
    );
  });
});
