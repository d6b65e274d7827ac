import fc from 'fast-check';
import { fromApi, sameInstant, toApi } from '../../../src/services/linode/expiry';
import { canonicalScopes, sameScopes } from '../../../src/services/linode/scopes';

const scope = fc.constantFrom(
  '*',
  'linodes:read_only',
  'linodes:read_write',
  'lke:read_only',
  'account:read_only',
);
const scopes = fc.uniqueArray(scope, { minLength: 1 });

describe('scopes', () => {
  test('are the same in any order and with any separators', () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom(' ', '  ', ',', ', '), (list, separator) => {
        expect(sameScopes([...list].reverse().join(separator), list.join(' '))).toBe(true);
      }),
    );
  });

  test('are others where one is more, less or different', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const same = a.length === b.length && a.every((each) => b.includes(each));
        expect(sameScopes(a.join(' '), b.join(' '))).toBe(same);
        expect(canonicalScopes(a.join(' ')) === canonicalScopes(b.join(' '))).toBe(same);
      }),
    );
  });

  test('that are all are not the sum of some', () => {
    expect(sameScopes('*', 'linodes:read_write')).toBe(false);
  });
});

describe('instants', () => {
  test.each([
    ['2100-01-02T03:04:05Z', '2100-01-02T03:04:05+00:00', true],
    ['2100-01-02T03:04:05Z', '2100-01-02T05:04:05+02:00', true],
    ['2100-01-02T03:04:05Z', '2100-01-02T03:04:05.999Z', true],
    ['2100-01-02T03:04:05Z', '2100-01-02T03:04:06Z', false],
    ['2100-01-02T03:04:05Z', '2100-01-02T03:04:05+02:00', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameInstant(a, b)).toBe(same);
  });

  test('come back from the API’s form as they went', () => {
    expect(toApi('2100-01-02T05:04:05.9+02:00')).toBe('2100-01-02T03:04:05');
    expect(fromApi('2100-01-02T03:04:05')).toBe('2100-01-02T03:04:05Z');
    expect(fromApi('2100-01-02T03:04:05Z')).toBe('2100-01-02T03:04:05Z');
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-12'), noInvalidDate: true }), (date) => {
        expect(sameInstant(fromApi(toApi(date.toISOString())), date.toISOString())).toBe(true);
      }),
    );
  });

  test.each(['', 'tomorrow', '2100-02-30T00:00:00', '2100-01-02'])('%j is none of the API’s', (text) => {
    expect(() => fromApi(text)).toThrow(/not of the form/);
  });
});
