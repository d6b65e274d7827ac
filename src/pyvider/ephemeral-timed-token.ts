import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { timedTokenFindings } from './timed-token-limits';
import { EphemeralPyviderTimedToken } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { EphemeralTokenBase } from '../ephemeral-token';

/** Properties of an `EphemeralTimedToken`. */
export interface EphemeralTimedTokenProps {
  /** Name of the token. Describe what it is for. */
  readonly name: string;

  /**
   * How long the token lives, from 1 second to 36500 days: as long as the run may take.
   *
   * @default Duration.hours(1)
   */
  readonly lifetime?: Duration;

  /**
   * The instant at which the token expires, RFC 3339. Not together with `lifetime`.
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

/**
 * A random token for one run of Terraform: `ephemeral "pyvider_timed_token"`. Nobody but the run has heard of it, so
 * that closing it revokes nothing.
 *
 * @example
 * // For the argument of another ephemeral resource, or one that is written and never read.
 * const run = new EphemeralTimedToken(stack, 'Run', { name: 'one-run', lifetime: Duration.minutes(30) });
 * const header = run.authorizationHeader();
 */
export class EphemeralTimedToken extends EphemeralTokenBase {
  private readonly resource: EphemeralPyviderTimedToken;

  constructor(scope: Construct, id: string, props: EphemeralTimedTokenProps) {
    super(scope, id);
    const name = tokenName(this, props.name, { separator: '-' });
    const config = { name, lifetime: props.lifetime?.toString(), expiresAt: props.expiresAt };
    this.resource = provideFor(new EphemeralPyviderTimedToken(this, 'Resource', config), props.provider);
    this.node.addValidation({ validate: () => timedTokenFindings(props) });
  }

  public get value(): string {
    return this.resource.token;
  }

  /** When it expires, RFC 3339. Sensitive. */
  public get expiresAt(): string {
    return this.resource.expiresAt;
  }
}
