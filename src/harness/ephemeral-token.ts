import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IHarnessApiKey } from './api-key';
import { ENVIRONMENT_VARIABLE, identifier, tagFindings, tagList } from './entity';
import { milliseconds } from './milliseconds';
import { AuthorizationScheme } from '../authorization-scheme';
import { EphemeralHarnessPlatformToken } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { EphemeralTokenBase } from '../ephemeral-token';
import { Findings, life, text } from '../findings';

/** Properties of an `EphemeralHarnessToken`. */
export interface EphemeralHarnessTokenProps {
  /** The API key that the token belongs to. */
  readonly apiKey: IHarnessApiKey;

  /**
   * Identifies it among the API key's, whatever the case: 1 to 128 letters, digits, `_` and `$`, with a letter or
   * `_` first. Two runs at the same time get in each other's way where it is given.
   *
   * @default - another one each time
   */
  readonly identifier?: string;

  /**
   * What it is called.
   *
   * @default - its identifier
   */
  readonly name?: string;

  /**
   * How long the token lives if nothing deletes it, as when the run is killed. At least 1 minute. Make it longer than
   * the longest run.
   *
   * @default Duration.hours(6)
   */
  readonly lifetime?: Duration;

  /**
   * The instant at which the token expires if nothing deletes it, RFC 3339, to the millisecond. Not together with
   * `lifetime`.
   *
   * @default - `lifetime` after it was made
   */
  readonly expiresAt?: string;

  /**
   * What it is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Tags by their keys. An empty value leaves just the key.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Where the token comes from: a companion provider with an alias.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

const LIMITS = { service: 'token for one run', shortest: Duration.minutes(1) };

/**
 * A token of an API key of Harness for one run of Terraform: `ephemeral "harness_platform_token"`. Closing it deletes it.
 *
 * @example
 * const run = new EphemeralHarnessToken(stack, 'Run', { apiKey, lifetime: Duration.hours(2) });
 * new bindings.TokensProvider(stack, 'AsRun', {
 *   alias: 'run',
 *   harness: { accountId: 'lv0euRhKRCyiXWzS7pOg6g', platformApiKey: run.value },
 * });
 */
export class EphemeralHarnessToken extends EphemeralTokenBase {
  private readonly resource: EphemeralHarnessPlatformToken;

  constructor(scope: Construct, id: string, props: EphemeralHarnessTokenProps) {
    super(scope, id);
    const { apiKey, name, lifetime, expiresAt, description, tags } = props;
    const { owner } = apiKey;
    const stack = TerraformStack.of(this);
    const resource = new EphemeralHarnessPlatformToken(this, 'Resource', {
      accountId: owner.accountId,
      orgId: owner.orgId,
      projectId: owner.projectId,
      apikeyType: owner.apiKeyType.name,
      parentId: owner.parentId,
      apikeyId: apiKey.identifier,
      identifier: props.identifier,
      name,
      lifetime: lifetime?.toString(),
      validTo: expiresAt === undefined ? undefined : milliseconds(stack, expiresAt, props.provider),
      description,
      tags: tagList(tags),
    });
    this.resource = provideFor(resource, props.provider);
    this.node.addValidation({ validate: () => findings(props) });
  }

  public get value(): string {
    return this.resource.value;
  }

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.API_KEY;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }
}

function findings(props: EphemeralHarnessTokenProps): Findings {
  return [
    ...(props.identifier === undefined ? [] : identifier(props.identifier)),
    ...(props.name === undefined ? [] : text('name', props.name, 'this run of Terraform')),
    ...life(props, LIMITS, '6h'),
    ...tagFindings(props.tags),
  ];
}
