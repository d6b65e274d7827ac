import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { HarnessApiKeyType, IHarnessApiKeyOwner } from './api-key-owner';
import { identifier, placeForm, tagFindings, tagList } from './entity';
import { HarnessPlatformApikey } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { Findings, positive, text } from '../findings';
import { importFrom } from '../import-block';
import { SiblingNames } from '../sibling-names';

/** An API key of Harness: what tokens belong to. It is no secret. */
export interface IHarnessApiKey {
  /** Whom it belongs to. */
  readonly owner: IHarnessApiKeyOwner;

  /** What Harness calls it. */
  readonly identifier: string;
}

/** What is known of an API key that was made elsewhere. */
export interface HarnessApiKeyAttributes {
  /** Whom it belongs to. */
  readonly owner: IHarnessApiKeyOwner;

  /** What Harness calls it. */
  readonly identifier: string;
}

/** Properties of a `HarnessApiKey`. */
export interface HarnessApiKeyProps {
  /** Whom it belongs to: a service account, or a `HarnessUser`. Changing it replaces the API key. */
  readonly owner: IHarnessApiKeyOwner;

  /**
   * Identifies it among its owner's, whatever the case: 1 to 128 letters, digits, `_` and `$`, with a letter or `_`
   * first. Changing it replaces the API key.
   */
  readonly identifier: string;

  /**
   * What it is called. Changes in place.
   *
   * @default - its identifier
   */
  readonly name?: string;

  /**
   * How long tokens without an `expiresAt` live, to the millisecond. Changes in place, for tokens that are made
   * afterwards. Harness's own provider plans a change every time where it is left out.
   *
   * @default Duration.days(30)
   */
  readonly defaultTokenLifetime?: Duration;

  /**
   * What it is for. Changes in place.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Tags by their keys. An empty value leaves just the key. Harness's own provider cuts a value off at a colon.
   * Change in place.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Where it comes from: a companion provider with an alias, or Harness's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

const identifiers = new SiblingNames(true);

/**
 * An API key of Harness: `harness_platform_apikey`. It is made after its owner, and its tokens are destroyed before it.
 *
 * @example
 * const owner = new HarnessServiceAccount(stack, 'Deployer', {
 *   accountId: 'lv0euRhKRCyiXWzS7pOg6g',
 *   identifier: 'deployer',
 *   email: 'deployer@example.com',
 * });
 * const apiKey = new HarnessApiKey(stack, 'Key', {
 *   owner,
 *   identifier: 'deploy_key',
 *   defaultTokenLifetime: Duration.days(90),
 * });
 */
export class HarnessApiKey extends Construct implements IHarnessApiKey {
  /**
   * An API key that was made elsewhere.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param attributes what is known of it
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: HarnessApiKeyAttributes,
  ): IHarnessApiKey {
    return new ExistingApiKey(scope, id, attributes);
  }

  public readonly owner: IHarnessApiKeyOwner;
  private readonly resource: HarnessPlatformApikey;

  constructor(scope: Construct, id: string, props: HarnessApiKeyProps) {
    super(scope, id);
    const { owner, name = props.identifier, defaultTokenLifetime: lifetime, description } = props;
    this.owner = owner;
    const resource = new HarnessPlatformApikey(this, 'Resource', {
      accountId: owner.accountId,
      orgId: owner.orgId,
      projectId: owner.projectId,
      apikeyType: owner.apiKeyType.name,
      parentId: owner.parentId,
      identifier: props.identifier,
      name,
      defaultTimeToExpireToken: lifetime?.isUnresolved() ? undefined : lifetime?.toMilliseconds(),
      description,
      tags: tagList(props.tags),
    });
    this.resource = provideFor(resource, props.provider);
    const claimed = identifiers.claim(owner, 'identifier', props.identifier, this);
    this.node.addValidation({
      validate: (): Findings => [
        ...typeFindings(owner.apiKeyType),
        ...identifier(props.identifier),
        ...text('name', name, 'deploy key'),
        ...(lifetime ? lifetimeFindings(lifetime) : []),
        ...tagFindings(props.tags),
        ...claimed,
      ],
    });
  }

  public get identifier(): string {
    return this.resource.identifier;
  }

  /**
   * Adopts an API key that is there already, by an `import` block, which needs Terraform 1.5 or later: the next apply
   * takes it over instead of making one, and a destroy removes it. Leave the call in, or remove it after the apply.
   *
   * @param id `parent/apiKey/type`, with `org/` or `org/project/` before it where it is in one: the identifiers, and
   * `USER` or `SERVICE_ACCOUNT` as the type
   */
  public importFrom(id: string): void {
    importFrom(this, this.resource, id, {
      ...placeForm(this.owner),
      PARENT: this.owner.parentId,
      API_KEY: this.resource.identifierInput!,
      TYPE: this.owner.apiKeyType.name,
    });
  }
}

class ExistingApiKey extends Construct implements IHarnessApiKey {
  public readonly owner: IHarnessApiKeyOwner;
  public readonly identifier: string;

  constructor(scope: Construct, id: string, attributes: HarnessApiKeyAttributes) {
    super(scope, id);
    this.owner = attributes.owner;
    this.identifier = attributes.identifier;
    this.node.addValidation({
      validate: () => [...typeFindings(this.owner.apiKeyType), ...identifier(this.identifier)],
    });
  }
}

function typeFindings({ name }: HarnessApiKeyType): Findings {
  if (Token.isUnresolved(name) || /^[A-Z_]+$/.test(name)) return [];
  return [
    `the owner's apiKeyType is ${JSON.stringify(name)}: give what Harness calls it, such as ` +
      'HarnessApiKeyType.SERVICE_ACCOUNT',
  ];
}

function lifetimeFindings(lifetime: Duration): Findings {
  if (!lifetime.isUnresolved()) return positive('defaultTokenLifetime', lifetime, '30d');
  return [
    'defaultTokenLifetime is known only when Terraform runs, but its milliseconds are needed now: give one such as ' +
      'Duration.days(30)',
  ];
}
