import { readFileSync } from 'node:fs';
import { useInstallation } from './installation';
import { Workspace } from './workspace';

/** Tokens in the slots of a rotation, whatever kind of resource they are. */
const ROTATION = `
resource "tokens_rotation" "r" {
  period         = "10d"
  anchor         = "2026-01-01T00:00:00Z"
  overlap        = "2d"
  apply_interval = "1d"
}`;
const at = (day: string) => ({ now: `2026-${day}T12:00:00Z` });

const installation = useInstallation({ attached: true });

test('tokens of one resource with count: the file holds the current one, and the one before it lives on', async () => {
  const workspace = await installation().workspace(`${ROTATION}
    resource "pyvider_timed_token" "slot" {
      provider   = tokens
      count      = 2
      name       = "slot-\${count.index}"
      expires_at = tokens_rotation.r.slot_expires_at[count.index]
      lifecycle {
        replace_triggered_by = [tokens_rotation.r.slot_serials[count.index]]
      }
    }
    resource "pyvider_file_content" "current" {
      provider        = tokens
      filename        = "current"
      content         = pyvider_timed_token.slot[tokens_rotation.r.current_slot].token
      file_permission = "0600"
    }`);
  const tokens = () => [0, 1].map((slot) => workspace.state()[`pyvider_timed_token.slot[${slot}]`]);
  const published = () => readFileSync(workspace.path('current'), 'utf8');

  await workspace.apply(at('01-03'));
  const first = tokens();
  expect(published()).toBe(first[0].token);
  expect(first[0].expires_at).toBe('2026-01-14T00:00:00Z');

  // Planned at a boundary, applied two days later.
  const rotationOfSlot1 = {
    'tokens_rotation.r': 'update',
    'pyvider_timed_token.slot[1]': 'replace',
    'pyvider_file_content.current': 'update',
  };
  expect((await workspace.plan(at('01-11'))).actions).toEqual(rotationOfSlot1);
  expect(await workspace.applySaved(at('01-13'))).toEqual(rotationOfSlot1);
  const second = tokens();
  expect(second[0]).toEqual(first[0]);
  expect(second[1].token).not.toBe(first[1].token);
  expect(second[1]).toMatchObject({
    expires_at: '2026-01-24T00:00:00Z',
    issued_at: '2026-01-13T12:00:00.000000+00:00',
  });
  expect(published()).toBe(second[1].token);

  // Five boundaries pass unseen, and a sixth: still one rotation, and it is not the current token that goes.
  expect(await workspace.apply(at('03-12'))).toEqual({
    'tokens_rotation.r': 'update',
    'pyvider_timed_token.slot[0]': 'replace',
    'pyvider_file_content.current': 'update',
  });
  const third = tokens();
  expect(third[1]).toEqual(second[1]);
  expect(published()).toBe(third[0].token);

  // A leak: every token is replaced.
  workspace.write(workspace.configuration.replace('"1d"', '"1d"\n  revoke_trigger = "leaked"'));
  expect(await workspace.apply(at('03-12'))).toEqual({
    'tokens_rotation.r': 'update',
    'pyvider_timed_token.slot[0]': 'replace',
    'pyvider_timed_token.slot[1]': 'replace',
    'pyvider_file_content.current': 'update',
  });
  expect(published()).toBe(tokens()[0].token);
  expect(new Set([first, second, third, tokens()].flat().map(({ token }) => token)).size).toBe(6);

  // Another schedule moves no token.
  workspace.write(workspace.configuration.replace('"10d"', '"30d"'));
  expect(await workspace.apply(at('03-13'))).toEqual({ 'tokens_rotation.r': 'update' });

  await workspace.destroy(at('03-13'));
});

test('anything that Terraform manages can be rotated', async () => {
  const slot = (index: number) => `
    resource "terraform_data" "slot_${index}" {
      input = "slot ${index}"
      lifecycle {
        replace_triggered_by = [tokens_rotation.r.slot_serials[${index}]]
      }
    }`;
  const workspace = await installation().workspace(`${ROTATION}${slot(0)}${slot(1)}`);
  await workspace.apply(at('01-03'));
  const ids = (of: Workspace) => [0, 1].map((index) => of.state()[`terraform_data.slot_${index}`].id);
  const first = ids(workspace);

  expect(await workspace.apply(at('01-11'))).toEqual({
    'tokens_rotation.r': 'update',
    'terraform_data.slot_1': 'replace',
  });
  expect(await workspace.apply(at('01-21'))).toEqual({
    'tokens_rotation.r': 'update',
    'terraform_data.slot_0': 'replace',
  });
  expect(ids(workspace)).not.toContain(first[0]);
});

test('slots come and go together with their tokens', async () => {
  const slots = (count: number) => `${ROTATION.replace('"1d"', `"1d"\n  slots = ${count}`)}
    resource "pyvider_timed_token" "slot" {
      provider   = tokens
      count      = length(tokens_rotation.r.slot_serials)
      name       = "slot-\${count.index}"
      expires_at = tokens_rotation.r.slot_expires_at[count.index]
      lifecycle {
        replace_triggered_by = [tokens_rotation.r.slot_serials[count.index]]
      }
    }`;
  // One plan does, although there is no rotation yet to ask for its slots.
  const workspace = await installation().workspace(slots(2));
  await workspace.apply(at('01-03'));

  workspace.write(slots(3));
  expect(await workspace.apply(at('01-04'))).toEqual({
    'tokens_rotation.r': 'update',
    'pyvider_timed_token.slot[2]': 'create',
  });
  // Slot 2 is current until the 11th, and promised until the 13th.
  expect(await workspace.apply(at('01-11'))).toMatchObject({ 'pyvider_timed_token.slot[1]': 'replace' });
  workspace.write(slots(2));
  expect(await workspace.apply(at('01-14'))).toEqual({
    'tokens_rotation.r': 'update',
    'pyvider_timed_token.slot[2]': 'delete',
  });
});
