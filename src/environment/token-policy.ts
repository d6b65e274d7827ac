import { Duration } from '../duration';
import { isShorter } from '../findings';

/** What an environment asks of the tokens in it. */
export interface TokenPolicy {
  /**
   * The longest time that a token may live, from when it is issued until it expires or is destroyed. In a rotation
   * that is the longest life that its schedule gives to a token. An expiry that is an instant is compared with the
   * time when the app is synthesized, which `TOKENS_NOW` sets for a rehearsal.
   *
   * @default - any; a token may live for ever
   */
  readonly maxLifetime?: Duration;

  /**
   * Whether every token has to be replaced by a rotation, before it expires.
   *
   * @default false
   */
  readonly rotationRequired?: boolean;

  /**
   * Whether a `TokenMonitor` has to watch every token.
   *
   * @default false
   */
  readonly monitoringRequired?: boolean;

  /**
   * Whether a token may have a scope that is everything: `*` of Linode, or `all` or no scopes of Aiven.
   *
   * @default true
   */
  readonly allowWildcardScopes?: boolean;

  /**
   * What the names of tokens begin with, so that those of two environments differ where the service has one account
   * for both. A separator follows it, which each service has its own of: `prod-deploy`. With an empty one, names
   * stay as they are given.
   *
   * @default - the name of the environment
   */
  readonly namePrefix?: string;
}

/** Something that one policy allows and another one does not. */
export interface Loosening {
  readonly property: keyof TokenPolicy;
  /** What the looser one has. */
  readonly given: string;
  /** What the stricter one has. */
  readonly allowed: string;
}

/** In what a policy is looser than another. */
export function loosenings(policy: TokenPolicy, than: TokenPolicy): Loosening[] {
  const found: Loosening[] = [];
  const { maxLifetime } = than;
  if (maxLifetime && (!policy.maxLifetime || isShorter(maxLifetime, policy.maxLifetime))) {
    const given = policy.maxLifetime ? `${policy.maxLifetime}` : 'not limited';
    found.push({ property: 'maxLifetime', given, allowed: `${maxLifetime}` });
  }
  for (const property of ['rotationRequired', 'monitoringRequired'] as const) {
    if (than[property] === true && policy[property] !== true) {
      found.push({ property, given: 'false', allowed: 'true' });
    }
  }
  if (than.allowWildcardScopes === false && policy.allowWildcardScopes !== false) {
    found.push({ property: 'allowWildcardScopes', given: 'true', allowed: 'false' });
  }
  return found;
}
