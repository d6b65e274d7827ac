import { TerraformVariable, Token } from 'cdktf';
import * as fc from 'fast-check';
import {
  Duration,
  RotatingToken,
  RotatingTokenProps,
  RotationEngine,
  RotationSchedule,
  TimedToken,
} from '../../src';
import {
  expiry,
  generation,
  isActive,
  nextRotation,
  NUMBERS,
  slotInTurn,
  slotKey,
} from '../../src/rotation/arithmetic';
import { Timetable } from '../../src/rotation/timetable';
import { findings, newStack, synth } from '../synth';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** What Terraform keeps of each slot. */
interface Issue {
  readonly key: number;
  readonly issued: number;
  readonly expires: number;
}

/** What a plan at an instant makes of what is there: a slot is issued again when its key is another one. */
function apply(schedule: Timetable, now: number, before?: readonly Issue[]): Issue[] {
  const at = generation(NUMBERS, schedule, now);
  return Array.from({ length: schedule.slots }, (_, slot) => {
    const key = slotKey(NUMBERS, schedule, slot, at);
    if (before?.[slot].key === key) return before[slot];
    return { key, issued: now, expires: expiry(NUMBERS, schedule, at) };
  });
}

interface Run {
  readonly schedule: Timetable;
  readonly revokePreviousAfter: number;
  readonly start: number;
  /** Share of the apply interval that passes before each apply; or until a boundary is taken, or just before that. */
  readonly gaps: readonly (number | 'due' | 'undue')[];
}

/** The promise, looked for a counterexample. */
function breach({ schedule, revokePreviousAfter, start, gaps }: Run): string | undefined {
  const { applyInterval, overlap, slots } = schedule;
  let now = start;
  let issues = apply(schedule, now);
  const retired: { slot: number; key: number; until: number }[] = [];
  for (const gap of gaps) {
    const at = generation(NUMBERS, schedule, now);
    const held = slotInTurn(NUMBERS, schedule, at);
    const due = nextRotation(NUMBERS, schedule, at);
    const later = gap === 'due' ? due : gap === 'undue' ? due - 1 : now + Math.floor(gap * applyInterval);
    now = Math.min(now + applyInterval, Math.max(now, later));
    if (now > issues[held].expires) return `at ${now} the current one had expired`;

    const before = issues;
    issues = apply(schedule, now, before);
    const current = slotInTurn(NUMBERS, schedule, generation(NUMBERS, schedule, now));
    if (current !== held) retired.push({ slot: held, key: before[held].key, until: now + overlap });
    if (current !== held && issues[current] === before[current]) {
      return `at ${now} nothing new became current`;
    }
    const active = issues.map(({ issued }, slot) =>
      isActive(NUMBERS, revokePreviousAfter, {
        slot,
        current,
        issued,
        successorIssued: issues[(slot + 1) % slots].issued,
        now,
      }),
    );
    if (!active[current]) return `at ${now} the current one was revoked`;
    for (const { slot, key, until } of retired) {
      if (now >= until) continue;
      if (issues[slot].key !== key || !active[slot]) {
        return `at ${now} what is promised until ${until} was destroyed`;
      }
      if (issues[slot].expires < until) return `what is promised until ${until} expires before`;
    }
  }
  return undefined;
}

const weekly = fc.record({
  opensAt: fc.integer({ min: 0, max: WEEK - 1 }),
  length: fc.oneof(
    fc.integer({ min: 1, max: WEEK }),
    fc.integer({ min: 1, max: 12 }).map((hours) => hours * HOUR),
  ),
});

