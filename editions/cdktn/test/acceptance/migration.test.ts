import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCOUNT, ORGANIZATION, useEmulator } from './emulator';
import { useTerraform } from './terraform';

/** MIGRATION.md, on real Terraform: what somebody has applied with CDK for Terraform goes on with CDK Terrain. */

const EDITION = dirname(dirname(__dirname));
/** The checkout that the edition was made from, whose apps are still those of CDK for Terraform. */
const CHECKOUT = dirname(realpathSync(join(EDITION, 'node_modules')));
const TSX = join(EDITION, 'node_modules', '.bin', 'tsx');
const NOW = '2026-01-10T12:00:00Z';
const STACKS = ['dev', 'prod'];
const CONTEXT = { targetVersions: { terraform: '>=1.8.0' } };

interface Manifest {
  readonly name: string;
  readonly jsii: {
    readonly targets: {
      readonly python: { readonly distName: string };
      readonly go: { readonly moduleName: string };
      readonly java: { readonly maven: { readonly groupId: string; readonly artifactId: string } };
      readonly dotnet: { readonly packageId: string };
    };
  };
}

const terraform = useTerraform();
const emulator = useEmulator(NOW, terraform);

const EXAMPLES = readdirSync(join(CHECKOUT, 'examples', 'typescript')).filter((name) =>
  existsSync(join(CHECKOUT, 'examples', 'typescript', name, 'cdktf.json')),
);

/** An app of one of the two, and the folder that it is synthesized into. */
class Project {
  readonly folder: string;

  constructor(
    name: string,
    private readonly edition: string,
    private readonly example: string,
  ) {
    this.folder = terraform().newDirectory(name);
  }

  synthesize(context: object = {}): this {
    execFileSync(TSX, ['main.ts'], {
      cwd: join(this.edition, 'examples', 'typescript', this.example),
      env: {
        ...process.env,
        CDKTF_OUTDIR: join(this.folder, 'cdktf.out'),
        CDKTF_CONTEXT_JSON: JSON.stringify(context),
        AIVEN_ORGANIZATION_ID: ORGANIZATION,
        HARNESS_ACCOUNT_ID: ACCOUNT,
        HARNESS_USER_ID: 'EmulatedUser0000000001',
        WEBHOOK_URL: 'http://127.0.0.1:1/webhooks',
        TOKEN_FILES: join(this.folder, '..', 'files'),
      },
      stdio: 'pipe',
    });
    return this;
  }

  get stacks(): string[] {
    return readdirSync(join(this.folder, 'cdktf.out', 'stacks'));
  }

  directory(stack: string): string {
    return join(this.folder, 'cdktf.out', 'stacks', stack);
  }

  /** What Terraform reads, by stack, without the comment that says which of the two wrote it. */
  get configuration(): Record<string, object> {
    const each = this.stacks.map((stack): [string, object] => {
      const json = readFileSync(join(this.directory(stack), 'cdk.tf.json'), 'utf8');
      // Where an app lies is part of where its state does.
      const { '//': comment, ...rest } = JSON.parse(json.replaceAll(this.edition, '')) as { '//'?: object };
      expect(comment).toBeDefined();
      return [stack, rest];
    });
    return Object.fromEntries(each);
  }

  async terraform(stack: string, ...args: string[]): Promise<[string, number]> {
    return terraform().run(this.directory(stack), args, NOW, [0, 2]);
  }
}

test.each(EXAMPLES)('%s is the same configuration in both', (example) => {
  const [before, after] = [CHECKOUT, EDITION].map((edition, which) =>
    new Project(`${example} ${which}`, edition, example).synthesize(CONTEXT),
  );
  expect(before.stacks).not.toEqual([]);
  expect(after.configuration).toEqual(before.configuration);
});

/** What MIGRATION.md says, and shows in a language. */
const GUIDE = readFileSync(join(CHECKOUT, 'MIGRATION.md'), 'utf8');
const shown = (language: string) =>
  [...GUIDE.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, its, text]) => (its === language ? text : []));

test('MIGRATION.md has the names that the packages are published under', () => {
  const [before, after] = [CHECKOUT, EDITION].map((edition) => {
    const manifest = JSON.parse(readFileSync(join(edition, 'package.json'), 'utf8')) as Manifest;
    const { python, go, java, dotnet } = manifest.jsii.targets;
    return {
      npm: manifest.name,
      PyPI: python.distName,
      Go: go.moduleName,
      Maven: `${java.maven.groupId}:${java.maven.artifactId}`,
      NuGet: dotnet.packageId,
    };
  });
  const rows = [...GUIDE.matchAll(/^\| (\w+) +\| `([^`]+)` +\| `([^`]+)` +\|$/gm)];
  expect(rows.map(([, registry, from, to]) => [registry, from, to])).toEqual(
    Object.entries(before).map(([registry, from]) => [registry, from, after[registry as keyof typeof after]]),
  );
  expect(GUIDE).toContain(after.npm.replace('access-tokens', 'json-to-hcl'));
});

