export const API_KEY_TYPES = ['USER', 'SERVICE_ACCOUNT'] as const;
export type ApiKeyType = (typeof API_KEY_TYPES)[number];

/** Where something lives: in the account, in an organization, or in a project of one. */
export interface Scope {
  readonly org: string | null;
  readonly project: string | null;
}

/** Name, text and dates that everything has. */
export interface Entity {
  readonly identifier: string;
  name: string;
  description: string | null;
  tags: Record<string, string>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  lastModifiedAt: number;
}

export type Organization = Entity;

export interface Project extends Entity {
  readonly org: string;
  color: string | null;
  modules: string[];
}

export interface ServiceAccount extends Entity, Scope {
  readonly email: string;
}

/** What a token hangs on: the key's own place. */
export interface KeyPlace extends Scope {
  readonly type: ApiKeyType;
  /** User id or service account identifier. */
  readonly parent: string;
}

export interface ApiKey extends Entity, KeyPlace {
  /** Milliseconds. */
  defaultTimeToExpireToken: number;
}

export interface Token extends KeyPlace, Omit<Entity, 'identifier'> {
  identifier: string;
  readonly apiKey: string;
  readonly uuid: string;
  readonly sha256: string;
  /** Epoch milliseconds. */
  validFrom: number;
  validTo: number;
  /** Set when the token was rotated: until then its secret works on. */
  scheduledExpireTime: number | null;
  readonly foreign: boolean;
}

export function sameScope(a: Scope, b: Scope): boolean {
  return a.org === b.org && a.project === b.project;
}

export function samePlace(a: KeyPlace, b: KeyPlace): boolean {
  return sameScope(a, b) && a.type === b.type && a.parent === b.parent;
}

/** Identifiers are the same whatever their case. */
export function sameIdentifier(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function expiryOf(token: Token): number {
  return token.scheduledExpireTime ?? token.validTo;
}

/** The database's own expiry removes a token at this time, not merely its validity. */
export function hasVanished(token: Token, now: number): boolean {
  return now >= expiryOf(token);
}

/** From its first moment on: with a frozen clock a new token would never be valid otherwise. */
export function isValid(token: Token, now: number): boolean {
  return token.validFrom <= now && now < expiryOf(token);
}
