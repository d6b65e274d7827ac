import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useInstallation } from './installation';
import { built } from '../built';
import { useEmulator } from '../services/emulator';

/** Every example of the documentation, applied as it stands; and the documentation is of these examples and this schema. */

const PROVIDER = join(__dirname, '..', '..');
const EXAMPLES = join(PROVIDER, 'examples');
const NOW = '2030-01-02T03:04:05Z';
const installation = useInstallation();
const emulator = useEmulator(NOW);
jest.setTimeout(300_000);

/** The credentials that the emulator says it takes. */
const help = execFileSync(process.execPath, [built('emulator'), '--help'], { encoding: 'utf8' });
const credentials = Object.fromEntries(
  Array.from(help.matchAll(/^ +([A-Z_]+)=(\S+)$/gm), ([, name, value]) => [name, value]),
);
const [, organization] = /organization (\w+),/.exec(help)!;
const [, account, user] = /account (\w+), user (\w+)/.exec(help)!;

function environment(): Record<string, string> {
  const { linode, aiven, seqera, harness, admin } = emulator().origins;
  return {
    ...credentials,
    LINODE_URL: linode,
    AIVEN_WEB_URL: aiven,
    TOWER_API_ENDPOINT: seqera,
    HARNESS_ENDPOINT: harness,
    HARNESS_ACCOUNT_ID: account,
    PYVIDER_TESTMODE: 'true',
    PYVIDER_PRIVATE_STATE_SHARED_SECRET: 'a secret of the test',
    CI_BRANCH: 'main',
    TF_VAR_linode_token: credentials.LINODE_TOKEN,
    TF_VAR_organization_id: organization,
    TF_VAR_account_id: account,
    TF_VAR_user_id: user,
    TF_VAR_status_url: `${admin}/clock`,
  };
}

async function aivenUser(): Promise<string> {
  const answer = await fetch(
    `${emulator().origins.aiven}/v1/organization/${organization}/application-users`,
    {
      method: 'POST',
      headers: { authorization: `aivenv1 ${credentials.AIVEN_TOKEN}` },
      body: JSON.stringify({ name: 'terraform', is_super_admin: false }),
    },
  );
  return ((await answer.json()) as { user_id: string }).user_id;
}

const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tf'))
  .map((path) => dirname(path))
  .sort();

test.each(examples)('%s', async (example) => {
  const user_id = example.includes('aiven') ? await aivenUser() : user;
  const workspace = installation().newWorkspace({
    environment: { ...environment(), TF_VAR_user_id: user_id },
  });
  if (example === 'provider') rmSync(workspace.path('versions.tf'));
  cpSync(join(EXAMPLES, example), workspace.directory, { recursive: true });
  await workspace.init();
  await workspace.apply({ now: NOW });
  await workspace.destroy({ now: NOW });
  for (const service of ['linode', 'aiven', 'seqera', 'harness'] as const) {
    expect(await emulator().tokens(service)).toEqual([]);
  }
});

test('the documentation is generated from this schema and these examples', () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts', '--check'], { cwd: PROVIDER });
});
