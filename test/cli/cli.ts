import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ACCOUNT, ORGANIZATION, useEmulator } from '../acceptance/emulator';
import { useTerraform } from '../acceptance/terraform';

/*
 * Apps of users, run by the real command line tool: `npm run test:languages` and `npm run test:cdktn` install it and say
 * where it is. There is no network: whatever it wants to download, it must do without.
 */

const ROOT = dirname(dirname(__dirname));
const NOW = '2026-01-10T12:00:00Z';
const STACKS = ['dev', 'prod'];
const NOTHING = { linode: [], aiven: [], seqera: [], harness: [] };

const { CLI_NODE: node = '', CLI_MAIN: cli = '', CLI_APPS: apps = '' } = process.env;

/** What makes a folder with an example a project that its language finds the library in. */
const PREPARE: Record<string, (project: string) => void> = {
  typescript: (project) => {
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    const compilerOptions = { paths: { 'cdktf-access-tokens': [ROOT] } };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  },
  // The packages are in the environment that PATH leads to.
  python: () => undefined,
};

const terraform = useTerraform();
const emulator = useEmulator(NOW, terraform);
// Ten commands, each of which starts a CLI, an app, Terraform and its provider.
jest.setTimeout(900_000);

/** A copy of an example, as a user's project is. */
class Project {
  readonly folder: string;

  constructor(private readonly language: string) {
    this.folder = terraform().newDirectory(language);
    const left = /^(node_modules|\.venv|\.terraform|cdktf\.out|hcl\.out|token-files|.*\.tfstate.*)$/;
    cpSync(join(ROOT, 'examples', language, 'platform'), this.folder, {
      recursive: true,
      // What somebody who tried the example has left there is no part of it.
      filter: (path) => !left.test(basename(path)),
    });
    PREPARE[language](this.folder);
  }

  async run(...args: string[]): Promise<string> {
    const env = {
      ...terraform().environment,
      TERRAFORM_BINARY_NAME: process.env.TERRAFORM_BINARY_NAME ?? 'terraform',
      AIVEN_ORGANIZATION_ID: ORGANIZATION,
      HARNESS_ACCOUNT_ID: ACCOUNT,
      TOKENS_NOW: NOW,
      CI: 'true',
    };
    return new Promise((resolve, reject) =>
      execFile(
        node,
        [cli, ...args],
        { cwd: this.folder, env, maxBuffer: Infinity },
        (error, stdout, stderr) => {
          if (error) reject(new Error(`${this.language}: ${args.join(' ')} failed\n${stdout}${stderr}`));
          else resolve(stripVTControlCharacters(stdout));
        },
      ),
    );
  }

  /** The files of each stack, after a synthesis into a folder. */
  synthesized(output: string): string[][] {
    return STACKS.map((stack) => readdirSync(join(this.folder, output, 'stacks', stack)));
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json(name: string): any {
    return JSON.parse(readFileSync(join(this.folder, name), 'utf8'));
  }
}

/** How many resources each plan that was shown makes, changes and destroys. */
function plans(shown: string): number[][] {
  const each = shown.matchAll(/Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/g);
  return [...each].map(([, ...counts]) => counts.map(Number));
}

test.each(apps.split(','))('%s: synth, diff, deploy, output, destroy', async (language) => {
  const project = new Project(language);

  await project.run('synth');
  expect(project.synthesized('cdktf.out')).toEqual([['cdk.tf.json'], ['cdk.tf.json']]);
  await project.run('synth', '--hcl', '--output', 'hcl.out');
  for (const files of project.synthesized('hcl.out')) expect(files).toContain('cdk.tf');
  for (const files of project.synthesized('hcl.out')) expect(files).not.toContain('cdk.tf.json');

  const [inHcl] = await terraform().run(join(project.folder, 'hcl.out', 'stacks', 'prod'), ['init']);
  expect(inHcl).toContain('successfully initialized');
  const [planned] = await terraform().run(join(project.folder, 'hcl.out', 'stacks', 'prod'), ['plan'], NOW);

  // Without that option it asks the registry for checksums, though the provider comes from a folder.
  const locally = '--skip-provider-lock';
  const shown = plans(await project.run('diff', 'prod', locally));
  expect(shown).toHaveLength(1);
  expect(shown).toEqual(plans(planned));
  const [[made]] = shown;

  await project.run('deploy', ...STACKS, '--auto-approve', locally);
  const live = await emulator().live();
  expect(live.linode.map(({ name }) => name).sort()).toEqual([
    'dev-shop-deploy-0',
    'dev-shop-deploy-1',
    'prod-shop-deploy-0',
    'prod-shop-deploy-1',
  ]);
  for (const tokens of Object.values(live)) expect(tokens.length).toBeGreaterThanOrEqual(2);
  expect(project.json('terraform.prod.tfstate').resources).toHaveLength(made);

  const file = 'outputs.json';
  const secret = '--outputs-file-include-sensitive-outputs';
  await project.run('output', ...STACKS, '--outputs-file', file, secret, locally);
  const { dev, prod } = project.json(file);
  expect(await emulator().takes('linode', dev.linode_token)).toBe(true);
  expect(await emulator().takes('linode', prod.linode_token)).toBe(true);
  expect(await emulator().takes('seqera', prod.seqera_token)).toBe(true);
  expect(prod.tokens.map(({ name }: { name: string }) => name)).toContain('prod-shop-services');

  for (const stack of STACKS) expect(plans(await project.run('diff', stack, locally))).toEqual([]);

  await project.run('destroy', ...STACKS, '--auto-approve', locally);
  expect(await emulator().live()).toEqual(NOTHING);
  expect(project.json('terraform.prod.tfstate').resources).toEqual([]);
  expect(existsSync(join(project.folder, 'token-files', 'prod', 'textfiles'))).toBe(true);
});