function runs(slack: fc.Arbitrary<number>, windows: fc.Arbitrary<Timetable['windows']>): fc.Arbitrary<Run> {
  const schedules = fc.record({
    overlap: fc.integer({ min: 0, max: 200 * HOUR }),
    applyInterval: fc.integer({ min: 0, max: 100 * HOUR }),
    anchor: fc.integer({ min: -1e12, max: 3e12 }),
    slots: fc.integer({ min: 2, max: 4 }),
    windows,
    more: slack,
    wholeWeeks: fc.boolean(),
  });
  const gap = fc.oneof(
    { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    fc.constantFrom(0, 1, 'due' as const, 'undue' as const),
  );
  return fc
    .record({
      given: schedules,
      revokeLater: fc.integer({ min: 0, max: 100 * HOUR }),
      start: fc.integer({ min: 0, max: 3e12 }),
      gaps: fc.array(gap, { minLength: 1, maxLength: 100 }),
    })
    .map(({ given: { more, wholeWeeks, ...given }, revokeLater, start, gaps }) => {
      const atFirst = { ...given, period: 1 };
      // The margin that a token has after the boundary that ends its generation.
      const margin = expiry(NUMBERS, atFirst, 0) - (given.anchor + 1);
      const weeks = Math.ceil((given.overlap + given.applyInterval + 1) / WEEK) * WEEK;
      // From week to week all boundaries wait for as long.
      const period = wholeWeeks && more >= 0 ? weeks : Math.max(1, margin + more);
      return {
        schedule: { ...given, period },
        revokePreviousAfter: given.overlap + revokeLater,
        start,
        gaps,
      };
    });
}

test('keeps the promise of a rotation without memory', () => {
  const windows = fc.oneof(fc.constant([]), fc.array(weekly, { minLength: 1, maxLength: 4 }));
  const kept = runs(fc.integer({ min: 0, max: 200 * HOUR }), windows);
  fc.assert(
    fc.property(kept, (run) => expect(breach(run)).toBeUndefined()),
    { numRuns: 3_000 },
  );
});

test('could not keep it where the period is too short', () => {
  const broken = runs(fc.integer({ min: -100 * HOUR, max: -HOUR }), fc.constant([])).filter(
    ({ schedule: { period, overlap, applyInterval } }) => period < overlap + applyInterval,
  );
  expect(
    fc.check(
      fc.property(broken, (run) => breach(run) === undefined),
      { numRuns: 3_000 },
    ).failed,
  ).toBe(true);
});

describe('the engine', () => {
  const month = RotationSchedule.every(Duration.days(30), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
  });
  const props = (more: Partial<RotatingTokenProps> = {}): RotatingTokenProps => ({
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    engine: RotationEngine.PORTABLE,
    rotation: month,
    ...more,
  });

  test('is Terraform’s own arithmetic, and no rotation of ours', () => {
    const stack = newStack();
    const token = new RotatingToken(stack, 'Deploy', props({ revokeNow: 'leaked' }));
    const { locals, resource } = synth(stack);
    expect(Object.keys(resource)).toEqual(['pyvider_timed_token', 'terraform_data']);
    expect(locals).toEqual({
      'cdktf-access-tokensNow': expect.stringMatching(
        /^\$\{max\(0, 1000 \* \[for t in \[split\(.*plantimestamp\(\).*\]\[0\]\)\}$/,
      ),
      Deploy_Generation_A06115D4: '${floor((local.cdktf-access-tokensNow - 1767225600000) / 2592000000)}',
    });
    expect(resource).toMatchInlineSnapshot(`
     {
       "pyvider_timed_token": {
         "Deploy_Slot0_FC05F113": {
           "expires_at": "\${terraform_data.Deploy_Issue0_3C4C9D80.input.expires_at}",
           "lifecycle": {
             "replace_triggered_by": [
               "terraform_data.Deploy_7B206E61.input.slot_keys[0]",
               "terraform_data.Deploy_7B206E61.input.schedule",
               "terraform_data.Deploy_7B206E61.input.revoke_trigger",
             ],
           },
           "name": "deploy",
           "provider": "tokens",
         },
         "Deploy_Slot1_E3C7F169": {
           "expires_at": "\${terraform_data.Deploy_Issue1_0AC3DD77.input.expires_at}",
           "lifecycle": {
             "replace_triggered_by": [
               "terraform_data.Deploy_7B206E61.input.slot_keys[1]",
               "terraform_data.Deploy_7B206E61.input.schedule",
               "terraform_data.Deploy_7B206E61.input.revoke_trigger",
             ],
           },
           "name": "deploy",
           "provider": "tokens",
         },
       },
       "terraform_data": {
         "Deploy_7B206E61": {
           "input": {
             "current_slot": "\${((local.Deploy_Generation_A06115D4 - 1) - (2 * floor((local.Deploy_Generation_A06115D4 - 1) / 2)))}",
             "generation": "\${local.Deploy_Generation_A06115D4}",
             "next_rotation_at": "\${timeadd("1970-01-01T00:00:00Z", "\${(1769817600000 + (local.Deploy_Generation_A06115D4 * 2592000000))}ms")}",
             "previous_slot": "\${((local.Deploy_Generation_A06115D4 - 2) - (2 * floor((local.Deploy_Generation_A06115D4 - 2) / 2)))}",
             "revoke_trigger": "leaked",
             "schedule": "every 30d from 2026-01-01T00:00:00.000Z, overlap 2d, applyInterval 1d, 2 slots",
             "slot_keys": [
               "\${floor((local.Deploy_Generation_A06115D4 + 1) / 2)}",
               "\${floor((local.Deploy_Generation_A06115D4 + 0) / 2)}",
             ],
           },
         },
         "Deploy_Issue0_3C4C9D80": {
           "input": {
             "expires_at": "\${timeadd("1970-01-01T00:00:00Z", "\${((1769817600000 + (local.Deploy_Generation_A06115D4 * 2592000000)) + 259200000)}ms")}",
             "issued_at": "\${plantimestamp()}",
             "serial": "\${local.cdktf-access-tokensNow}",
           },
           "lifecycle": {
             "ignore_changes": [
               "input",
             ],
             "replace_triggered_by": [
               "terraform_data.Deploy_7B206E61.input.slot_keys[0]",
               "terraform_data.Deploy_7B206E61.input.schedule",
               "terraform_data.Deploy_7B206E61.input.revoke_trigger",
             ],
           },
         },
         "Deploy_Issue1_0AC3DD77": {
           "input": {
             "expires_at": "\${timeadd("1970-01-01T00:00:00Z", "\${((1769817600000 + (local.Deploy_Generation_A06115D4 * 2592000000)) + 259200000)}ms")}",
             "issued_at": "\${plantimestamp()}",
             "serial": "\${local.cdktf-access-tokensNow}",
           },
           "lifecycle": {
             "ignore_changes": [
               "input",
             ],
             "replace_triggered_by": [
               "terraform_data.Deploy_7B206E61.input.slot_keys[1]",
               "terraform_data.Deploy_7B206E61.input.schedule",
               "terraform_data.Deploy_7B206E61.input.revoke_trigger",
             ],
           },
         },
       },
     }
    `);
    expect(token.node.defaultChild).toBe(token.node.findChild('Resource'));
    expect(() => token.rotation).toThrow(/stack\/Deploy has no tokens_rotation, .*RotationEngine\.PORTABLE/);
  });

  test('has one clock for all of a stack', () => {
    const stack = newStack();
    new RotatingToken(stack, 'One', props());
    new RotatingToken(stack, 'Other', props());
    expect(Object.keys(synth(stack).locals)).toHaveLength(3);
  });

  test('says what it can’t do', () => {
    const refused = findings((stack) => {
      new RotatingToken(stack, 'ByHand', props({ rotateNow: 'a' }));
      const period = Token.asNumber(new TerraformVariable(stack, 'days', { type: 'number' }).value);
      new RotatingToken(
        stack,
        'Later',
        props({
          rotation: RotationSchedule.every(Duration.days(period), {
            overlap: Duration.days(2),
            applyInterval: Duration.days(1),
            anchor: new TerraformVariable(stack, 'anchor', { type: 'string' }).stringValue,
          }),
        }),
      );
    });
    expect(refused).toEqual([
      expect.stringMatching(/^\[stack\/ByHand\] rotateNow needs .*companion engine, or use revokeNow/),
      expect.stringMatching(
        /^\[stack\/Later\] period is known only when Terraform runs, .*Duration\.days\(30\)/,
      ),
      expect.stringMatching(/^\[stack\/Later\] anchor is known only when Terraform runs, .*companion engine/),
    ]);
  });

  test('takes what the companion engine takes', () => {
    const found = findings((stack) => {
      new RotatingToken(stack, 'Deploy', props({ revokeNow: 'a' }));
      new RotatingToken(stack, 'ByHand', { ...props({ rotateNow: 'a' }), engine: RotationEngine.COMPANION });
    });
    expect(found).toEqual([]);
  });
});
