import { Construct } from 'constructs';
import { Engine, EngineProps, RotationAttribute, SlotAttribute } from './engine';
import { Rotation } from '../bindings';
import { provideFor } from '../companion-provider';
import { Findings } from '../findings';
import { versionFindings } from '../terraform-version';

/** The companion provider's `tokens_rotation`. */
export class CompanionEngine implements Engine {
  public readonly resource: Rotation;

  constructor(scope: Construct, { schedule, rotateNow, revokeNow, provider }: EngineProps) {
    const rotation = new Rotation(scope, 'Resource', {
      period: schedule.period.toString(),
      overlap: schedule.overlap.toString(),
      applyInterval: schedule.applyInterval.toString(),
      anchor: schedule._anchorFor(scope.node.path),
      slots: schedule.slots,
      maintenanceWindows: schedule._windows,
      revokePreviousAfter: schedule.revokePreviousAfter?.toString(),
      rotateTrigger: rotateNow,
      revokeTrigger: revokeNow,
    });
    this.resource = provideFor(rotation, provider);
  }

  public triggersOf(slot: number): string[] {
    return [`${this.addressOf('slot_serials')}[${slot}]`];
  }

  public attribute(name: RotationAttribute): string {
    return this.addressOf(name);
  }

  public slotAttribute(name: SlotAttribute, slot: number): string {
    return `${this.slotAttributes(name)}[${slot}]`;
  }

  public slotAttributes(name: SlotAttribute): string {
    return this.addressOf(`slot_${name}`);
  }

  public findings(): Findings {
    return versionFindings(this.resource, '1.2', 'a token that is replaced when its rotation says so');
  }

  private addressOf(name: string): string {
    return `${Rotation.tfResourceType}.${this.resource.friendlyUniqueId}.${name}`;
  }
}
