import { Fn, IResolvable, TerraformProvider, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { IAccessToken } from '../access-token';
import { Rotation } from '../bindings';
import { provideFor } from '../companion-provider';
import { isPresent, quoted } from '../hcl';
import { ITokenBlueprint } from '../token-blueprint';
import { IMonitoredToken, TokenStatus } from '../token-status';
import { RotationSchedule } from './rotation-schedule';

/** Properties of a `RotatingToken`. */
export interface RotatingTokenProps {
  /** How to make one token, such as `TimedToken.blueprint({ name: 'deploy' })`. */
  readonly blueprint: ITokenBlueprint;

  /** When to rotate. */
  readonly rotation: RotationSchedule;

  /**
   * Any text. Changing it rotates once at the next apply, without moving the boundaries: for somebody
   * who held the token and has left. Everybody else keeps their overlap.
   *
   * @default - rotates by the schedule only
   */
  readonly rotateNow?: string;

  /**
   * Any text. Changing it reissues every slot at the next apply, with no overlap: a token has leaked.
   *
   * @default - nothing is revoked ahead of time
   */
  readonly revokeNow?: string;

  /**
   * The companion provider of the rotation, and of tokens whose blueprint names no other.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * An access token that is replaced in time, so that a consumer never holds an expired or revoked one.
 *
 * It keeps a token in each of its slots. At each rotation the oldest one is replaced and becomes the
 * current one, while the token that was current until then stays valid for the overlap.
 */
export class RotatingToken extends Construct implements IMonitoredToken {
  /** The token to use from now on. */
  public readonly current: IAccessToken;

  /** The token before it, valid for the overlap; none with one slot. */
  public readonly previous?: IAccessToken;

  /** The token of each slot. */
  public readonly slots: IAccessToken[];

  /** The schedule. */
  public readonly schedule: RotationSchedule;

  /** The `tokens_rotation` that decides which slot is replaced and when. */
  public readonly rotation: Rotation;

  constructor(scope: Construct, id: string, props: RotatingTokenProps) {
    super(scope, id);
    const { blueprint, rotation: schedule, provider } = props;
    this.schedule = schedule;
    const rotation = new Rotation(this, 'Resource', {
      period: schedule.period.toString(),
      overlap: schedule.overlap.toString(),
      applyInterval: schedule.applyInterval.toString(),
      anchor: schedule.anchor,
      slots: schedule.slots,
      rotateTrigger: props.rotateNow,
      revokeTrigger: props.revokeNow,
    });
    this.rotation = provideFor(rotation, provider);

    this.slots = Array.from({ length: schedule._slotCount }, (_, index) =>
      blueprint.issue(this, `Slot${index}`, {
        index,
        issuedAt: Token.asString(rotation.interpolationForAttribute(`slot_issued_at[${index}]`)),
        expiresAt: Token.asString(rotation.interpolationForAttribute(`slot_expires_at[${index}]`)),
        longestLife: schedule._longestLife,
        provider,
      }),
    );
    const orphaned = this.slots.flatMap((_, index) => (this.replaceWithItsSlot(index) ? [] : [index]));
    this.current = new PointedToken(this, () => rotation.currentSlot);
    this.previous = this.slots.length > 1 ? new PointedToken(this, () => rotation.previousSlot) : undefined;

    this.node.addValidation({
      validate: () => [
        ...schedule._findings(blueprint.limits),
        ...orphaned.map(
          (index) =>
            `the blueprint made no Terraform resource for slot ${index}, so that nothing would be replaced: let ` +
            `issue(scope, id, slot) make the token's resource in scope under id ("Slot${index}"), or a construct ` +
            `that has it as its default child`,
        ),
      ],
    });
  }

  /** A number that grows by one with each token that is issued: for what has to notice a rotation, such as a write-only attribute's version. */
  public get serial(): number {
    return this.rotation.serial;
  }

  /** The boundaries that had passed since the anchor when it last rotated. */
  public get generation(): number {
    return this.rotation.generation;
  }

  /** When the current token was issued, RFC 3339. */
  public get rotatedAt(): string {
    return this.rotation.rotatedAt;
  }

  /** The boundary at which the next rotation falls due, RFC 3339. */
  public get nextRotationAt(): string {
    return this.rotation.nextRotationAt;
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
    };
  }

  /** Whether the token of a slot has a resource that can be replaced with it. */
  private replaceWithItsSlot(index: number): boolean {
    const resource = resourceOf(this.node.tryFindChild(`Slot${index}`));
    if (!resource) return false;
    // A raw address: Terraform refuses the "${...}" that cdktf makes of a construct here.
    const serial = `${Rotation.tfResourceType}.${this.rotation.friendlyUniqueId}.slot_serials[${index}]`;
    resource.lifecycle = {
      ...resource.lifecycle,
      replaceTriggeredBy: [...(resource.lifecycle?.replaceTriggeredBy ?? []), serial],
    };
    return true;
  }
}

/**
 * The token in the slot that an attribute of the rotation points at. Made of getters, since cdktf
 * records where each expression was made, which costs more than all the rest.
 */
class PointedToken implements IAccessToken {
  constructor(
    private readonly of: RotatingToken,
    private readonly slot: () => number,
  ) {}

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
    return Fn.element(this.of.rotation.slotIssuedAt, this.slot());
  }

  public get expiresAt(): string | undefined {
    return this.neverExpires ? undefined : Fn.element(this.of.rotation.slotExpiresAt, this.slot());
  }

  public get available(): IResolvable {
    return isPresent(this.value);
  }

  public get hasExpiration(): IResolvable {
    return Token.asAny(!this.neverExpires);
  }

  private get neverExpires(): boolean {
    return this.of.slots.every((token) => token.expiresAt === undefined);
  }

  private pick(attribute: (token: IAccessToken) => string): string {
    const each = this.of.slots.map((token) => quoted(attribute(token)));
    return each.length === 1 ? each[0] : Fn.element(each, this.slot());
  }
}

function resourceOf(construct?: IConstruct): TerraformResource | undefined {
  if (!construct || TerraformResource.isTerraformResource(construct)) return construct;
  return resourceOf(construct.node.defaultChild);
}
