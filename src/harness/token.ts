import { TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IHarnessApiKey } from './api-key';
import {
  ENVIRONMENT_VARIABLE,
  identifier,
  IDENTIFIER_RULES,
  placeForm,
  tagFindings,
  tagList,
} from './entity';
import { fromMilliseconds, milliseconds } from './milliseconds';
import { AccessToken, AccessTokenAttributes, AccessTokenBase, IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { HarnessPlatformToken } from '../bindings';
import { companionOnly, isCompanion, provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { tokenName } from '../environment/token-name';
import { Findings, inOrder, instant, notNegative, text } from '../findings';
import { importFrom } from '../import-block';
import { SiblingNames } from '../sibling-names';
import { slotName } from '../slot-name';
import { versionFindings } from '../terraform-version';
import { ITokenBlueprint, TokenSlot } from '../token-blueprint';

/** What every token made from one blueprint has in common. */
export interface HarnessTokenBlueprintProps {
  /** The API key that the tokens belong to. Changing it replaces the tokens of all slots at once. */
  readonly apiKey: IHarnessApiKey;

  /**
   * Identifies the tokens, with the number of their slot behind it, since identifiers have to differ: `deploy_0`,
   * `deploy_1`. With it, 1 to 128 letters, digits, `_` and `$`, with a letter or `_` first.
   */
  readonly identifier: string;

  /**
   * What the tokens are called, with the number of their slot behind it: `deploy-0`, `deploy-1`.
   *
   * @default - their identifiers
   */
  readonly name?: string;

  /**
   * What the tokens are for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Tags by their keys. An empty value leaves just the key. Harness's own provider cuts a value off at a colon.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Where the tokens come from.
   *
   * @default - the provider of the rotation, or else the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `HarnessToken`. */
export interface HarnessTokenProps {
  /** The API key that the token belongs to. Changing it replaces the token. */
  readonly apiKey: IHarnessApiKey;

  /**
   * Identifies it among the API key's, whatever the case: 1 to 128 letters, digits, `_` and `$`, with a letter or
   * `_` first. Changing it replaces the token.
   */
  readonly identifier: string;

  /**
   * What it is called. Changes in place.
   *
   * @default - its identifier
   */
  readonly name?: string;

  /**
   * The instant from which on the token works, RFC 3339, to the millisecond.
   *
   * @default - from when it is made
   */
  readonly validFrom?: string;

  /**
   * The instant at which the token expires, RFC 3339, to the millisecond. Changing it rotates the token in place, to
   * another secret. It may come from a Terraform expression: with the companion provider that needs Terraform 1.8 or
   * later, with Harness's own it counts whole seconds.
   *
   * @default - when the API key's `defaultTokenLifetime` is over; no token of Harness lives for ever
   */
  readonly expiresAt?: string;

  /**
   * How long the old secret keeps working when another `expiresAt` rotates the token. `Duration.seconds(0)` ends it
   * at once. Only the companion provider knows this.
   *
   * @default - to the end of its own window
   */
  readonly rotationOverlap?: Duration;

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
   * Where the token comes from: a companion provider with an alias, or Harness's own provider.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

const identifiers = new SiblingNames(true);

/**
 * A token of an API key of Harness: `harness_platform_token`. It is made after its API key and destroyed before it.
 *
 * The resource's other arguments can be set on its `node.defaultChild`. They have no effect (`valid`, `email`,
 * `username`, `encoded_password`), or keep the token from ever being changed (`scheduled_expire_time`).
 *
 * @example
 * const token = new HarnessToken(stack, 'Token', {
 *   apiKey,
 *   identifier: 'deploy',
 *   expiresAt: '2026-12-31T00:00:00Z',
 *   rotationOverlap: Duration.days(1),
 * });
 * const headers = token.authorizationHeader(); // x-api-key
 */
export class HarnessToken extends AccessTokenBase {
  /**
   * How to make tokens of an API key: what a `RotatingToken` fills its slots with. With the companion provider it needs Terraform 1.8 or later.
   *
   * @param props what the tokens have in common
   */
  public static blueprint(props: HarnessTokenBlueprintProps): ITokenBlueprint {
    return new HarnessTokenBlueprint(props);
  }

  /**
   * A token of Harness that was made elsewhere.
   *
   * @param attributes what is known of it
   */
  public static fromAttributes(attributes: AccessTokenAttributes): IAccessToken {
    return AccessToken.fromAttributes({
      authorizationScheme: AuthorizationScheme.API_KEY,
      environmentVariable: ENVIRONMENT_VARIABLE,
      ...attributes,
    });
  }

  private readonly resource: HarnessPlatformToken;
  private readonly givenExpiry?: string;

  constructor(scope: Construct, id: string, props: HarnessTokenProps) {
    super(scope, id);
    const { apiKey, validFrom, expiresAt, rotationOverlap, description } = props;
    const prefixed = tokenName(this, props.identifier, IDENTIFIER_RULES);
    const name = props.name === undefined ? prefixed : tokenName(this, props.name, { separator: '-' });
    const { owner } = apiKey;
    const stack = TerraformStack.of(this);
    const resource = new HarnessPlatformToken(this, 'Resource', {
      accountId: owner.accountId,
      orgId: owner.orgId,
      projectId: owner.projectId,
      apikeyType: owner.apiKeyType.name,
      parentId: owner.parentId,
      apikeyId: apiKey.identifier,
      identifier: prefixed,
      name,
      validFrom: validFrom === undefined ? undefined : milliseconds(stack, validFrom, props.provider),
      validTo: expiresAt === undefined ? undefined : milliseconds(stack, expiresAt, props.provider),
      rotationOverlap: rotationOverlap?.toString(),
      description,
      tags: tagList(props.tags),
    });
    this.resource = provideFor(resource, props.provider);
    this.givenExpiry = expiresAt;
    const claimed = identifiers.claim(apiKey, 'identifier', prefixed, this);
    const counted =
      [validFrom, expiresAt].some((at) => Token.isUnresolved(at)) && isCompanion(props.provider);
    this.node.addValidation({
      validate: () => [
        ...findings(props),
        ...claimed,
        ...(counted
          ? versionFindings(this, '1.8', 'the provider function that counts an expiry known only then', '1.7')
          : []),
      ],
    });
  }

  public get value(): string {
    return this.resource.value;
  }

  public get tokenId(): string {
    return this.resource.id;
  }

  public get name(): string {
    return this.resource.name;
  }

  public get issuedAt(): string {
    return fromMilliseconds(this.resource.interpolationForAttribute('valid_from').toString());
  }

  public get expiresAt(): string | undefined {
    return (
      this.givenExpiry ?? fromMilliseconds(this.resource.interpolationForAttribute('valid_to').toString())
    );
  }

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.API_KEY;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  /**
   * Adopts a token that is there already, by an `import` block, which needs Terraform 1.5 or later: the next apply
   * takes it over instead of making one, and Terraform renames, replaces and revokes it from then on. Its secret is
   * not adopted, since Harness tells it once: until the token is replaced `value` is null, a header has the value null,
   * and a file that `writeSecretFile` writes is empty. Leave the call in, or remove it after the apply.
   *
   * @param id `parent/apiKey/type/token`, with `org/` or `org/project/` before it where the API key is in one: the
   * identifiers, and `USER` or `SERVICE_ACCOUNT` as the type
   */
  public importFrom(id: string): void {
    const { orgIdInput, projectIdInput, parentIdInput, apikeyIdInput, apikeyTypeInput, identifierInput } =
      this.resource;
    importFrom(this, this.resource, id, {
      ...placeForm({ orgId: orgIdInput, projectId: projectIdInput }),
      PARENT: parentIdInput!,
      API_KEY: apikeyIdInput!,
      TYPE: apikeyTypeInput!,
      TOKEN: identifierInput!,
    });
  }
}

class HarnessTokenBlueprint implements ITokenBlueprint {
  constructor(private readonly props: HarnessTokenBlueprintProps) {}

  public issue(scope: Construct, id: string, { index, expiresAt, provider }: TokenSlot): IAccessToken {
    const { name } = this.props;
    return new HarnessToken(scope, id, {
      provider,
      ...this.props,
      identifier: slotName(this.props.identifier, index, '_'),
      name: name === undefined ? undefined : slotName(name, index),
      expiresAt,
    });
  }
}

function findings(props: HarnessTokenProps): Findings {
  const { name = props.identifier, validFrom, expiresAt, rotationOverlap } = props;
  const found = [...identifier(props.identifier), ...text('name', name, 'deploy token')];
  if (validFrom !== undefined) found.push(...instant('validFrom', validFrom));
  if (expiresAt !== undefined) found.push(...instant('expiresAt', expiresAt));
  if (validFrom !== undefined && expiresAt !== undefined) {
    found.push(...inOrder('validFrom', validFrom, 'expiresAt', expiresAt));
  }
  if (rotationOverlap) found.push(...notNegative('rotationOverlap', rotationOverlap, '2d'));
  return [...found, ...tagFindings(props.tags), ...companionOnly(props.provider, { rotationOverlap })];
}
