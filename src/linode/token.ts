import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLE, labelFindings, NAME_RULES, scopeFindings, scopeList } from './attributes';
import { LinodeScope } from './scope';
import { AccessToken, AccessTokenAttributes, AccessTokenBase, IAccessToken } from '../access-token';
import { LinodeToken as LinodeTokenResource } from '../bindings';
import { provideFor } from '../companion-provider';
import { tokenName } from '../environment/token-name';
import { Findings, instant } from '../findings';
import { importFrom } from '../import-block';
import { slotName } from '../slot-name';
import { ITokenBlueprint, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. */
export interface LinodeTokenBlueprintProps {
  /**
   * What the tokens are called, with the number of their slot behind it: `deploy-0`, `deploy-1`. With it, 1 to
   * 100 bytes of UTF-8.
   */
  readonly label: string;

  /**
   * What the tokens may do: at least one, and no more than the provider's own token may. Changing
   * them replaces the tokens of all slots at once.
   */
  readonly scopes: LinodeScope[];

  /**
   * Where the tokens come from.
   *
   * @default - the provider of the rotation, or else the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `LinodeToken`. */
export interface LinodeTokenProps {
  /**
   * What the token is called, in 1 to 100 bytes of UTF-8. Describe what it is for: `github-actions-deploy`, not
   * `token1`. Changes in place.
   */
  readonly label: string;

  /**
   * What the token may do: at least one, and no more than the provider's own token may. Changing
   * them replaces the token; their order does not matter.
   */
  readonly scopes: LinodeScope[];

  /**
   * The instant at which the token expires, RFC 3339, to the second. Changing it replaces the token. Write
   * it in UTC (`2030-01-31T00:00:00Z`) for Linode's own provider, which otherwise plans a change every time.
   *
   * @default - it never expires (Linode says the year 2999 then)
   */
  readonly expiresAt?: string;

  /**
   * Where the token comes from: a companion provider with an alias, or Linode's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * A personal access token of Linode: `linode_token`.
 *
 * @example
 * const token = new LinodeToken(stack, 'Deploy', {
 *   label: 'github-actions-deploy',
 *   scopes: [LinodeScope.LINODES_READ_WRITE],
 *   expiresAt: '2026-12-31T00:00:00Z',
 * });
 * token.writeSecretFile(stack, 'File', { filename: '/run/secrets/linode' });
 */
export class LinodeToken extends AccessTokenBase {
  /**
   * How to make Linode tokens: what a `RotatingToken` fills its slots with.
   *
   * @param props what the tokens have in common
   */
  public static blueprint(props: LinodeTokenBlueprintProps): ITokenBlueprint {
    return new LinodeTokenBlueprint(props);
  }

  /**
   * A token of Linode that was made elsewhere.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return AccessToken.fromAttributes({ environmentVariable: ENVIRONMENT_VARIABLE, ...attributes });
  }

  public readonly expiresAt?: string;
  private readonly resource: LinodeTokenResource;

  constructor(scope: Construct, id: string, props: LinodeTokenProps) {
    super(scope, id);
    const { scopes, expiresAt } = props;
    const label = tokenName(this, props.label, NAME_RULES);
    const config = { label, scopes: scopeList(scopes), expiry: expiresAt };
    this.resource = provideFor(new LinodeTokenResource(this, 'Resource', config), props.provider);
    this.expiresAt = expiresAt === undefined ? undefined : this.resource.expiry;
    this.node.addValidation({ validate: () => findings(props) });
  }

  public get value(): string {
    return this.resource.token;
  }

  public get tokenId(): string {
    return this.resource.id;
  }

  public get name(): string {
    return this.resource.label;
  }

  public get issuedAt(): string {
    return this.resource.created;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  /**
   * Adopts a token that is there already, by an `import` block, which needs Terraform 1.5 or later: the next apply
   * takes it over instead of making one, and Terraform renames, replaces and revokes it from then on. Its secret is
   * not adopted, since Linode tells it once: until the token is replaced `value` is null, a header has the value null,
   * and a file that `writeSecretFile` writes is empty. Leave the call in, or remove it after the apply.
   *
   * @param id the token's number, such as `1234567`, as Linode's API lists it
   */
  public importFrom(id: string): void {
    importFrom(this, this.resource, id, { NUMBER: /^\d+$/ });
  }
}

class LinodeTokenBlueprint implements ITokenBlueprint {
  constructor(private readonly props: LinodeTokenBlueprintProps) {}

  public issue(scope: Construct, id: string, { index, expiresAt, provider }: TokenSlot): IAccessToken {
    const label = slotName(this.props.label, index);
    return new LinodeToken(scope, id, { provider, ...this.props, label, expiresAt });
  }
}

function findings({ label, scopes, expiresAt }: LinodeTokenProps): Findings {
  return [
    ...labelFindings(label),
    ...scopeFindings(scopes),
    ...(expiresAt === undefined ? [] : instant('expiresAt', expiresAt)),
  ];
}
