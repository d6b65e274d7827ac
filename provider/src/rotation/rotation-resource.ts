import {
  Attribute,
  AttributePath,
  Config,
  CreateRequest,
  defineSchema,
  int64Attribute,
  isDuration,
  isInstant,
  isUnknown,
  listAttribute,
  Operation,
  Outcome,
  Plan,
  PlanRequest,
  ReadRequest,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
  ValuesOf,
} from '../framework';
import {
  advance,
  begin,
  currentSlot,
  isRefusal,
  nextRotationAt,
  previousSlot,
  rotatedAt,
  Rotation,
} from './rotation';
import { findings, Schedule } from './schedule';
import { parseWindows, windowFindings } from './window-config';
import { Clock } from '../time/clock';
import { parseDuration } from '../time/duration';
import { formatInstant, parseInstant } from '../time/instant';

const window = {
  day: stringAttribute({
    optional: true,
    description: 'The day on which it opens, such as `saturday`. Every day if left out.',
  }),
  start: stringAttribute({
    required: true,
    description: 'The time at which it opens, UTC: from `00:00` to `23:59`.',
  }),
  duration: stringAttribute({
    required: true,
    description: 'How long it is open: at most `7d`, or `24h` where it opens every day.',
  }),
};
const windowsAttribute = {
  optional: true,
  description:
    'When rotations are to happen: what falls due outside of these windows waits for the next one. A window in which ' +
    'nobody applied is made up for by the next apply, whenever it comes, since the alternative is an expired token. ' +
    'Tokens live longer by the longest time between two windows, and so much more has to fit in `period`, unless ' +
    'that is whole weeks (whole days with daily windows). Other windows may make a rotation due at once.',
  nested: { nesting: 'list', attributes: window },
} as Attribute<ValuesOf<typeof window>[]>;

const schema = defineSchema({
  version: 0,
  description:
    'Decides when tokens rotate. Each token lives in a slot: a resource of any provider that carries ' +
    '`lifecycle { replace_triggered_by = [tokens_rotation.NAME.slot_serials[K]] }`. When a boundary ' +
    '(`anchor` plus a whole number of periods) has passed, the next apply reissues exactly one slot, the ' +
    'one with the lowest serial; whoever holds the token that was current keeps it for `overlap` at least, ' +
    'provided that two applies are never more than `apply_interval` apart and `period` is at least ' +
    '`overlap` + `apply_interval`. Between rotations a plan is empty. The clock is read when the state is ' +
    'refreshed, so with `-refresh=false` no rotation falls due. Durations are such as `30d`, `720h` or ' +
    '`1h30m`; instants are RFC 3339 in UTC.',
  attributes: {
    period: stringAttribute({
      required: true,
      description:
        'Time from one rotation to the next. At least `overlap` + `apply_interval`; with `maintenance_windows` see there.',
      validators: [isDuration],
    }),
    anchor: stringAttribute({
      optional: true,
      computed: true,
      default: '1970-01-01T00:00:00Z',
      description:
        'An instant at which a rotation falls due; the others lie whole periods before and after it.',
      validators: [isInstant],
    }),
    overlap: stringAttribute({
      optional: true,
      computed: true,
      default: '0s',
      description: 'How long a token stays valid after its successor is published.',
      validators: [isDuration],
    }),
    apply_interval: stringAttribute({
      optional: true,
      computed: true,
      default: '0s',
      description: 'The longest gap between two applies that you promise.',
      validators: [isDuration],
    }),
    slots: int64Attribute({
      optional: true,
      computed: true,
      default: 2,
      description: 'How many slots hold a token, from 1 to 100. With one slot there is no overlap.',
    }),
    rotate_trigger: stringAttribute({
      optional: true,
      description:
        'Any text. A change rotates one slot now, without moving the anchor. Refused within `overlap` of the ' +
        'last rotation: for a token that leaked, change `revoke_trigger`.',
    }),
    revoke_trigger: stringAttribute({
      optional: true,
      description: 'Any text. A change reissues every slot now: all tokens that were handed out die.',
    }),
    revoke_previous_after: stringAttribute({
      optional: true,
      description:
        'How long after its successor was issued a token is revoked, by the first apply after that; at least ' +
        '`overlap`. Make each slot’s token with `count = tokens_rotation.NAME.slot_active[K] ? 1 : 0`. Without it ' +
        'a token stays until its slot is issued again.',
      validators: [isDuration],
    }),
    maintenance_windows: windowsAttribute,
    generation: int64Attribute({
      computed: true,
      description: 'Boundaries from the anchor to the last rotation. Negative before the anchor.',
      unknownAs: Unknown.notNull,
    }),
    serial: int64Attribute({
      computed: true,
      description: 'Grows by one with each token that is issued. Fit for a `..._wo_version`.',
      unknownAs: Unknown.notNull,
    }),
    current_slot: int64Attribute({
      computed: true,
      description: 'Index of the slot with the highest serial: its token is the one to use.',
      unknownAs: Unknown.notNull,
    }),
    previous_slot: int64Attribute({
      computed: true,
      description:
        'Index of the slot that was current before; of the one with the next highest serial where none was. Null with one slot.',
    }),
    slot_serials: listAttribute<number>('number', {
      computed: true,
      description: 'The serial of each slot: what its `replace_triggered_by` points at.',
      unknownAs: Unknown.notNull,
    }),
    slot_issued_at: listAttribute<string>('string', {
      computed: true,
      description: 'When each slot was issued.',
      unknownAs: Unknown.notNull,
    }),
    slot_expires_at: listAttribute<string>('string', {
      computed: true,
      description:
        'When each slot’s token expires: the end of its generation, plus `apply_interval`, `overlap` and the ' +
        'longest time between two maintenance windows. Fixed ' +
        'when the slot is issued, so that another schedule replaces no token by changing its expiry.',
      unknownAs: Unknown.notNull,
    }),
    slot_active: listAttribute<boolean>('bool', {
      computed: true,
      description:
        'Whether each slot is to hold a token, fit for a `count`. All true without `revoke_previous_after`; with it, ' +
        'true for the current slot and for the tokens that were current less than `revoke_previous_after` ago. ' +
        'Known when planning, also the first time.',
      unknownAs: Unknown.notNull,
    }),
    rotated_at: stringAttribute({
      computed: true,
      description: 'When the current token was issued.',
      unknownAs: Unknown.notNull,
    }),
    next_rotation_at: stringAttribute({
      computed: true,
      description:
        'From when on an apply rotates: the next boundary, or the maintenance window after it; earlier where the ' +
        'current token would not last.',
      unknownAs: Unknown.notNull,
    }),
  },
});
type TokensRotation = typeof schema;

