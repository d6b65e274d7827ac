import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ACCOUNT, ORGANIZATION, useEmulator } from './emulator';
import { useTerraform } from './terraform';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples', 'typescript');
const NOW = '2026-01-10T12:00:00Z';

const NAMES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'cdktf.json')));

/** Those that are no twin of anybody's document. */
const OF_OUR_OWN = ['five-systems', 'platform', 'rotating-token'];

/** How `cdktf synth` and `cdktf synth --hcl` have an app write its stacks. */
const SYNTAXES: Record<string, NodeJS.ProcessEnv> = {
  'cdk.tf.json': {},
  'cdk.tf': { SYNTH_HCL_OUTPUT: 'true' },
};

const terraform = useTerraform();
const emulator = useEmulator(NOW, terraform);

/** Somebody who lets webhooks be registered by whoever has the token. */
let webhooks: Server;
const registered: (string | undefined)[] = [];
beforeAll(async () => {
  terraform().environment.TF_VAR_environment = 'staging';
  webhooks = createServer((request, response) => {
    registered.push(request.headers.authorization);
    request.resume().on('end', () => response.writeHead(201).end('{}'));
  });
  await new Promise<void>((resolve) => webhooks.listen(0, '127.0.0.1', resolve));
});
afterAll(() => webhooks.close());

/** An app that was synthesized by the command in its `cdktf.json`, and the folders of its stacks. */
class Example {
  readonly files: string;
  private readonly folder: string;

  constructor(
    private readonly name: string,
    private readonly syntax: string,
  ) {
    this.folder = terraform().newDirectory(`${name} ${syntax}`);
    this.files = join(this.folder, 'files');
  }

  async synthesize(): Promise<Example> {
    const cwd = join(EXAMPLES, this.name);
    const { app } = JSON.parse(readFileSync(join(cwd, 'cdktf.json'), 'utf8')) as { app: string };
    // As cdktf-cli would, but for npx, which takes its time to find what is there.
    const [file, ...args] = app.replace(/^npx /, join(ROOT, 'node_modules', '.bin/')).split(' ');
    const { port } = webhooks.address() as AddressInfo;
    const env = {
      ...process.env,
      ...SYNTAXES[this.syntax],
      CDKTF_OUTDIR: join(this.folder, 'cdktf.out'),
      TOKEN_FILES: this.files,
      AIVEN_ORGANIZATION_ID: ORGANIZATION,
      HARNESS_ACCOUNT_ID: ACCOUNT,
      HARNESS_USER_ID: 'EmulatedUser0000000001',
      WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks`,
    };
    await new Promise<void>((resolve, reject) =>
      execFile(file, args, { cwd, env }, (error, stdout, stderr) =>
        error ? reject(new Error(`${app} of ${this.name} failed\n${stdout}${stderr}`)) : resolve(),
      ),
    );
    return this;
  }

  /** The stacks, in the order in which they depend on one another. */
  get stacks(): string[] {
    const { stacks } = JSON.parse(readFileSync(join(this.folder, 'cdktf.out', 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { workingDirectory: string }>;
    };
    return Object.values(stacks).map(({ workingDirectory }) =>
      join(this.folder, 'cdktf.out', workingDirectory),
    );
  }

  async init(stack: string): Promise<void> {
    expect(readdirSync(stack).filter((file) => file.startsWith('cdk.tf'))).toEqual([this.syntax]);
    // Each stack with a state of its own, and none in the checkout.
    const state = join(stack, 'terraform.tfstate');
    await terraform().run(stack, ['init', `-backend-config=path=${state}`]);
  }
}

const synthesized = new Map<string, Promise<Example>>();

/** An example, which is synthesized once. */
async function exampleOf(name: string, syntax = 'cdk.tf.json'): Promise<Example> {
  const key = `${name} ${syntax}`;
  const making = synthesized.get(key) ?? new Example(name, syntax).synthesize();
  synthesized.set(key, making);
  return making;
}

describe.each(NAMES)('%s', (name) => {
  test.each(Object.keys(SYNTAXES))('is applied from %s, after which a plan is empty', async (syntax) => {
    const example = await exampleOf(name, syntax);
    expect(example.stacks.length).toBeGreaterThan(0);
    for (const stack of example.stacks) {
      await example.init(stack);
      await terraform().run(stack, ['apply', '-auto-approve'], NOW);
      const [output, code] = await terraform().run(stack, ['plan', '-detailed-exitcode'], NOW, [0, 2]);
      expect({ code, output }).toMatchObject({ code: 0 });
    }
    for (const stack of example.stacks.reverse()) {
      await terraform().run(stack, ['apply', '-destroy', '-auto-approve'], NOW);
    }
    expect(await emulator().live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });
    const left = existsSync(example.files)
      ? readdirSync(example.files, { recursive: true, withFileTypes: true }).filter((it) => it.isFile())
      : [];
    expect(left).toEqual([]);
  });

  test('has in it what its handbook names', async () => {
    const example = await exampleOf(name);
    const made = example.stacks.flatMap((stack) => namesIn(join(stack, 'cdk.tf.json')));
    const handbook = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
    const [, table = ''] = /^\| block .*\n\| -.*\n((?:\|.*\n)+)/m.exec(handbook) ?? [];
    const rows = table.split('\n').filter(Boolean);
    expect({ name, rows: rows.length > 0 }).toEqual({ name, rows: !OF_OUR_OWN.includes(name) });
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      const named = [...cells[cells.length - 1].matchAll(/`([\w/]+)`/g)].map(([, each]) => each);
      expect(named).not.toEqual([]);
      expect(made).toEqual(expect.arrayContaining(named));
    }
  });
});

test('a webhook is registered with the token that it is for', () => {
  expect(registered.length).toBeGreaterThan(0);
  for (const header of registered) expect(header).toMatch(/^Bearer token-[\da-f-]{36}$/);
});

/** The paths of all constructs in a stack that Terraform sees, and of those that they are in; and names without a path. */
function namesIn(file: string): string[] {
  const stack = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object | undefined>;
  const found = new Set(['locals', 'output', 'variable'].flatMap((kind) => Object.keys(stack[kind] ?? {})));
  JSON.stringify(stack, (key, value: { path?: string }) => {
    if (key === 'metadata' && value.path) {
      const segments = value.path.split('/').slice(1);
      segments.forEach((_, index) => found.add(segments.slice(0, index + 1).join('/')));
    }
    return value;
  });
  return [...found];
}
