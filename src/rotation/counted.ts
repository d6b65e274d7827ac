import { IResolvable, IResolveContext, TerraformResource, Token } from 'cdktf';
import { AccessToken, IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { quoted } from '../hcl';

/** A token whose resource is not there when nobody is to have it: every attribute is null then. */
export class CountedToken extends AccessToken {
  constructor(
    private readonly token: IAccessToken,
    private readonly resource: TerraformResource,
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

  public get authorizationScheme(): AuthorizationScheme {
    return this.token.authorizationScheme;
  }

  public get environmentVariable(): string {
    return this.token.environmentVariable;
  }

  private ifThere(text: string): string {
    return Token.asString(new IfThere(this.resource, quoted(text)));
  }
}

/**
 * An expression over the attributes of a resource that is there once or not at all. What was made while nobody
 * had counted the resource refers to it as to one that is always there, so this reads it out of the text.
 */
class IfThere implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(
    private readonly resource: TerraformResource,
    private readonly expression: string,
  ) {}

  public resolve(context: IResolveContext): unknown {
    const { suppressBraces } = context;
    context.suppressBraces = true;
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    const address = `${terraformResourceType}.${friendlyUniqueId}`;
    const expression = String(context.resolve(this.expression));
    const own = expression.replace(
      new RegExp(`(?<![\\w.-])${address.replace('.', '\\.')}(?=\\.)`, 'g'),
      'it',
    );
    const oneOrNone = `one([for it in ${address} : ${own}])`;
    return suppressBraces ? oneOrNone : `\${${oneOrNone}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return '<unresolved-token>';
  }
}
