import { useInstallation } from './installation';

const NOW = '2026-01-31T12:00:00Z';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const installation = useInstallation({ attached: true });

const token = (attributes: string) => `
resource "pyvider_timed_token" "t" {
  provider = tokens
  ${attributes}
}`;
const ADDRESS = 'pyvider_timed_token.t';

test('a token is issued, renamed in place, replaced for another lifetime, and destroyed', async () => {
  const workspace = await installation().workspace(token('name = "ci"'));
  const issued = () => workspace.state()[ADDRESS];

  expect((await workspace.plan({ now: NOW })).actions).toEqual({ [ADDRESS]: 'create' });
  expect((await workspace.show()).resource_changes[0].change.after_unknown).toEqual({
    id: true,
    token: true,
    expires_at: true,
    issued_at: true,
  });
  // Planned at one moment, applied at a later one: the token counts from when it was made.
  const later = '2026-01-31T12:05:00Z';
  expect(await workspace.applySaved({ now: later })).toEqual({ [ADDRESS]: 'create' });
  const first = issued();
  expect(first).toEqual({
    id: expect.stringMatching(`^timed-token-id-${UUID}$`),
    name: 'ci',
    token: expect.stringMatching(`^token-${UUID}$`),
    lifetime: null,
    expires_at: '2026-01-31T13:05:00.000000+00:00',
    issued_at: '2026-01-31T12:05:00.000000+00:00',
  });

  workspace.write(token('name = "deploy"'));
  expect(await workspace.apply({ now: later })).toEqual({ [ADDRESS]: 'update' });
  expect(issued()).toEqual({ ...first, name: 'deploy' });

  workspace.write(token('name = "deploy"\n  lifetime = "1h30m"'));
  expect((await workspace.plan({ now: later })).actions).toEqual({ [ADDRESS]: 'replace' });
  expect((await workspace.show()).resource_changes[0].change.replace_paths).toEqual([['lifetime']]);
  expect(await workspace.applySaved({ now: later })).toEqual({ [ADDRESS]: 'replace' });
  const second = issued();
  expect(second).toMatchObject({ lifetime: '1h30m', expires_at: '2026-01-31T13:35:00.000000+00:00' });
  expect(second.token).not.toBe(first.token);
  expect(second.id).not.toBe(first.id);

  expect(await workspace.destroy({ now: later })).toEqual({ [ADDRESS]: 'delete' });
});

test('an expired token is planned anew, one that still lives is not', async () => {
  const workspace = await installation().workspace(token('name = "ci"'));
  await workspace.apply({ now: NOW });
  const first = workspace.state()[ADDRESS];

  await workspace.settled({ now: '2026-01-31T12:59:59.999Z' });
  const plan = await workspace.plan({ now: '2026-01-31T13:00:00Z' });
  expect(plan.actions).toEqual({ [ADDRESS]: 'create' });
  expect(await workspace.applySaved({ now: '2026-01-31T13:00:00Z' })).toEqual({ [ADDRESS]: 'create' });
  expect(workspace.state()[ADDRESS].token).not.toBe(first.token);
});

test('a given expiry is kept as it was written, also when it has passed', async () => {
  const given = '2026-02-01T01:00:00+01:00';
  const workspace = await installation().workspace(token(`name = "ci"\n  expires_at = "${given}"`));
  await workspace.apply({ now: NOW });
  const first = workspace.state()[ADDRESS];
  expect(first).toMatchObject({ expires_at: given, lifetime: null });

  await workspace.settled({ now: '2026-03-01T00:00:00Z' });

  // Without it the token lives its lifetime again, so it has to be another one.
  workspace.write(token('name = "ci"'));
  expect(await workspace.apply({ now: NOW })).toEqual({ [ADDRESS]: 'replace' });
  expect(workspace.state()[ADDRESS]).toMatchObject({ expires_at: '2026-01-31T13:00:00.000000+00:00' });
  expect(workspace.state()[ADDRESS].token).not.toBe(first.token);
});

test('the shortest and the longest lifetime are given', async () => {
  const workspace = await installation().workspace(`
    ${token('name = "shortest"\n  lifetime = "1s"')}
    resource "pyvider_timed_token" "longest" {
      provider = tokens
      name     = "longest"
      lifetime = "36500d"
    }`);
  await workspace.apply({ now: NOW });
  expect(workspace.state()).toMatchObject({
    [ADDRESS]: { expires_at: '2026-01-31T12:00:01.000000+00:00' },
    'pyvider_timed_token.longest': { expires_at: '2126-01-07T12:00:00.000000+00:00' },
  });
});

test('what depends on a token, or on whether there is one, is planned before there is one', async () => {
  const workspace = await installation().workspace(`
    ${token('name = "ci"\n  lifetime = terraform_data.lifetime.output')}
    resource "terraform_data" "lifetime" {
      input = "2h"
    }
    resource "terraform_data" "guarded" {
      count = pyvider_timed_token.t.token != null && startswith(pyvider_timed_token.t.id, "timed-token-id-") ? 1 : 0
      input = pyvider_timed_token.t.expires_at
    }`);
  expect(await workspace.apply({ now: NOW })).toMatchObject({
    [ADDRESS]: 'create',
    'terraform_data.guarded[0]': 'create',
  });
  expect(workspace.state()['terraform_data.guarded[0]']).toMatchObject({
    output: { type: 'string', value: '2026-01-31T14:00:00.000000+00:00' },
  });
});

test('a lifetime that only the apply knows is checked then', async () => {
  const workspace = await installation().workspace(`
    ${token('name = "ci"\n  lifetime = terraform_data.lifetime.output')}
    resource "terraform_data" "lifetime" {
      input = "2 hours"
    }`);
  expect(await workspace.fails('apply', { now: NOW })).toMatchObject([
    {
      summary: 'Invalid duration',
      address: ADDRESS,
      snippet: { code: '  lifetime = terraform_data.lifetime.output' },
    },
  ]);
  expect(workspace.state()).not.toHaveProperty([ADDRESS]);

  workspace.write(workspace.configuration.replace('2 hours', '2h'));
  await workspace.apply({ now: NOW });
});

test('a token can’t be imported, and the error says why', async () => {
  const workspace = await installation().workspace(token('name = "ci"'));
  await expect(workspace.import(ADDRESS, 'timed-token-id-1')).rejects.toThrow(
    /pyvider_timed_token can't be imported[^]*exists in the state alone/,
  );
});

test('a clock that is none is refused, before anything is issued on the machine’s clock', async () => {
  const workspace = await installation().workspace(token('name = "ci"'));
  expect(await workspace.fails('apply', { now: 'tomorrow' })).toContainEqual(
    expect.objectContaining({
      summary: 'Failed to configure the provider',
      detail: expect.stringMatching(/TOKENS_NOW must be an RFC 3339 instant such as "[^"]+", got "tomorrow"/),
    }),
  );
  expect(workspace.state()).toEqual({});
});
