import { beginningOf, expiryOf, generationAt, margin, Schedule, takenAt } from './schedule';

/** One Terraform address that holds a token. Instants are milliseconds since 1970. */
export interface Slot {
  /** Grows by one at each issue; what the replacement of the slot's token is keyed on. */
  readonly serial: number;
  readonly issuedAt: number;
  /** Fixed at issue, since no service moves the expiry of a token that it has handed out. */
  readonly expiresAt: number;
  /** Whether its token is there: not where it is nobody's any more, and revoked before its slot is issued again. */
  readonly active: boolean;
}

/** What a rotation remembers from one apply to the next. */
export interface Rotation {
  readonly generation: number;
  /** The highest serial that was given out. */
  readonly serial: number;
  readonly slots: readonly Slot[];
}

/** What is asked of a rotation besides what the schedule itself makes due. */
export interface Request {
  /** The instant that was observed. One that lies before the last issue counts as that issue: a clock set back undoes nothing. */
  readonly now: number;
  /** Rotate one slot now. */
  readonly rotate?: boolean;
  /** Reissue every slot now: a token has leaked. */
  readonly revoke?: boolean;
}

/** A request that would cut off somebody who was promised otherwise. */
export interface Refusal {
  readonly refused: 'rotate' | 'shrink' | 'reschedule';
  readonly reason: string;
  /** From when on it is allowed; absent where a rotation has to come first. */
  readonly allowedAt?: number;
}

export function isRefusal(answer: Rotation | Refusal): answer is Refusal {
  return 'refused' in answer;
}

/** The index of the slot with the highest serial: its token is the current one. */
export function currentSlot(rotation: Rotation): number {
  return bySerial(rotation.slots)[0];
}

/** The index of the slot that was current before; where none was, of the one with the next highest serial; absent with one slot. */
export function previousSlot({ slots }: Rotation): number | undefined {
  const [, ...others] = bySerial(slots);
  return others.find((index) => retiredAt(slots, index) > -Infinity) ?? others[0];
}

/** When the current token was issued. */
export function rotatedAt(rotation: Rotation): number {
  return rotation.slots[currentSlot(rotation)].issuedAt;
}

/**
 * The first instant at which a rotation is due: the boundary that ends the generation, or earlier
 * where the current token, issued under a shorter schedule, would not last until the apply after it; and
 * not before a maintenance window opens.
 */
export function nextRotationAt(schedule: Schedule, rotation: Rotation): number {
  const boundary = takenAt(schedule, beginningOf(schedule, rotation.generation + 1));
  return Math.min(boundary, lastsUntil(schedule, rotation));
}

/** The first issue: every slot, and slot 0 is current. */
export function begin(schedule: Schedule, now: number): Rotation {
  return issueAll(schedule, generationAt(schedule, now), 0, now);
}

/**
 * The rotation after a plan at `request.now`. Nothing else enters into it, so that the same question
 * has the same answer when Terraform asks it again while it applies. Returns the very same object
 * where nothing is to be done.
 *
 * @param before the schedule that `rotation` was made under
 */
export function advance(
  before: Schedule,
  schedule: Schedule,
  rotation: Rotation,
  request: Request,
): Rotation | Refusal {
  const now = Math.max(request.now, rotatedAt(rotation));
  const next = rotate(before, schedule, rotation, { ...request, now });
  if (!isRefusal(next)) return revokePrevious(schedule, next, now);
  if (next.allowedAt === undefined) return next;
  // Of several reasons, the one that lasts longest is told.
  const then = advance(before, schedule, rotation, { ...request, now: next.allowedAt });
  return isRefusal(then) ? then : next;
}

