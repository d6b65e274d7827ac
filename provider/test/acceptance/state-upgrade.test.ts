import { everything, SECRETS, workspaceAt } from './everything';
import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';
import { useEmulated } from './trust/emulated';
import { sha256, ServiceName } from '../services/emulator';

/** States as an earlier version of the provider would have left them. */
const installation = useInstallation({ attached: true });
const emulator = useEmulated('--now', '2026-01-03T12:00:00Z');
const NOW = { now: '2026-01-03T12:00:00Z' };

test('a token that was stored with fewer attributes stays what it is', async () => {
  const workspace = await installation().workspace(`
    resource "pyvider_timed_token" "t" {
      provider = tokens
      name     = "ci"
    }`);
  await workspace.apply(NOW);
  const { id, token, expires_at } = workspace.state()['pyvider_timed_token.t'];
  workspace.editState(({ resources: [{ instances }] }) => {
    instances[0].schema_version = 0;
    instances[0].attributes = { id, name: 'ci', token, expires_at, dropped_since: true };
    delete instances[0].private;
  });

  expect(await workspace.plan(NOW)).toEqual(NOTHING_TO_DO);
  expect(await workspace.apply(NOW)).toEqual({});

  workspace.write(workspace.configuration.replace('"ci"', '"deploy"'));
  expect(await workspace.apply(NOW)).toEqual({ 'pyvider_timed_token.t': 'update' });
  expect(workspace.state()['pyvider_timed_token.t']).toMatchObject({ name: 'deploy', id, token, expires_at });
  expect((await workspace.plan({ now: '2026-01-03T13:00:00Z' })).actions).toEqual({
    'pyvider_timed_token.t': 'create',
  });
});

test('a file that was stored with fewer attributes is completed by reading it', async () => {
  const workspace = await installation().workspace(`
    resource "pyvider_file_content" "f" {
      provider = tokens
      filename = "f"
      content  = "here"
    }`);
  await workspace.apply();
  const complete = workspace.state()['pyvider_file_content.f'];
  workspace.editState(({ resources: [{ instances }] }) => {
    instances[0].schema_version = 0;
    instances[0].attributes = { filename: 'f', content: 'here' };
  });

  expect((await workspace.plan()).actions).toEqual({});
  await workspace.apply();
  expect(workspace.state()['pyvider_file_content.f']).toEqual(complete);
});

test('a rotation that was stored with fewer attributes is completed without rotating', async () => {
  const workspace = await installation().workspace(`
    resource "tokens_rotation" "r" {
      period = "10d"
      anchor = "2026-01-01T00:00:00Z"
    }`);
  await workspace.apply(NOW);
  const complete = workspace.state()['tokens_rotation.r'];
  workspace.editState(({ resources: [{ instances }] }) => {
    const { rotated_at, next_rotation_at, previous_slot, ...earlier } = instances[0].attributes;
    expect([rotated_at, next_rotation_at, previous_slot]).not.toContain(undefined);
    instances[0].attributes = earlier;
    delete instances[0].private;
  });

  expect(await workspace.apply(NOW)).toEqual({ 'tokens_rotation.r': 'update' });
  expect(workspace.state()['tokens_rotation.r']).toEqual(complete);
});

test('tokens of services that were stored with other attributes stay what they are', async () => {
  const workspace = await workspaceAt(emulator(), installation(), everything());
  await workspace.apply(NOW);
  const complete = workspace.state();
  /** What came later, or is written in another way by the vendor's own provider. */
  const EARLIER: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    aiven_organization_application_user: { timeouts: undefined, email: undefined },
    aiven_organization_application_user_token: { timeouts: undefined, ip_allowlist: undefined },
    harness_platform_service_account: { description: '', tags: [] },
    harness_platform_apikey: { description: '', tags: [] },
    harness_platform_token: { description: '', tags: [], rotation_overlap: undefined, email: undefined },
    linode_token: { expiry: '2999-12-12T05:00:00+00:00' },
    seqera_tokens: { token: undefined },
  };
  workspace.editState(({ resources }) => {
    for (const { type, instances } of resources) {
      instances[0].attributes = {
        ...instances[0].attributes,
        ...EARLIER[type],
        dropped_since: ['a', 'b'],
      };
      delete instances[0].private;
    }
  });

  expect((await workspace.plan(NOW)).actions).toEqual({});
  expect(await workspace.apply(NOW)).toEqual({});
  await workspace.start(['apply', '-refresh-only', '-auto-approve'], NOW).succeeds();
  const linode = { 'linode_token.t': { ...complete['linode_token.t'], expiry: '2999-12-12T05:00:00+00:00' } };
  expect(workspace.state()).toEqual({ ...complete, ...linode });
  for (const [address, attribute] of Object.entries(SECRETS)) {
    const live = await emulator().tokens(address.split('_')[0] as ServiceName);
    expect(live.map((token) => token.sha256)).toEqual([sha256(workspace.state()[address][attribute])]);
  }

  // And what a later one has stored is not guessed at.
  workspace.editState(({ resources }) =>
    resources.forEach(({ instances }) => (instances[0].schema_version = 7)),
  );
  const errors = await workspace.fails('plan', NOW);
  expect(errors.length).toBeGreaterThan(0);
  for (const { detail } of errors) {
    expect(detail).toMatch(/newer version of this provider|newer provider version/);
  }
});
