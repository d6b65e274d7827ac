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
  * How long a token stays valid after its successor is published.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#overlap Rotation#overlap}
  */
  readonly overlap?: string;
  /**
  * Time from one rotation to the next. At least `overlap` + `apply_interval`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/rotation#period Rotation#period}
  */
  readonly period: string;
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
    this._overlap = config.overlap;
    this._period = config.period;
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
      overlap: cdktf.stringToTerraform(this._overlap),
      period: cdktf.stringToTerraform(this._period),
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
