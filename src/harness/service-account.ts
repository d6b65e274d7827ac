import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { HarnessApiKeyType, IHarnessApiKeyOwner } from './api-key-owner';
import { identifier, place, placeForm, tagFindings, tagList } from './entity';
import { HarnessPlatformServiceAccount } from '../bindings';
import { provideFor } from '../companion-provider';
import { Findings, text } from '../findings';
import { importFrom } from '../import-block';
import { SiblingNames } from '../sibling-names';

/** A service account of Harness: an identity that is no person. */
export interface IHarnessServiceAccount extends IHarnessApiKeyOwner {
  /** What Harness calls it. */
  readonly identifier: string;
}

/** What is known of a service account that was made elsewhere. */
export interface HarnessServiceAccountAttributes {
  /** Account that it is in. */
  readonly accountId: string;

  /**
   * Organization that it is in.
   *
   * @default - it is in the account itself
   */
  readonly orgId?: string;

  /**
   * Project of the organization that it is in. Needs `orgId`.
   *
   * @default - it is in no project
   */
  readonly projectId?: string;

  /** What Harness calls it. */
  readonly identifier: string;
}

/** Properties of a `HarnessServiceAccount`. */
export interface HarnessServiceAccountProps {
  /** Account that it is in. Changing it replaces the service account. */
  readonly accountId: string;

  /**
   * Organization that it is in. Changing it replaces the service account.
   *
   * @default - it is in the account itself
   */
  readonly orgId?: string;

  /**
   * Project of the organization that it is in. Needs `orgId`. Changing it replaces the service account.
   *
   * @default - it is in no project
   */
  readonly projectId?: string;

  /**
   * Identifies it among its siblings, whatever the case: 1 to 128 letters, digits, `_` and `$`, with a letter or
   * `_` first. Changing it replaces the service account.
   */
  readonly identifier: string;

  /**
   * What it is called. Changes in place.
   *
   * @default - its identifier
   */
  readonly name?: string;

  /** Address that stands for it. Harness does not let it change, so another one replaces the service account. */
  readonly email: string;

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
 * A service account of Harness: `harness_platform_service_account`. Its API keys and tokens are destroyed before it.
 *
 * @example
 * new HarnessServiceAccount(stack, 'Deployer', {
 *   accountId: 'lv0euRhKRCyiXWzS7pOg6g',
 *   orgId: 'default',
 *   identifier: 'deployer',
 *   email: 'deployer@example.com',
 *   tags: { team: 'platform' },
 * });
 */
export class HarnessServiceAccount extends Construct implements IHarnessServiceAccount {
  /**
   * A service account that was made elsewhere.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param attributes what is known of it
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: HarnessServiceAccountAttributes,
  ): IHarnessServiceAccount {
    return new ExistingServiceAccount(scope, id, attributes);
  }

  public readonly accountId: string;
  public readonly orgId?: string;
  public readonly projectId?: string;
  public readonly apiKeyType = HarnessApiKeyType.SERVICE_ACCOUNT;
  private readonly resource: HarnessPlatformServiceAccount;

  constructor(scope: Construct, id: string, props: HarnessServiceAccountProps) {
    super(scope, id);
    const { accountId, orgId, projectId, name = props.identifier, email, description } = props;
    this.accountId = accountId;
    this.orgId = orgId;
    this.projectId = projectId;
    const resource = new HarnessPlatformServiceAccount(this, 'Resource', {
      accountId,
      orgId,
      projectId,
      identifier: props.identifier,
      name,
      email,
      description,
      tags: tagList(props.tags),
    });
    this.resource = provideFor(resource, props.provider);
    const where = props.provider ?? resource.cdktfStack;
    const claimed = identifiers.claim(where, 'identifier', props.identifier, this, [
      accountId,
      orgId,
      projectId,
    ]);
    this.node.addValidation({
      validate: (): Findings => [
        ...place(props),
        ...identifier(props.identifier),
        ...text('name', name, 'deployer'),
        ...text('email', email, 'deployer@example.com'),
        ...tagFindings(props.tags),
        ...claimed,
      ],
    });
  }

  public get identifier(): string {
    return this.resource.identifier;
  }

  public get parentId(): string {
    return this.resource.identifier;
  }

  /**
   * Adopts a service account that is there already, by an `import` block, which needs Terraform 1.5 or later: the
   * next apply takes it over instead of making one, and a destroy removes it. Leave the call in, or remove it after
   * the apply.
   *
   * @param id its identifier, with `org/` or `org/project/` before it where it is in one
   */
  public importFrom(id: string): void {
    importFrom(this, this.resource, id, {
      ...placeForm(this),
      SERVICE_ACCOUNT: this.resource.identifierInput!,
    });
  }
}

class ExistingServiceAccount extends Construct implements IHarnessServiceAccount {
  public readonly accountId: string;
  public readonly orgId?: string;
  public readonly projectId?: string;
  public readonly apiKeyType = HarnessApiKeyType.SERVICE_ACCOUNT;
  public readonly identifier: string;

  constructor(scope: Construct, id: string, attributes: HarnessServiceAccountAttributes) {
    super(scope, id);
    this.accountId = attributes.accountId;
    this.orgId = attributes.orgId;
    this.projectId = attributes.projectId;
    this.identifier = attributes.identifier;
    this.node.addValidation({
      validate: () => [...place(attributes), ...identifier(attributes.identifier)],
    });
  }

  public get parentId(): string {
    return this.identifier;
  }
}
