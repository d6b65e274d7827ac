import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { AttachedProvider } from '../../provider/test/acceptance/attached-provider';

const EXECUTABLE = join(__dirname, '..', '..', 'provider', 'dist', 'terraform-provider-tokens');
const STACK = 'tokens';

/** Puts constructs into a stack, as a user's app does. */
export type Make = (stack: TerraformStack) => void;

/** What Terraform knows of one resource. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Attributes = Readonly<Record<string, any>>;

/** `create`, `update`, `replace` or `delete`, by the paths of the constructs, such as `Deploy/Slot0`. */
export type Changes = Readonly<Record<string, string>>;

/** The real Terraform, which can get no provider but the one that was built. */
export class Terraform {
  readonly directory = mkdtempSync(join(tmpdir(), 'constructs-'));
  /** Nothing of the developer's own but PATH, and no way to a network. A test may add what its providers need. */
  readonly environment: Record<string, string>;
  private deployments = 0;

  constructor() {
    if (!existsSync(EXECUTABLE)) {
      throw new Error(`${EXECUTABLE} is not there: run \`npm test\`, which builds it`);
    }
    const mirror = join(this.directory, 'mirror');
    const cliConfig = join(this.directory, 'terraform.rc');
    execFileSync(EXECUTABLE, ['install', '--dir', mirror]);
    writeFileSync(
      cliConfig,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
    this.environment = {
      PATH: process.env.PATH ?? '',
      HOME: this.directory,
      TMPDIR: this.newDirectory('tmp'),
      TF_CLI_CONFIG_FILE: cliConfig,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      HTTP_PROXY: 'http://127.0.0.1:9',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
  }

  newDirectory(name: string): string {
    const directory = join(this.directory, name);
    mkdirSync(directory);
    return directory;
  }

  /** A synthesized stack in a directory that is initialized. */
  async deployment(make: Make): Promise<Deployment> {
    const deployment = new Deployment(this, this.newDirectory(`app${++this.deployments}`));
    deployment.synth(make);
    await deployment.init();
    return deployment;
  }

  /** What a command prints. @throws what it said, where it ends with another code than it may */
  async run(cwd: string, args: readonly string[], now?: string, codes = [0]): Promise<[string, number]> {
    const env = { ...this.environment, ...(now && { TOKENS_NOW: now }) };
    // It is from the mirror that this one takes the provider.
    if (args[0] === 'init') return this.execute(cwd, args, env, codes);
    const provider = await AttachedProvider.start(EXECUTABLE, { cwd, env });
    try {
      return await this.execute(cwd, args, { ...env, ...provider.environment }, codes);
    } finally {
      await provider.stop();
    }
  }

  private async execute(
    cwd: string,
    [command, ...rest]: readonly string[],
    env: NodeJS.ProcessEnv,
    codes: readonly number[],
  ): Promise<[string, number]> {
    const asks = ['init', 'plan', 'apply'].includes(command) ? ['-input=false'] : [];
    const all = [command, ...asks, '-no-color', ...rest];
    return new Promise((resolve, reject) =>
      execFile(
        process.env.TERRAFORM_BINARY_NAME ?? 'terraform',
        all,
        { cwd, env, maxBuffer: Infinity },
        (error, stdout, stderr) => {
          const code = error ? error.code : 0;
          if (typeof code === 'number' && codes.includes(code)) resolve([stdout, code]);
          else reject(new Error(`terraform ${all.join(' ')} ended with ${code}\n${stdout}${stderr}`));
        },
      ),
    );
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** An app with one stack, and the directory in which Terraform runs it. */
export class Deployment {
  readonly directory: string;

  constructor(
    private readonly terraform: Terraform,
    private readonly outdir: string,
  ) {
    this.directory = join(outdir, 'stacks', STACK);
  }

  /** Synthesizes the app as its user does; once more, where it has changed. */
  synth(make: Make): void {
    const app = new App({ outdir: this.outdir });
    const stack = new TerraformStack(app, STACK);
    // By default the state lies where the app was started.
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    make(stack);
    app.synth();
  }

  async init(): Promise<void> {
    await this.run(['init']);
  }

  /** What Terraform would do, and whether it would show each output. */
  async plan(now: string): Promise<{ changes: Changes; sensitive: Readonly<Record<string, boolean>> }> {
    const messages = await this.messages(['plan'], now);
    const outputs = messages.flatMap((message) => Object.entries(message.outputs ?? {}));
    return {
      changes: this.changesIn(messages),
      sensitive: Object.fromEntries(outputs.map(([name, { sensitive }]) => [name, sensitive])),
    };
  }

  /** Applies, and answers what was done. */
  async apply(now: string): Promise<Changes> {
    return this.changesIn(await this.messages(['apply', '-auto-approve'], now));
  }

  /** Holds that a plan is empty: resources, outputs and all. */
  async settled(now: string): Promise<void> {
    const [output, code] = await this.run(['plan', '-detailed-exitcode'], now, [0, 2]);
    expect({ code, output }).toMatchObject({ code: 0 });
  }

  /** Plans what Terraform has to refuse. Answers its errors, a text each. */
  async refused(now: string): Promise<string[]> {
    return (await this.messages(['plan'], now, [1]))
      .flatMap(({ diagnostic }) => diagnostic ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(({ summary, detail }) => `${summary}: ${detail}`);
  }

  async destroy(now: string): Promise<void> {
    await this.run(['apply', '-destroy', '-auto-approve'], now);
    expect(this.state()).toEqual({});
  }

  /** Every resource in the state, by the path of its construct. */
  state(): Readonly<Record<string, Attributes>> {
    return Object.fromEntries(
      this.stateJson().resources.map(({ type, name, instances }) => [
        this.pathOf(`${type}.${name}`),
        instances[0].attributes,
      ]),
    );
  }

  /** Which provider each resource in the state came from, without the CLI's registry, by the path of its construct. */
  providers(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.stateJson().resources.map(({ type, name, provider }) => [
        this.pathOf(`${type}.${name}`),
        provider.replace(/"registry\.(terraform\.io|opentofu\.org)\//, '"'),
      ]),
    );
  }

  /** The outputs in the state, sensitive ones as well. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  outputs(): Readonly<Record<string, any>> {
    const { outputs } = this.stateJson();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  private async run(args: readonly string[], now?: string, codes?: number[]): Promise<[string, number]> {
    return this.terraform.run(this.directory, args, now, codes);
  }

  private async messages(args: readonly string[], now: string, codes?: number[]): Promise<Message[]> {
    const [output] = await this.run([...args, '-json'], now, codes);
    return output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Message);
  }

  private changesIn(messages: readonly Message[]): Changes {
    const changes = messages.flatMap(({ type, change }) =>
      type === 'planned_change' && change ? change : [],
    );
    return Object.fromEntries(changes.map(({ resource, action }) => [this.pathOf(resource.addr), action]));
  }

  /** Terraform's addresses end in a hash; paths are what a reader of a test knows. */
  private pathOf(address: string): string {
    const [type, name] = address.split('.');
    const stack = this.json<StackJson>('cdk.tf.json');
    const path = stack.resource?.[type]?.[name]?.['//'].metadata.path;
    return path ? path.replace(`${STACK}/`, '').replace(/\/Resource$/, '') : address;
  }

  private stateJson(): StateJson {
    return this.json('terraform.tfstate');
  }

  private json<T>(name: string): T {
    return JSON.parse(readFileSync(join(this.directory, name), 'utf8')) as T;
  }
}

/** The Terraform that the tests of one file share. */
export function useTerraform(): () => Terraform {
  let terraform: Terraform | undefined;
  // A guard against hanging for ever, not a measure: a loaded machine takes its time.
  jest.setTimeout(300_000);
  beforeAll(() => {
    terraform = new Terraform();
  });
  afterAll(() => terraform?.remove());
  return () => terraform!;
}

interface StackJson {
  readonly resource?: Record<string, Record<string, { '//': { metadata: { path: string } } }>>;
}

interface StateJson {
  readonly outputs: Record<string, { value: unknown }>;
  readonly resources: {
    type: string;
    name: string;
    provider: string;
    instances: { attributes: Attributes }[];
  }[];
}

interface Message {
  readonly type: string;
  readonly change?: { resource: { addr: string }; action: string };
  readonly outputs?: Record<string, { sensitive: boolean }>;
  readonly diagnostic?: { severity: string; summary: string; detail: string };
}
