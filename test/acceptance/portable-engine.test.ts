import { setTimeout } from 'node:timers/promises';
import { ref, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Attributes, Changes, Deployment, useTerraform } from './terraform';
import {
  DayOfWeek,
  Duration,
  IResourceBlueprint,
  MaintenanceWindow,
  RotatedResource,
  RotationEngine,
  RotationOptions,
  RotationSchedule,
} from '../../src';
import {
  Arithmetic,
  expiry,
  generation,
  isActive,
  nextRotation,
  NUMBERS,
  slotInTurn,
  slotKey,
  TERRAFORM,
} from '../../src/rotation/arithmetic';
import { Timetable } from '../../src/rotation/timetable';

const terraform = useTerraform();

/** The clock of the portable engine is Terraform's own, which nobody can set. */
const BY_THE_REAL_CLOCK = '';

test('Terraform calculates what the tests of the promise calculate', async () => {
  const instants = fc
    .sample(fc.integer({ min: -60_000_000_000, max: 200_000_000_000 }), 200)
    .map((at) => at * 1000);
  const windows = [
    { opensAt: 100_000_000, length: 7_200_000 },
    { opensAt: 600_000_000, length: 86_400_000 },
  ];
  const schedules: Timetable[] = [
    {
      anchor: 1_767_225_600_000,
      period: 2_592_000_000,
      overlap: 172_800_000,
      applyInterval: 86_400_000,
      slots: 2,
      windows: [],
    },
    { anchor: -7, period: 1_000_003, overlap: 5, applyInterval: 0, slots: 3, windows },
  ];
  const calculated = <T>(on: Arithmetic<T>, schedule: Timetable, t: T) => {
    const at = generation(on, schedule, t);
    const key = slotKey(on, schedule, 1, at);
    return [
      at,
      key,
      slotInTurn(on, schedule, at, 1),
      nextRotation(on, schedule, at),
      expiry(on, schedule, at),
    ];
  };
  const of = (name: string, value: string) => ref(`[for ${name} in [${instants.join(', ')}] : ${value}]`);

  const deployment = await terraform().deployment((stack) => {
    schedules.forEach((schedule, index) => {
      const value = calculated(TERRAFORM, schedule, 't').map((each) => of('t', each));
      new TerraformOutput(stack, `schedule${index}`, { value });
    });
    new TerraformOutput(stack, 'active', {
      value: of('t', isActive(TERRAFORM, 5, { ...HELD, successorIssued: 't', now: 't + 4' })),
    });
  });
  await deployment.apply(BY_THE_REAL_CLOCK);
  const { active, ...outputs } = deployment.outputs();
  schedules.forEach((schedule, index) => {
    const each = instants.map((t) => calculated(NUMBERS, schedule, t));
    expect(outputs[`schedule${index}`]).toEqual([0, 1, 2, 3, 4].map((name) => each.map((all) => all[name])));
  });
  expect(active).toEqual(instants.map((t) => 1_000_000 < t));
});

const HELD = { slot: 0, current: '1', issued: '1000000' };

/** Whatever Terraform brings along. */
class Data implements IResourceBlueprint {
  public issue(scope: Construct, id: string): TerraformResource {
    return new TerraformResource(scope, id, { terraformResourceType: 'terraform_data' });
  }
}

const seconds = (given: { period: number; overlap: number; revokePreviousAfter?: number; slots: number }) =>
  RotationSchedule.every(Duration.seconds(given.period), {
    overlap: Duration.seconds(given.overlap),
    applyInterval: Duration.seconds(given.period - given.overlap),
    slots: given.slots,
    revokePreviousAfter:
      given.revokePreviousAfter === undefined ? undefined : Duration.seconds(given.revokePreviousAfter),
  });

/** Applies until something was rotated, and answers with what was there before. An apply that comes too early changes nothing. */
async function rotated(deployment: Deployment): Promise<{ before: Snapshot; changes: Changes }> {
  for (;;) {
    const before = snapshot(deployment);
    const changes = await deployment.apply(BY_THE_REAL_CLOCK);
    if (deployment.outputs().generation !== before.generation) return { before, changes };
    expect(changes).toEqual({});
    expect(snapshot(deployment)).toEqual(before);
    await setTimeout(500);
  }
}

