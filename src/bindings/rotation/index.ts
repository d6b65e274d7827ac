// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface RotationConfig extends cdktf.TerraformMetaArguments {
  /**
  * An instant at which a rotation falls due; the others lie whole periods before and after it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#anchor Rotation#anchor}
  */
  readonly anchor?: string;
  /**
  * The longest gap between two applies that you promise.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#apply_interval Rotation#apply_interval}
  */
  readonly applyInterval?: string;
  /**
  * When rotations are to happen: what falls due outside of these windows waits for the next one. A window in which nobody applied is made up for by the next apply, whenever it comes, since the alternative is an expired token. Tokens live longer by the longest time between two windows, and so much more has to fit in `period`, unless that is whole weeks (whole days with daily windows). Other windows may make a rotation due at once.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#maintenance_windows Rotation#maintenance_windows}
  */
  readonly maintenanceWindows?: RotationMaintenanceWindows[] | cdktf.IResolvable;
  /**
  * How long a token stays valid after its successor is published.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#overlap Rotation#overlap}
  */
  readonly overlap?: string;
  /**
  * Time from one rotation to the next. At least `overlap` + `apply_interval`; with `maintenance_windows` see there.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#period Rotation#period}
  */
  readonly period: string;
  /**
  * How long after its successor was issued a token is revoked, by the first apply after that; at least `overlap`. Make each slot’s token with `count = tokens_rotation.NAME.slot_active[K] ? 1 : 0`. Without it a token stays until its slot is issued again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#revoke_previous_after Rotation#revoke_previous_after}
  */
  readonly revokePreviousAfter?: string;
  /**
  * Any text. A change reissues every slot now: all tokens that were handed out die.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#revoke_trigger Rotation#revoke_trigger}
  */
  readonly revokeTrigger?: string;
  /**
  * Any text. A change rotates one slot now, without moving the anchor. Refused within `overlap` of the last rotation: for a token that leaked, change `revoke_trigger`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#rotate_trigger Rotation#rotate_trigger}
  */
  readonly rotateTrigger?: string;
  /**
  * How many slots hold a token, from 1 to 100. With one slot there is no overlap.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#slots Rotation#slots}
  */
  readonly slots?: number;
}
export interface RotationMaintenanceWindows {
  /**
  * The day on which it opens, such as `saturday`. Every day if left out.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#day Rotation#day}
  */
  readonly day?: string;
  /**
  * How long it is open: at most `7d`, or `24h` where it opens every day.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#duration Rotation#duration}
  */
  readonly duration: string;
  /**
  * The time at which it opens, UTC: from `00:00` to `23:59`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#start Rotation#start}
  */
  readonly start: string;
}

export function rotationMaintenanceWindowsToTerraform(struct?: RotationMaintenanceWindows | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    day: cdktf.stringToTerraform(struct!.day),
    duration: cdktf.stringToTerraform(struct!.duration),
    start: cdktf.stringToTerraform(struct!.start),
  }
}


