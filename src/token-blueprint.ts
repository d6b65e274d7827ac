import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { IAccessToken } from './access-token';
import { Duration } from './duration';

/** How long a service lets a token live. */
export interface LifetimeLimits {
  /** What has these limits, for messages: the resource type or the service. */
  readonly service: string;

  /**
   * The shortest life.
   *
   * @default - no limit
   */
  readonly shortest?: Duration;

  /**
   * The longest life.
   *
   * @default - no limit
   */
  readonly longest?: Duration;
}

/** How many tokens a service lets somebody have at a time. */
export interface TokenQuota {
  /** How many. */
  readonly most: number;

  /**
   * Who has them, as a message says it: `the service account "deployer"`. What rotates for the same holder adds
   * up, in all stacks of an app.
   */
  readonly holder: string;
}

/** One of the Terraform addresses that a rotation keeps its tokens at. */
export interface TokenSlot {
  /** Counts from 0: for services where no two tokens may have the same name. */
  readonly index: number;

  /** When the slot was issued: a reference to an RFC 3339 instant, for services that don't say it of their tokens. */
  readonly issuedAt: string;

  /** When the token of this slot has to expire: a reference to an RFC 3339 instant, which changes only when the slot is reissued. */
  readonly expiresAt: string;

  /**
   * The longest time until the slot is issued again, while nobody applies later than promised: for services
   * that take how long a token lives, and not until when. Unlike `expiresAt` it also covers the time after the
   * overlap, so that the token is still there when it is replaced. It changes with the schedule, and no slot is
   * to be replaced for that alone: let the resource ignore changes of what is made of it.
   */
  readonly longestLife: Duration;

  /**
   * The provider that was given to the rotation, for tokens that come from the same one.
   *
   * @default - none was given
   */
  readonly provider?: TerraformProvider;
}

/**
 * How to make one access token of a kind. A rotation makes the token of each slot from it.
 *
 * Implement it for a service that this library has no construct for: any resource of any provider will do.
 *
 * @example
 * class DnsToken implements ITokenBlueprint {
 *   public issue(scope: Construct, id: string, slot: TokenSlot): IAccessToken {
 *     const token = new TerraformResource(scope, id, { terraformResourceType: 'dns_api_token' });
 *     token.addOverride('name', 'deploy');
 *     token.addOverride('expires_at', slot.expiresAt);
 *     return AccessToken.fromAttributes({
 *       value: token.getStringAttribute('secret'),
 *       tokenId: token.getStringAttribute('id'),
 *       name: token.getStringAttribute('name'),
 *       issuedAt: slot.issuedAt,
 *       expiresAt: slot.expiresAt,
 *     });
 *   }
 * }
 */
export interface ITokenBlueprint {
  /**
   * How long the service lets a token live.
   *
   * @default - any time, or tokens never expire
   */
  readonly limits?: LifetimeLimits;

  /**
   * How many tokens the service lets their holder have: each slot of each rotation counts as one.
   *
   * @default - any number, or the tokens themselves count
   */
  readonly quota?: TokenQuota;

  /**
   * Makes the token of one slot.
   *
   * The construct that is made in `scope` under `id` is the token's Terraform resource, or has it as its
   * `node.defaultChild`: that resource is replaced when the slot is reissued.
   *
   * @param scope where to make it
   * @param id under which id
   * @param slot what the token has to take from its slot: the expiry, where the service has one
   */
  issue(scope: Construct, id: string, slot: TokenSlot): IAccessToken;
}