const SCHEDULE = [
  'period',
  'anchor',
  'overlap',
  'apply_interval',
  'slots',
  'revoke_previous_after',
  'maintenance_windows',
] as const;
const INPUTS = [...SCHEDULE, 'rotate_trigger', 'revoke_trigger'] as const;
type ScheduleFields = Pick<Plan<TokensRotation>, (typeof SCHEDULE)[number]>;

/**
 * `tokens_rotation`. The clock is read in Read and in Create alone. Read notes what it saw in the private
 * state, and Plan takes it from there: so Terraform, which plans a second time while it applies, gets
 * the same answer, also when a saved plan is applied days later.
 */
export class RotationResource implements Resource<TokensRotation> {
  public readonly typeName = 'tokens_rotation';
  public readonly schema = schema;
  public readonly notImportable =
    'A rotation exists in the state alone: it remembers which slot was issued when. Create it instead.';

  public constructor(private readonly clock: Clock) {}

  public validate(config: Config<TokensRotation>, { diagnostics }: Operation): void {
    const windows = config.maintenance_windows;
    for (const { index, summary, detail } of windowFindings(Array.isArray(windows) ? windows : [])) {
      const path = AttributePath.of('maintenance_windows');
      diagnostics.error(summary, detail, index === undefined ? path : path.index(index));
    }
    for (const { attribute, summary, detail } of findings(knownOf(withDefaults(config)))) {
      diagnostics.error(summary, detail, AttributePath.of(attribute));
    }
  }

  public plan(
    { config, prior, private: seen, plan }: PlanRequest<TokensRotation>,
    operation: Operation,
  ): void {
    const schedule = scheduleOf(plan);
    if (!prior) {
      Object.assign(plan, knownOnCreate(plan));
      return;
    }
    // To plan an unknown serial would replace every token.
    const unknown = INPUTS.filter((name) => hasUnknown(config[name]));
    for (const name of unknown) {
      operation.diagnostics.error(
        'Value is not known yet',
        `${name} depends on something that only the apply will know, so it can't be said which token rotates. ` +
          `Give a value that is known when planning, or apply what it depends on first (-target).`,
        AttributePath.of(name),
      );
    }
    if (unknown.length > 0 || !schedule) return;

    const rotation = rotationOf(prior);
    const next = advance(scheduleOf(prior)!, schedule, rotation, {
      now: typeof seen.observedAt === 'number' ? seen.observedAt : rotatedAt(rotation),
      rotate: plan.rotate_trigger !== prior.rotate_trigger,
      revoke: plan.revoke_trigger !== prior.revoke_trigger,
    });
    if (isRefusal(next)) {
      const attribute = { rotate: 'rotate_trigger', shrink: 'slots', reschedule: 'period' }[next.refused];
      operation.diagnostics.error(
        'Change is refused for now',
        `This can't be done now: ${next.reason}.` +
          (next.allowedAt === undefined ? '' : ` It is allowed from ${formatInstant(next.allowedAt)}.`) +
          (next.refused === 'rotate' ? ' If a token has leaked, change revoke_trigger instead.' : ''),
        AttributePath.of(attribute),
      );
      return;
    }
    Object.assign(plan, attributesOf(schedule, next));
  }

