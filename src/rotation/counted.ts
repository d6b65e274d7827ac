import { IResolvable, IResolveContext, TerraformResource, Token } from 'cdktf';
import { Reference } from './reference';
import { AccessToken, IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { quoted } from '../hcl';

/** A token whose resource is not there when nobody is to have it: all that is known of it is null then. */
export class CountedToken extends AccessToken {
  /** @param active whether it is there: an expression without `${` */
  constructor(
    private readonly token: IAccessToken,
    private readonly resource: TerraformResource,
    private readonly active: string,
  ) {
    super();
  }

  public get value(): string {
    return this.ifThere(this.token.value);
  }

  public get tokenId(): string {
    return this.ifThere(this.token.tokenId);
  }

  public get name(): string {
    return this.ifThere(this.token.name);
  }

  public get issuedAt(): string {
    return this.ifThere(this.token.issuedAt);
  }

  public get expiresAt(): string | undefined {
    const { expiresAt } = this.token;
    return expiresAt === undefined ? undefined : this.ifThere(expiresAt);
  }

  public get available(): IResolvable {
    return new Reference(this.active, this.resource.cdktfStack);
  }

  public get authorizationScheme(): AuthorizationScheme {
    return this.token.authorizationScheme;
  }

  public get environmentVariable(): string {
    return this.token.environmentVariable;
  }

  private ifThere(text: string): string {
    return Token.asString(new IfThere(quoted(text), this.resource, this.active));
  }
}

/**
 * An expression over the attributes of a resource that is there once or not at all. A blueprint writes it as if
 * the resource were always there, so the references are corrected in its text.
 */
class IfThere implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(
    private readonly expression: string,
    private readonly resource: TerraformResource,
    private readonly active: string,
  ) {}

  public resolve(context: IResolveContext): unknown {
    const { suppressBraces } = context;
    context.suppressBraces = true;
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    const reference = new RegExp(`(?<![\\w.-])${terraformResourceType}\\.${friendlyUniqueId}(?=\\.)`, 'g');
    const there = String(context.resolve(this.expression)).replace(reference, '$&[0]');
    const ifThere = `(${this.active} ? ${there} : null)`;
    return suppressBraces ? ifThere : `\${${ifThere}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return '<unresolved-token>';
  }
}
