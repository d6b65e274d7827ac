import * as fc from 'fast-check';
import { cty, Decimal, Dynamic, Type, Unknown, Value } from '../../src/protocol';
import { compareNumbers } from '../../src/protocol/decimal';

/** Names that are data here and something else in JavaScript. */
const name = fc.oneof(
  fc.constantFrom('id', 'token', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', 'é', ''),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.normalize('NFC')),
);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }).map((value) => value.normalize('NFC')),
  fc.constantFrom('', '\u0000', 'unknown', '\ud83d\ude00', 'e'),
);

const decimal = fc
  .constantFrom(
    '3.14159265358979323846',
    '1.0',
    '9007199254740993',
    '9223372036854775807',
    '-9223372036854775808',
    '18446744073709551615',
    '18446744073709551616',
    '100000000000000000000000000000',
    '1' + '0'.repeat(100),
    '123456789.1234567890',
    '-0.5000',
    '1e100',
  )
  .map((digits) => new Decimal(digits));

const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 127, 128, 255, 256, 65535, 65536, -32, -33, -128, -129, -32768, -32769),
  fc.constantFrom(2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, -(2 ** 53) + 1),
  fc.constantFrom(0.1, 0.5, 1.1, -2.25, 5e-324),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  decimal,
);

const bound = fc.record({ value: fc.oneof(fc.integer(), decimal), inclusive: fc.boolean() });
const notNull = fc.option(fc.constant(true as const), { nil: undefined });

/** An unknown, with what can be known of the type. */
function unknown(type: Type): fc.Arbitrary<Unknown> {
  const some = (value: object) =>
    new Unknown(Object.fromEntries(Object.entries(value).filter(([, of]) => of !== undefined)));
  const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  if (type === 'dynamic') return fc.constant(Unknown.any);
  if (type === 'string') {
    const prefix = fc.string({ minLength: 1, maxLength: 30 });
    return fc.record({ notNull, prefix: optional(prefix) }).map(some);
  }
  if (type === 'number') {
    return fc
      .record({ notNull, min: optional(bound), max: optional(bound) })
      .filter(({ min, max }) => !min || !max || compareNumbers(min.value, max.value) < 0)
      .map(some);
  }
  if (typeof type === 'object' && ('list' in type || 'set' in type || 'map' in type)) {
    const length = optional(fc.integer({ min: 1, max: 2 ** 40 }));
    return fc
      .record({ notNull, minLength: length, maxLength: length })
      .filter(({ minLength = 0, maxLength = Infinity }) => minLength < maxLength)
      .map(some);
  }
  return fc.record({ notNull }).map(some);
}

export const anyType: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: fc.constantFrom<Type>('string', 'number', 'bool', 'dynamic') },
    { weight: 1, arbitrary: tie('type').map(cty.list) },
    { weight: 1, arbitrary: tie('type').map(cty.set) },
    { weight: 1, arbitrary: tie('type').map(cty.map) },
    { weight: 1, arbitrary: fc.array(tie('type'), { maxLength: 4 }).map((types) => cty.tuple(...types)) },
    {
      weight: 2,
      arbitrary: fc.dictionary(name, tie('type'), { maxKeys: 5 }).map((types) => cty.object(types)),
    },
  ),
})).type;

/** A whole value of the type: objects hold each attribute. */
export function valueOf(type: Type, options: { unknowns: boolean }): fc.Arbitrary<Value> {
  const rare = [{ weight: 1, arbitrary: fc.constant(null as Value) }];
  if (options.unknowns) rare.push({ weight: 1, arbitrary: unknown(type) as fc.Arbitrary<Value> });
  return fc.oneof({ weight: 6, arbitrary: known(type, options) }, ...rare);
}

function known(type: Type, options: { unknowns: boolean }): fc.Arbitrary<Value> {
  if (type === 'string') return text;
  if (type === 'bool') return fc.boolean();
  if (type === 'number') return number;
  if (type === 'dynamic') {
    return fc
      .constantFrom<Type>(
        'string',
        'number',
        cty.list('number'),
        cty.map('string'),
        cty.object({ a: 'bool' }),
      )
      .chain((inner) => valueOf(inner, options).map((value) => new Dynamic(inner, value)));
  }
  if ('list' in type) return fc.array(valueOf(type.list, options), { maxLength: 4 });
  if ('set' in type) return fc.array(valueOf(type.set, options), { maxLength: 4 });
  if ('map' in type) return fc.dictionary(name, valueOf(type.map, options), { maxKeys: 4 });
  if ('tuple' in type) return fc.tuple(...type.tuple.map((element) => valueOf(element, options)));
  const names = Object.keys(type.object);
  return fc.tuple(...names.map((each) => valueOf(type.object[each], options))).map((values) => {
    const value = Object.create(null) as Record<string, Value>;
    names.forEach((each, index) => (value[each] = values[index]));
    return value;
  });
}

export const anyTypedValue = (options = { unknowns: true }): fc.Arbitrary<[Type, Value]> =>
  anyType.chain((type) => fc.tuple(fc.constant(type), valueOf(type, options)));
