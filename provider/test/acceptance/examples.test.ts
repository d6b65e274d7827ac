import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { useInstallation } from './installation';
import { Workspace } from './workspace';
import { built } from '../built';
import { useEmulator } from '../services/emulator';

/** Every example of the documentation, applied as it stands; and the documentation is of these examples and this schema. */

const PROVIDER = join(__dirname, '..', '..');
const EXAMPLES = join(PROVIDER, 'examples');
const NOW = '2030-01-02T03:04:05Z';
const installation = useInstallation({ attached: true });
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
  .sort()
  .map((path) => ({
    name: dirname(path),
    file: basename(path),
    text: readFileSync(join(EXAMPLES, path), 'utf8'),
  }));
type Example = (typeof examples)[number];

/** Those that say of the provider what holds for a whole configuration, or make what another one makes, too. */
const isAlone = ({ name, text }: Example) =>
  /^(provider|terraform) /m.test(text) || /harness_platform_(apikey|service_account)$/.test(name);

/** Applies and destroys what `fill` makes of a new working directory. */
async function runs(ids: Readonly<Record<string, string>>, fill: (w: Workspace) => void): Promise<void> {
  const workspace = installation().newWorkspace({ environment: { ...environment(), ...ids } });
  fill(workspace);
  await workspace.init();
  await workspace.apply({ now: NOW });
  await workspace.destroy({ now: NOW });
  for (const service of ['linode', 'aiven', 'seqera', 'harness'] as const) {
    expect(await emulator().tokens(service)).toEqual([]);
  }
}

/** An example as a module that is given its variables, and whose outputs are shown where the example shows them. */
function asModule(workspace: Workspace, { name, file, text }: Example): string {
  const module = name.replaceAll('/', '-');
  mkdirSync(workspace.path(module));
  cpSync(join(EXAMPLES, name, file), workspace.path(module, file));
  cpSync(workspace.path('versions.tf'), workspace.path(module, 'versions.tf'));
  const given = Array.from(text.matchAll(/^variable "(\w+)" \{([^}]*)\}/gm)).filter(
    ([, , body]) => !body.includes('default'),
  );
  const variables = given.map(([, variable]) => {
    const used = variable === 'user_id' && name.includes('aiven') ? 'aiven_user_id' : variable;
    return `  ${variable} = var.${used}\n`;
  });
  const outputs = Array.from(text.matchAll(/^output "(\w+)" \{([^}]*)\}/gm), ([, output, body]) => {
    const sensitive = /sensitive += true/.test(body);
    return `output "${module}-${output}" {\n  value     = module.${module}.${output}\n  sensitive = ${sensitive}\n}\n`;
  });
  return `module "${module}" {\n  source = "./${module}"\n${variables.join('')}}\n${outputs.join('')}`;
}

test('all that can stand beside one another, as they are', async () => {
  const together = examples.filter((example) => !isAlone(example));
  expect(together.length).toBeGreaterThan(10);
  await runs({ TF_VAR_aiven_user_id: await aivenUser() }, (workspace) => {
    const modules = together.map((example) => asModule(workspace, example)).join('');
    const names = new Set(Array.from(modules.matchAll(/= var\.(\w+)/g), ([, name]) => name));
    const variables = Array.from(names, (name) => `variable "${name}" {}\n`);
    workspace.write(variables.join('') + modules);
  });
});

test.each(examples.filter(isAlone).map((example) => [example.name, example] as const))(
  '%s',
  async (name, { file, text }) => {
    const TF_VAR_user_id = name.includes('aiven') ? await aivenUser() : user;
    await runs({ TF_VAR_user_id }, (workspace) => {
      if (/^terraform /m.test(text)) rmSync(workspace.path('versions.tf'));
      cpSync(join(EXAMPLES, name, file), workspace.path(file));
    });
  },
);

test('the documentation is generated from this schema and these examples', () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts', '--check'], { cwd: PROVIDER });
});
