import { TerraformLocal, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { expiry, generation, isActive, nextRotation, slotInTurn, slotKey, TERRAFORM } from './arithmetic';
import { Engine, EngineProps, RotationAttribute, SlotAttribute } from './engine';
import { RotationSchedule } from './rotation-schedule';
import { TerraformData } from './terraform-data';
import { Findings } from '../findings';
import { HclOutput } from '../hcl-output/hcl-output';
import { versionFindings } from '../terraform-version';
import { unixSeconds } from '../unix-time';

/**
 * Arithmetic over `plantimestamp()`. A `terraform_data` has the generation and a key for each slot, known while
 * planning and updated in place at each boundary; another one for each slot is replaced when its key changes, and
 * keeps what was true then: when the slot was issued, and when it expires. Another schedule has other times, and may
 * have the same keys, so all slots are replaced with its words.
 */
export class PortableEngine implements Engine {
  public readonly resource: TerraformData;
  private readonly issues: TerraformData[];
  private readonly active: TerraformLocal[] = [];

  constructor(
    scope: Construct,
    private readonly props: EngineProps,
  ) {
    const stack = TerraformStack.of(scope);
    const schedule = props.schedule._timetable(scope.node.path);
    HclOutput.enable(stack);
    const now = addressOf(nowIn(stack));
    const local = new TerraformLocal(scope, 'Generation', `\${${generation(TERRAFORM, schedule, now)}}`);
    const at = addressOf(local);
    const slots = Array.from({ length: schedule.slots }, (_, slot) => slot);
    this.resource = new TerraformData(scope, 'Resource', {
      input: {
        generation: `\${${at}}`,
        slot_keys: slots.map((slot) => `\${${slotKey(TERRAFORM, schedule, slot, at)}}`),
        current_slot: `\${${slotInTurn(TERRAFORM, schedule, at)}}`,
        previous_slot: slots.length > 1 ? `\${${slotInTurn(TERRAFORM, schedule, at, 1)}}` : undefined,
        next_rotation_at: instant(nextRotation(TERRAFORM, schedule, at)),
        schedule: inWords(props.schedule, schedule.anchor),
        revoke_trigger: props.revokeNow ?? '',
      },
    });
    this.issues = slots.map(
      (slot) =>
        new TerraformData(scope, `Issue${slot}`, {
          input: {
            serial: `\${${now}}`,
            issued_at: '${plantimestamp()}',
            expires_at: instant(expiry(TERRAFORM, schedule, at)),
          },
          // What is ignored is taken up when it is replaced.
          lifecycle: { ignoreChanges: ['input'], replaceTriggeredBy: this.triggersOf(slot) },
        }),
    );
    const { revokePreviousAfter } = schedule;
    if (revokePreviousAfter === undefined) return;
    this.active = slots.map((slot) => {
      const active = isActive(TERRAFORM, revokePreviousAfter, {
        slot,
        current: this.resource.addressOf('current_slot'),
        issued: this.issues[slot].addressOf('serial'),
        successorIssued: this.issues[(slot + 1) % slots.length].addressOf('serial'),
        now,
      });
      return new TerraformLocal(scope, `Active${slot}`, `\${${active}}`);
    });
  }

  public triggersOf(slot: number): string[] {
    return [`slot_keys[${slot}]`, 'schedule', 'revoke_trigger'].map((part) => this.resource.addressOf(part));
  }

  public attribute(name: RotationAttribute): string {
    const currentSlot = this.resource.addressOf('current_slot');
    if (name === 'rotated_at') return `element(${this.slotAttributes('issued_at')}, ${currentSlot})`;
    if (name !== 'serial') return this.resource.addressOf(name);
    return `max(${this.issues.map((issue) => issue.addressOf('serial')).join(', ')})`;
  }

  public slotAttribute(name: SlotAttribute, slot: number): string {
    return name === 'active' ? addressOf(this.active[slot]) : this.issues[slot].addressOf(name);
  }

  public slotAttributes(name: SlotAttribute): string {
    return `[${this.issues.map((_, slot) => this.slotAttribute(name, slot)).join(', ')}]`;
  }

  public findings(): Findings {
    const { schedule, rotateNow } = this.props;
    const { period, overlap, applyInterval, revokePreviousAfter } = schedule;
    const durations = Object.entries({ period, overlap, applyInterval, revokePreviousAfter });
    const found = durations.flatMap(([name, duration]) =>
      duration?.isUnresolved() ? needed(name, 'Duration.days(30)') : [],
    );
    if (Token.isUnresolved(schedule.anchor)) found.push(needed('anchor', '"2026-01-01T00:00:00Z"'));
    if (rotateNow !== undefined) {
      found.push(
        'rotateNow needs to know which slot was issued last, and the portable engine has no memory: leave engine ' +
          'out, for the companion engine, or use revokeNow, which issues every slot again',
      );
    }
    return [...found, ...versionFindings(this.resource, '1.5', 'the portable engine')];
  }
}

/** All that the times of a token come from, whatever the order of the windows. */
function inWords(schedule: RotationSchedule, anchor: number): string {
  const { period, overlap, applyInterval, slots, maintenanceWindows } = schedule;
  return [
    `every ${period} from ${new Date(anchor).toISOString()}`,
    `overlap ${overlap}`,
    `applyInterval ${applyInterval}`,
    `${slots} slots`,
    ...maintenanceWindows.map(String).sort(),
  ].join(', ');
}

/**
 * The milliseconds since 1970 at the time of the plan: of one stack, for all its rotations. Up to Terraform 1.9
 * `plantimestamp()` is in the year 1 while validating, which is further back than `timeadd` goes.
 */
function nowIn(stack: TerraformStack): TerraformLocal {
  const id = 'cdktf-access-tokens.Now';
  const known = stack.node.tryFindChild(id) as TerraformLocal | undefined;
  return known ?? new TerraformLocal(stack, id, `\${max(0, 1000 * ${unixSeconds('plantimestamp()')})}`);
}

function addressOf(local: TerraformLocal): string {
  return `local.${local.friendlyUniqueId}`;
}

/** RFC 3339, of milliseconds since 1970. */
function instant(time: string): string {
  return `\${timeadd("1970-01-01T00:00:00Z", "\${${time}}ms")}`;
}

function needed(name: string, such: string): string {
  return (
    `${name} is known only when Terraform runs, but the portable engine calculates with it when the app is ` +
    `synthesized: give one such as ${such}, or leave engine out, for the companion engine`
  );
}
