import { TerraformProvider, TerraformResource } from 'cdktf';
import { RotationSchedule } from './rotation-schedule';
import { Findings } from '../findings';

/** What an engine is asked for. */
export interface EngineProps {
  readonly schedule: RotationSchedule;
  readonly rotateNow?: string;
  readonly revokeNow?: string;
  readonly provider?: TerraformProvider;
}

/** What an engine knows of a rotation, by the names that `tokens_rotation` has for it. */
export type RotationAttribute =
  'current_slot' | 'previous_slot' | 'serial' | 'generation' | 'rotated_at' | 'next_rotation_at';

/** What an engine knows of each slot. */
export type SlotAttribute = 'issued_at' | 'expires_at' | 'active';

/** What decides which slot is issued again and when. It answers with Terraform expressions, without `${`. */
export interface Engine {
  /** The rotation's own resource. */
  readonly resource: TerraformResource;

  /** Addresses of what changes when a slot is issued again. */
  triggersOf(slot: number): string[];

  attribute(name: RotationAttribute): string;
  slotAttribute(name: SlotAttribute, slot: number): string;
  /** The list of all slots'. */
  slotAttributes(name: SlotAttribute): string;

  /** What this engine can't do of what is asked. */
  findings(): Findings;
}
