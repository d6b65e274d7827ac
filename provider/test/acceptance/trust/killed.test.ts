import { setTimeout as after } from 'node:timers/promises';
import { ACCOUNT, environmentOf, HARNESS_USER, ORGANIZATION, SERVICES, useEmulated } from './emulated';
import { Fault, ServiceName, sha256 } from '../../services/emulator';
import { Command } from '../command';
import { useInstallation } from '../installation';
import { isAlive, pluginsOf, until } from '../processes';
import { Changes, Workspace } from '../workspace';

/**
 * The provider is killed at every step that it makes at a service, for all resources of all services at once: each
 * request of a step is held by a fault, before its effect or after it, and SIGKILL comes when all are held. The next
 * run, without a fault, must come to the very end that it would have come to: at the services is what is in the state,
 * and nothing else.
 */

const installation = useInstallation();
const emulator = useEmulated();

let workspace: Workspace;
/** How many there were. */
let faults: number;

beforeEach(async () => {
  faults = 0;
  workspace = installation().newWorkspace({
    environment: {
      ...environmentOf(emulator().origins),
      TF_VAR_aiven_user: await emulator().aivenUser('runs'),
    },
  });
});

interface Variant {
  readonly name?: string;
  readonly validTo?: string;
  readonly more?: string;
}

/** One of each, none of which waits for another. */
const configuration = ({ name = 'first', validTo = '2100-01-01T00:00:00Z', more = '' }: Variant = {}) => `
variable "aiven_user" {}
resource "linode_token" "t" {
  provider = tokens
  label    = "${name}"
  scopes   = "linodes:read_only"
}
resource "seqera_tokens" "t" {
  provider = tokens
  name     = "deploy"
}
resource "aiven_organization_application_user" "u" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  name            = "${name}"
}
resource "aiven_organization_application_user_token" "t" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = var.aiven_user
  description     = "deploy"
}
resource "harness_platform_service_account" "s" {
  provider   = tokens
  identifier = "deployer"
  name       = "${name}"
  email      = "deployer@example.com"
  account_id = "${ACCOUNT}"
}
resource "harness_platform_apikey" "k" {
  provider    = tokens
  identifier  = "key"
  name        = "${name}"
  account_id  = "${ACCOUNT}"
  parent_id   = "${HARNESS_USER}"
  apikey_type = "USER"
}
resource "harness_platform_token" "t" {
  provider         = tokens
  identifier       = "deploy"
  name             = "${name}"
  account_id       = "${ACCOUNT}"
  parent_id        = "${HARNESS_USER}"
  apikey_id        = "of_tokens"
  apikey_type      = "USER"
  valid_to         = ${Date.parse(validTo)}
  rotation_overlap = "0s"
}
${more}`;

const SECRETS: Readonly<Record<ServiceName, [address: string, attribute: string]>> = {
  linode: ['linode_token.t', 'token'],
  aiven: ['aiven_organization_application_user_token.t', 'full_token'],
  seqera: ['seqera_tokens.t', 'access_key'],
  harness: ['harness_platform_token.t', 'value'],
};

type Held = readonly [service: ServiceName, method: string, pathPattern: string];

const CREATIONS: readonly Held[] = [
  ['linode', 'POST', '/profile/tokens$'],
  ['seqera', 'POST', '/tokens$'],
  ['aiven', 'POST', '/application-users$'],
  ['aiven', 'POST', '/access-tokens$'],
  ['harness', 'POST', '/serviceaccount\\?'],
  ['harness', 'POST', '/apikey\\?'],
  ['harness', 'POST', '/token\\?'],
];

const UPDATES: readonly Held[] = [
  ['linode', 'PUT', '/profile/tokens/'],
  ['aiven', 'PATCH', '/application-users/'],
  ['harness', 'PUT', '/serviceaccount/'],
  ['harness', 'PUT', '/apikey/'],
  ['harness', 'PUT', '/token/'],
];

const DELETIONS: readonly Held[] = [
  ['linode', 'DELETE', '/profile/tokens/'],
  ['seqera', 'DELETE', '/tokens/'],
  ['aiven', 'DELETE', '/application-users/[^/]+$'],
  ['aiven', 'DELETE', '/access-tokens/'],
  ['harness', 'DELETE', '/serviceaccount/'],
  ['harness', 'DELETE', '/apikey/'],
  ['harness', 'DELETE', '/token/'],
];

type Hold = Pick<Fault, 'kind' | 'ms'>;
const BEFORE: Hold = { kind: 'hang' };
/** The effect comes when nobody waits for the answer any more. */
const AFTERWARDS: Hold = { kind: 'latency', ms: 2_000 };
const PASS: Hold = { kind: 'latency', ms: 0 };

