import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';
import { Workspace } from './workspace';

/**
 * `tokens_rotation` by itself: boundaries every ten days from the first of January, two days of overlap,
 * an apply a day. So a token of the first ten days expires on the 14th.
 */
const SCHEDULE = {
  period: '"10d"',
  anchor: '"2026-01-01T00:00:00Z"',
  overlap: '"2d"',
  apply_interval: '"1d"',
};
const rotation = (changes: Record<string, string> = {}) =>
  `resource "tokens_rotation" "r" {
${Object.entries({ ...SCHEDULE, ...changes })
  .map(([name, value]) => `  ${name} = ${value}`)
  .join('\n')}
}
`;
const ADDRESS = 'tokens_rotation.r';
const at = (day: string, time = '12:00:00') => ({ now: `2026-${day}T${time}Z` });

const installation = useInstallation({ attached: true });
const started = async (changes?: Record<string, string>): Promise<Workspace> => {
  const workspace = await installation().workspace(rotation(changes));
  await workspace.apply(at('01-03'));
  return workspace;
};

test('lives through boundaries: one slot each, nothing in between, never backwards', async () => {
  const workspace = await installation().workspace(rotation());

  // What does not depend on the clock is known before the first apply, and the rest is known to come.
  expect((await workspace.plan(at('01-03'))).actions).toEqual({ [ADDRESS]: 'create' });
  expect((await workspace.show()).resource_changes[0].change).toMatchObject({
    after: { serial: 2, slot_serials: [2, 1], current_slot: 0, previous_slot: 1, slots: 2 },
    after_unknown: {
      generation: true,
      rotated_at: true,
      next_rotation_at: true,
      slot_issued_at: [true, true],
      slot_expires_at: [true, true],
    },
  });
  expect(await workspace.applySaved(at('01-03', '12:30:00'))).toEqual({ [ADDRESS]: 'create' });
  expect(workspace.state()[ADDRESS]).toEqual({
    period: '10d',
    anchor: '2026-01-01T00:00:00Z',
    overlap: '2d',
    apply_interval: '1d',
    slots: 2,
    rotate_trigger: null,
    revoke_trigger: null,
    generation: 0,
    serial: 2,
    current_slot: 0,
    previous_slot: 1,
    slot_serials: [2, 1],
    slot_issued_at: ['2026-01-03T12:30:00Z', '2026-01-03T12:30:00Z'],
    slot_expires_at: ['2026-01-14T00:00:00Z', '2026-01-14T00:00:00Z'],
    slot_active: [true, true],
    revoke_previous_after: null,
    maintenance_windows: null,
    rotated_at: '2026-01-03T12:30:00Z',
    next_rotation_at: '2026-01-11T00:00:00Z',
  });
  expect(await workspace.plan(at('01-10', '23:59:59'))).toEqual(NOTHING_TO_DO);

  // The plan shows which slot goes and which is current from then on; two days later it writes just that.
  expect((await workspace.plan(at('01-11', '00:00:00'))).actions).toEqual({ [ADDRESS]: 'update' });
  const { change } = (await workspace.show()).resource_changes[0];
  expect(change.after_unknown).toEqual({});
  const second = {
    generation: 1,
    serial: 3,
    current_slot: 1,
    previous_slot: 0,
    slot_serials: [2, 3],
    slot_issued_at: ['2026-01-03T12:30:00Z', '2026-01-11T00:00:00Z'],
    slot_expires_at: ['2026-01-14T00:00:00Z', '2026-01-24T00:00:00Z'],
    rotated_at: '2026-01-11T00:00:00Z',
    next_rotation_at: '2026-01-21T00:00:00Z',
  };
  expect(change.after).toMatchObject(second);
  expect(await workspace.applySaved(at('01-13'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toEqual(change.after);

  // Five boundaries pass unseen, and a sixth: slot 1 is current, and must not be the one that goes.
  await workspace.apply(at('03-12'));
  const late = { generation: 7, serial: 4, current_slot: 0, previous_slot: 1, slot_serials: [4, 3] };
  expect(workspace.state()[ADDRESS]).toMatchObject({ ...late, next_rotation_at: '2026-03-22T00:00:00Z' });

  // A clock that was set back.
  expect(await workspace.plan(at('01-05'))).toEqual(NOTHING_TO_DO);
  expect(await workspace.apply(at('01-05'))).toEqual({});
  expect(workspace.state()[ADDRESS]).toMatchObject(late);

  expect(await workspace.apply(at('03-22'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ generation: 8, slot_serials: [4, 5], current_slot: 1 });
  expect(await workspace.destroy(at('03-22'))).toEqual({ [ADDRESS]: 'delete' });
});

test('a plan to create that is applied after a boundary issues for the generation it is applied in', async () => {
  const workspace = await installation().workspace(rotation());
  await workspace.plan(at('01-10'));
  await workspace.applySaved(at('01-12'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    generation: 1,
    slot_serials: [2, 1],
    slot_expires_at: ['2026-01-24T00:00:00Z', '2026-01-24T00:00:00Z'],
  });
});

test('a refresh shows nothing, and without one nothing falls due', async () => {
  const workspace = await started();
  expect(await workspace.plan({ ...at('01-12'), args: ['-refresh=false'] })).toEqual(NOTHING_TO_DO);
  // Not quite nothing to Terraform: it has the instant to store that was observed.
  const { actions, drift } = await workspace.plan({ ...at('01-12'), args: ['-refresh-only'] });
  expect({ actions, drift }).toEqual({ actions: {}, drift: [] });
  expect((await workspace.plan(at('01-12'))).actions).toEqual({ [ADDRESS]: 'update' });
});

test('rotate_trigger rotates one slot, moves no boundary, and has to wait for the overlap', async () => {
  const workspace = await started({ rotate_trigger: '"first"' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [2, 1] });

  workspace.write(rotation({ rotate_trigger: '"second"' }));
  expect(await workspace.apply(at('01-04'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({
    generation: 0,
    slot_serials: [2, 3],
    current_slot: 1,
    slot_issued_at: ['2026-01-03T12:00:00Z', '2026-01-04T12:00:00Z'],
    slot_expires_at: ['2026-01-14T00:00:00Z', '2026-01-14T00:00:00Z'],
    next_rotation_at: '2026-01-11T00:00:00Z',
  });

  // Slot 0 was retired on the 4th, and its holders were promised two days.
  workspace.write(rotation({ rotate_trigger: '"third"' }));
  expect(await workspace.fails('plan', at('01-06', '11:59:59'))).toMatchObject([
    {
      address: ADDRESS,
      detail: expect.stringMatching(
        /allowed from 2026-01-06T12:00:00Z\. If a token has leaked, change revoke_trigger/,
      ),
      snippet: { code: '  rotate_trigger = "third"' },
    },
  ]);
  expect(await workspace.apply(at('01-06'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [4, 3], current_slot: 0 });

  // Less than overlap and apply interval before the boundary, it is taken early.
  workspace.write(rotation({ rotate_trigger: '"fourth"' }));
  await workspace.apply(at('01-10'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ generation: 1, slot_serials: [4, 5] });
  expect(await workspace.plan(at('01-11'))).toEqual(NOTHING_TO_DO);
});

test('revoke_trigger reissues every slot at once, right after a rotation too', async () => {
  const workspace = await started({ slots: '3' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [3, 2, 1] });
  await workspace.apply(at('01-11'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [3, 2, 4], current_slot: 2 });

  workspace.write(rotation({ slots: '3', revoke_trigger: '"leaked"' }));
  expect(await workspace.apply(at('01-11', '13:00:00'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({
    generation: 1,
    serial: 7,
    slot_serials: [7, 6, 5],
    current_slot: 0,
    previous_slot: 1,
    slot_issued_at: Array(3).fill('2026-01-11T13:00:00Z'),
    slot_expires_at: Array(3).fill('2026-01-24T00:00:00Z'),
  });
  // The trigger is taken away: a change like any other.
  workspace.write(rotation({ slots: '3' }));
  await workspace.apply(at('01-11', '14:00:00'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [10, 9, 8] });
});

test('another schedule is an update in place, in which slots keep their serials', async () => {
  const workspace = await started();
  const before = workspace.state()[ADDRESS];

  workspace.write(rotation({ period: '"240h"', overlap: '"48h"', apply_interval: '"1440m"' }));
  await workspace.apply(at('01-04'));
  expect(workspace.state()[ADDRESS]).toEqual({
    ...before,
    period: '240h',
    overlap: '48h',
    apply_interval: '1440m',
  });

  workspace.write(rotation({ period: '"30d"', overlap: '"1d"' }));
  await workspace.apply(at('01-05'));
  const { slot_serials, slot_expires_at, next_rotation_at } = workspace.state()[ADDRESS];
  expect(slot_serials).toEqual([2, 1]);
  // Issued tokens expire when they were said to, so the next rotation can't wait for the new boundary.
  expect(slot_expires_at).toEqual(before.slot_expires_at);
  expect(next_rotation_at).toBe('2026-01-12T00:00:00Z');
  expect(await workspace.plan(at('01-11', '23:59:59'))).toEqual(NOTHING_TO_DO);
  await workspace.apply(at('01-12', '00:00:00'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    slot_serials: [2, 3],
    slot_expires_at: ['2026-01-14T00:00:00Z', '2026-02-02T00:00:00Z'],
  });
});

test('slots are added at once, and taken away when nobody counts on them', async () => {
  const workspace = await started();

  workspace.write(rotation({ slots: '4' }));
  await workspace.apply(at('01-04'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    serial: 4,
    slot_serials: [2, 1, 4, 3],
    current_slot: 2,
    previous_slot: 0,
  });

  const refused = (slots: string, says: RegExp) => [
    { address: ADDRESS, detail: expect.stringMatching(says), snippet: { code: `  slots = ${slots}` } },
  ];
  workspace.write(rotation({ slots: '2' }));
  expect(await workspace.fails('plan', at('01-04'))).toMatchObject(
    refused(
      '2',
      /slot 2 holds the current token.*Keep 4 slots until a rotation has made a slot below 2 current/,
    ),
  );

  // The next rotation makes slot 1 current; two days later nobody holds slot 2 any more.
  workspace.write(rotation({ slots: '4' }));
  await workspace.apply(at('01-11', '00:00:00'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [2, 5, 4, 3], current_slot: 1 });
  workspace.write(rotation({ slots: '2' }));
  expect(await workspace.fails('plan', at('01-12'))).toMatchObject(
    refused('2', /slot 2 was retired less than the overlap ago.*allowed from 2026-01-13T00:00:00Z/),
  );
  await workspace.apply(at('01-13', '00:00:00'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [2, 5], current_slot: 1, serial: 5 });
});

test('one slot has no previous one, and is replaced at each boundary', async () => {
  const workspace = await started({ slots: '1', overlap: '"0s"' });
  expect(workspace.state()[ADDRESS]).toMatchObject({
    slots: 1,
    slot_serials: [1],
    current_slot: 0,
    previous_slot: null,
  });
  await workspace.apply(at('01-11'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    slot_serials: [2],
    current_slot: 0,
    previous_slot: null,
  });
});

test('revoke_previous_after takes the previous token away when its time is over', async () => {
  const tokens = [0, 1]
    .map(
      (slot) => `
    resource "terraform_data" "slot${slot}" {
      count = ${ADDRESS}.slot_active[${slot}] ? 1 : 0
      input = ${ADDRESS}.slot_expires_at[${slot}]
      lifecycle {
        replace_triggered_by = [${ADDRESS}.slot_serials[${slot}]]
      }
    }`,
    )
    .join('');
  const workspace = await installation().workspace(rotation({ revoke_previous_after: '"4d"' }) + tokens);
  const slot = (index: number) => `terraform_data.slot${index}[0]`;

  // A count has to be known, also in the very first plan.
  expect(await workspace.apply(at('01-03'))).toEqual({ [ADDRESS]: 'create', [slot(0)]: 'create' });
  expect(await workspace.plan(at('01-10'))).toEqual(NOTHING_TO_DO);
  expect(await workspace.apply(at('01-11'))).toEqual({ [ADDRESS]: 'update', [slot(1)]: 'create' });
  expect(await workspace.plan(at('01-15', '11:59:59'))).toEqual(NOTHING_TO_DO);

  // Saved, and applied later: what the plan showed.
  expect((await workspace.plan(at('01-15'))).actions).toEqual({ [ADDRESS]: 'update', [slot(0)]: 'delete' });
  await workspace.applySaved(at('01-19'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    slot_serials: [2, 3],
    slot_active: [false, true],
    current_slot: 1,
  });
  expect(await workspace.plan(at('01-20'))).toEqual(NOTHING_TO_DO);

  // Its turn comes.
  expect(await workspace.apply(at('01-21'))).toEqual({ [ADDRESS]: 'update', [slot(0)]: 'create' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [4, 3], slot_active: [true, true] });

  // All slots hold a token again when it is taken away; the revoked one's is new, and expires like the others.
  await workspace.apply(at('01-25'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_active: [true, false] });
  workspace.write(rotation() + tokens);
  expect(await workspace.apply(at('01-29'))).toEqual({ [ADDRESS]: 'update', [slot(1)]: 'create' });
  expect(workspace.state()[ADDRESS]).toMatchObject({
    current_slot: 0,
    slot_serials: [4, 3],
    slot_active: [true, true],
    slot_issued_at: ['2026-01-21T12:00:00Z', '2026-01-29T12:00:00Z'],
    slot_expires_at: ['2026-02-03T00:00:00Z', '2026-02-13T00:00:00Z'],
  });
});

test('what the first plan can know of the slots does not depend on a period that it can’t', async () => {
  const workspace = await installation().workspace(`
    resource "terraform_data" "period" {
      input = "10d"
    }
    ${rotation({ period: 'terraform_data.period.output', revoke_previous_after: '"4d"' })}`);
  await workspace.plan(at('01-03'));
  const { resource_changes } = await workspace.show();
  expect(resource_changes.find(({ address }) => address === ADDRESS)!.change).toMatchObject({
    after: { slot_active: [true, false], slot_serials: [2, 1], current_slot: 0 },
    after_unknown: { period: true, generation: true },
  });
  await workspace.applySaved(at('01-03'));
  expect(await workspace.plan(at('01-04'))).toEqual(NOTHING_TO_DO);
});

test('maintenance windows have a boundary wait for Saturday night, or for the first apply after one', async () => {
  // The first of January 2026 is a Thursday: boundaries on the 15th, the 29th and the 12th of February.
  const saturdays = rotation({
    period: '"14d"',
    maintenance_windows: '[{ day = "saturday", start = "22:00", duration = "6h" }]',
  });
  const workspace = await installation().workspace(saturdays);
  await workspace.apply(at('01-04'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    maintenance_windows: [{ day: 'saturday', start: '22:00', duration: '6h' }],
    next_rotation_at: '2026-01-17T22:00:00Z',
    // The boundary, a week but for the window, a day and two days.
    slot_expires_at: ['2026-01-24T18:00:00Z', '2026-01-24T18:00:00Z'],
  });
  expect(await workspace.plan(at('01-17', '21:59:59'))).toEqual(NOTHING_TO_DO);
  expect(await workspace.apply(at('01-17', '22:00:00'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({
    generation: 1,
    next_rotation_at: '2026-01-31T22:00:00Z',
  });
  expect(await workspace.plan(at('01-31', '21:59:59'))).toEqual(NOTHING_TO_DO);

  // Nobody applied in that night.
  expect(await workspace.apply(at('02-02'))).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ generation: 2, slot_serials: [4, 3] });

  // Others are a change in place; a window that can't be known yet is refused.
  workspace.write(
    rotation({ period: '"14d"', maintenance_windows: '[{ start = "02:00", duration = "2h" }]' }),
  );
  await workspace.apply(at('02-03'));
  expect(workspace.state()[ADDRESS]).toMatchObject({
    slot_serials: [4, 3],
    next_rotation_at: '2026-02-12T02:00:00Z',
  });
  workspace.write(`
    resource "terraform_data" "start" {
      input = "03:00"
    }
    ${rotation({ maintenance_windows: '[{ start = terraform_data.start.output, duration = "2h" }]' })}`);
  expect(await workspace.fails('plan', at('02-03'))).toMatchObject([
    {
      address: ADDRESS,
      summary: 'Value is not known yet',
      detail: expect.stringMatching(/^maintenance_windows /),
    },
  ]);
});

test('maintenance windows that are wrong, or too far apart, are found together', async () => {
  const workspace = await installation().workspace(
    rotation({ maintenance_windows: '[{ day = "Someday", start = "25:00", duration = "8d" }]' }),
  );
  const found = await workspace.fails('plan', at('01-03'));
  expect(found.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('[0].day is "Someday"'),
    expect.stringContaining('[0].start is "25:00"'),
    expect.stringContaining('[0].duration is "8d"'),
  ]);
  workspace.write(
    rotation({
      period: '"9d"',
      maintenance_windows: '[{ day = "saturday", start = "12:00", duration = "12h" }]',
    }),
  );
  expect(await workspace.fails('plan', at('01-03'))).toMatchObject([
    {
      summary: 'Period is too short for its maintenance windows',
      detail: expect.stringMatching(
        /need at least 9d12h.* Make period at least 9d12h, or whole weeks of at least 7d/,
      ),
      snippet: { code: '  period = "9d"' },
    },
  ]);
});

test('a trigger that the plan can’t know is refused, since it could replace anything', async () => {
  const trigger = (version: string) => `
    resource "terraform_data" "release" {
      triggers_replace = "${version}"
    }
    ${rotation({ rotate_trigger: 'terraform_data.release.id' })}`;
  const workspace = await installation().workspace(trigger('1'));
  await workspace.apply(at('01-03'));

  workspace.write(trigger('2'));
  expect(await workspace.fails('plan', at('01-04'))).toMatchObject([
    {
      address: ADDRESS,
      summary: 'Value is not known yet',
      detail: expect.stringMatching(
        /^rotate_trigger depends on something that only the apply will know.*-target/,
      ),
      snippet: { code: '  rotate_trigger = terraform_data.release.id' },
    },
  ]);
  // What the error advises.
  await workspace.start(['apply', '-auto-approve', '-target=terraform_data.release'], at('01-04')).succeeds();
  await workspace.apply(at('01-04'));
  expect(workspace.state()[ADDRESS]).toMatchObject({ slot_serials: [2, 3], current_slot: 1 });
});

test('a rotation can’t be imported, and the error says why', async () => {
  const workspace = await installation().workspace(rotation());
  await expect(workspace.import(ADDRESS, 'r')).rejects.toThrow(
    /tokens_rotation can't be imported[^]*exists in the state alone/,
  );
});
