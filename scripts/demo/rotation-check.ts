import type { PlanJson, ResourceChange } from './terraform-json';
import { currentToken, type Inventory, type Rotation, rotationOf, type Slots } from './tokens';

/* What the demo promises, held against what Terraform says. Each check throws a sentence for the user. */

/** What a plan does to one rotation. */
export interface PlannedRotation {
  readonly before: Rotation;
  readonly after: Rotation;
  /** The slot that is reissued, and becomes the current one. */
  readonly slot: number;
}

/** Terraform's list of actions in one word; a replacement is two actions, in either order. */
function kindOf({ change: { actions } }: ResourceChange): string {
  return actions.length === 2 ? 'replace' : actions[0];
}

/** Whether the first plan only creates, and how many things. */
export function onlyCreates({ resource_changes: changes = [] }: PlanJson): number {
  const other = changes.find((change) => kindOf(change) !== 'create');
  if (other) throw new Error(`the plan would ${kindOf(other)} ${other.address}, and may only create`);
  if (changes.length === 0) throw new Error('the plan creates nothing');
  return changes.length;
}

/**
 * Whether a plan past a boundary replaces exactly one slot of each rotation, the one that was issued
 * the longest ago, makes it the current one, and creates, replaces or deletes nothing else.
 */
export function oneSlotEach(plan: PlanJson, before: Inventory, slots: Slots): readonly PlannedRotation[] {
  const changes = plan.resource_changes ?? [];
  const planned = before.rotations.map((rotation) => {
    const change = changes.find(({ address }) => address === rotation.address);
    if (!change?.change.after || kindOf(change) !== 'update') {
      throw new Error(`the plan does not update ${rotation.address}, so that nothing rotates`);
    }
    return oneSlot(rotation, rotationOf({ address: rotation.address, values: change.change.after }));
  });

  const found = changes.flatMap((change) =>
    ['no-op', 'read', 'update'].includes(kindOf(change)) ? [] : [`${kindOf(change)} ${change.address}`],
  );
  const due = planned.map(({ before: { address }, slot }) => `replace ${addressOf(slots, address, slot)}`);
  if (found.sort().join() !== due.sort().join()) {
    throw new Error(`the plan would ${found.join(', ') || 'replace nothing'}, and should ${due.join(', ')}`);
  }
  return planned;
}

function oneSlot(before: Rotation, after: Rotation): PlannedRotation {
  const reissued = before.slotSerials.flatMap((serial, slot) =>
    serial === after.slotSerials[slot] ? [] : slot,
  );
  const oldest = before.slotSerials.indexOf(Math.min(...before.slotSerials));
  if (reissued.join() !== String(oldest)) {
    throw new Error(
      `the plan reissues slots [${reissued}] of ${before.address}, and should reissue slot ${oldest}, whose serial ` +
        `is the lowest of [${before.slotSerials}]`,
    );
  }
  if (after.currentSlot !== oldest) {
    throw new Error(
      `the plan makes slot ${after.currentSlot} of ${before.address} current, and not ${oldest}`,
    );
  }
  return { before, after, slot: oldest };
}

function addressOf(slots: Slots, rotation: string, index: number): string {
  for (const [address, slot] of slots) {
    if (slot.rotation === rotation && slot.index === index) return address;
  }
  throw new Error(`no token is replaced by ${rotation}.slot_serials[${index}]`);
}

/**
 * Whether an apply did what its plan said: only the reissued slots have another secret, and the token that
 * was current until now is still valid.
 */
export function asPlanned(
  planned: readonly PlannedRotation[],
  before: Inventory,
  after: Inventory,
  now: string,
): void {
  const secrets = new Map(before.tokens.map(({ address, secret }) => [address, secret]));
  const changed = after.tokens.filter(({ address, secret }) => secrets.get(address) !== secret);
  const due: string[] = [];
  for (const { before: was, after: expected } of planned) {
    const [is, wanted] = [after.rotations.find(({ address }) => address === was.address), expected];
    if (JSON.stringify(is) !== JSON.stringify(wanted)) {
      throw new Error(
        `${was.address} is ${JSON.stringify(is)}, and was planned as ${JSON.stringify(wanted)}`,
      );
    }
    due.push(currentToken(after, expected).address);
    const previous = currentToken(before, was);
    if (previous.expiresAt && Date.parse(previous.expiresAt) <= Date.parse(now)) {
      throw new Error(
        `${previous.address}, current until now, expired at ${previous.expiresAt}: no overlap is left`,
      );
    }
  }
  const others = changed.map(({ address }) => address).sort();
  if (others.join() !== due.sort().join()) {
    throw new Error(`other values have ${others.join(', ') || 'no tokens'}, and ${due.join(', ')} should`);
  }
}
