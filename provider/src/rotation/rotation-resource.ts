import {
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
import { Clock } from '../time/clock';
import { parseDuration } from '../time/duration';
import { formatInstant, parseInstant } from '../time/instant';

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
      description: 'Time from one rotation to the next. At least `overlap` + `apply_interval`.',
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
      description: 'Index of the slot with the next highest serial. Null with one slot.',
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
        'When each slot’s token expires: the end of its generation, plus `apply_interval` and `overlap`. Fixed ' +
        'when the slot is issued, so that another schedule replaces no token by changing its expiry.',
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
        'From when on an apply rotates: the next boundary, or earlier where the current token would not last.',
      unknownAs: Unknown.notNull,
    }),
  },
});
type TokensRotation = typeof schema;

const SCHEDULE = ['period', 'anchor', 'overlap', 'apply_interval', 'slots'] as const;
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
      if (schedule) Object.assign(plan, knownOnCreate(schedule));
      return;
    }
    // To plan an unknown serial would replace every token.
    const unknown = INPUTS.filter((name) => isUnknown(config[name]));
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
  const { period, anchor, overlap, apply_interval: applyInterval, slots } = config;
  const { attributes } = schema;
  return {
    period,
    anchor: anchor ?? attributes.anchor.default,
    overlap: overlap ?? attributes.overlap.default,
    apply_interval: applyInterval ?? attributes.apply_interval.default,
    slots: slots ?? attributes.slots.default,
  } as ScheduleFields;
}

function scheduleOf(fields: ScheduleFields): Schedule | undefined {
  const schedule = knownOf(fields);
  return Object.values<number | undefined>(schedule).includes(undefined) ? undefined : (schedule as Schedule);
}

/** Without what is unknown, or refused by its own validator. */
function knownOf(fields: ScheduleFields): Partial<Schedule> {
  const duration = (value: unknown) => (typeof value === 'string' ? parseDuration(value) : undefined);
  return {
    period: duration(fields.period),
    anchor: typeof fields.anchor === 'string' ? parseInstant(fields.anchor) : undefined,
    overlap: duration(fields.overlap),
    applyInterval: duration(fields.apply_interval),
    slots: Number.isSafeInteger(fields.slots) ? (fields.slots as number) : undefined,
  };
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
    rotated_at: formatInstant(rotatedAt(rotation)),
    next_rotation_at: formatInstant(nextRotationAt(schedule, rotation)),
  };
}

/** What does not depend on the clock is known before the first apply. */
function knownOnCreate(schedule: Schedule): Partial<Plan<TokensRotation>> {
  const rotation = begin(schedule, 0);
  const later = rotation.slots.map(() => Unknown.notNull as unknown as string);
  return {
    serial: rotation.serial,
    current_slot: currentSlot(rotation),
    previous_slot: previousSlot(rotation) ?? null,
    slot_serials: rotation.slots.map(({ serial }) => serial),
    slot_issued_at: later,
    slot_expires_at: later,
  };
}
