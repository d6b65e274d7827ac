import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLE, NAME_RULES, nameFindings } from './attributes';
import { EphemeralSeqeraTokens } from '../bindings';
import { provideFor } from '../companion-provider';
import { tokenName } from '../environment/token-name';
import { EphemeralTokenBase } from '../ephemeral-token';
import { Findings } from '../findings';

/** Properties of an `EphemeralSeqeraToken`. */
export interface EphemeralSeqeraTokenProps {
  /**
   * What the token is called, in 1 to 50 characters that no other token of the same user has, so that two runs at the
   * same time get in each other's way.
   *
   * @default - Seqera gives it a name
   */
  readonly name?: string;

  /**
   * Where the token comes from: a companion provider with an alias.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * An API token of the Seqera Platform for one run of Terraform: `ephemeral "seqera_tokens"`. Closing it revokes it.
 * Since tokens of Seqera never expire, one whose run was killed has to be revoked by hand.
 *
 * @example
 * const run = new EphemeralSeqeraToken(stack, 'Run');
 * new bindings.TokensProvider(stack, 'AsRun', { alias: 'run', seqera: { bearerAuth: run.value } });
 */
export class EphemeralSeqeraToken extends EphemeralTokenBase {
  private readonly resource: EphemeralSeqeraTokens;

  constructor(scope: Construct, id: string, props: EphemeralSeqeraTokenProps = {}) {
    super(scope, id);
    const { name: given, provider } = props;
    const name = given && tokenName(this, given, NAME_RULES);
    this.resource = provideFor(new EphemeralSeqeraTokens(this, 'Resource', { name }), provider);
    this.node.addValidation({ validate: (): Findings => (given === undefined ? [] : nameFindings(given)) });
  }

  public get value(): string {
    return this.resource.accessKey;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }
}