function rotate(
  before: Schedule,
  schedule: Schedule,
  rotation: Rotation,
  { now, ...request }: Request,
): Rotation | Refusal {
  const generation = renumber(before, schedule, rotation);

  if (request.revoke) {
    return issueAll(schedule, Math.max(generation, generationAt(schedule, now)), rotation.serial, now);
  }

  const resized = resize(schedule, { ...rotation, generation }, now);
  if (isRefusal(resized)) return resized;

  const passed = generationAt(schedule, now);
  if (passed > resized.generation) {
    // The first rotation under other boundaries comes at any time between two of them, as one by hand does.
    const counted = sameBoundaries(before, schedule) ? passed : countedAt(schedule, resized, now);
    return reissue(schedule, resized, counted, now);
  }

  // Until then, whoever holds the token that the last rotation retired counts on it.
  const settled = isFresh(resized)
    ? -Infinity
    : rotatedAt(resized) + Math.min(before.overlap, schedule.overlap);
  const lasts = lastsUntil(schedule, resized);
  if (now < settled && lasts < settled && lasts < lastsUntil(before, rotation)) {
    return { ...TOO_LONG, allowedAt: settled };
  }
  // With more slots there is a new current one already.
  const asked = request.rotate && resized.serial === rotation.serial;
  if (now >= lasts || asked) {
    if (now < settled && now < lasts) return { ...TOO_SOON, allowedAt: settled };
    return reissue(schedule, resized, countedAt(schedule, resized, now), now);
  }
  const same = resized.slots === rotation.slots && resized.generation === rotation.generation;
  return same ? rotation : resized;
}

/** Indices of the slots, the highest serial first. */
function bySerial(slots: readonly Slot[]): number[] {
  return slots.map((_, index) => index).sort((a, b) => slots[b].serial - slots[a].serial);
}

function issueAll(schedule: Schedule, generation: number, serial: number, now: number): Rotation {
  const expiresAt = expiryAt(schedule, generation, now);
  const slots = Array.from({ length: schedule.slots }, (_, index) => ({
    serial: serial + schedule.slots - index,
    issuedAt: now,
    expiresAt,
    // Nobody will ever hold the others, so that a service need not have them.
    active: index === 0 || schedule.revokePreviousAfter === undefined,
  }));
  return { generation, serial: serial + schedule.slots, slots };
}

/** Reissues the slot with the lowest serial; never another, or somebody would lose the token they hold. */
function reissue(schedule: Schedule, rotation: Rotation, generation: number, now: number): Rotation {
  const oldest = bySerial(rotation.slots).at(-1)!;
  const serial = rotation.serial + 1;
  const issued = { serial, issuedAt: now, expiresAt: expiryAt(schedule, generation, now), active: true };
  const slots = rotation.slots.map((slot, index) => (index === oldest ? issued : slot));
  return { generation, serial, slots };
}

/**
 * Marks the slots whose tokens are to be revoked by now. One that is revoked stays so until its slot is issued
 * again, also where the clock goes back or `revokePreviousAfter` grows: a service makes no token that has expired.
 * Where it is taken away every slot has to hold a token, so that those without one get one of their own time;
 * it keeps its serial, since nobody is to use it.
 */
function revokePrevious(schedule: Schedule, rotation: Rotation, now: number): Rotation {
  const { revokePreviousAfter: after } = schedule;
  const current = currentSlot(rotation);
  const slots = rotation.slots.map((slot, index) => {
    if (after === undefined) {
      if (slot.active) return slot;
      const expiresAt = expiryOf(schedule, aheadAt(schedule, now));
      return { ...slot, issuedAt: now, expiresAt, active: true };
    }
    const active = index === current || (slot.active && now < retiredAt(rotation.slots, index) + after);
    return active === slot.active ? slot : { ...slot, active };
  });
  return slots.every((slot, index) => slot === rotation.slots[index]) ? rotation : { ...rotation, slots };
}

/** Until when the current token can wait for a rotation and still leave its holders the overlap. */
function lastsUntil(schedule: Schedule, rotation: Rotation): number {
  const { expiresAt } = rotation.slots[currentSlot(rotation)];
  return takenAt(schedule, expiresAt - margin(schedule));
}

/**
 * The generation that a rotation between boundaries counts for: where the next boundary is too near
 * for the token that is retired now, it is taken early.
 */
function countedAt(schedule: Schedule, { generation }: Rotation, now: number): number {
  return Math.max(generation, aheadAt(schedule, now));
}

/** The last generation whose boundary may be taken early. */
function aheadAt(schedule: Schedule, now: number): number {
  return generationAt(schedule, now + schedule.overlap + schedule.applyInterval);
}

