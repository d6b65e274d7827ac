import fc from 'fast-check';
import {
  choicesIn,
  factsIn,
  matches,
  parseTokenId,
  requestOf,
  TokenChoices,
  tokenId,
  UNTOLD,
} from '../../../src/services/aiven/access-token';
import { AccessToken } from '../../../src/services/aiven/client';

const NOTHING_CHOSEN: TokenChoices = {
  description: null,
  max_age_seconds: null,
  extend_when_used: null,
  scopes: null,
  ip_allowlist: null,
};
const LISTED: AccessToken = {
  token_prefix: 'XCJ3+bgWy/h=',
  create_time: '2026-01-31T12:00:00Z',
  created_manually: true,
  currently_active: false,
};

describe('an id', () => {
  test('is read as it is written, whatever the prefix holds', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
    const prefix = fc.stringMatching(/^[A-Za-z0-9+/=]{1,12}$/);
    fc.assert(
      fc.property(part, part, prefix, (organization, user, token) => {
        const address = { organization_id: organization, user_id: user, token_prefix: token };
        expect(parseTokenId(tokenId(address))).toEqual(address);
        const encoded = [organization, user, token].map(encodeURIComponent).join('/');
        expect(parseTokenId(encoded)).toEqual(address);
      }),
    );
  });

  test.each([
    '',
    'org',
    'org/user',
    'org/user/',
    '/user/prefix',
    'org//prefix',
    'org/user/%',
    'org/user/%zz',
  ])('%j is none', (id) => expect(parseTokenId(id)).toBeUndefined());
});

test('a request says what is chosen, and no more', () => {
  expect(requestOf(NOTHING_CHOSEN)).toEqual({ description: '', extend_when_used: false });
  const choices = {
    description: 'ci',
    max_age_seconds: 3600,
    extend_when_used: true,
    scopes: ['user:read'],
    ip_allowlist: [],
  };
  expect(requestOf(choices)).toEqual(choices);
});

test('a listed token is like a request in everything that was asked for', () => {
  const choices = { ...NOTHING_CHOSEN, description: 'ci', scopes: ['a', 'b'], max_age_seconds: 600 };
  const request = requestOf(choices);
  const like = { ...LISTED, description: 'ci', scopes: ['b', 'a'], max_age_seconds: 600, ip_allowlist: null };
  expect(matches(like, request)).toBe(true);
  for (const other of [
    { description: '' },
    { scopes: ['a'] },
    { scopes: null },
    { max_age_seconds: null },
    { ip_allowlist: ['10.0.0.0/8'] },
    { extend_when_used: true },
  ]) {
    expect(matches({ ...like, ...other }, request)).toBe(false);
  }
});

describe('what a listed token says', () => {
  const chosen = {
    description: 'ci',
    max_age_seconds: 600,
    extend_when_used: true,
    scopes: ['a'],
    ip_allowlist: ['::1'],
  };

  test('replaces what was', () => {
    const listed = { ...LISTED, ...chosen, description: 'theirs', scopes: ['b'] };
    expect(choicesIn(listed, chosen)).toEqual({ ...chosen, description: 'theirs', scopes: ['b'] });
    expect(choicesIn(listed, NOTHING_CHOSEN)).toEqual({ ...chosen, description: 'theirs', scopes: ['b'] });
  });

  test('is nothing where an older provider of the vendor’s wrote a dash for it', () => {
    const listed = { ...LISTED, description: '-' };
    expect(choicesIn(listed, NOTHING_CHOSEN).description).toBeNull();
    expect(choicesIn(listed, { ...NOTHING_CHOSEN, description: '-' }).description).toBe('-');
    // After an import nobody has chosen yet.
    expect(choicesIn(listed, NOTHING_CHOSEN, false).description).toBe('-');
  });

  test('and leaves out stays as it was', () => {
    expect(choicesIn(LISTED, chosen)).toEqual(chosen);
    expect(choicesIn(LISTED, NOTHING_CHOSEN)).toEqual({ ...NOTHING_CHOSEN, extend_when_used: false });
    const known = { ...UNTOLD, last_ip: '::1', expiry_time: '2027-01-01T00:00:00Z' };
    expect(factsIn(LISTED, known)).toMatchObject({ last_ip: '::1', expiry_time: '2027-01-01T00:00:00Z' });
  });

  test('as nothing where it was nothing of another kind is no change', () => {
    const empty = { ...LISTED, description: '', scopes: [], ip_allowlist: [], max_age_seconds: 0 };
    expect(choicesIn(empty, NOTHING_CHOSEN)).toEqual({ ...NOTHING_CHOSEN, extend_when_used: false });
    const nothing = { ...LISTED, description: null, scopes: null, ip_allowlist: null };
    const before = { ...NOTHING_CHOSEN, description: '', scopes: [], ip_allowlist: [] };
    expect(choicesIn(nothing, before)).toMatchObject({ description: '', scopes: [], ip_allowlist: [] });
    // What there was, and is no more, is a change.
    expect(choicesIn(nothing, chosen)).toMatchObject({ description: null, scopes: null, ip_allowlist: null });
  });

  test('of times has no zeros that say nothing', () => {
    const times = { expiry_time: '2027-01-01T00:00:00.120000Z', last_used_time: '2026-02-01T00:00:00.000Z' };
    expect(factsIn({ ...LISTED, ...times }, UNTOLD)).toMatchObject({
      create_time: '2026-01-31T12:00:00Z',
      expiry_time: '2027-01-01T00:00:00.12Z',
      last_used_time: '2026-02-01T00:00:00Z',
    });
    expect(factsIn({ ...LISTED, expiry_time: null, last_used_time: '' }, UNTOLD)).toMatchObject({
      expiry_time: null,
      last_used_time: null,
    });
  });
});
