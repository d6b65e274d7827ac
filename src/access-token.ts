import { Fn, IResolvable, TerraformOutput, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AuthorizationScheme } from './authorization-scheme';
import { authorizationHeader, ENVIRONMENT_VARIABLE, environmentEntry } from './consumption/presentation';
import { SecretFile, SecretFileOptions } from './consumption/secret-file';
import { TokenRegistration, TokenRegistrationOptions } from './consumption/token-registration';
import { ICredential } from './credential';
import { isPresent, quoted } from './hcl';
import { IMonitoredToken, TokenStatus } from './token-status';

/** A credential that a service has issued, and what is known about it. */
export interface IAccessToken extends ICredential {
  /** What the service calls this token. No secret. */
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

  /**
   * Writes the token into a file that only its owner may read.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param options where the file lies, and what else it holds
   */
  writeSecretFile(scope: Construct, id: string, options: SecretFileOptions): SecretFile;

  /**
   * Sends a request that has the token in its header, such as the registration of a webhook. It is sent again
   * whenever Terraform plans, and its answer is in Terraform's state.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param options where to send it
   */
  registerAt(scope: Construct, id: string, options: TokenRegistrationOptions): TokenRegistration;

  /**
   * An output that has the token and is marked as sensitive: `terraform output -raw <id>` shows it.
   *
   * @param scope where to make the output
   * @param id under which id
   * @param description what it is for
   */
  sensitiveOutput(scope: Construct, id: string, description?: string): TerraformOutput;
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

  /**
   * How the service wants to be shown the token.
   *
   * @default AuthorizationScheme.BEARER
   */
  readonly authorizationScheme?: AuthorizationScheme;

  /**
   * The environment variable in which the service's own tools look for a token.
   *
   * @default "ACCESS_TOKEN"
   */
  readonly environmentVariable?: string;
}

/**
 * An access token that is no construct itself, and what can be done with it. Extend it for tokens of your own.
 *
 * @example
 * // Somebody made it by hand, and hands it over as a sensitive variable.
 * const secret = new TerraformVariable(stack, 'partner_token', { type: 'string', sensitive: true });
 * const partner = AccessToken.fromAttributes({
 *   value: secret.stringValue,
 *   tokenId: 'partner-7',
 *   name: 'partner',
 *   issuedAt: '2026-01-01T00:00:00Z',
 * });
 * partner.writeSecretFile(stack, 'Partner', { filename: '/run/secrets/partner' });
 */
export abstract class AccessToken implements IAccessToken {
  /**
   * The token that has these attributes: what a blueprint of your own returns for a resource that this library has
   * no construct for.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return new DescribedToken(attributes);
  }

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

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.BEARER;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  public authorizationHeader(scheme?: AuthorizationScheme): { [name: string]: string } {
    return authorizationHeader(this, scheme);
  }

  public environmentEntry(variable?: string): { [variable: string]: string } {
    return environmentEntry(this, variable);
  }

  public writeSecretFile(scope: Construct, id: string, options: SecretFileOptions): SecretFile {
    return new SecretFile(scope, id, { ...options, token: this });
  }

  public registerAt(scope: Construct, id: string, options: TokenRegistrationOptions): TokenRegistration {
    return new TokenRegistration(scope, id, { ...options, token: this });
  }

  public sensitiveOutput(scope: Construct, id: string, description?: string): TerraformOutput {
    return sensitiveOutput(this, scope, id, description);
  }
}

class DescribedToken extends AccessToken {
  public readonly value: string;
  public readonly tokenId: string;
  public readonly name: string;
  public readonly issuedAt: string;
  public readonly expiresAt?: string;

  constructor(private readonly attributes: AccessTokenAttributes) {
    super();
    this.value = Fn.sensitive(quoted(attributes.value));
    this.tokenId = attributes.tokenId;
    this.name = attributes.name;
    this.issuedAt = attributes.issuedAt;
    this.expiresAt = attributes.expiresAt;
  }

  public get authorizationScheme(): AuthorizationScheme {
    return this.attributes.authorizationScheme ?? super.authorizationScheme;
  }

  public get environmentVariable(): string {
    return this.attributes.environmentVariable ?? super.environmentVariable;
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

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.BEARER;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  public authorizationHeader(scheme?: AuthorizationScheme): { [name: string]: string } {
    return authorizationHeader(this, scheme);
  }

  public environmentEntry(variable?: string): { [variable: string]: string } {
    return environmentEntry(this, variable);
  }

  public writeSecretFile(scope: Construct, id: string, options: SecretFileOptions): SecretFile {
    return new SecretFile(scope, id, { ...options, token: this });
  }

  public registerAt(scope: Construct, id: string, options: TokenRegistrationOptions): TokenRegistration {
    return new TokenRegistration(scope, id, { ...options, token: this });
  }

  public sensitiveOutput(scope: Construct, id: string, description?: string): TerraformOutput {
    return sensitiveOutput(this, scope, id, description);
  }

  /** What a monitor may write down. */
  public get status(): TokenStatus {
    return {
      id: this.node.id,
      tokenId: this.tokenId,
      name: this.name,
      issuedAt: this.issuedAt,
      expiresAt: this.expiresAt,
      rotates: false,
      keepsPrevious: false,
    };
  }
}

function expires(expiresAt?: string): IResolvable {
  // Before Terraform 1.8, what is not sensitive could not be unmarked, and nobody knows what was given here.
  return expiresAt === undefined ? Token.asAny(false) : isPresent(Fn.sensitive(quoted(expiresAt)));
}

function sensitiveOutput(
  { value }: IAccessToken,
  scope: Construct,
  id: string,
  description?: string,
): TerraformOutput {
  return new TerraformOutput(scope, id, { value, sensitive: true, description });
}
