import * as fc from 'fast-check';
import { anyTypedValue } from './arbitrary';
import {
  containsUnknown,
  cty,
  Decimal,
  Dynamic,
  isUnknown,
  Unknown,
  Value,
  valuesEqual,
} from '../../src/protocol';
import { canonicalNumber, compareNumbers, exactNumber, parseNumber } from '../../src/protocol/decimal';

describe('Decimal', () => {
  test('keeps its text and gives a number as a view', () => {
    const pi = new Decimal('3.14159265358979323846');
    expect(pi.text).toBe('3.14159265358979323846');
    expect(pi.toNumber()).toBe(Math.PI);
    expect(new Decimal(2n ** 64n).text).toBe('18446744073709551616');
  });

  test.each(['', '.5', '1.', 'abc', 'NaN', 'Infinity', '0x10', '1e1234567890', ' 1', '1_000'])(
    'refuses %j',
    (text) => {
      expect(() => new Decimal(text)).toThrow('digits, such as');
    },
  );

  test.each([
    ['1', '1.0'],
    ['1', '10e-1'],
    ['1', '+001'],
    ['0', '-0.000'],
    ['100000', '1e5'],
    ['-12.5', '-1250e-2'],
  ])('%s and %s are one number', (a, b) => {
    expect(canonicalNumber(new Decimal(a))).toBe(canonicalNumber(new Decimal(b)));
  });

  test('the order of magnitude and the sign make a difference', () => {
    const different = ['1', '10', '-1', '0.1', '1.00000000000000000001', '0'];
    expect(new Set(different.map((text) => canonicalNumber(new Decimal(text)))).size).toBe(different.length);
  });

  test('numbers are in order, also where no double could tell', () => {
    const ascending = [
      '-1e30',
      '-20',
      '-3',
      '-2.5',
      '0',
      '1e-400',
      '0.05',
      '0.5',
      '1',
      '1.00000000000000000001',
      '9',
      '1e1',
      '12',
      '1e400',
    ];
    const sorted = [...ascending].reverse().sort((a, b) => compareNumbers(new Decimal(a), new Decimal(b)));
    expect(sorted).toEqual(ascending);
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        double,
        double,
        (a, b) => Math.sign(compareNumbers(a, b)) === Math.sign(a === b ? 0 : a < b ? -1 : 1),
      ),
    );
  });

  test('a text becomes a number exactly where it prints as the same text again', () => {
    expect(parseNumber('0.1')).toBe(0.1);
    expect(parseNumber('-7')).toBe(-7);
    expect(parseNumber('1.0')).toEqual(new Decimal('1.0'));
    expect(parseNumber('9007199254740993')).toEqual(new Decimal('9007199254740993'));
    expect(() => parseNumber('Infinity')).toThrow();
  });

  test('a double stays a number only where its printed form is exact', () => {
    expect(exactNumber(0.5)).toBe(0.5);
    expect(exactNumber(-2.25)).toBe(-2.25);
    const tenth = exactNumber(0.1) as Decimal;
    expect(canonicalNumber(tenth)).toBe(
      canonicalNumber(new Decimal('0.1000000000000000055511151231257827021181583404541015625')),
    );
    expect(canonicalNumber(exactNumber(2 ** 60))).toBe(canonicalNumber(new Decimal(2n ** 60n)));
    expect(exactNumber(5e-324)).toBeInstanceOf(Decimal);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        const exact = exactNumber(double);
        // `==` on numbers takes -0 for 0, as Terraform does.
        return (exact instanceof Decimal ? exact.toNumber() : exact) === double;
      }),
    );
  });
});