interface Snapshot {
  readonly generation: number;
  readonly state: Readonly<Record<string, Attributes>>;
}

function snapshot(deployment: Deployment): Snapshot {
  return { generation: deployment.outputs().generation as number, state: deployment.state() };
}

test('rotates each slot in its turn, by Terraform’s own clock and without a provider', async () => {
  const given = { period: 10, overlap: 2, slots: 3 };
  const app = (revokeNow: string) => (stack: TerraformStack) => {
    const {
      generation: at,
      serial,
      current,
      previous,
    } = new RotatedResource(stack, 'Deploy', {
      blueprint: new Data(),
      engine: RotationEngine.PORTABLE,
      rotation: seconds(given),
      revokeNow,
    });
    const { expiresAt } = current;
    new TerraformOutput(stack, 'generation', { value: at });
    new TerraformOutput(stack, 'serial', { value: serial });
    new TerraformOutput(stack, 'expires_at', { value: expiresAt });
    new TerraformOutput(stack, 'ids', {
      value: [current.getStringAttribute('id'), previous!.getStringAttribute('id')],
    });
  };
  const schedule: Timetable = {
    anchor: 0,
    period: 10_000,
    overlap: 2_000,
    applyInterval: 8_000,
    slots: 3,
    windows: [],
  };
  const SLOTS = [0, 1, 2];
  const instant = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  const issue = (state: Snapshot['state'], slot: number) => state[`Deploy/Issue${slot}`].input.value;
  const deployment = await terraform().deployment(app('a'));
  const holds = ({ generation: at, state }: Snapshot) => {
    const [current, previous] = [0, 1].map((ago) => slotInTurn(NUMBERS, schedule, at, ago));
    expect(deployment.outputs()).toMatchObject({
      ids: [state[`Deploy/Slot${current}`].id, state[`Deploy/Slot${previous}`].id],
      expires_at: issue(state, current).expires_at,
      serial: Math.max(...SLOTS.map((slot) => issue(state, slot).serial)),
    });
    // What is issued lasts from its own generation on.
    expect(issue(state, current).expires_at).toBe(instant(expiry(NUMBERS, schedule, at)));
  };

  const created = await deployment.apply(BY_THE_REAL_CLOCK);
  expect(Object.keys(created)).toEqual(
    expect.arrayContaining([
      'Deploy',
      ...SLOTS.flatMap((slot) => [`Deploy/Slot${slot}`, `Deploy/Issue${slot}`]),
    ]),
  );
  holds(snapshot(deployment));

  for (let rotations = 0; rotations < 3; rotations++) {
    const { before, changes } = await rotated(deployment);
    const after = snapshot(deployment);
    const replaced = SLOTS.filter(
      (slot) =>
        slotKey(NUMBERS, schedule, slot, before.generation) !==
        slotKey(NUMBERS, schedule, slot, after.generation),
    );
    expect(changes).toEqual({
      Deploy: 'update',
      ...Object.fromEntries(
        replaced.flatMap((slot) => [
          [`Deploy/Slot${slot}`, 'replace'],
          [`Deploy/Issue${slot}`, 'replace'],
        ]),
      ),
    });
    for (const slot of SLOTS.filter((each) => !replaced.includes(each))) {
      expect(after.state[`Deploy/Slot${slot}`]).toEqual(before.state[`Deploy/Slot${slot}`]);
      expect(issue(after.state, slot)).toEqual(issue(before.state, slot));
    }
    holds(after);
  }

  // A leak: all of them, and they expire by when they were issued.
  const { state } = snapshot(deployment);
  deployment.synth(app('b'));
  await deployment.apply(BY_THE_REAL_CLOCK);
  const after = snapshot(deployment);
  for (const slot of SLOTS) {
    expect(after.state[`Deploy/Slot${slot}`].id).not.toBe(state[`Deploy/Slot${slot}`].id);
    expect(issue(after.state, slot).expires_at).toBe(instant(expiry(NUMBERS, schedule, after.generation)));
  }
  holds(after);
  await deployment.destroy(BY_THE_REAL_CLOCK);
});

