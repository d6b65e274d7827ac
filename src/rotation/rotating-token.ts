import { Fn, IResolvable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { CountedToken } from './counted';
import { Engine, SlotAttribute } from './engine';
import { claimQuota } from './quotas';
import { Reference } from './reference';
import { resourceOf, RotatingBase, RotatingProps } from './rotating-base';
import { AccessToken, IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { Findings } from '../findings';
import { quoted } from '../hcl';
import { ITokenBlueprint } from '../token-blueprint';
import { IMonitoredToken, TokenStatus } from '../token-status';

/** Properties of a `RotatingToken`. */
export interface RotatingTokenProps extends RotatingProps {
  /** How to make one token, such as `TimedToken.blueprint({ name: 'deploy' })`. */
  readonly blueprint: ITokenBlueprint;
}

/**
 * An access token that is replaced in time, so that a consumer never holds an expired or revoked one.
 *
 * It keeps a token in each of its slots. At each rotation the oldest one is replaced and becomes the
 * current one, while the token that was current until then stays valid for the overlap.
 *
 * @example
 * const deploy = new RotatingToken(stack, 'Deploy', {
 *   blueprint: LinodeToken.blueprint({ label: 'deploy', scopes: [LinodeScope.LINODES_READ_WRITE] }),
 *   rotation: RotationSchedule.every(Duration.days(30), {
 *     overlap: Duration.days(2),
 *     applyInterval: Duration.days(1),
 *   }),
 *   rotateNow: '2026-02-11, before the audit',
 * });
 * const token = deploy.current;
 * token.writeSecretFile(stack, 'File', { filename: '/run/secrets/deploy' });
 */
export class RotatingToken extends RotatingBase implements IMonitoredToken {
  /** The token to use from now on. */
  public readonly current: IAccessToken;

  /** The token before it, valid for the overlap. None with one slot. */
  public readonly previous?: IAccessToken;

  /** The token of each slot. With `revokePreviousAfter`, everything about a revoked one is null until its slot is issued again. */
  public readonly slots: IAccessToken[];

  private readonly blueprint: ITokenBlueprint;
  private readonly quotaFindings?: () => Findings;

  constructor(scope: Construct, id: string, props: RotatingTokenProps) {
    super(scope, id, props);
    const { blueprint, rotation } = props;
    this.blueprint = blueprint;
    this.quotaFindings = blueprint.quota && claimQuota(this, blueprint.quota, rotation._slotCount);
    const engine = this._engine;
    this.slots = this._issueSlots((slotId, slot) => {
      const token = blueprint.issue(this, slotId, slot);
      const resource = resourceOf(this.node.tryFindChild(slotId));
      if (!resource || !rotation.revokePreviousAfter) return [token, resource];
      return [new CountedToken(token, resource, engine.slotAttribute('active', slot.index)), resource];
    });
    const counted = rotation.revokePreviousAfter !== undefined;
    const pointed = (pointer: 'current_slot' | 'previous_slot') =>
      new PointedToken(this.slots, counted, engine, pointer);
    this.current = pointed('current_slot');
    this.previous = this.slots.length > 1 ? pointed('previous_slot') : undefined;
  }

  /** What a monitor may write down about the current token. */
  public get status(): TokenStatus {
    return {
      id: this.node.id,
      tokenId: this.current.tokenId,
      name: this.current.name,
      issuedAt: this.current.issuedAt,
      expiresAt: this.current.expiresAt,
      rotates: true,
      keepsPrevious: this.previous !== undefined,
      nextRotationAt: this.nextRotationAt,
      applyInterval: this.schedule.applyInterval.toString(),
      overlap: this.schedule.overlap.toString(),
    };
  }

  /** @internal */
  protected _findings(): Findings {
    return [...super._findings(this.blueprint.limits), ...(this.quotaFindings?.() ?? [])];
  }
}

/**
 * The token in the slot that an attribute of the rotation points at. Made of getters, since cdktf
 * records where each expression was made, which costs more than all the rest.
 */
class PointedToken extends AccessToken {
  constructor(
    private readonly slots: readonly IAccessToken[],
    private readonly counted: boolean,
    private readonly engine: Engine,
    private readonly pointer: 'current_slot' | 'previous_slot',
  ) {
    super();
  }

  public get value(): string {
    // While the slot is unknown, Terraform forgets that every one of them is sensitive.
    return Fn.sensitive(this.pick((token) => token.value));
  }

  public get tokenId(): string {
    return this.pick((token) => token.tokenId);
  }

  public get name(): string {
    return this.pick((token) => token.name);
  }

  // The rotation's own times are known when it is planned and not sensitive, whatever the service says.
  public get issuedAt(): string {
    return Token.asString(this.known('issued_at'));
  }

  public get expiresAt(): string | undefined {
    return this.neverExpires ? undefined : Token.asString(this.known('expires_at'));
  }

  public get available(): IResolvable {
    return this.counted ? this.known('active') : super.available;
  }

  public get hasExpiration(): IResolvable {
    return Token.asAny(!this.neverExpires);
  }

  public get authorizationScheme(): AuthorizationScheme {
    return this.slots[0].authorizationScheme;
  }

  public get environmentVariable(): string {
    return this.slots[0].environmentVariable;
  }

  private get neverExpires(): boolean {
    return this.slots.every((token) => token.expiresAt === undefined);
  }

  private pick(attribute: (token: IAccessToken) => string): string {
    const each = this.slots.map((token) => quoted(attribute(token)));
    if (each.length === 1) return each[0];
    const { engine, pointer } = this;
    return Fn.element(each, Reference.number(engine.attribute(pointer), engine.resource.cdktfStack));
  }

  private known(name: SlotAttribute): IResolvable {
    const { engine, pointer } = this;
    const expression = `element(${engine.slotAttributes(name)}, ${engine.attribute(pointer)})`;
    return new Reference(expression, engine.resource.cdktfStack);
  }
}
