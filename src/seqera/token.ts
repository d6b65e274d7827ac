import { Fn, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLE, NAME_RULES, nameFindings } from './attributes';
import { AccessToken, AccessTokenAttributes, AccessTokenBase, IAccessToken } from '../access-token';
import { SeqeraTokens } from '../bindings';
import { provideFor } from '../companion-provider';
import { tokenName } from '../environment/token-name';
import { Findings } from '../findings';
import { SiblingNames } from '../sibling-names';
import { slotName } from '../slot-name';
import { ITokenBlueprint, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. */
export interface SeqeraTokenBlueprintProps {
  /**
   * What the tokens are called, with the number of their slot behind it, since the names of a user's tokens
   * have to differ: `deploy-0`, `deploy-1`. With it, 1 to 50 characters.
   */
  readonly name: string;

  /**
   * Where the tokens come from.
   *
   * @default - the provider of the rotation, or else the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `SeqeraToken`. */
export interface SeqeraTokenProps {
  /**
   * What the token is called, in 1 to 50 characters that no other token of the same user has. Describe what it
   * is for: `github-actions-deploy`, not `token1`. Changing it replaces the token.
   */
  readonly name: string;

  /**
   * Where the token comes from: a companion provider with an alias, or Seqera's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

const names = new SiblingNames();

/**
 * An API token of the Seqera Platform: `seqera_tokens`. It may do whatever its user may, and never expires: it
 * works until it is destroyed. In a rotation, the previous token works until its slot's turn comes again. One that
 * is there already can't be adopted: no provider of Seqera's tokens imports any.
 *
 * @example
 * new RotatingToken(stack, 'Pipelines', {
 *   blueprint: SeqeraToken.blueprint({ name: 'pipelines' }),
 *   rotation: RotationSchedule.every(Duration.days(90)),
 * });
 */
export class SeqeraToken extends AccessTokenBase {
  /**
   * How to make Seqera tokens: what a `RotatingToken` fills its slots with.
   *
   * @param props what the tokens have in common
   */
  public static blueprint(props: SeqeraTokenBlueprintProps): ITokenBlueprint {
    return new SeqeraTokenBlueprint(props);
  }

  /**
   * A token of Seqera that was made elsewhere.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return AccessToken.fromAttributes({ environmentVariable: ENVIRONMENT_VARIABLE, ...attributes });
  }

  /** None: tokens of Seqera never expire. */
  public readonly expiresAt?: string = undefined;
  private readonly resource: SeqeraTokens;

  constructor(scope: Construct, id: string, props: SeqeraTokenProps) {
    super(scope, id);
    const { name: given, provider } = props;
    const name = tokenName(this, given, NAME_RULES);
    this.resource = provideFor(new SeqeraTokens(this, 'Resource', { name }), provider);
    const claimed = names.claim(provider ?? this.resource.cdktfStack, 'name', name, this);
    this.node.addValidation({
      validate: (): Findings => [...nameFindings(given), ...claimed],
    });
  }

  public get value(): string {
    return this.resource.accessKey;
  }

  public get tokenId(): string {
    return Fn.tostring(this.resource.interpolationForAttribute('id'));
  }

  public get name(): string {
    return this.resource.name;
  }

  public get issuedAt(): string {
    return this.resource.dateCreated;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }
}

class SeqeraTokenBlueprint implements ITokenBlueprint {
  constructor(private readonly props: SeqeraTokenBlueprintProps) {}

  public issue(scope: Construct, id: string, { index, provider }: TokenSlot): IAccessToken {
    const name = slotName(this.props.name, index);
    return new SeqeraToken(scope, id, { provider, ...this.props, name });
  }
}
