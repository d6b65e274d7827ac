import { ACCOUNT, environmentOf, HARNESS_USER, ORGANIZATION, SERVICES, useEmulated } from './emulated';
import { ServiceName } from '../../services/emulator';
import { useInstallation } from '../installation';
import { Workspace } from '../workspace';

const NOW = '2026-01-31T12:00:00Z';

const installation = useInstallation();
const emulator = useEmulated('--now', NOW);

const RESOURCES: Readonly<Record<ServiceName, string>> = {
  linode: `
    resource "linode_token" "t" {
      provider = tokens
      scopes   = "linodes:read_only"
    }`,
  seqera: `
    resource "seqera_tokens" "t" {
      provider = tokens
      name     = "deploy"
    }`,
  aiven: `
    variable "aiven_user" {}
    resource "aiven_organization_application_user_token" "t" {
      provider        = tokens
      organization_id = "${ORGANIZATION}"
      user_id         = var.aiven_user
    }`,
  harness: `
    resource "harness_platform_token" "t" {
      provider    = tokens
      identifier  = "deploy"
      name        = "deploy"
      account_id  = "${ACCOUNT}"
      parent_id   = "${HARNESS_USER}"
      apikey_id   = "key"
      apikey_type = "USER"
    }`,
};

const ADDRESSES: Readonly<Record<ServiceName, string>> = {
  linode: 'linode_token.t',
  seqera: 'seqera_tokens.t',
  aiven: 'aiven_organization_application_user_token.t',
  harness: 'harness_platform_token.t',
};

/** What has to be named where there is no credential. */
const SETTINGS: Readonly<Record<ServiceName, [attribute: string, variable: string]>> = {
  linode: ['token', 'LINODE_TOKEN'],
  seqera: ['bearer_auth', 'TOWER_ACCESS_TOKEN'],
  aiven: ['api_token', 'AIVEN_TOKEN'],
  harness: ['platform_api_key', 'HARNESS_PLATFORM_API_KEY'],
};

async function workspace(configuration: string, without: readonly string[] = []): Promise<Workspace> {
  const environment = {
    ...environmentOf(emulator().origins),
    TOKENS_NOW: NOW,
    TF_VAR_aiven_user: await emulator().aivenUser('credentials'),
  };
  const made = installation().newWorkspace({
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !without.includes(name))),
  });
  made.write(configuration);
  await made.init();
  return made;
}

test('a credential is missed where a resource of its service is used, and by attribute and variable', async () => {
  const variables = SERVICES.map((service) => SETTINGS[service][1]);
  const ours = `
    resource "pyvider_timed_token" "t" {
      provider = tokens
      name     = "needs none"
    }`;
  const w = await workspace(ours, variables);
  await w.apply();

  // Every service tells of its own, though there are several.
  w.write(ours + Object.values(RESOURCES).join(''));
  const errors = await w.fails('apply');
  expect(errors.map(({ address }) => address).sort()).toEqual(Object.values(ADDRESSES).sort());
  for (const service of SERVICES) {
    const [attribute, variable] = SETTINGS[service];
    expect(errors.find(({ address }) => address === ADDRESSES[service])!.detail).toBe(
      `There is no credential for the service: set ${attribute} in the provider's block ${service}, or ${variable} in ` +
        'the environment.',
    );
  }
  for (const service of SERVICES) {
    expect(await emulator().requests(service)).toHaveLength(service === 'aiven' ? 1 : 0);
  }
});

test.each([401, 403])('a read that is refused with %i is an error, and nothing is gone', async (status) => {
  const w = await workspace(Object.values(RESOURCES).join(''));
  await w.apply();
  const before = w.state();
  for (const service of SERVICES) {
    await emulator().fault(service, { kind: 'status', status, method: 'GET', times: 10 });
  }
  const errors = await w.fails('plan');
  expect(errors.map(({ address }) => address).sort()).toEqual(Object.values(ADDRESSES).sort());
  for (const service of SERVICES) {
    const { detail } = errors.find(({ address }) => address === ADDRESSES[service])!;
    const [attribute, variable] = SETTINGS[service];
    expect(detail).toContain(`with status ${status}`);
    // What is to be checked.
    expect(detail).toMatch(new RegExp(`\\b${attribute}\\b.*\\b${variable}\\b`));
  }
  await w.fails('apply', { args: ['-refresh-only'] });
  expect(w.state()).toEqual(before);
  await emulator().heal();
  await w.settled();
});
