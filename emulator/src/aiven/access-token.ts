import { randomBytes, randomInt } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { toSeconds } from '../clock';
import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { ALPHANUMERIC, randomText } from '../secret';

const PREFIX_LENGTH = 12;

export interface AccessToken {
  /** Unique within the user; the first 12 characters of the secret. */
  readonly prefix: string;
  readonly sha256: string;
  readonly description: string;
  /** Epoch milliseconds, as `expires` and `lastUsed`. */
  readonly created: number;
  readonly maxAgeSeconds: number | null;
  readonly extendWhenUsed: boolean;
  readonly scopes: string[] | null;
  readonly ipAllowlist: string[] | null;
  expires: number | null;
  lastUsed: number | null;
  lastIp: string | null;
  lastUserAgent: string | null;
  readonly foreign: boolean;
}

export type AccessTokenRequest = Pick<
  AccessToken,
  'description' | 'maxAgeSeconds' | 'extendWhenUsed' | 'scopes' | 'ipAllowlist'
>;

/** What a caller may ask of a new token. @throws Refusal 400 beyond the limits. */
export function parseRequest(body: Fields): AccessTokenRequest {
  const description = body.text('description') ?? '';
  if (Buffer.byteLength(description) > 1000) throw invalid('description', 'is too long (maximum 1000)');
  const maxAgeSeconds = body.integer('max_age_seconds') ?? null;
  if (maxAgeSeconds !== null && (maxAgeSeconds < 600 || maxAgeSeconds > 315_360_000)) {
    throw invalid('max_age_seconds', `must be from 600 to 315360000, got ${maxAgeSeconds}`);
  }
  const scopes = body.texts('scopes') ?? null;
  if (scopes && scopes.length > 100) throw invalid('scopes', 'has too many items (maximum 100)');
  const ipAllowlist = body.texts('ip_allowlist') ?? null;
  if (ipAllowlist) {
    if (ipAllowlist.length > 100) throw invalid('ip_allowlist', 'has too many items (maximum 100)');
    allowlist(ipAllowlist);
  }
  const extendWhenUsed = body.boolean('extend_when_used') ?? false;
  return { description, maxAgeSeconds, extendWhenUsed, scopes, ipAllowlist };
}

/**
 * A new secret: longer than 100 characters, whose first 12 always hold `/`, `+` and `=`, so that no client gets
 * by without encoding its path segments.
 */
export function newSecret(): string {
  const characters = [...randomText(ALPHANUMERIC, PREFIX_LENGTH)];
  const first = randomInt(1, PREFIX_LENGTH - 3);
  ['/', '+', '='].forEach((character, i) => (characters[first + i] = character));
  return characters.join('') + randomBytes(90).toString('base64');
}

export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

export function permits(token: AccessToken, ip: string): boolean {
  if (token.ipAllowlist === null || token.ipAllowlist.length === 0) return true;
  return allowlist(token.ipAllowlist).check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

/** Nullable members are sent as null, and `extend_when_used` always: that either is ever left out is not known. */
export function show(token: AccessToken, active: boolean): object {
  return {
    create_time: toSeconds(token.created),
    created_manually: true,
    currently_active: active,
    description: token.description,
    expiry_time: token.expires === null ? null : toSeconds(token.expires),
    extend_when_used: token.extendWhenUsed,
    ip_allowlist: token.ipAllowlist,
    last_ip: token.lastIp,
    last_used_time: token.lastUsed === null ? null : toSeconds(token.lastUsed),
    last_user_agent: token.lastUserAgent,
    last_user_agent_human_readable: token.lastUserAgent,
    max_age_seconds: token.maxAgeSeconds,
    scopes: token.scopes,
    token_prefix: token.prefix,
  };
}

function allowlist(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address, bits, more] = entry.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    if (
      family === 0 ||
      more !== undefined ||
      (bits !== undefined && !(/^\d+$/.test(bits) && +bits <= most))
    ) {
      throw invalid('ip_allowlist', `holds '${entry}', which is neither an address nor a CIDR block`);
    }
    list.addSubnet(address, bits === undefined ? most : Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function invalid(field: string, problem: string): Refusal {
  return new Refusal(400, `Invalid '${field}': ${field} ${problem}`, { field });
}