/** When a token that is issued now expires. A schedule with more overlap may have counted ahead of what this one ever does. */
function expiryAt(schedule: Schedule, generation: number, now: number): number {
  return expiryOf(schedule, Math.min(generation, aheadAt(schedule, now)));
}

/**
 * Another period or anchor numbers the generations anew, counting from the last rotation. With other windows the
 * numbers stay, but the next boundary may now be taken so soon after that rotation that it has to be skipped.
 */
function renumber(before: Schedule, schedule: Schedule, rotation: Rotation): number {
  if (sameBoundaries(before, schedule)) return rotation.generation;
  const generation = sameNumbers(before, schedule) ? rotation.generation : -Infinity;
  return countedAt(schedule, { ...rotation, generation }, rotatedAt(rotation));
}

/** Whether boundaries are taken at the same instants. */
function sameBoundaries(before: Schedule, schedule: Schedule): boolean {
  const { windows: one = [] } = before;
  const { windows: other = [] } = schedule;
  return (
    sameNumbers(before, schedule) &&
    one.length === other.length &&
    one.every(({ opensAt, length }, i) => opensAt === other[i].opensAt && length === other[i].length)
  );
}

function sameNumbers(before: Schedule, schedule: Schedule): boolean {
  return before.period === schedule.period && before.anchor === schedule.anchor;
}

/** More slots: the new ones are issued. Fewer: those at the end go, unless somebody still counts on them. */
function resize(schedule: Schedule, rotation: Rotation, now: number): Rotation | Refusal {
  const { slots } = rotation;
  if (schedule.slots === slots.length) return rotation;
  if (schedule.slots > slots.length) {
    const added = { ...schedule, slots: schedule.slots - slots.length };
    const fresh = issueAll(added, countedAt(schedule, rotation, now), rotation.serial, now);
    return { ...fresh, slots: [...slots, ...fresh.slots] };
  }
  const current = currentSlot(rotation);
  if (current >= schedule.slots) {
    return {
      refused: 'shrink',
      reason:
        `slot ${current} holds the current token, and going from ${slots.length} slots to ${schedule.slots} ` +
        `would destroy it under everybody who uses it. Keep ${slots.length} slots until a rotation has ` +
        `made a slot below ${schedule.slots} current`,
    };
  }
  const promised = slots.map((_, index) =>
    index < schedule.slots ? -Infinity : promisedUntil(schedule, slots, index),
  );
  const until = Math.max(...promised);
  if (now < until) {
    return {
      refused: 'shrink',
      reason: `the token of slot ${promised.indexOf(until)} was retired less than the overlap ago, and is still in use`,
      allowedAt: until,
    };
  }
  return { ...rotation, slots: slots.slice(0, schedule.slots) };
}

const TOO_SOON = {
  refused: 'rotate',
  reason: 'it would destroy a token that was retired less than the overlap ago, and is still in use',
} as const;

const TOO_LONG = {
  refused: 'reschedule',
  reason:
    'the current token expires too early for the new overlap and apply_interval, and a rotation that ' +
    'replaces it would destroy a token that was retired less than the overlap ago, and is still in use',
} as const;

/** Whether nothing was rotated since all slots were issued together: only slot 0 was ever current. */
function isFresh({ slots, serial }: Rotation): boolean {
  return slots.every((slot, index) => slot.serial === serial - index && slot.issuedAt === slots[0].issuedAt);
}

/** Until when whoever took a slot's token while it was current may rely on it; -Infinity where nobody could have. */
function promisedUntil(schedule: Schedule, slots: readonly Slot[], index: number): number {
  return retiredAt(slots, index) + schedule.overlap;
}

/** When another slot became current instead of this one; -Infinity where it never was. */
function retiredAt(slots: readonly Slot[], index: number): number {
  const order = bySerial(slots);
  const successor = order[order.indexOf(index) - 1];
  if (successor === undefined) return -Infinity;
  const { serial, issuedAt } = slots[successor];
  // Of slots that were issued together, in the order of their indices, only the first was ever current.
  const together =
    issuedAt === slots[index].issuedAt && serial === slots[index].serial + 1 && successor === index - 1;
  return together || issuedAt < slots[index].issuedAt ? -Infinity : issuedAt;
}
