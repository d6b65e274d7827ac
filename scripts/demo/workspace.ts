import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { byHand } from './by-hand';
import { ACCOUNT, Emulator, ORGANIZATION } from './emulator';
import { cliConfig, installProvider, isolated } from './isolation';
import type { PlanJson, StackJson, StateJson } from './terraform-json';

const ROOT = dirname(dirname(__dirname));
const EXAMPLE = join(ROOT, 'examples', 'typescript', 'five-systems');

/**
 * The demo's own folder: the synthesized app, a Terraform that knows no other source of providers than a
 * mirror in it, the state and the files that are written. Nothing outside of it is touched. Only its owner
 * can look into it, since whoever has the state has the tokens.
 */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'tokens-demo-'));
  /** Where the app's monitoring files go. */
  readonly files = join(this.folder, 'files');
  private readonly synthesized = join(this.folder, 'cdktf.out');
  private readonly state = join(this.folder, 'terraform.tfstate');
  private readonly emulatorState = join(this.folder, 'emulator.json');
  private services?: Emulator;
  private readonly terraformName = process.env.TERRAFORM_BINARY_NAME || 'terraform';

  /** Runs the example's `app` command in a process of its own, as `cdktf synth` does. */
  async synthesize(): Promise<void> {
    const { app } = JSON.parse(readFileSync(join(EXAMPLE, 'cdktf.json'), 'utf8')) as { app: string };
    const env = {
      ...process.env,
      CDKTF_OUTDIR: this.synthesized,
      TOKEN_FILES: this.files,
      AIVEN_ORGANIZATION_ID: ORGANIZATION,
      HARNESS_ACCOUNT_ID: ACCOUNT,
    };
    const { capture } = await import('../command.mjs');
    const [shell, option] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
    await capture(shell, [option, app], { cwd: EXAMPLE, env, as: `the app (${app})` });
  }

  /** The services that the companion provider talks to, on the demo's clock. */
  async startEmulator(now: string): Promise<void> {
    this.services = await Emulator.start(now, this.emulatorState);
  }

  get emulator(): Emulator {
    if (!this.services) throw new Error('the emulator is not running');
    return this.services;
  }

  async installProvider(): Promise<void> {
    await installProvider(this.folder);
  }

  /** Where Terraform runs. */
  get stackFolder(): string {
    const manifest = JSON.parse(readFileSync(join(this.synthesized, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { workingDirectory: string }>;
    };
    const [{ workingDirectory }] = Object.values(manifest.stacks);
    return join(this.synthesized, workingDirectory);
  }

  get stack(): StackJson {
    return JSON.parse(readFileSync(join(this.stackFolder, 'cdk.tf.json'), 'utf8')) as StackJson;
  }

  async init(): Promise<void> {
    // The app's own place for the state would be in the checkout.
    await this.terraform(['init', '-input=false', `-backend-config=path=${this.state}`]);
  }

  /** What Terraform calls itself. */
  async version(): Promise<string> {
    return (await this.terraform(['version'])).split('\n')[0];
  }

  /** A plan at the instant `now`, saved under `name` for `apply` and given back in full. */
  async plan(name: string, now: string): Promise<PlanJson> {
    await this.terraform(['plan', '-input=false', `-out=${this.planFile(name)}`], now);
    return JSON.parse(await this.terraform(['show', '-json', this.planFile(name)])) as PlanJson;
  }

  /** Fails unless there is nothing to do: Terraform then ends with 0, and else with 2. */
  async planNothing(now: string): Promise<void> {
    await this.terraform(['plan', '-input=false', '-detailed-exitcode'], now);
  }

  async apply(name: string, now: string): Promise<void> {
    await this.terraform(['apply', '-input=false', this.planFile(name)], now);
  }

  async destroy(now: string): Promise<void> {
    await this.terraform(['destroy', '-input=false', '-auto-approve'], now);
  }

  async show(): Promise<StateJson> {
    return JSON.parse(await this.terraform(['show', '-json'])) as StateJson;
  }

  /** How to go on by hand, when the demo's own emulator has ended. */
  command(subcommand: string, now: string): string {
    const script = join(this.folder, 'terraform.sh');
    const { stackFolder: directory, emulatorState, terraformName } = this;
    const text = byHand({ directory, emulatorState, terraformName, cliConfig: cliConfig(this.folder), now });
    writeFileSync(script, text, { mode: 0o700 });
    return `${script} ${subcommand}`;
  }

  /** Ends the emulator. What it knows stays in the folder. */
  async stop(): Promise<void> {
    await this.services?.stop();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private planFile(name: string): string {
    return join(this.folder, `${name}.tfplan`);
  }

  private async terraform(args: readonly string[], now?: string): Promise<string> {
    const { capture } = await import('../command.mjs');
    const [subcommand, ...options] = args;
    if (now) await this.emulator.setClock(now);
    return capture(this.terraformName, [subcommand, '-no-color', ...options], {
      cwd: this.stackFolder,
      env: { ...isolated(this.folder), ...(now && { ...this.emulator.environment, TOKENS_NOW: now }) },
      as: `terraform ${subcommand}`,
    });
  }
}
