import { TerraformProvider, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { IAivenApplicationUser } from './application-user';
import { AivenScope } from './scope';
import {
  ENVIRONMENT_VARIABLE,
  NAME_RULES,
  LONGEST,
  secondsOf,
  SERVICE,
  SHORTEST,
  tokenFindings,
} from './token-attributes';
import { AccessToken, AccessTokenAttributes, AccessTokenBase, IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { AivenOrganizationApplicationUserToken } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { Findings, isShorter } from '../findings';
import { ANY, importFrom } from '../import-block';
import { slotName } from '../slot-name';
import { ITokenBlueprint, LifetimeLimits, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. Changing any of them replaces the tokens of all slots at once. */
export interface AivenApplicationUserTokenBlueprintProps {
  /** Whom the tokens are made for. A user has at most 10 tokens, so a rotation at most 10 slots. */
  readonly user: IAivenApplicationUser;

  /**
   * What the tokens are for, with the number of their slot behind it: `deployments, slot 0`. With it, at most
   * 1000 bytes of UTF-8.
   */
  readonly description: string;

  /**
   * What the tokens may do, at most 100.
   *
   * @default - everything that the user may
   */
  readonly scopes?: AivenScope[];

  /**
   * Addresses and CIDR blocks that the tokens may be used from, such as `10.0.0.0/8`; at most 100.
   *
   * @default - from everywhere
   */
  readonly ipAllowlist?: string[];

  /**
   * Where the tokens come from.
   *
   * @default - the provider of the rotation, or else the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of an `AivenApplicationUserToken`. Nothing about a token can be changed: another value of any of them replaces it. */
export interface AivenApplicationUserTokenProps {
  /** Whom the token is made for. A user has at most 10 tokens. */
  readonly user: IAivenApplicationUser;

  /** What the token is for, in at most 1000 bytes of UTF-8: `deployments of the shop`, not `token1`. */
  readonly description: string;

  /**
   * How long the token lives, from 10 minutes to 3650 days, in whole seconds. (Older documentation of Aiven's
   * provider says hours; Aiven's API takes seconds.) An expired token is replaced by the next apply.
   *
   * @default - it never expires
   */
  readonly maxAge?: Duration;

  /**
   * Whether each use of the token lets it live for another `maxAge`, which has to be given then.
   *
   * @default false
   */
  readonly extendWhenUsed?: boolean;

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
   * Where the token comes from: a companion provider with an alias, or Aiven's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

// Of Aiven's documentation.
const MOST_TOKENS = 10;

/** By the user; or by what the user is called within an app, where that is known when the app is synthesized. */
const tokensOf = new WeakMap<object, Map<unknown, number>>();

/**
 * An access token of an application user of Aiven: `aiven_organization_application_user_token`.
 *
 * In a rotation it outlives the expiry of its slot: Aiven takes a length of time and no instant, and an expired token
 * would be replaced by the next apply. It lives until its slot's turn comes again, as a token of Seqera does, and a
 * little longer.
 *
 * @example
 * const user = AivenApplicationUser.fromAttributes(stack, 'Deployer', {
 *   organizationId: 'org1a2b3c4d5e6',
 *   userId: 'u1a2b3c4d5e6',
 * });
 * new RotatingToken(stack, 'Deploy', {
 *   blueprint: AivenApplicationUserToken.blueprint({
 *     user,
 *     description: 'deployments of the shop',
 *     scopes: [AivenScope.SERVICES_READ],
 *   }),
 *   rotation: RotationSchedule.every(Duration.days(30)),
 * });
 */
export class AivenApplicationUserToken extends AccessTokenBase {
  /**
   * How to make tokens of an application user: what a `RotatingToken` fills its slots with.
   *
   * @param props what the tokens have in common
   */
  public static blueprint(props: AivenApplicationUserTokenBlueprintProps): ITokenBlueprint {
    return new AivenApplicationUserTokenBlueprint(props);
  }

  /**
   * A token of Aiven that was made elsewhere.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return AccessToken.fromAttributes({
      authorizationScheme: AuthorizationScheme.AIVEN,
      environmentVariable: ENVIRONMENT_VARIABLE,
      ...attributes,
    });
  }

  public readonly expiresAt?: string;
  private readonly resource: AivenOrganizationApplicationUserToken;

  constructor(scope: Construct, id: string, props: AivenApplicationUserTokenProps) {
    super(scope, id);
    const { user, description, maxAge, extendWhenUsed, scopes, ipAllowlist } = props;
    const resource = new AivenOrganizationApplicationUserToken(this, 'Resource', {
      organizationId: user.organizationId,
      userId: user.userId,
      description: tokenName(this, description, NAME_RULES),
      maxAgeSeconds: maxAge && secondsOf(maxAge),
      extendWhenUsed,
      scopes: scopes?.map(({ name }) => name),
      ipAllowlist,
    });
    this.resource = provideFor(resource, props.provider);
    this.expiresAt = maxAge && resource.expiryTime;
    const count = countToken(this, user);
    this.node.addValidation({ validate: () => findings(props, count) });
  }

  public get value(): string {
    return this.resource.fullToken;
  }

  /** Organization, user and prefix of the token, with slashes between them: what `terraform import` takes. */
  public get tokenId(): string {
    return this.resource.id;
  }

  public get name(): string {
    return this.resource.description;
  }

  public get issuedAt(): string {
    return this.resource.createTime;
  }

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.AIVEN;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  /**
   * Adopts a token that is there already, by an `import` block, which needs Terraform 1.5 or later: the next apply
   * takes it over instead of making one, and Terraform renames, replaces and revokes it from then on. Its secret is
   * not adopted, since Aiven tells it once: until the token is replaced `value` is null, a header has the value null,
   * and a file that `writeSecretFile` writes is empty. Leave the call in, or remove it after the apply.
   *
   * @param id organization, user and prefix of the token, with slashes between them, such as
   * `org1a2b3c4d5e6/u1a2b3c4d5e6/XCJ3+bgWywIh`. The prefix may have slashes itself
   */
  public importFrom(id: string): void {
    const { organizationIdInput, userIdInput } = this.resource;
    importFrom(this, this.resource, id, {
      ORGANIZATION: organizationIdInput!,
      USER: userIdInput!,
      TOKEN_PREFIX: ANY,
    });
  }
}

class AivenApplicationUserTokenBlueprint implements ITokenBlueprint {
  public readonly limits: LifetimeLimits = { service: SERVICE, longest: LONGEST };

  constructor(private readonly props: AivenApplicationUserTokenBlueprintProps) {}

  public issue(scope: Construct, id: string, { index, longestLife, provider }: TokenSlot): IAccessToken {
    const description = slotName(this.props.description, index, ', slot ');
    const maxAge = allowed(longestLife);
    const token = new AivenApplicationUserToken(scope, id, { provider, ...this.props, description, maxAge });
    // The age is that of the schedule under which a slot is issued, and another one no reason to replace it.
    const resource = token.node.defaultChild as AivenOrganizationApplicationUserToken;
    resource.lifecycle = { ignoreChanges: ['max_age_seconds'] };
    return token;
  }
}

/** How many tokens the user has with this one, those of all rotations included. */
function countToken({ node: { root } }: IConstruct, user: IAivenApplicationUser): number {
  const counts = tokensOf.get(root) ?? new Map<unknown, number>();
  tokensOf.set(root, counts);
  const { organizationId, userId } = user;
  const isKnown = !Token.isUnresolved(organizationId) && !Token.isUnresolved(userId);
  const key = isKnown ? `${organizationId}/${userId}` : user;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** As near to it as Aiven allows, in whole seconds. What is not known, or no number, is for others to find. */
function allowed(life: Duration): Duration {
  if (life.isUnresolved()) return life;
  if (isShorter(LONGEST, life)) return LONGEST;
  return isShorter(SHORTEST, life) ? Duration.seconds(Math.ceil(life.toSeconds())) : SHORTEST;
}

function findings(props: AivenApplicationUserTokenProps, count: number): Findings {
  const { user, maxAge, extendWhenUsed } = props;
  const found = tokenFindings(props);
  if (!maxAge && extendWhenUsed === true) {
    found.push(
      'extendWhenUsed is true, but without maxAge the token never expires: give maxAge, or leave it out',
    );
  }
  if (count > MOST_TOKENS) {
    found.push(
      `this is token ${count} of one application user${nameOf(user)}: Aiven allows ${MOST_TOKENS}, so make another user for it`,
    );
  }
  return found;
}

function nameOf(user: IAivenApplicationUser): string {
  return Construct.isConstruct(user) ? ` (${user.node.path})` : '';
}