export function rotationMaintenanceWindowsToHclTerraform(struct?: RotationMaintenanceWindows | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    day: {
      value: cdktf.stringToHclTerraform(struct!.day),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    duration: {
      value: cdktf.stringToHclTerraform(struct!.duration),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    start: {
      value: cdktf.stringToHclTerraform(struct!.start),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class RotationMaintenanceWindowsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): RotationMaintenanceWindows | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._day !== undefined) {
      hasAnyValues = true;
      internalValueResult.day = this._day;
    }
    if (this._duration !== undefined) {
      hasAnyValues = true;
      internalValueResult.duration = this._duration;
    }
    if (this._start !== undefined) {
      hasAnyValues = true;
      internalValueResult.start = this._start;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: RotationMaintenanceWindows | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._day = undefined;
      this._duration = undefined;
      this._start = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._day = value.day;
      this._duration = value.duration;
      this._start = value.start;
    }
  }

  // day - computed: false, optional: true, required: false
  private _day?: string; 
  public get day() {
    return this.getStringAttribute('day');
  }
  public set day(value: string) {
    this._day = value;
  }
  public resetDay() {
    this._day = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get dayInput() {
    return this._day;
  }

  // duration - computed: false, optional: false, required: true
  private _duration?: string; 
  public get duration() {
    return this.getStringAttribute('duration');
  }
  public set duration(value: string) {
    this._duration = value;
  }
  // Temporarily expose input value. Use with caution.
  public get durationInput() {
    return this._duration;
  }

  // start - computed: false, optional: false, required: true
  private _start?: string; 
  public get start() {
    return this.getStringAttribute('start');
  }
  public set start(value: string) {
    this._start = value;
  }
  // Temporarily expose input value. Use with caution.
  public get startInput() {
    return this._start;
  }
}

export class RotationMaintenanceWindowsList extends cdktf.ComplexList {
  public internalValue? : RotationMaintenanceWindows[] | cdktf.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): RotationMaintenanceWindowsOutputReference {
    return new RotationMaintenanceWindowsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation tokens_rotation}
*/
export class Rotation extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokens_rotation";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Rotation resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Rotation to import
  * @param importFromId The id of the existing Rotation that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Rotation to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokens_rotation", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation tokens_rotation} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options RotationConfig
  */
  public constructor(scope: Construct, id: string, config: RotationConfig) {
    super(scope, id, {
      terraformResourceType: 'tokens_rotation',
      terraformGeneratorMetadata: {
        providerName: 'tokens',
        providerVersionConstraint: '~> 0.1'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._anchor = config.anchor;
    this._applyInterval = config.applyInterval;
    this._maintenanceWindows.internalValue = config.maintenanceWindows;
    this._overlap = config.overlap;
    this._period = config.period;
    this._revokePreviousAfter = config.revokePreviousAfter;
    this._revokeTrigger = config.revokeTrigger;
    this._rotateTrigger = config.rotateTrigger;
    this._slots = config.slots;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // anchor - computed: true, optional: true, required: false
  private _anchor?: string; 
  public get anchor() {
    return this.getStringAttribute('anchor');
  }
  public set anchor(value: string) {
    this._anchor = value;
  }
  public resetAnchor() {
    this._anchor = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get anchorInput() {
    return this._anchor;
  }

  // apply_interval - computed: true, optional: true, required: false
  private _applyInterval?: string; 
  public get applyInterval() {
    return this.getStringAttribute('apply_interval');
  }
  public set applyInterval(value: string) {
    this._applyInterval = value;
  }
  public resetApplyInterval() {
    this._applyInterval = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get applyIntervalInput() {
    return this._applyInterval;
  }

  // current_slot - computed: true, optional: false, required: false
  public get currentSlot() {
    return this.getNumberAttribute('current_slot');
  }

  // generation - computed: true, optional: false, required: false
  public get generation() {
    return this.getNumberAttribute('generation');
  }

  // maintenance_windows - computed: false, optional: true, required: false
  private _maintenanceWindows = new RotationMaintenanceWindowsList(this, "maintenance_windows", false);
  public get maintenanceWindows() {
    return this._maintenanceWindows;
  }
  public putMaintenanceWindows(value: RotationMaintenanceWindows[] | cdktf.IResolvable) {
    this._maintenanceWindows.internalValue = value;
  }
  public resetMaintenanceWindows() {
    this._maintenanceWindows.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maintenanceWindowsInput() {
    return this._maintenanceWindows.internalValue;
  }

  // next_rotation_at - computed: true, optional: false, required: false
  public get nextRotationAt() {
    return this.getStringAttribute('next_rotation_at');
  }

  // overlap - computed: true, optional: true, required: false
  private _overlap?: string; 
  public get overlap() {
    return this.getStringAttribute('overlap');
  }
  public set overlap(value: string) {
    this._overlap = value;
  }
  public resetOverlap() {
    this._overlap = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get overlapInput() {
    return this._overlap;
  }

  // period - computed: false, optional: false, required: true
  private _period?: string; 
  public get period() {
    return this.getStringAttribute('period');
  }
  public set period(value: string) {
    this._period = value;
  }
  // Temporarily expose input value. Use with caution.
  public get periodInput() {
    return this._period;
  }

  // previous_slot - computed: true, optional: false, required: false
  public get previousSlot() {
    return this.getNumberAttribute('previous_slot');
  }

  // revoke_previous_after - computed: false, optional: true, required: false
  private _revokePreviousAfter?: string; 
  public get revokePreviousAfter() {
    return this.getStringAttribute('revoke_previous_after');
  }
  public set revokePreviousAfter(value: string) {
    this._revokePreviousAfter = value;
  }
  public resetRevokePreviousAfter() {
    this._revokePreviousAfter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get revokePreviousAfterInput() {
    return this._revokePreviousAfter;
  }

  // revoke_trigger - computed: false, optional: true, required: false
  private _revokeTrigger?: string; 
  public get revokeTrigger() {
    return this.getStringAttribute('revoke_trigger');
  }
  public set revokeTrigger(value: string) {
    this._revokeTrigger = value;
  }
  public resetRevokeTrigger() {
    this._revokeTrigger = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get revokeTriggerInput() {
    return this._revokeTrigger;
  }

  // rotate_trigger - computed: false, optional: true, required: false
  private _rotateTrigger?: string; 
  public get rotateTrigger() {
    return this.getStringAttribute('rotate_trigger');
  }
  public set rotateTrigger(value: string) {
    this._rotateTrigger = value;
  }
  public resetRotateTrigger() {
    this._rotateTrigger = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotateTriggerInput() {
    return this._rotateTrigger;
  }

  // rotated_at - computed: true, optional: false, required: false
  public get rotatedAt() {
    return this.getStringAttribute('rotated_at');
  }

  // serial - computed: true, optional: false, required: false
  public get serial() {
    return this.getNumberAttribute('serial');
  }

  // slot_active - computed: true, optional: false, required: false
  private _slotActive = new cdktf.BooleanList(this, "slot_active", false);
  public get slotActive() {
    return this._slotActive;
  }

  // slot_expires_at - computed: true, optional: false, required: false
  public get slotExpiresAt() {
    return this.getListAttribute('slot_expires_at');
  }

  // slot_issued_at - computed: true, optional: false, required: false
  public get slotIssuedAt() {
    return this.getListAttribute('slot_issued_at');
  }

  // slot_serials - computed: true, optional: false, required: false
  public get slotSerials() {
    return this.getNumberListAttribute('slot_serials');
  }

  // slots - computed: true, optional: true, required: false
  private _slots?: number; 
  public get slots() {
    return this.getNumberAttribute('slots');
  }
  public set slots(value: number) {
    this._slots = value;
  }
  public resetSlots() {
    this._slots = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get slotsInput() {
    return this._slots;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      anchor: cdktf.stringToTerraform(this._anchor),
      apply_interval: cdktf.stringToTerraform(this._applyInterval),
      maintenance_windows: cdktf.listMapper(rotationMaintenanceWindowsToTerraform, false)(this._maintenanceWindows.internalValue),
      overlap: cdktf.stringToTerraform(this._overlap),
      period: cdktf.stringToTerraform(this._period),
      revoke_previous_after: cdktf.stringToTerraform(this._revokePreviousAfter),
      revoke_trigger: cdktf.stringToTerraform(this._revokeTrigger),
      rotate_trigger: cdktf.stringToTerraform(this._rotateTrigger),
      slots: cdktf.numberToTerraform(this._slots),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      anchor: {
        value: cdktf.stringToHclTerraform(this._anchor),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      apply_interval: {
        value: cdktf.stringToHclTerraform(this._applyInterval),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      maintenance_windows: {
        value: cdktf.listMapperHcl(rotationMaintenanceWindowsToHclTerraform, false)(this._maintenanceWindows.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "RotationMaintenanceWindowsList",
      },
      overlap: {
        value: cdktf.stringToHclTerraform(this._overlap),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      period: {
        value: cdktf.stringToHclTerraform(this._period),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      revoke_previous_after: {
        value: cdktf.stringToHclTerraform(this._revokePreviousAfter),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      revoke_trigger: {
        value: cdktf.stringToHclTerraform(this._revokeTrigger),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotate_trigger: {
        value: cdktf.stringToHclTerraform(this._rotateTrigger),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      slots: {
        value: cdktf.numberToHclTerraform(this._slots),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
