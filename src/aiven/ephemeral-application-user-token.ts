import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { IAivenApplicationUser } from './application-user';
import { AivenScope } from './scope';
import { ENVIRONMENT_VARIABLE, NAME_RULES, secondsOf, tokenFindings } from './token-attributes';
import { AuthorizationScheme } from '../authorization-scheme';
import { EphemeralAivenOrganizationApplicationUserToken } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { EphemeralTokenBase } from '../ephemeral-token';

/** Properties of an `EphemeralAivenApplicationUserToken`. */
export interface EphemeralAivenApplicationUserTokenProps {
  /** Whom the token is made for. A user has at most 10 tokens, and each run that is under way takes one. */
  readonly user: IAivenApplicationUser;

  /** What the token is for, in at most 1000 bytes of UTF-8. */
  readonly description: string;

  /**
   * How long the token lives if nothing revokes it, as when the run is killed: from 10 minutes to 3650 days, in whole
   * seconds. Make it longer than the longest run.
   *
   * @default Duration.hours(6)
   */
  readonly maxAge?: Duration;

  /**
   * What the token may do, at most 100.
   *
   * @default - everything that the user may
   */
  readonly scopes?: AivenScope[];

  /**
   * Addresses and CIDR blocks that the token may be used from, such as `10.0.0.0/8`; at most 100.
   *
   * @default - from everywhere
   */
  readonly ipAllowlist?: string[];

  /**
   * Where the token comes from: a companion provider with an alias.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * An access token of an application user of Aiven for one run of Terraform:
 * `ephemeral "aiven_organization_application_user_token"`. Closing it revokes it.
 *
 * @example
 * const user = AivenApplicationUser.fromAttributes(stack, 'Deployer', {
 *   organizationId: 'org1a2b3c4d5e6',
 *   userId: 'u1a2b3c4d5e6',
 * });
 * const run = new EphemeralAivenApplicationUserToken(stack, 'Run', { user, description: 'one run of Terraform' });
 * new bindings.TokensProvider(stack, 'AsRun', { alias: 'run', aiven: { apiToken: run.value } });
 */
export class EphemeralAivenApplicationUserToken extends EphemeralTokenBase {
  private readonly resource: EphemeralAivenOrganizationApplicationUserToken;

  constructor(scope: Construct, id: string, props: EphemeralAivenApplicationUserTokenProps) {
    super(scope, id);
    const { user, description, maxAge, scopes, ipAllowlist } = props;
    const resource = new EphemeralAivenOrganizationApplicationUserToken(this, 'Resource', {
      organizationId: user.organizationId,
      userId: user.userId,
      description: tokenName(this, description, NAME_RULES),
      maxAgeSeconds: maxAge && secondsOf(maxAge),
      scopes: scopes?.map(({ name }) => name),
      ipAllowlist,
    });
    this.resource = provideFor(resource, props.provider);
    this.node.addValidation({ validate: () => tokenFindings(props) });
  }

  public get value(): string {
    return this.resource.fullToken;
  }

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.AIVEN;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }
}
