import fc from 'fast-check';
import { importId } from '../../../src/services/harness/issue-token';
import { parseId } from '../../../src/services/harness/place';
import { fromTags, sameTags, toTags } from '../../../src/services/harness/tags';

describe('tags', () => {
  test.each([
    ['a', { a: '' }],
    ['a:', { a: '' }],
    ['a:b', { a: 'b' }],
    // The rest is the value, and not lost.
    ['a:b:c', { a: 'b:c' }],
    ['__proto__:b', Object.fromEntries([['__proto__', 'b']])],
  ])('%j', (text, tags) => {
    expect(toTags([text])).toEqual(tags);
    // In the user's spelling, whatever it is.
    expect(fromTags(tags, [text])).toEqual([text]);
  });

  test('are written so that they are read as the same', () => {
    const tags = fc.dictionary(fc.stringMatching(/^[^:]{1,5}$/), fc.string());
    fc.assert(fc.property(tags, (any) => expect(sameTags(toTags(fromTags(any, null)), any)).toBe(true)));
  });

  test('that are none stay none, of whatever kind', () => {
    expect(fromTags({}, null)).toBeNull();
    expect(fromTags({}, [])).toEqual([]);
    expect(fromTags({}, ['a'])).toEqual([]);
    expect(fromTags({}, [], false)).toBeNull();
  });
});

describe('an import id', () => {
  const NAMES = ['parent_id', 'apikey_id', 'apikey_type', 'identifier'] as const;

  test('of a token is read as it is written', () => {
    const part = fc.stringMatching(/^[A-Za-z_]\w{0,5}$/);
    const scope = fc.oneof(
      fc.constant({ org: null, project: null }),
      fc.record({ org: part, project: fc.constant(null) }),
      fc.record({ org: part, project: part }),
    );
    const type = fc.constantFrom('USER', 'SERVICE_ACCOUNT');
    fc.assert(
      fc.property(scope, part, part, type, part, ({ org, project }, parent, apiKey, kind, identifier) => {
        const id = importId({ account: 'a', org, project, parent, apiKey, type: kind }, identifier);
        expect(parseId(id, NAMES)).toEqual({
          org_id: org,
          project_id: project,
          parent_id: parent,
          apikey_id: apiKey,
          apikey_type: kind,
          identifier,
        });
      }),
    );
  });

  test.each([
    '',
    'a',
    'p/k/USER',
    'p/k//t',
    '/p/k/USER/t',
    'p/k/user/t',
    'o/q/p/k/USER/t/x',
    'o/q/p/USER/k/t',
  ])('%j is none, and the error says what is', (id) => {
    expect(() => parseId(id, NAMES)).toThrow(`invalid identifier: ${id}\n`);
    expect(() => parseId(id, NAMES)).toThrow(
      '<org_id>/<project_id>/<parent_id>/<apikey_id>/<apikey_type>/<identifier>',
    );
  });
});
