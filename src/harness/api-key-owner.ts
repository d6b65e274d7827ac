import { Construct } from 'constructs';
import { place } from './entity';
import { text } from '../findings';

/**
 * Whom an API key belongs to: the kinds that Harness's API documentation has.
 *
 * @example
 * const kind = HarnessApiKeyType.of('SERVICE_ACCOUNT');
 */
export class HarnessApiKeyType {
  /** A user. */
  public static readonly USER = HarnessApiKeyType.of('USER');

  /** A service account. */
  public static readonly SERVICE_ACCOUNT = HarnessApiKeyType.of('SERVICE_ACCOUNT');

  /**
   * A kind that is not listed here.
   *
   * @param name such as `SERVICE_ACCOUNT`
   */
  public static of(name: string): HarnessApiKeyType {
    return new HarnessApiKeyType(name);
  }

  /** @param name what Harness calls it */
  private constructor(public readonly name: string) {}

  /** What Harness calls it. */
  public toString(): string {
    return this.name;
  }
}

/** Whom API keys belong to: a service account or a user. */
export interface IHarnessApiKeyOwner {
  /** Account that it is in. */
  readonly accountId: string;

  /**
   * Organization that its API keys are in.
   *
   * @default - they are in the account itself
   */
  readonly orgId?: string;

  /**
   * Project of the organization that its API keys are in.
   *
   * @default - they are in no project
   */
  readonly projectId?: string;

  /** Which of the two it is. */
  readonly apiKeyType: HarnessApiKeyType;

  /** What Harness calls it: the identifier of a service account, or the id of a user. */
  readonly parentId: string;
}

/** What is known of a user. */
export interface HarnessUserAttributes {
  /** Account that the user is in. */
  readonly accountId: string;

  /** Id of the user: the one whose token the provider works with, since nobody may make API keys of others. */
  readonly userId: string;

  /**
   * Organization that the user's API keys are in. The newer Harness keeps them in the account: leave it out there.
   *
   * @default - they are in the account itself
   */
  readonly orgId?: string;

  /**
   * Project of the organization that the user's API keys are in. Needs `orgId`.
   *
   * @default - they are in no project
   */
  readonly projectId?: string;
}

/**
 * A user of Harness. Terraform makes none: people are invited.
 *
 * @example
 * const owner = HarnessUser.fromAttributes(stack, 'Me', {
 *   accountId: 'lv0euRhKRCyiXWzS7pOg6g',
 *   userId: 'aB3dE5fG7hI9jK1lM3nO5p',
 * });
 * new HarnessApiKey(stack, 'Key', { owner, identifier: 'my_key' });
 */
export class HarnessUser extends Construct implements IHarnessApiKeyOwner {
  /**
   * The user that has these attributes.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param attributes what is known of it
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: HarnessUserAttributes,
  ): IHarnessApiKeyOwner {
    return new HarnessUser(scope, id, attributes);
  }

  public readonly accountId: string;
  public readonly orgId?: string;
  public readonly projectId?: string;
  public readonly apiKeyType = HarnessApiKeyType.USER;
  public readonly parentId: string;

  private constructor(scope: Construct, id: string, attributes: HarnessUserAttributes) {
    super(scope, id);
    this.accountId = attributes.accountId;
    this.orgId = attributes.orgId;
    this.projectId = attributes.projectId;
    this.parentId = attributes.userId;
    this.node.addValidation({
      validate: () => [...place(attributes), ...text('userId', attributes.userId, 'lv0euRhKRCyiXWzS7pOg6g')],
    });
  }
}