/** What `cdktf init` makes, and other ways to say the same: a file before and after. */
const MOVED: Readonly<Record<string, readonly [string, string]>> = {
  'setup.js': [
    'const cdktf = require("cdktf");\ncdktf.Testing.setupJest();\n',
    'const cdktf = require("cdktn");\ncdktf.Testing.setupJest();\n',
  ],
  'main-test.ts': [
    'import "cdktf/lib/testing/adapters/jest"; // Load types for expect matchers\nimport { Testing } from "cdktf";\n',
    'import "cdktn/lib/testing/adapters/jest"; // Load types for expect matchers\nimport { Testing } from "cdktn";\n',
  ],
  'tokens.js': [
    "jest.mock('cdktf', () => require('cdktf'));\nconst { Template } = require('cdktf-access-tokens/lib/testing');\n",
    "jest.mock('cdktn', () => require('cdktn'));\nconst { Template } = require('cdktn-access-tokens/lib/testing');\n",
  ],
  'provider.ts': [
    "import { NullProvider } from '@cdktf/provider-null';\nconst out = 'cdktf.out';\n",
    "import { NullProvider } from '@cdktf/provider-null';\nconst out = 'cdktf.out';\n",
  ],
  'main.py': [
    'from cdktf import App\nfrom cdktf_access_tokens import TimedToken\n',
    'from cdktn import App\nfrom cdktn_access_tokens import TimedToken\n',
  ],
  'names.py': [
    'import cdktf\nimport cdktf_access_tokens as tokens\nimport cdktf_access_tokens\n\n' +
      'app = cdktf.App(outdir="cdktf.out")\nstack = Stack(app, cdktf.Token.as_string(1), open("../cdktf.json"))\n' +
      'cdktf_access_tokens.TimedToken(stack, my_cdktf.name)\n',
    'import cdktn\nimport cdktn_access_tokens as tokens\nimport cdktn_access_tokens\n\n' +
      'app = cdktn.App(outdir="cdktf.out")\nstack = Stack(app, cdktn.Token.as_string(1), open("../cdktf.json"))\n' +
      'cdktn_access_tokens.TimedToken(stack, my_cdktf.name)\n',
  ],
};

test('the commands of MIGRATION.md make an app of CDK Terrain of one of CDK for Terraform', () => {
  const project = terraform().newDirectory('moved');
  for (const name of EXAMPLES) {
    cpSync(join(CHECKOUT, 'examples', 'typescript', name), join(project, name), { recursive: true });
  }
  for (const [name, [before]] of Object.entries(MOVED)) writeFileSync(join(project, name), before);
  const [typescript, python] = shown('sh');
  for (const command of [typescript, python]) execFileSync('sh', ['-c', command], { cwd: project });
  for (const name of EXAMPLES) {
    const main = readFileSync(join(project, name, 'main.ts'), 'utf8');
    expect(main).toBe(readFileSync(join(EDITION, 'examples', 'typescript', name, 'main.ts'), 'utf8'));
    expect(main).not.toMatch(/from 'cdktf/);
  }
  for (const [name, [, after]] of Object.entries(MOVED)) {
    expect(readFileSync(join(project, name), 'utf8')).toBe(after);
  }
});

test('an app that was moved has nothing to apply, and goes on with the state as it is', async () => {
  const before = new Project('before', CHECKOUT, 'platform').synthesize();
  for (const stack of STACKS) {
    await before.terraform(stack, 'init');
    await before.terraform(stack, 'apply', '-auto-approve');
  }
  expect((await emulator().live()).linode).toHaveLength(4);

  const after = new Project('after', EDITION, 'platform').synthesize(CONTEXT);
  for (const stack of STACKS) {
    const state = `terraform.${stack}.tfstate`;
    cpSync(join(before.folder, state), join(after.folder, state));
    await after.terraform(stack, 'init');
    const [output, code] = await after.terraform(stack, 'plan', '-detailed-exitcode');
    expect({ code, output }).toMatchObject({ code: 0 });
  }

  for (const stack of STACKS) await after.terraform(stack, 'apply', '-destroy', '-auto-approve');
  expect(await emulator().live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });
});

test('what the app is run with has to be said, where it takes more than the oldest Terraform', () => {
  const silent = new Project('silent', EDITION, 'platform');
  expect(() => silent.synthesize()).toThrow(
    /requires terraform >=1\.8\.0, but the project targets terraform >=1\.5\.7\. Say in targetVersions of cdktf\.json/,
  );
});
