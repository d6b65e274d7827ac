import { IResolvable, TerraformResource, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { Reference } from './reference';
import { RotatingBase, RotatingProps } from './rotating-base';
import { TokenSlot } from '../token-blueprint';

/**
 * How to make one Terraform resource of a kind. A `RotatedResource` makes each of its slots from it.
 *
 * @example
 * class Password implements IResourceBlueprint {
 *   public issue(scope: Construct, id: string, slot: TokenSlot): TerraformResource {
 *     const password = new TerraformResource(scope, id, { terraformResourceType: 'random_password' });
 *     password.addOverride('length', 32);
 *     return password;
 *   }
 * }
 */
export interface IResourceBlueprint {
  /**
   * Makes the resource of one slot, which is replaced when the slot is issued again: destroyed and then created, so that
   * a create that fails is tried again. `createBeforeDestroy` is refused.
   *
   * @param scope where to make it
   * @param id under which id
   * @param slot what it may take from its slot: a number where names have to differ, the expiry
   */
  issue(scope: Construct, id: string, slot: TokenSlot): TerraformResource;
}

/** Properties of a `RotatedResource`. */
export interface RotatedResourceProps extends RotatingProps {
  /** How to make the resource of one slot. */
  readonly blueprint: IResourceBlueprint;
}

/** The resource of one slot, or the one that is current, whose attributes are read by the names that Terraform has for them. */
export interface IRotatedSlot {
  /** When it was issued, RFC 3339. */
  readonly issuedAt: string;

  /** Until when it is promised to its holders, RFC 3339. */
  readonly expiresAt: string;

  /**
   * An attribute that is a text.
   *
   * @param terraformAttribute such as `result`
   */
  getStringAttribute(terraformAttribute: string): string;

  /**
   * An attribute that is a number.
   *
   * @param terraformAttribute such as `port`
   */
  getNumberAttribute(terraformAttribute: string): number;

  /**
   * An attribute that is a boolean.
   *
   * @param terraformAttribute such as `enabled`
   */
  getBooleanAttribute(terraformAttribute: string): IResolvable;

  /**
   * An attribute that is a list of texts.
   *
   * @param terraformAttribute such as `scopes`
   */
  getListAttribute(terraformAttribute: string): string[];

  /**
   * An attribute that is a map of texts.
   *
   * @param terraformAttribute such as `tags`
   */
  getStringMapAttribute(terraformAttribute: string): { [key: string]: string };

  /**
   * An attribute of any type, or a part of one.
   *
   * @param terraformAttribute such as `endpoints[0].port`
   */
  interpolationForAttribute(terraformAttribute: string): IResolvable;
}

/**
 * Any Terraform resource of any provider, replaced on a schedule: a password, a certificate, a key.
 *
 * It keeps one in each of its slots, as a `RotatingToken` does: at each rotation the oldest one is replaced and
 * becomes the current one, while the one before it stays for the overlap.
 *
 * @example
 * const database = new RotatedResource(stack, 'Database', {
 *   // See IResourceBlueprint.
 *   blueprint: passwords,
 *   rotation: RotationSchedule.every(Duration.days(30)),
 * });
 * const current = database.current;
 * new TerraformOutput(stack, 'password', { value: current.getStringAttribute('result'), sensitive: true });
 */
export class RotatedResource extends RotatingBase {
  /**
   * Rotates a resource of this app in its place. There is one slot then, so that the schedule needs `slots: 1`, and
   * whoever holds the old one is cut off: it is for what consumers look up each time that they use it.
   *
   * @param resource what to replace
   * @param props when
   */
  public static of(resource: TerraformResource, props: RotatingProps): RotatedResource {
    return new RotatedResource(resource, 'Rotated', { ...props, blueprint: { issue: () => resource } });
  }

  /** The resource to use from now on. */
  public readonly current: IRotatedSlot;

  /** The one before it. None with one slot. */
  public readonly previous?: IRotatedSlot;

  /** The resource of each slot. With `revokePreviousAfter`, everything about a revoked one is null until its slot is issued again. */
  public readonly slots: IRotatedSlot[];

  constructor(scope: Construct, id: string, props: RotatedResourceProps) {
    super(scope, id, props);
    const { blueprint, rotation } = props;
    const stack = TerraformStack.of(this);
    const engine = this._engine;
    const resources = this._issueSlots((slotId, slot) => {
      const resource = blueprint.issue(this, slotId, slot);
      return [resource, resource];
    });
    const each = resources.map(
      ({ terraformResourceType: type, friendlyUniqueId: name }) =>
        (attribute: string) =>
          rotation.revokePreviousAfter
            ? `one(${type}.${name}[*].${attribute})`
            : `${type}.${name}.${attribute}`,
    );
    this.slots = each.map(
      (attribute, slot) => new Slot(stack, attribute, (time) => engine.slotAttribute(time, slot)),
    );
    const pointed = (pointer: 'current_slot' | 'previous_slot') => {
      const slot = engine.attribute(pointer);
      return new Slot(
        stack,
        (attribute) =>
          inSlot(
            slot,
            each.map((of) => of(attribute)),
          ),
        (time) => `element(${engine.slotAttributes(time)}, ${slot})`,
      );
    };
    this.current = pointed('current_slot');
    this.previous = each.length > 1 ? pointed('previous_slot') : undefined;
  }
}

/** By conditions, since an element that is not known yet would not be known to be sensitive, either. */
function inSlot(slot: string, [first, ...others]: readonly string[], index = 0): string {
  if (others.length === 0) return first;
  return `(${slot} == ${index} ? ${first} : ${inSlot(slot, others, index + 1)})`;
}

class Slot implements IRotatedSlot {
  constructor(
    private readonly stack: TerraformStack,
    private readonly attribute: (terraformAttribute: string) => string,
    private readonly time: (name: 'issued_at' | 'expires_at') => string,
  ) {}

  public get issuedAt(): string {
    return Reference.text(this.time('issued_at'), this.stack);
  }

  public get expiresAt(): string {
    return Reference.text(this.time('expires_at'), this.stack);
  }

  public getStringAttribute(terraformAttribute: string): string {
    return Token.asString(this.interpolationForAttribute(terraformAttribute));
  }

  public getNumberAttribute(terraformAttribute: string): number {
    return Token.asNumber(this.interpolationForAttribute(terraformAttribute));
  }

  public getBooleanAttribute(terraformAttribute: string): IResolvable {
    return this.interpolationForAttribute(terraformAttribute);
  }

  public getListAttribute(terraformAttribute: string): string[] {
    return Token.asList(this.interpolationForAttribute(terraformAttribute));
  }

  public getStringMapAttribute(terraformAttribute: string): { [key: string]: string } {
    return Token.asStringMap(this.interpolationForAttribute(terraformAttribute));
  }

  public interpolationForAttribute(terraformAttribute: string): IResolvable {
    return new Reference(this.attribute(terraformAttribute), this.stack);
  }
}
