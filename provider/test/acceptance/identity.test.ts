import { join } from 'node:path';
import { hasIdentity, importProvider } from './cli';
import { ADDRESSES, everything, resources, workspaceAt } from './everything';
import { useInstallation } from './installation';
import { ACCOUNT, ORGANIZATION, useEmulated } from './trust/emulated';
import { Workspace } from './workspace';

/** Terraform and OpenTofu 1.12 keep what identifies a resource, and import by it; earlier ones know nothing of it. */

const NOW = '2026-01-31T12:00:00Z';

const installation = useInstallation({ attached: true });
const emulator = useEmulated('--now', NOW);

const FILE = 'pyvider_file_content.f';
const file = (name: string) => `
resource "pyvider_file_content" "f" {
  provider = tokens
  filename = "${name}"
  content  = "here"
}`;
/** What can be imported. */
const IMPORTABLE = Object.entries(resources())
  .filter(([address]) => address !== ADDRESSES.seqeraToken)
  .map(([, text]) => text)
  .join('\n');

const workspace = async (configuration: string) =>
  workspaceAt(emulator(), installation(), configuration, { TOKENS_NOW: NOW });

const importBlocks = (identities: Readonly<Record<string, unknown>>) =>
  Object.entries(identities)
    .map(
      ([to, identity]) =>
        `\nimport {\n  ${importProvider}\n  to       = ${to}\n  identity = ${JSON.stringify(identity)}\n}`,
    )
    .join('');

/** What identifies each resource, by the state. */
function identitiesOf(w: Workspace): Record<string, unknown> {
  const { aivenUser, aivenToken, linodeToken, seqeraToken } = ADDRESSES;
  const state = w.state();
  const organization = { organization_id: ORGANIZATION, user_id: state[aivenUser].user_id };
  const place = { account_id: ACCOUNT, org_id: null, project_id: null };
  const key = { ...place, parent_id: 'deploy', apikey_type: 'SERVICE_ACCOUNT' };
  return {
    [aivenUser]: organization,
    [aivenToken]: { ...organization, token_prefix: state[aivenToken].token_prefix },
    [ADDRESSES.serviceAccount]: { ...place, identifier: 'deploy' },
    [ADDRESSES.apiKey]: { ...key, identifier: 'deploy' },
    [ADDRESSES.harnessToken]: { ...key, apikey_id: 'deploy', identifier: 'deploy' },
    [linodeToken]: { id: state[linodeToken].id },
    // It can't be imported.
    ...(state[seqeraToken] && { [seqeraToken]: { id: state[seqeraToken].id } }),
    [FILE]: { filename: state[FILE].filename },
  };
}

test('what identifies a resource is in the state, where the CLI keeps it', async () => {
  const w = await workspace(everything() + file('f'));
  await w.apply();
  expect(w.identities()).toEqual(hasIdentity ? identitiesOf(w) : {});
  // A file that is moved has another identity.
  w.write(everything('renamed') + file('g'));
  await w.apply();
  expect(w.identities()).toEqual(hasIdentity ? identitiesOf(w) : {});
  await w.destroy();
});

test('a resource is imported by what identifies it, all but the secret', async () => {
  const w = await workspace(IMPORTABLE + file(join(installation().directory, 'f')));
  await w.apply();
  const configuration = w.configuration;
  const identities = identitiesOf(w);
  const other = installation().newWorkspace({ environment: w.variables });
  other.write(configuration + importBlocks(identities));
  if (!hasIdentity) {
    const { code, stdout, stderr } = await other.start(['init']).ended;
    expect(code).toBe(1);
    // An older one knows import blocks with an id alone.
    expect(stdout + stderr).toMatch(/argument named "identity" is not expected|"id" is required/);
    return;
  }
  await other.init();
  expect(await other.apply()).toEqual({});
  const { [ADDRESSES.aivenToken]: aiven, [ADDRESSES.harnessToken]: harness, ...rest } = w.state();
  const { [ADDRESSES.linodeToken]: linode, ...others } = rest;
  expect(other.state()).toEqual({
    ...others,
    [ADDRESSES.aivenToken]: { ...aiven, full_token: null },
    [ADDRESSES.harnessToken]: { ...harness, value: null },
    [ADDRESSES.linodeToken]: { ...linode, token: null },
  });
  expect(other.identities()).toEqual(identities);

  // What identifies nothing is told to be wrong, or not to be there.
  const importing = async (address: string, identity: unknown) => {
    const third = installation().newWorkspace({ environment: w.variables });
    third.write(configuration + importBlocks({ [address]: identity }));
    await third.init();
    return (await third.fails('plan')).map(({ summary, detail }) => `${summary}: ${detail}`).join('\n');
  };
  expect(await importing(ADDRESSES.linodeToken, { id: 'deploy' })).toMatch(
    /"deploy" is no id of a Linode token/,
  );
  expect(await importing(ADDRESSES.linodeToken, { id: '1' })).toMatch(/non-existent remote object/);
  expect(await importing(ADDRESSES.aivenUser, { organization_id: ORGANIZATION })).toMatch(/user_id/);
  expect(await importing(FILE, { filename: 'none' })).toMatch(/non-existent remote object/);
});