test('issues all of them again with any other schedule', async () => {
  const half: RotationOptions = { overlap: Duration.days(5000), applyInterval: Duration.days(9000) };
  const saturday = MaintenanceWindow.weekly(DayOfWeek.SATURDAY, '22:00', Duration.hours(6));
  const sunday = MaintenanceWindow.weekly(DayOfWeek.SUNDAY, '22:00', Duration.hours(6));
  const app = (period: Duration, options: RotationOptions) => (stack: TerraformStack) => {
    const { current } = new RotatedResource(stack, 'Deploy', {
      blueprint: new Data(),
      engine: RotationEngine.PORTABLE,
      rotation: RotationSchedule.every(period, options),
    });
    new TerraformOutput(stack, 'expires_at', { value: current.expiresAt });
  };
  const days = (number: number) => Duration.days(number);
  // The generation is 0 in all of them, and so are the keys of the slots.
  const deployment = await terraform().deployment(app(days(36_000), half));
  await deployment.apply(BY_THE_REAL_CLOCK);
  const others: [Duration, RotationOptions, number][] = [
    [days(36_400), half, 50_400],
    [days(36_400), { ...half, overlap: days(6000) }, 51_400],
    [days(36_400), { ...half, applyInterval: days(10_000) }, 51_400],
    [days(36_400), { ...half, anchor: '1970-01-02T00:00:00Z' }, 50_401],
    [days(36_400), { ...half, maintenanceWindows: [saturday, sunday] }, 50_405.75],
    [days(36_400), { ...half, maintenanceWindows: [saturday] }, 50_406.75],
  ];
  for (const [period, options, daysSince1970] of others) {
    deployment.synth(app(period, options));
    expect(await deployment.apply(BY_THE_REAL_CLOCK)).toEqual({
      Deploy: 'update',
      ...Object.fromEntries(
        ['Deploy/Issue0', 'Deploy/Issue1', 'Deploy/Slot0', 'Deploy/Slot1'].map((path) => [path, 'replace']),
      ),
    });
    expect(Date.parse(deployment.outputs().expires_at) / 86_400_000).toBe(daysSince1970);
  }
  // Said in other words, it is the same.
  const again = { ...half, maintenanceWindows: [saturday], anchor: '1970-01-01T01:00:00+01:00' };
  deployment.synth(app(Duration.hours(36_400 * 24), again));
  await deployment.settled(BY_THE_REAL_CLOCK);
  await deployment.destroy(BY_THE_REAL_CLOCK);
});

test('revokes the one before it after a time, without touching the current one', async () => {
  const given = { period: 40, overlap: 1, revokePreviousAfter: 3, slots: 2 };
  const deployment = await terraform().deployment((stack) => {
    const {
      generation: at,
      current,
      slots,
    } = new RotatedResource(stack, 'Deploy', {
      blueprint: new Data(),
      engine: RotationEngine.PORTABLE,
      rotation: seconds(given),
    });
    new TerraformOutput(stack, 'generation', { value: at });
    new TerraformOutput(stack, 'current', { value: current.getStringAttribute('id') });
    new TerraformOutput(stack, 'slots', { value: slots.map((slot) => slot.getStringAttribute('id')) });
  });
  const held = () => [0, 1].map((slot) => deployment.state()[`Deploy/Slot${slot}`]?.id ?? null);

  // Nobody was ever given the other one.
  await deployment.apply(BY_THE_REAL_CLOCK);
  expect(held().filter((id) => id !== null)).toEqual([deployment.outputs().current]);
  expect(deployment.outputs().slots).toEqual(held());

  const first = deployment.outputs().current;
  await rotated(deployment);
  const second = deployment.outputs().current;
  expect(second).not.toBe(first);
  while (held().includes(first)) {
    expect(held()).toContain(second);
    await setTimeout(500);
    await deployment.apply(BY_THE_REAL_CLOCK);
  }
  expect(held()).toEqual(deployment.outputs().slots);
  expect(held().filter((id) => id !== null)).toEqual([deployment.outputs().current]);
  await deployment.destroy(BY_THE_REAL_CLOCK);
});
