import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from './workspace';
import { built } from '../built';

export interface InstallationOptions {
  /** Whether a provider is attached to each command that a workspace runs. @default false, Terraform starts its own */
  readonly attached?: boolean;
}

/**
 * The executable, built of these sources and installed into a filesystem mirror of its own, and a Terraform that
 * knows no other source of providers.
 */
export class Installation {
  readonly directory = mkdtempSync(join(tmpdir(), 'tf-'));
  /** The executable as it is shipped. */
  readonly executable = built('provider');
  private workspaces = 0;

  constructor(private readonly options: InstallationOptions = {}) {
    mkdirSync(join(this.directory, 'tmp'));
    execFileSync(this.executable, ['install', '--dir', this.mirror]);
    writeFileSync(
      this.cliConfig,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(this.mirror)}\n  }\n}\n`,
    );
  }

  get mirror(): string {
    return join(this.directory, 'mirror');
  }

  /**
   * The environment of every command: nothing of the developer's own but PATH, and no way to a network.
   */
  get environment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      HOME: this.directory,
      TMPDIR: join(this.directory, 'tmp'),
      TF_CLI_CONFIG_FILE: this.cliConfig,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      HTTP_PROXY: 'http://127.0.0.1:9',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
  }

  /** A new working directory that requires the provider, not yet initialized. */
  newWorkspace(options: { version?: string; environment?: Record<string, string> } = {}): Workspace {
    const directory = join(this.directory, `w${++this.workspaces}`);
    mkdirSync(directory);
    const attached = this.options.attached ? this.executable : undefined;
    const environment = { ...this.environment, ...options.environment };
    return new Workspace(directory, environment, options.version, attached);
  }

  /** A working directory that holds a configuration and is initialized. */
  async workspace(configuration: string, options: { version?: string } = {}): Promise<Workspace> {
    const workspace = this.newWorkspace(options);
    workspace.write(configuration);
    await workspace.init();
    return workspace;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get cliConfig(): string {
    return join(this.directory, 'terraform.rc');
  }
}

/** The installation that the tests of one file share. */
export function useInstallation(options?: InstallationOptions): () => Installation {
  let installation: Installation | undefined;
  // A guard against hanging for ever, not a measure: a loaded machine takes its time.
  jest.setTimeout(300_000);
  beforeAll(() => {
    installation = new Installation(options);
  });
  afterAll(() => installation?.remove());
  return () => installation!;
}
