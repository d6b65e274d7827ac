import { Token } from 'cdktf';
import {
  AivenOrganizationApplicationUserToken,
  HarnessPlatformToken,
  LinodeToken,
  PyviderTimedToken,
  SeqeraTokens,
} from '../bindings';
import { Duration } from '../duration';
import { isInstant } from '../instant';

/** The attributes of a resource, as Terraform calls them, before its references are resolved. */
export type Attributes = Readonly<Record<string, unknown>>;

/** How long a token lives: `undefined` where that is known only when Terraform runs. */
export type Lifetime = Duration | 'for ever' | undefined;

/** What is to be known of a resource type that makes tokens, whoever's provider and construct it is. */
export interface TokenType {
  /** The attributes that hold the secret. */
  readonly secrets: readonly string[];

  /** The attribute that people know a token by. */
  readonly name: string;

  /** The attribute that says when it expires, or how long it lives; none where tokens never expire. */
  readonly expiry?: string;

  /** How long a token lives that is in no rotation. */
  lifetime(attributes: Attributes, now: number): Lifetime;

  /** Whether a token may do everything. */
  isWildcard(attributes: Attributes): boolean;
}

const never = () => false;

const TYPES: Readonly<Record<string, TokenType>> = {
  [PyviderTimedToken.tfResourceType]: {
    secrets: ['token'],
    name: 'name',
    expiry: 'expires_at',
    lifetime({ lifetime, expires_at }, now) {
      if (expires_at !== undefined) return until(expires_at, now);
      if (lifetime === undefined) return Duration.hours(1);
      return typeof lifetime === 'string' && !Token.isUnresolved(lifetime)
        ? Duration.parse(lifetime)
        : undefined;
    },
    isWildcard: never,
  },
  [AivenOrganizationApplicationUserToken.tfResourceType]: {
    secrets: ['full_token'],
    name: 'description',
    expiry: 'max_age_seconds',
    lifetime({ max_age_seconds: seconds, extend_when_used }) {
      if (seconds === undefined || extend_when_used === true) return 'for ever';
      return typeof seconds === 'number' && !Token.isUnresolved(seconds)
        ? Duration.seconds(seconds)
        : undefined;
    },
    isWildcard: ({ scopes }) => scopes === undefined || (Array.isArray(scopes) && scopes.includes('all')),
  },
  [SeqeraTokens.tfResourceType]: {
    secrets: ['access_key'],
    name: 'name',
    lifetime: () => 'for ever',
    isWildcard: never,
  },
  [LinodeToken.tfResourceType]: {
    secrets: ['token'],
    name: 'label',
    expiry: 'expiry',
    lifetime: ({ expiry }, now) => (expiry === undefined ? 'for ever' : until(expiry, now)),
    isWildcard: ({ scopes }) => typeof scopes === 'string' && scopes.split(/[\s,]+/).includes('*'),
  },
  [HarnessPlatformToken.tfResourceType]: {
    secrets: ['value', 'encoded_password'],
    name: 'identifier',
    expiry: 'valid_to',
    lifetime: ({ valid_from, valid_to }, now) => {
      // Without it, the API key says how long.
      if (!isCount(valid_to)) return undefined;
      return Duration.millis(valid_to - (isCount(valid_from) ? valid_from : now));
    },
    isWildcard: never,
  },
};

/** What is to be known of a resource type, where it makes tokens. */
export function tokenType(resourceType: string): TokenType | undefined {
  return Object.hasOwn(TYPES, resourceType) ? TYPES[resourceType] : undefined;
}

/** The resource types that make tokens. */
export const TOKEN_RESOURCE_TYPES: readonly string[] = Object.keys(TYPES);

function until(instant: unknown, now: number): Lifetime {
  return typeof instant === 'string' && isInstant(instant)
    ? Duration.millis(Date.parse(instant) - now)
    : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && !Token.isUnresolved(value);
}