describe('valuesEqual', () => {
  const equal: [string, Value, Value, Parameters<typeof valuesEqual>[2]?][] = [
    ['numbers by what they count', 1, new Decimal('1.0')],
    ['decimals too', new Decimal('1e2'), new Decimal('100')],
    ['strings in normal form C', 'é', 'e\u0301'],
    ['sets in any order', ['a', 'b'], ['b', 'a'], cty.set('string')],
    ['sets of sets', [['a', 'b'], []], [[], ['b', 'a']], cty.set(cty.set('string'))],
    ['sets with an element twice', ['a', 'a'], ['a'], cty.set('string')],
    [
      'sets of objects, null or missing',
      [{ a: null }, { a: '1' }],
      [{ a: '1' }, {}],
      cty.set(cty.object({ a: 'string' })),
    ],
    ['a missing attribute and null', {}, { a: null }, cty.object({ a: 'string' })],
    ['unknowns of which the same is known', new Unknown({ prefix: 'a' }), new Unknown({ prefix: 'a' })],
    ['dynamic values', new Dynamic('number', 1), new Dynamic('number', new Decimal('1.0')), 'dynamic'],
  ];
  test.each(equal)('equal: %s', (...[, a, b, type]) => {
    expect(valuesEqual(a, b, type)).toBe(true);
    expect(valuesEqual(b, a, type)).toBe(true);
  });

  const different: [string, Value, Value, Parameters<typeof valuesEqual>[2]?][] = [
    ['a number and its text', 1, '1'],
    ['null and the empty string', null, ''],
    ['lists in another order', ['a', 'b'], ['b', 'a'], cty.list('string')],
    ['a missing key of a map and null', {}, { a: null }, cty.map('string')],
    ['maps with other keys', { a: '1' }, { b: '1' }, cty.map('string')],
    ['inherited names', {}, { constructor: null }, cty.map('string')],
    ['an unknown and null', Unknown.any, null],
    ['unknowns of which different things are known', Unknown.any, Unknown.notNull],
    ['sets of another size', ['a'], ['a', 'b'], cty.set('string')],
    ['an array and an object', [], {}],
    ['a decimal and an object', new Decimal('1'), { text: '1' }],
    ['dynamic values of other types', new Dynamic('string', null), new Dynamic('number', null), 'dynamic'],
    ['digits beyond a double', new Decimal('9007199254740993'), 9007199254740992],
  ];
  test.each(different)('different: %s', (...[, a, b, type]) => {
    expect(valuesEqual(a, b, type)).toBe(false);
    expect(valuesEqual(b, a, type)).toBe(false);
  });

  test('each value equals itself, whatever the order of its sets', () => {
    const reversed = (value: Value): Value => (Array.isArray(value) ? [...value].reverse() : value);
    fc.assert(
      fc.property(anyTypedValue(), ([type, value]) => {
        expect(valuesEqual(value, value, type)).toBe(true);
        if (typeof type === 'object' && 'set' in type) {
          expect(valuesEqual(value, reversed(value), type)).toBe(true);
        }
      }),
    );
  });
});

test('an unknown that nothing could become is refused', () => {
  const bound = (value: number, inclusive = true) => ({ value, inclusive });
  expect(() => new Unknown({ min: bound(2), max: bound(1) })).toThrow('No number lies between 2 and 1');
  expect(() => new Unknown({ min: bound(1, false), max: bound(1) })).toThrow(RangeError);
  expect(() => new Unknown({ min: bound(1), max: bound(1) })).not.toThrow();
  expect(() => new Unknown({ min: bound(NaN), max: bound(1) })).toThrow('finite number');
  expect(() => new Unknown({ minLength: 2, maxLength: 1 })).toThrow('No length lies between 2 and 1');
  expect(() => new Unknown({ minLength: -1 })).toThrow(RangeError);
  expect(() => new Unknown({ maxLength: 0.5 })).toThrow(RangeError);
});

test('containsUnknown looks into everything', () => {
  expect(isUnknown(Unknown.notNull)).toBe(true);
  for (const value of [
    Unknown.any,
    [Unknown.any],
    { a: [{ b: Unknown.any }] },
    new Dynamic('string', Unknown.any),
  ]) {
    expect(containsUnknown(value)).toBe(true);
  }
  for (const value of [null, '', 0, new Decimal('1'), [], { a: [null] }, new Dynamic('string', 'x')]) {
    expect(containsUnknown(value)).toBe(false);
  }
});
