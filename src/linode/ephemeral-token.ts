import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLE, labelFindings, NAME_RULES, scopeFindings, scopeList } from './attributes';
import { LinodeScope } from './scope';
import { EphemeralLinodeToken as EphemeralLinodeTokenResource } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { EphemeralTokenBase } from '../ephemeral-token';
import { life } from '../findings';

/** Properties of an `EphemeralLinodeToken`. */
export interface EphemeralLinodeTokenProps {
  /** What the token is called, in 1 to 100 bytes of UTF-8. Runs at the same time may have the same. */
  readonly label: string;

  /** What the token may do: at least one, and no more than the provider's own token may. */
  readonly scopes: LinodeScope[];

  /**
   * How long the token lives if nothing revokes it, as when the run is killed. At least 1 minute. Make it longer than
   * the longest run.
   *
   * @default Duration.hours(6)
   */
  readonly lifetime?: Duration;

  /**
   * The instant at which the token expires if nothing revokes it, RFC 3339. Not together with `lifetime`.
   *
   * @default - `lifetime` after it was issued
   */
  readonly expiresAt?: string;

  /**
   * Where the token comes from: a companion provider with an alias.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

const LIMITS = { service: 'token for one run', shortest: Duration.minutes(1) };

/**
 * A personal access token of Linode for one run of Terraform: `ephemeral "linode_token"`. Closing it revokes it.
 *
 * @example
 * const run = new EphemeralLinodeToken(stack, 'Run', {
 *   label: 'terraform',
 *   scopes: [LinodeScope.ACCOUNT_READ_WRITE],
 * });
 * new bindings.TokensProvider(stack, 'AsRun', { alias: 'run', linode: { token: run.value } });
 */
export class EphemeralLinodeToken extends EphemeralTokenBase {
  private readonly resource: EphemeralLinodeTokenResource;

  constructor(scope: Construct, id: string, props: EphemeralLinodeTokenProps) {
    super(scope, id);
    const { label, scopes, lifetime, expiresAt } = props;
    const config = {
      label: tokenName(this, label, NAME_RULES),
      scopes: scopeList(scopes),
      lifetime: lifetime?.toString(),
      expiry: expiresAt,
    };
    this.resource = provideFor(new EphemeralLinodeTokenResource(this, 'Resource', config), props.provider);
    this.node.addValidation({
      validate: () => [...labelFindings(label), ...scopeFindings(scopes), ...life(props, LIMITS, '6h')],
    });
  }

  public get value(): string {
    return this.resource.token;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  /** When it expires if nothing revokes it, RFC 3339. */
  public get expiresAt(): string {
    return this.resource.expiry;
  }
}
