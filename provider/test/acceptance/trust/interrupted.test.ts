import { setTimeout as after } from 'node:timers/promises';
import { ACCOUNT, environmentOf, HARNESS_USER, ORGANIZATION, SERVICES, useEmulated } from './emulated';
import { Command } from '../command';
import { useInstallation } from '../installation';
import { isAlive, pluginsOf, until } from '../processes';
import { Workspace } from '../workspace';

/**
 * A run that does not come to its end while its credentials are open: none of them outlives it. (Terraform itself closes
 * nothing that something had needed which failed.)
 */

const NOW = '2026-01-31T12:00:00Z';

const installation = useInstallation();
const emulator = useEmulated('--now', NOW);

/** Each service's, and something that needs them all. */
const CONFIGURATION = `
variable "aiven_user" {}
ephemeral "linode_token" "e" {
  provider = tokens
  label    = "run"
  scopes   = "linodes:read_only"
}
ephemeral "seqera_tokens" "e" {
  provider = tokens
  name     = "run"
}
ephemeral "aiven_organization_application_user_token" "e" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = var.aiven_user
}
ephemeral "harness_platform_token" "e" {
  provider    = tokens
  account_id  = "${ACCOUNT}"
  parent_id   = "${HARNESS_USER}"
  apikey_id   = "key"
  apikey_type = "USER"
}
resource "harness_platform_service_account" "s" {
  provider   = tokens
  identifier = "deployer"
  name       = "NAME"
  email      = "deployer@example.com"
  account_id = "${ACCOUNT}"
  lifecycle {
    precondition {
      condition = !contains([
        ephemeral.linode_token.e.token,
        ephemeral.seqera_tokens.e.access_key,
        ephemeral.aiven_organization_application_user_token.e.full_token,
        ephemeral.harness_platform_token.e.value,
      ], "")
      error_message = "none"
    }
  }
}`;

let workspace: Workspace;

beforeEach(async () => {
  workspace = installation().newWorkspace({
    environment: {
      ...environmentOf(emulator().origins),
      TOKENS_NOW: NOW,
      TF_VAR_aiven_user: await emulator().aivenUser('runs'),
    },
  });
  workspace.write(CONFIGURATION);
  await workspace.init();
});

/** Starts Terraform, and waits until all faults are met. */
async function held(...args: string[]): Promise<Command> {
  const command = workspace.start(args);
  const deadline = Date.now() + 60_000;
  while (!(await emulator().met())) {
    if (Date.now() > deadline) throw new Error('it was never held');
    await after(20);
  }
  return command;
}

/** Interrupts Terraform and its provider when they are held. */
async function interrupt(...args: string[]): Promise<void> {
  const command = await held(...args);
  command.killGroup('SIGINT');
  await command.ended;
}

async function expectNothingLeft(): Promise<void> {
  for (const service of SERVICES) {
    expect([service, await emulator().tokens(service)]).toEqual([service, []]);
  }
}

const issued = async () => {
  const counters = await emulator().counters();
  return SERVICES.map((service) => counters[service].creates);
};

const SLOW = { kind: 'latency', ms: 1_500 } as const;

test('while the apply is at work: the tokens of plan and apply are revoked', async () => {
  await emulator().fault('harness', { ...SLOW, method: 'POST', pathPattern: '/serviceaccount' });
  await interrupt('apply', '-auto-approve');
  expect(await issued()).toEqual([2, 2, 2, 2]);
  await expectNothingLeft();
  // What was under way is in the state.
  expect(Object.keys(workspace.state())).toEqual(['harness_platform_service_account.s']);
});

test('while the plan is at work: its tokens are revoked', async () => {
  await workspace.apply();
  await emulator().fault('harness', { ...SLOW, method: 'GET', pathPattern: '/serviceaccount' });
  const before = await issued();
  await interrupt('plan');
  expect(await issued()).toEqual(before.map((count) => count + 1));
  await expectNothingLeft();
});

test('while they are being opened: what comes of it is revoked', async () => {
  for (const service of SERVICES) {
    await emulator().fault(service, { ...SLOW, method: 'POST' });
  }
  await interrupt('plan');
  expect(await issued()).toEqual([1, 1, 1, 1]);
  await expectNothingLeft();
});

test('while they are being closed: they are closed', async () => {
  for (const service of SERVICES) {
    await emulator().fault(service, { ...SLOW, method: 'DELETE' });
  }
  await interrupt('plan');
  await expectNothingLeft();
});

test('when what needs them fails', async () => {
  await emulator().fault('harness', {
    kind: 'status',
    status: 400,
    method: 'POST',
    pathPattern: '/serviceaccount',
  });
  expect(await workspace.fails('apply')).toHaveLength(1);
  expect(await issued()).toEqual([2, 2, 2, 2]);
  await expectNothingLeft();
});

test('when Terraform is killed, and its provider is left alone', async () => {
  await emulator().fault('harness', { ...SLOW, method: 'POST', pathPattern: '/serviceaccount' });
  const command = await held('apply', '-auto-approve');
  const plugins = pluginsOf(command.pid);
  expect(plugins).toHaveLength(1);
  command.kill('SIGKILL');
  await until('the end of the provider', () => !plugins.some(isAlive));
  await expectNothingLeft();
});
