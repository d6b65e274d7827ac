import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { LinodeScope } from './scope';
import { AccessTokenBase, IAccessToken } from '../access-token';
import { LinodeToken as LinodeTokenResource } from '../bindings';
import { provideFor } from '../companion-provider';
import { Findings, instant, list, text, TextLimit } from '../findings';
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
   * What the tokens may do: at least one, and no more than the provider's own token may. Other scopes make
   * other tokens, of all slots at once.
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
   * What the token may do: at least one, and no more than the provider's own token may. Other scopes make
   * another token, another order does not.
   */
  readonly scopes: LinodeScope[];

  /**
   * The instant at which the token expires, RFC 3339, to the second. Another instant makes another token. Write
   * it in UTC (`2030-01-31T00:00:00Z`) for Linode's own provider, which plans a change for ever otherwise.
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

// Of Linode's API documentation, which Linode's own provider counts in bytes.
const LABEL: TextLimit = { service: LinodeTokenResource.tfResourceType, most: 100, unit: 'bytes' };

/** A personal access token of Linode: `linode_token`. */
export class LinodeToken extends AccessTokenBase {
  /** How to make Linode tokens: what a `RotatingToken` fills its slots with. */
  public static blueprint(props: LinodeTokenBlueprintProps): ITokenBlueprint {
    return new LinodeTokenBlueprint(props);
  }

  public readonly expiresAt?: string;
  private readonly resource: LinodeTokenResource;

  constructor(scope: Construct, id: string, props: LinodeTokenProps) {
    super(scope, id);
    const { label, scopes, expiresAt } = props;
    // Linode takes commas as well, but its provider compares what spaces separate.
    const config = { label, scopes: scopes.map(({ name }) => name).join(' '), expiry: expiresAt };
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
    ...text('label', label, 'github-actions-deploy', LABEL),
    ...scopeFindings(scopes.map(({ name }) => name)),
    ...(expiresAt === undefined ? [] : instant('expiresAt', expiresAt)),
  ];
}

function scopeFindings(scopes: string[]): Findings {
  if (scopes.length === 0) {
    return ['scopes is empty: say what the token may do, such as LinodeScope.LINODES_READ_ONLY'];
  }
  const known = scopes.filter((scope) => !Token.isUnresolved(scope));
  const found = list('scopes', scopes, 'LinodeScope.LINODES_READ_ONLY');
  for (const scope of known.filter((each) => each !== '*' && !/^[^\s,:]+:[^\s,:]+$/.test(each))) {
    found.push(
      `scopes has ${JSON.stringify(scope)}: give each scope as "area:level", such as LinodeScope.of("linodes:read_only")`,
    );
  }
  if (known.includes('*') && scopes.length > 1) {
    found.push(
      'scopes has LinodeScope.ALL and others: give it alone, or leave it out for a token that may do less',
    );
  }
  return found;
}
