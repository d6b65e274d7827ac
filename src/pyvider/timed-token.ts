import { Fn, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { TIMED_TOKEN_LIMITS, timedTokenFindings } from './timed-token-limits';
import { AccessToken, AccessTokenAttributes, AccessTokenBase, IAccessToken } from '../access-token';
import { PyviderTimedToken } from '../bindings';
import { companionOnly, isCompanion, provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { ITokenBlueprint, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. */
export interface TimedTokenBlueprintProps {
  /** Name of the token. Describe what it is for: `github-actions-deploy`, not `token1`. */
  readonly name: string;

  /**
   * Where the token comes from.
   *
   * @default - the provider of the rotation, or else the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `TimedToken`. */
export interface TimedTokenProps {
  /** Name of the token. Describe what it is for: `github-actions-deploy`, not `token1`. */
  readonly name: string;

  /**
   * How long the token lives, from 1 second to 36500 days. An expired token is replaced by the next apply. The
   * vendor's own provider doesn't know this, nor `expiresAt`: its tokens live for an hour.
   *
   * @default Duration.hours(1)
   */
  readonly lifetime?: Duration;

  /**
   * The instant at which the token expires, RFC 3339. Not together with `lifetime`. A token that
   * expires at a given instant is not replaced afterwards, since the new one would be expired as well.
   *
   * @default - `lifetime` after it was issued
   */
  readonly expiresAt?: string;

  /**
   * Where the token comes from: a companion provider with an alias, or the vendor's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * A random token that expires, made by the provider itself: `pyvider_timed_token`.
 *
 * For temporary credentials between systems of your own; whoever receives one has to check
 * `expiresAt`, since there is no service behind it that would refuse an expired token.
 *
 * @example
 * const token = new TimedToken(stack, 'Service', { name: 'service-to-service', lifetime: Duration.hours(12) });
 * const environment = token.environmentEntry('SERVICE_TOKEN');
 */
export class TimedToken extends AccessTokenBase {
  /**
   * How to make timed tokens: what a `RotatingToken` fills its slots with.
   *
   * @param props what the tokens have in common
   */
  public static blueprint(props: TimedTokenBlueprintProps): ITokenBlueprint {
    return new TimedTokenBlueprint(props);
  }

  /**
   * A token of this kind that was made elsewhere.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return AccessToken.fromAttributes(attributes);
  }

  private readonly resource: PyviderTimedToken;

  constructor(scope: Construct, id: string, props: TimedTokenProps) {
    super(scope, id);
    const name = tokenName(this, props.name, { separator: '-' });
    const { lifetime, expiresAt } = props;
    const given = { lifetime: lifetime?.toString(), expiresAt };
    const config = { name, ...given };
    this.resource = provideFor(new PyviderTimedToken(this, 'Resource', config), props.provider);
    this.node.addValidation({
      validate: () => [...timedTokenFindings(props), ...companionOnly(props.provider, given)],
    });
  }

  public get value(): string {
    return this.resource.token;
  }

  public get tokenId(): string {
    return this.resource.id;
  }

  public get name(): string {
    return this.resource.name;
  }

  public get issuedAt(): string {
    if (isCompanion(this.resource.provider)) return this.resource.issuedAt;
    // The vendor's own provider says the end alone, one hour later. It is marked as sensitive, and is no secret.
    return Fn.nonsensitive(Fn.timeadd(this.resource.expiresAt, '-1h'));
  }

  public get expiresAt(): string | undefined {
    return Fn.nonsensitive(this.resource.expiresAt);
  }
}

class TimedTokenBlueprint implements ITokenBlueprint {
  public readonly limits = TIMED_TOKEN_LIMITS;

  constructor(private readonly props: TimedTokenBlueprintProps) {}

  public issue(scope: Construct, id: string, slot: TokenSlot): IAccessToken {
    return new TimedToken(scope, id, { provider: slot.provider, ...this.props, expiresAt: slot.expiresAt });
  }
}