async function hold(held: readonly Held[], ...holds: readonly Hold[]): Promise<void> {
  for (const [service, method, pathPattern] of held) {
    for (const each of holds) {
      await emulator().fault(service, { ...each, method, pathPattern });
      faults++;
    }
  }
}

async function poll(what: string, look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`${what}: never came`);
    await after(20);
  }
}

/** Runs an apply until all its faults are met, and kills the provider, or Terraform with it. */
async function killWhenHeld(
  args: readonly string[] = [],
  whom: 'provider' | 'both' = 'provider',
): Promise<void> {
  const command: Command = workspace.start(['apply', '-auto-approve', ...args]);
  const ended = command.ended.then(({ stdout, stderr }) => {
    throw new Error(`the apply has ended before it was held:\n${stdout}${stderr}`);
  });
  await Promise.race([poll('the step', async () => emulator().met()), ended]);
  ended.catch(() => {});
  const plugins = pluginsOf(command.pid);
  expect(plugins).toHaveLength(1);
  process.kill(plugins[0], 'SIGKILL');
  if (whom === 'both') command.kill('SIGKILL');
  expect((await command.ended).code).not.toBe(0);
  await until('the end of the provider', () => !plugins.some(isAlive));
  // A request is in the log when it has been answered, though nobody waits for that any more.
  await poll('the effect', async () => {
    const requests = await emulator().requests();
    return requests.filter(({ fault }) => fault !== undefined).length === faults;
  });
}

/** At the services is what is in the state: nothing lost, nothing doubled, nothing left behind. */
async function expectAgreement(): Promise<void> {
  const state = workspace.state();
  const counters = await emulator().counters();
  for (const service of SERVICES) {
    const [address, attribute] = SECRETS[service];
    const expected = state[address] ? [sha256(state[address][attribute])] : [];
    const live = await emulator().tokens(service);
    expect([service, live.map((token) => token.sha256)]).toEqual([service, expected]);
    const { creates, deletes, rotations } = counters[service];
    // What is rotated away is a token of its own.
    expect([service, creates + rotations - deletes]).toEqual([service, expected.length]);
  }
  expect(await others()).toEqual({
    users: ['runs', state['aiven_organization_application_user.u']?.name].filter(Boolean),
    accounts: [state['harness_platform_service_account.s']?.name].filter(Boolean),
    keys: [state['harness_platform_apikey.k']?.name].filter(Boolean),
  });
}

/** Names of what has no secret. */
async function others() {
  const { application_users: users } = await emulator().ask<{ application_users: { name: string }[] }>(
    'aiven',
    'GET',
    `/v1/organization/${ORGANIZATION}/application-users`,
  );
  const list = async (path: string) =>
    emulator().ask<{ data: { content: { serviceAccount: { name: string }; apiKey: { name: string } }[] } }>(
      'harness',
      'GET',
      `/ng/api/${path}`,
    );
  const accounts = await list(`serviceaccount/aggregate?accountIdentifier=${ACCOUNT}`);
  const keys = await list(
    `apikey/aggregate?accountIdentifier=${ACCOUNT}&apiKeyType=USER&parentIdentifier=${HARNESS_USER}`,
  );
  const name = ({ name: text }: { name: string }) => text;
  return {
    users: users.map(name),
    accounts: accounts.data.content.map(({ serviceAccount }) => name(serviceAccount)),
    // Harness makes the one of the token by itself, and keeps it.
    keys: keys.data.content.map(({ apiKey }) => name(apiKey)).filter((each) => !each.endsWith('_auto')),
  };
}

async function start(variant?: Variant): Promise<void> {
  workspace.write(configuration(variant));
  await workspace.init();
}

async function completes(): Promise<Changes> {
  const changes = await workspace.apply();
  await expectAgreement();
  return changes;
}

const ALL = Object.fromEntries(
  Array.from(configuration().matchAll(/resource "(\w+)" "(\w+)"/g), ([, type, name]) => [
    `${type}.${name}`,
    'create',
  ]),
);

