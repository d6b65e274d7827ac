import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { ACCOUNT, environmentOf, HARNESS_USER, ORGANIZATION, SERVICES, useEmulated } from './emulated';
import { sha256 } from '../../services/emulator';
import { useInstallation } from '../installation';
import { pluginsOf } from '../processes';

const NOW = '2026-01-31T12:00:00Z';
const EACH = 64;
/** Of a process that has some 60 MiB when it has just started. */
const MOST_MEMORY = 300 * 1024;

const installation = useInstallation();
const emulator = useEmulated('--now', NOW);

const SECRETS = {
  linode: 'token',
  aiven: 'full_token',
  seqera: 'access_key',
  harness: 'value',
} as const;

const CONFIGURATION = `
variable "aiven_user" {}
resource "linode_token" "t" {
  provider = tokens
  count    = ${EACH}
  label    = "deploy-\${count.index}"
  scopes   = "linodes:read_only"
}
resource "seqera_tokens" "t" {
  provider = tokens
  count    = ${EACH}
  name     = "deploy-\${count.index}"
}
resource "aiven_organization_application_user_token" "t" {
  provider        = tokens
  count           = ${EACH}
  organization_id = "${ORGANIZATION}"
  user_id         = var.aiven_user
  description     = "deploy-\${count.index}"
}
resource "harness_platform_token" "t" {
  provider    = tokens
  count       = ${EACH}
  identifier  = "deploy_\${count.index}"
  name        = "deploy"
  account_id  = "${ACCOUNT}"
  parent_id   = "${HARNESS_USER}"
  apikey_id   = "key"
  apikey_type = "USER"
}`;

/** What disturbs each service: it is busy, then it is unwell, and once it loses an answer. */
async function disturb(method: string): Promise<void> {
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } } as const;
  for (const service of SERVICES) {
    await emulator().fault(
      service,
      { ...busy, method, times: 32 },
      { kind: 'status', status: 503, method, times: 3 },
      { kind: 'drop-after-effect', method },
      { ...busy, method: 'GET', times: 2 },
    );
  }
}

test(`${EACH} operations of each service at once, disturbed, all succeed once, in bounded memory`, async () => {
  await emulator().setLimits({ aivenTokensPerUser: 1000 });
  const workspace = installation().newWorkspace({
    environment: {
      ...environmentOf(emulator().origins),
      TOKENS_NOW: NOW,
      TF_VAR_aiven_user: await emulator().aivenUser('load'),
    },
  });
  workspace.write(CONFIGURATION);
  await workspace.init();
  let most = 0;
  /** Runs, and takes the provider's measure meanwhile. */
  const run = async (...args: string[]) => {
    const command = workspace.start([...args, `-parallelism=${EACH * SERVICES.length}`]);
    let ended = false;
    const end = command.succeeds().finally(() => (ended = true));
    while (!ended) {
      for (const pid of pluginsOf(command.pid)) most = Math.max(most, memoryOf(pid));
      await after(25);
    }
    await end;
  };

  await disturb('POST');
  await run('apply', '-auto-approve');
  const state = Object.entries(workspace.state());
  expect(state).toHaveLength(EACH * SERVICES.length);
  for (const service of SERVICES) {
    const secrets = state
      .filter(([address]) => address.startsWith(service))
      .map(([, attributes]) => sha256(attributes[SECRETS[service]]));
    const live = (await emulator().tokens(service)).map((token) => token.sha256);
    expect([service, live.sort()]).toEqual([service, secrets.sort()]);
    // The one whose answer was lost, besides.
    const { creates, deletes } = (await emulator().counters())[service];
    expect([service, creates, deletes]).toEqual([service, EACH + 1, 1]);
  }
  expect(await emulator().met()).toBe(true);

  await run('plan', '-detailed-exitcode');
  await disturb('DELETE');
  await run('apply', '-auto-approve', '-destroy');
  expect(workspace.state()).toEqual({});
  for (const service of SERVICES) {
    expect(await emulator().tokens(service)).toEqual([]);
    const { creates, deletes } = (await emulator().counters())[service];
    expect([service, creates, deletes]).toEqual([service, EACH + 1, EACH + 1]);
  }
  expect(await emulator().met()).toBe(true);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(MOST_MEMORY);
});

/** The most that a process has had in memory so far, in KiB. */
function memoryOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
