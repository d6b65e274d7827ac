import { AccessToken, AccessTokenRequest } from './client';

/** Most access tokens that Aiven lets an application user have at once. */
export const TOKENS_PER_USER = 10;

/** What a token is known by: an organization, a user of it, and the first characters of the token. */
export interface TokenAddress {
  readonly organization_id: string;
  readonly user_id: string;
  readonly token_prefix: string;
}

/** The id of a token: its parts as they are. A prefix may itself hold slashes. */
export function tokenId({
  organization_id: organization,
  user_id: user,
  token_prefix: prefix,
}: TokenAddress): string {
  return `${organization}/${user}/${prefix}`;
}

/** Reads what {@link tokenId} writes; parts may be percent-encoded. `undefined` where it is none. */
export function parseTokenId(id: string): TokenAddress | undefined {
  const [organization, user, ...rest] = id.split('/');
  const parts = decodeParts([organization, user, rest.join('/')]);
  return parts && { organization_id: parts[0], user_id: parts[1], token_prefix: parts[2] };
}

/** The parts of an import id, percent-decoded; `undefined` where one is missing, empty or badly encoded. */
export function decodeParts(parts: readonly (string | undefined)[]): string[] | undefined {
  try {
    const decoded = parts.map((part) => decodeURIComponent(part ?? ''));
    return decoded.includes('') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/** With what versions 4.19 to 4.44 of the vendor's own provider describe a token that has no description. */
export const UNDESCRIBED = '-';

/** What the user chooses about a token. */
export interface TokenChoices {
  description: string | null;
  max_age_seconds: number | null;
  extend_when_used: boolean | null;
  scopes: string[] | null;
  ip_allowlist: string[] | null;
}

/** What only the service knows about a token. */
export interface TokenFacts {
  create_time: string | null;
  created_manually: boolean | null;
  currently_active: boolean | null;
  expiry_time: string | null;
  last_ip: string | null;
  last_used_time: string | null;
  last_user_agent: string | null;
  last_user_agent_human_readable: string | null;
}

/** A token of which the service has told nothing yet. */
export const UNTOLD: TokenFacts = {
  create_time: null,
  created_manually: null,
  currently_active: null,
  expiry_time: null,
  last_ip: null,
  last_used_time: null,
  last_user_agent: null,
  last_user_agent_human_readable: null,
};

export function requestOf(choices: TokenChoices): AccessTokenRequest {
  return {
    description: choices.description ?? '',
    extend_when_used: choices.extend_when_used ?? false,
    ...(choices.max_age_seconds !== null && { max_age_seconds: choices.max_age_seconds }),
    ...(choices.scopes !== null && { scopes: choices.scopes }),
    ...(choices.ip_allowlist !== null && { ip_allowlist: choices.ip_allowlist }),
  };
}

/** Whether a listed token can be what was asked for. */
export function matches(listed: AccessToken, request: AccessTokenRequest): boolean {
  return (
    (listed.description ?? '') === request.description &&
    (listed.extend_when_used ?? false) === request.extend_when_used &&
    (listed.max_age_seconds ?? null) === (request.max_age_seconds ?? null) &&
    sameSet(listed.scopes, request.scopes) &&
    sameSet(listed.ip_allowlist, request.ip_allowlist)
  );
}

/**
 * What the user chose, as the service has it. What the service leaves out stays as it was, and an empty text
 * or set that comes back as nothing, or nothing that comes back empty, is no change.
 *
 * @param known whether it was read before, so that no description is the user's choice; not so after an import
 */
export function choicesIn(listed: AccessToken, before: TokenChoices, known = true): TokenChoices {
  return {
    description:
      listed.description === UNDESCRIBED && known && before.description === null
        ? null
        : listed.description || sameIfEmpty(before.description, listed.description),
    // Old states of the vendor's own provider have 0 for none.
    max_age_seconds:
      (listed.max_age_seconds === undefined ? before.max_age_seconds : listed.max_age_seconds) || null,
    extend_when_used: listed.extend_when_used ?? before.extend_when_used ?? false,
    scopes: setIn(listed.scopes, before.scopes),
    ip_allowlist: setIn(listed.ip_allowlist, before.ip_allowlist),
  };
}

/** What the service leaves out stays as it was. */
export function factsIn(listed: AccessToken, before: TokenFacts): TokenFacts {
  const text = (name: (typeof TEXTS)[number]) =>
    listed[name] === undefined ? before[name] : listed[name] || null;
  const time = (name: (typeof TIMES)[number]) =>
    listed[name] === undefined ? before[name] : instant(listed[name]);
  return {
    create_time: time('create_time'),
    created_manually: listed.created_manually,
    currently_active: listed.currently_active,
    expiry_time: time('expiry_time'),
    last_ip: text('last_ip'),
    last_used_time: time('last_used_time'),
    last_user_agent: text('last_user_agent'),
    last_user_agent_human_readable: text('last_user_agent_human_readable'),
  };
}

const TEXTS = ['last_ip', 'last_user_agent', 'last_user_agent_human_readable'] as const;
const TIMES = ['create_time', 'expiry_time', 'last_used_time'] as const;

function sameIfEmpty(before: string | null, listed: string | null | undefined): string | null {
  return listed === undefined || before === '' ? before : null;
}

function setIn(listed: string[] | null | undefined, before: string[] | null): string[] | null {
  if (listed === undefined) return before;
  if (listed?.length) return listed;
  return before?.length === 0 ? before : null;
}

function sameSet(a: readonly string[] | null | undefined, b: readonly string[] | null | undefined): boolean {
  const [mine, yours] = [new Set(a ?? []), new Set(b ?? [])];
  return mine.size === yours.size && [...mine].every((element) => yours.has(element));
}

/** RFC 3339 without the zeros that say nothing, as Go writes it; an empty text is none. */
function instant(text: string | null): string | null {
  return text?.replace(/(\.\d*?)0+Z$/, '$1Z').replace(/\.Z$/, 'Z') || null;
}