  public async create({ plan }: CreateRequest<TokensRotation>): Promise<Outcome<TokensRotation>> {
    const schedule = scheduleOf(plan)!;
    const now = this.observe();
    const computed = attributesOf(schedule, begin(schedule, now));
    return { state: { ...(plan as State<TokensRotation>), ...computed }, private: { observedAt: now } };
  }

  public async read({ state }: ReadRequest<TokensRotation>): Promise<Outcome<TokensRotation>> {
    return { state, private: { observedAt: this.observe() } };
  }

  public async update(request: UpdateRequest<TokensRotation>): Promise<Outcome<TokensRotation>> {
    return { state: request.plan as State<TokensRotation>, private: request.private };
  }

  /** In whole seconds, as all instants of a rotation are written. */
  private observe(): number {
    return Math.floor(this.clock.now() / 1000) * 1000;
  }
}

function withDefaults(config: Config<TokensRotation>): ScheduleFields {
  const { anchor, overlap, apply_interval: applyInterval, slots } = config;
  const { attributes } = schema;
  return {
    ...config,
    anchor: anchor ?? attributes.anchor.default,
    overlap: overlap ?? attributes.overlap.default,
    apply_interval: applyInterval ?? attributes.apply_interval.default,
    slots: slots ?? attributes.slots.default,
  } as ScheduleFields;
}

function scheduleOf(fields: ScheduleFields): Schedule | undefined {
  const { revokePreviousAfter, windows, ...times } = knownOf(fields);
  if (Object.values<number | undefined>(times).includes(undefined)) return undefined;
  if (revokePreviousAfter === undefined && fields.revoke_previous_after !== null) return undefined;
  if (windows === undefined) return undefined;
  return { ...(times as Schedule), revokePreviousAfter, windows };
}

/** Without what is unknown, or refused by its own validator. */
function knownOf(fields: ScheduleFields): Partial<Schedule> {
  const duration = (value: unknown) => (typeof value === 'string' ? parseDuration(value) : undefined);
  const windows = fields.maintenance_windows ?? [];
  return {
    period: duration(fields.period),
    anchor: typeof fields.anchor === 'string' ? parseInstant(fields.anchor) : undefined,
    overlap: duration(fields.overlap),
    applyInterval: duration(fields.apply_interval),
    slots: Number.isSafeInteger(fields.slots) ? (fields.slots as number) : undefined,
    revokePreviousAfter: duration(fields.revoke_previous_after),
    windows: Array.isArray(windows) ? parseWindows(windows) : undefined,
  };
}

function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}

function rotationOf(state: State<TokensRotation>): Rotation {
  const issuedAt = state.slot_issued_at!.map((instant) => parseInstant(instant)!);
  const expiresAt = state.slot_expires_at!.map((instant) => parseInstant(instant)!);
  return {
    generation: state.generation!,
    serial: state.serial!,
    slots: state.slot_serials!.map((serial, index) => ({
      serial,
      issuedAt: issuedAt[index],
      expiresAt: expiresAt[index],
      // A state from before there was such an attribute has none.
      active: state.slot_active?.[index] ?? true,
    })),
  };
}

function attributesOf(schedule: Schedule, rotation: Rotation): Partial<State<TokensRotation>> {
  return {
    generation: rotation.generation,
    serial: rotation.serial,
    current_slot: currentSlot(rotation),
    previous_slot: previousSlot(rotation) ?? null,
    slot_serials: rotation.slots.map(({ serial }) => serial),
    slot_issued_at: rotation.slots.map(({ issuedAt }) => formatInstant(issuedAt)),
    slot_expires_at: rotation.slots.map(({ expiresAt }) => formatInstant(expiresAt)),
    slot_active: rotation.slots.map(({ active }) => active),
    rotated_at: formatInstant(rotatedAt(rotation)),
    next_rotation_at: formatInstant(nextRotationAt(schedule, rotation)),
  };
}

/** What depends neither on the clock nor on what is still unknown is known before the first apply. */
function knownOnCreate(fields: ScheduleFields): Partial<Plan<TokensRotation>> {
  const { slots, revokePreviousAfter } = knownOf(fields);
  if (slots === undefined) return {};
  const anyTimes = { period: 1, anchor: 0, overlap: 0, applyInterval: 0 };
  const rotation = begin({ ...anyTimes, slots, revokePreviousAfter }, 0);
  const later = rotation.slots.map(() => Unknown.notNull as unknown as string);
  return {
    serial: rotation.serial,
    current_slot: currentSlot(rotation),
    previous_slot: previousSlot(rotation) ?? null,
    slot_serials: rotation.slots.map(({ serial }) => serial),
    slot_issued_at: later,
    slot_expires_at: later,
    ...(!isUnknown(fields.revoke_previous_after) && {
      slot_active: rotation.slots.map(({ active }) => active),
    }),
  };
}
