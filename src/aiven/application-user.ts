import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { AivenOrganizationApplicationUser } from '../bindings';
import { provideFor } from '../companion-provider';
import { Findings, text } from '../findings';
import { ANY, importFrom } from '../import-block';

/** An application user of an Aiven organization: who access tokens are made for. */
export interface IAivenApplicationUser {
  /** Organization that the user belongs to. */
  readonly organizationId: string;

  /** What Aiven calls the user. */
  readonly userId: string;
}

/** What is known of an application user that was made elsewhere. */
export interface AivenApplicationUserAttributes {
  /** Organization that the user belongs to, such as `org1a2b3c4d5e6`. */
  readonly organizationId: string;

  /** What Aiven calls the user, such as `u1a2b3c4d5e6`. */
  readonly userId: string;
}

/** Properties of an `AivenApplicationUser`. */
export interface AivenApplicationUserProps {
  /** Organization that the user belongs to, such as `org1a2b3c4d5e6`. Changing it replaces the user. */
  readonly organizationId: string;

  /** What the user is called. Changes in place. */
  readonly name: string;

  /**
   * Where the user comes from: a companion provider with an alias, or Aiven's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * An application user of an Aiven organization: `aiven_organization_application_user`. Its tokens may do what the
 * permissions that Aiven gives to the user allow, and are destroyed before it.
 *
 * @example
 * const user = new AivenApplicationUser(stack, 'Deployer', {
 *   organizationId: 'org1a2b3c4d5e6',
 *   name: 'deployer',
 * });
 * new AivenApplicationUserToken(stack, 'Token', {
 *   user,
 *   description: 'deployments of the shop',
 *   maxAge: Duration.days(30),
 * });
 */
export class AivenApplicationUser extends Construct implements IAivenApplicationUser {
  /**
   * A user that was made elsewhere.
   *
   * @param scope where to make the construct
   * @param id under which id
   * @param attributes what is known of it
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: AivenApplicationUserAttributes,
  ): IAivenApplicationUser {
    return new ExistingApplicationUser(scope, id, attributes);
  }

  public readonly organizationId: string;
  private readonly resource: AivenOrganizationApplicationUser;

  constructor(scope: Construct, id: string, props: AivenApplicationUserProps) {
    super(scope, id);
    const { organizationId, name, provider } = props;
    this.organizationId = organizationId;
    const resource = new AivenOrganizationApplicationUser(this, 'Resource', { organizationId, name });
    this.resource = provideFor(resource, provider);
    this.node.addValidation({
      validate: (): Findings => [
        ...text('organizationId', organizationId, 'org1a2b3c4d5e6'),
        ...text('name', name, 'app-terraform'),
      ],
    });
  }

  public get userId(): string {
    return this.resource.userId;
  }

  /** What the user is called. */
  public get name(): string {
    return this.resource.name;
  }

  /** Address that stands for the user. No mail goes there. */
  public get email(): string {
    return this.resource.email;
  }

  /**
   * Adopts a user that is there already, by an `import` block, which needs Terraform 1.5 or later: the next apply
   * takes it over instead of making one, and a destroy removes it. Leave the call in, or remove it after the apply.
   *
   * @param id organization and user with a slash between them, such as `org1a2b3c4d5e6/u1a2b3c4d5e6`
   */
  public importFrom(id: string): void {
    importFrom(this, this.resource, id, { ORGANIZATION: this.organizationId, USER: ANY });
  }
}

class ExistingApplicationUser extends Construct implements IAivenApplicationUser {
  public readonly organizationId: string;
  public readonly userId: string;

  constructor(scope: Construct, id: string, { organizationId, userId }: AivenApplicationUserAttributes) {
    super(scope, id);
    this.organizationId = organizationId;
    this.userId = userId;
    this.node.addValidation({
      validate: (): Findings => [
        ...text('organizationId', organizationId, 'org1a2b3c4d5e6'),
        ...text('userId', userId, 'u1a2b3c4d5e6'),
      ],
    });
  }
}
