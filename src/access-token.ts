import { Fn, IResolvable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { isPresent, quoted } from './hcl';
import { IMonitoredToken, TokenStatus } from './token-status';

/** A credential that a service has issued, and what is known about it. */
export interface IAccessToken {
  /** The secret itself: a sensitive reference. */
  readonly value: string;

  /** What the service calls this token; no secret. */
  readonly tokenId: string;

  /** The name it was given. */
  readonly name: string;

  /** When it was issued, RFC 3339. */
  readonly issuedAt: string;

  /**
   * When it expires, RFC 3339.
   *
   * @default - the service has tokens that never expire
   */
  readonly expiresAt?: string;

  /** Whether there is a token: a boolean that may be shown, unlike a comparison of the value. */
  readonly available: IResolvable;

  /** Whether the token expires: a boolean that may be shown. */
  readonly hasExpiration: IResolvable;
}

/** What is known of a token that was made elsewhere. */
export interface AccessTokenAttributes {
  /** The secret: a reference, or what a Terraform variable holds. It is marked as sensitive, whatever it was. */
  readonly value: string;

  /** What the service calls this token. */
  readonly tokenId: string;

  /** The name it was given. */
  readonly name: string;

  /** When it was issued, RFC 3339. */
  readonly issuedAt: string;

  /**
   * When it expires, RFC 3339.
   *
   * @default - it never expires
   */
  readonly expiresAt?: string;
}

/** An access token by its attributes: what a blueprint of your own returns for a resource that this library has no construct for. */
export class AccessToken implements IAccessToken {
  /** The token that has these attributes. */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return new AccessToken(attributes);
  }

  public readonly value: string;
  public readonly tokenId: string;
  public readonly name: string;
  public readonly issuedAt: string;
  public readonly expiresAt?: string;

  private constructor(attributes: AccessTokenAttributes) {
    this.value = Fn.sensitive(quoted(attributes.value));
    this.tokenId = attributes.tokenId;
    this.name = attributes.name;
    this.issuedAt = attributes.issuedAt;
    this.expiresAt = attributes.expiresAt;
  }

  public get available(): IResolvable {
    return isPresent(this.value);
  }

  public get hasExpiration(): IResolvable {
    return expires(this.expiresAt);
  }
}

/** What the constructs of all services have in common. */
export abstract class AccessTokenBase extends Construct implements IAccessToken, IMonitoredToken {
  public abstract readonly value: string;
  public abstract readonly tokenId: string;
  public abstract readonly name: string;
  public abstract readonly issuedAt: string;
  public abstract readonly expiresAt?: string;

  public get available(): IResolvable {
    return isPresent(this.value);
  }

  public get hasExpiration(): IResolvable {
    return expires(this.expiresAt);
  }

  /** What a monitor may write down. The expiry is no secret, even where a service marks it as one. */
  public get status(): TokenStatus {
    return {
      id: this.node.id,
      tokenId: this.tokenId,
      name: this.name,
      issuedAt: this.issuedAt,
      expiresAt: this.expiresAt === undefined ? undefined : Fn.nonsensitive(quoted(this.expiresAt)),
      rotates: false,
      keepsPrevious: false,
    };
  }
}

function expires(expiresAt?: string): IResolvable {
  return expiresAt === undefined ? Token.asAny(false) : isPresent(quoted(expiresAt));
}