describe('a creation', () => {
  test('is killed before anything is made', async () => {
    await start();
    await hold(
      [
        ['linode', 'GET', '/profile/tokens'],
        ['seqera', 'GET', '/tokens$'],
        ['aiven', 'GET', '/application-users\\?'],
        ['aiven', 'GET', '/access-tokens'],
        ['harness', 'POST', '/serviceaccount\\?'],
        ['harness', 'POST', '/apikey\\?'],
        ['harness', 'GET', '/token/aggregate'],
      ],
      BEFORE,
    );
    await killWhenHeld();
    expect(await completes()).toEqual(ALL);
  });

  test('is killed while it asks, before and then after the effect', async () => {
    await start();
    await hold(CREATIONS, BEFORE);
    await killWhenHeld();
    for (const service of SERVICES) expect(await emulator().tokens(service)).toEqual([]);

    await hold(CREATIONS, AFTERWARDS);
    await killWhenHeld();
    // Nobody knows these tokens' secrets.
    for (const service of SERVICES) expect(await emulator().tokens(service)).toHaveLength(1);
    expect(workspace.state()).toEqual({});
    expect(await completes()).toEqual(ALL);
  });

  test('is killed together with Terraform after the effect', async () => {
    await start();
    await hold(CREATIONS, AFTERWARDS);
    await killWhenHeld([], 'both');
    expect(await completes()).toEqual(ALL);
  });

  test('is killed when it has the secret, and has not handed it over', async () => {
    await start();
    const looks: readonly Held[] = [
      ['aiven', 'GET', '/access-tokens'],
      ['harness', 'GET', '/token/aggregate'],
    ];
    await hold(looks, PASS, BEFORE);
    await killWhenHeld();
    for (const [service] of looks) expect(await emulator().tokens(service)).toHaveLength(1);
    await completes();
  });
});

test('an update is killed before its effect, and after', async () => {
  await start();
  await completes();
  const secrets = () =>
    SERVICES.map((service) => workspace.state()[SECRETS[service][0]][SECRETS[service][1]]);
  const first = secrets();

  workspace.write(configuration({ name: 'second' }));
  await hold(UPDATES, BEFORE);
  await killWhenHeld();
  await hold(UPDATES, AFTERWARDS);
  await killWhenHeld();
  await completes();
  expect(secrets()).toEqual(first);
  expect((await others()).users).toContain('second');
});

test('a rotation is killed before its effect, after it, and when it has the secret', async () => {
  await start();
  await completes();
  const rotation: readonly Held[] = [['harness', 'POST', '/token/rotate/']];
  workspace.write(configuration({ validTo: '2101-01-01T00:00:00Z' }));
  await hold(rotation, BEFORE);
  await killWhenHeld();
  await completes();

  // What was killed had told Harness to end the old secret within a minute, and no later run changes that.
  const completesInAMinute = async () => {
    await workspace.apply();
    await emulator().advance(60);
    const { value } = workspace.state()['harness_platform_token.t'];
    expect((await emulator().tokens('harness')).map((token) => token.sha256)).toEqual([sha256(value)]);
  };
  workspace.write(configuration({ validTo: '2102-01-01T00:00:00Z' }));
  await hold(rotation, AFTERWARDS);
  await killWhenHeld();
  await completesInAMinute();

  workspace.write(configuration({ validTo: '2103-01-01T00:00:00Z' }));
  // Refreshing, and before rotating; then after.
  await hold([['harness', 'GET', '/token/aggregate']], PASS, PASS, BEFORE);
  await killWhenHeld();
  await completesInAMinute();
});

test('a deletion is killed before its effect, and after', async () => {
  await start();
  await completes();
  await hold(DELETIONS, BEFORE);
  await killWhenHeld(['-destroy']);
  await expectAgreement();
  await hold(DELETIONS, AFTERWARDS);
  await killWhenHeld(['-destroy']);
  for (const service of SERVICES) expect(await emulator().tokens(service)).toEqual([]);
  await workspace.destroy();
  await expectAgreement();
});

test('a replacement is killed between the end of the old one and the making of the new one', async () => {
  await start();
  await completes();
  workspace.write(
    configuration().replaceAll('"deploy"', '"other"').replace('"linodes:read_only"', '"lke:read_only"'),
  );
  const tokens = CREATIONS.filter(([, , path]) => /tokens?(\$|\\\?)$/.test(path));
  expect(tokens).toHaveLength(4);
  await hold(tokens, AFTERWARDS);
  await killWhenHeld();
  await completes();
});

test('what a run had for itself is revoked by the run that follows', async () => {
  const more = `
    ephemeral "linode_token" "e" {
      provider = tokens
      scopes   = "linodes:read_only"
    }
    ephemeral "seqera_tokens" "e" {
      provider = tokens
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
      apikey_id   = "of_tokens"
      apikey_type = "USER"
    }`;
  await start();
  await completes();
  // What needs them is looked up when all of them are open.
  const needs = `lifecycle {
    precondition {
      condition = !contains([
        ephemeral.linode_token.e.id,
        ephemeral.seqera_tokens.e.id,
        ephemeral.aiven_organization_application_user_token.e.id,
        ephemeral.harness_platform_token.e.value,
      ], "")
      error_message = "none"
    }
  }`;
  workspace.write(
    configuration({ more }).replace('email      = "deployer@example.com"', (email) => `${email}\n${needs}`),
  );
  await hold([['harness', 'GET', '/serviceaccount/aggregate']], BEFORE);
  await killWhenHeld();
  for (const service of SERVICES) expect(await emulator().tokens(service)).toHaveLength(2);
  expect(await workspace.apply()).toEqual({});
  await expectAgreement();
});
