import { isIP } from 'node:net';
import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IAivenApplicationUser } from './application-user';
import { AivenScope } from './scope';
import { AccessTokenBase, IAccessToken } from '../access-token';
import { AivenOrganizationApplicationUserToken } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { Findings, isShorter, list, text, TextLimit, within } from '../findings';
import { slotName } from '../slot-name';
import { ITokenBlueprint, LifetimeLimits, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. Another value of any of them makes other tokens, of all slots at once. */
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

/** Properties of an `AivenApplicationUserToken`. Nothing about a token can be changed: another value of any of them makes another token. */
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

// The limits are those that Aiven's own provider checks since 4.45; the number of tokens is of Aiven's documentation.
const SERVICE = AivenOrganizationApplicationUserToken.tfResourceType;
const SHORTEST = Duration.seconds(600);
const LONGEST = Duration.seconds(315_360_000);
const DESCRIPTION: TextLimit = { service: SERVICE, most: 1000, unit: 'bytes' };
const MOST_ELEMENTS = 100;
const MOST_TOKENS = 10;

const tokensOf = new WeakMap<IAivenApplicationUser, number>();

/**
 * An access token of an application user of Aiven: `aiven_organization_application_user_token`.
 *
 * In a rotation it can't expire at the instant of its slot, since Aiven takes an age and an expired token would
 * be planned anew. It lives until its slot's turn comes again, as a token of Seqera does, and a little longer.
 */
export class AivenApplicationUserToken extends AccessTokenBase {
  /** How to make tokens of an application user: what a `RotatingToken` fills its slots with. */
  public static blueprint(props: AivenApplicationUserTokenBlueprintProps): ITokenBlueprint {
    return new AivenApplicationUserTokenBlueprint(props);
  }

  public readonly expiresAt?: string;
  private readonly resource: AivenOrganizationApplicationUserToken;

  constructor(scope: Construct, id: string, props: AivenApplicationUserTokenProps) {
    super(scope, id);
    const { user, description, maxAge, extendWhenUsed, scopes, ipAllowlist } = props;
    const resource = new AivenOrganizationApplicationUserToken(this, 'Resource', {
      organizationId: user.organizationId,
      userId: user.userId,
      description,
      maxAgeSeconds: maxAge && secondsOf(maxAge),
      extendWhenUsed,
      scopes: scopes?.map(({ name }) => name),
      ipAllowlist,
    });
    this.resource = provideFor(resource, props.provider);
    this.expiresAt = maxAge && resource.expiryTime;
    const count = (tokensOf.get(user) ?? 0) + 1;
    tokensOf.set(user, count);
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

/** As near to it as Aiven allows, in whole seconds. What is not known, or no number, is for others to find. */
function allowed(life: Duration): Duration {
  if (life.isUnresolved()) return life;
  if (isShorter(LONGEST, life)) return LONGEST;
  return isShorter(SHORTEST, life) ? Duration.seconds(Math.ceil(life.toSeconds())) : SHORTEST;
}

function secondsOf(maxAge: Duration): number | undefined {
  return maxAge.isUnresolved() ? undefined : maxAge.toSeconds();
}

function findings(props: AivenApplicationUserTokenProps, count: number): Findings {
  const { user, description, scopes, ipAllowlist } = props;
  const found = [...text('description', description, 'deployments', DESCRIPTION), ...ageFindings(props)];
  if (scopes) {
    const names = scopes.map(({ name }) => name);
    found.push(...list('scopes', names, 'AivenScope.PROJECTS_READ', MOST_ELEMENTS));
    if (names.some((name) => name.trim() === '')) {
      found.push('scopes has an empty one: leave it out, or name it, such as AivenScope.of("projects:read")');
    }
  }
  if (ipAllowlist) {
    found.push(...list('ipAllowlist', ipAllowlist, '"10.0.0.0/8"', MOST_ELEMENTS));
    found.push(...(Token.isUnresolved(ipAllowlist) ? [] : ipAllowlist.flatMap(addressFindings)));
  }
  if (count > MOST_TOKENS) {
    found.push(
      `this is token ${count} of one application user${nameOf(user)}: Aiven allows ${MOST_TOKENS}, so make another user for it`,
    );
  }
  return found;
}

function ageFindings({ maxAge, extendWhenUsed }: AivenApplicationUserTokenProps): Findings {
  if (!maxAge) {
    return extendWhenUsed === true
      ? ['extendWhenUsed is true, but without maxAge the token never expires: give maxAge, or leave it out']
      : [];
  }
  if (maxAge.isUnresolved()) {
    return [
      'maxAge is known only when Terraform runs, but its seconds are needed now: give one such as Duration.days(30)',
    ];
  }
  const found = within('maxAge', maxAge, { service: SERVICE, shortest: SHORTEST, longest: LONGEST }, '30d');
  if (found.length > 0 || Number.isInteger(maxAge.toSeconds())) return found;
  return [`maxAge is ${maxAge}: make it whole seconds, such as ${Math.ceil(maxAge.toSeconds())}s`];
}

function addressFindings(given: string): Findings {
  if (Token.isUnresolved(given)) return [];
  const [address, length, ...rest] = given.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  if (bits > 0 && fits && rest.length === 0) return [];
  return [
    `ipAllowlist has ${JSON.stringify(given)}: give an address or a CIDR block, such as "192.0.2.7" or "10.0.0.0/8"`,
  ];
}

function nameOf(user: IAivenApplicationUser): string {
  return Construct.isConstruct(user) ? ` (${user.node.path})` : '';
}
