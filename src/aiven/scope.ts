/**
 * What an Aiven token may do at most: never more than its user may.
 *
 * The names are those of Aiven's API, as its OAuth 2 declaration has them.
 *
 * @example
 * const user = AivenApplicationUser.fromAttributes(stack, 'Deployer', {
 *   organizationId: 'org1a2b3c4d5e6',
 *   userId: 'u1a2b3c4d5e6',
 * });
 * new AivenApplicationUserToken(stack, 'Token', {
 *   user,
 *   description: 'reads what runs where',
 *   scopes: [AivenScope.PROJECTS_READ, AivenScope.of('services:read')],
 * });
 */
export class AivenScope {
  /** Everything that the user may. */
  public static readonly ALL = AivenScope.of('all');

  /** Everything about accounts. */
  public static readonly ACCOUNTS = AivenScope.of('accounts');

  /** Reads accounts. */
  public static readonly ACCOUNTS_READ = AivenScope.of('accounts:read');

  /** Changes accounts. */
  public static readonly ACCOUNTS_WRITE = AivenScope.of('accounts:write');

  /** Everything about logins and tokens. */
  public static readonly AUTHENTICATION = AivenScope.of('authentication');

  /** Reads logins and tokens. */
  public static readonly AUTHENTICATION_READ = AivenScope.of('authentication:read');

  /** Changes logins and tokens. */
  public static readonly AUTHENTICATION_WRITE = AivenScope.of('authentication:write');

  /** Everything about bills and billing groups. */
  public static readonly BILLING = AivenScope.of('billing');

  /** Reads bills and billing groups. */
  public static readonly BILLING_READ = AivenScope.of('billing:read');

  /** Changes bills and billing groups. */
  public static readonly BILLING_WRITE = AivenScope.of('billing:write');

  /** Everything about payment methods. */
  public static readonly PAYMENTS = AivenScope.of('payments');

  /** Reads payment methods. */
  public static readonly PAYMENTS_READ = AivenScope.of('payments:read');

  /** Changes payment methods. */
  public static readonly PAYMENTS_WRITE = AivenScope.of('payments:write');

  /** Everything about PrivateLink connections. */
  public static readonly PRIVATELINK = AivenScope.of('privatelink');

  /** Reads PrivateLink connections. */
  public static readonly PRIVATELINK_READ = AivenScope.of('privatelink:read');

  /** Changes PrivateLink connections. */
  public static readonly PRIVATELINK_WRITE = AivenScope.of('privatelink:write');

  /** Everything about projects. */
  public static readonly PROJECTS = AivenScope.of('projects');

  /** Reads projects. */
  public static readonly PROJECTS_READ = AivenScope.of('projects:read');

  /** Changes projects. */
  public static readonly PROJECTS_WRITE = AivenScope.of('projects:write');

  /** Everything about users that are provisioned by SCIM. */
  public static readonly SCIM = AivenScope.of('scim');

  /** Reads users that are provisioned by SCIM. */
  public static readonly SCIM_READ = AivenScope.of('scim:read');

  /** Changes users that are provisioned by SCIM. */
  public static readonly SCIM_WRITE = AivenScope.of('scim:write');

  /** Everything about services. */
  public static readonly SERVICES = AivenScope.of('services');

  /** Reads services. */
  public static readonly SERVICES_READ = AivenScope.of('services:read');

  /** Changes services. */
  public static readonly SERVICES_WRITE = AivenScope.of('services:write');

  /** Everything about static IP addresses. */
  public static readonly STATIC_IPS = AivenScope.of('static_ips');

  /** Reads static IP addresses. */
  public static readonly STATIC_IPS_READ = AivenScope.of('static_ips:read');

  /** Changes static IP addresses. */
  public static readonly STATIC_IPS_WRITE = AivenScope.of('static_ips:write');

  /** Everything about support tickets. */
  public static readonly TICKETS = AivenScope.of('tickets');

  /** Reads support tickets. */
  public static readonly TICKETS_READ = AivenScope.of('tickets:read');

  /** Changes support tickets. */
  public static readonly TICKETS_WRITE = AivenScope.of('tickets:write');

  /** Everything about the token's own user. */
  public static readonly USER = AivenScope.of('user');

  /** Reads the token's own user. */
  public static readonly USER_READ = AivenScope.of('user:read');

  /** Changes the token's own user. */
  public static readonly USER_WRITE = AivenScope.of('user:write');

  /**
   * A scope that is not listed here.
   *
   * @param name such as `projects:read`
   */
  public static of(name: string): AivenScope {
    return new AivenScope(name);
  }

  /** @param name what Aiven calls it */
  private constructor(public readonly name: string) {}

  /** What Aiven calls it. */
  public toString(): string {
    return this.name;
  }
}
