import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * The provider, served to one command by one process. Terraform by itself starts one for each of a command's phases, four
 * for a plan, and waiting for them would be most of what a test of a resource or of a construct does.
 */
export class AttachedProvider {
  /** @param options.cwd where the command runs */
  static async start(
    executable: string,
    options: { cwd: string; env: NodeJS.ProcessEnv },
  ): Promise<AttachedProvider> {
    const child = spawn(executable, ['--debug'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close');
    const printed = new Promise<string>((resolve, reject) => {
      let [stdout, stderr] = ['', ''];
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
        const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'\n/m.exec(stdout) ?? [];
        if (json) resolve(json);
      });
      closed.then(() => reject(new Error(`${executable} --debug ended\n${stderr}`)), reject);
    });
    return new AttachedProvider(child, closed, await printed);
  }

  private constructor(
    readonly process: ChildProcess,
    private readonly closed: Promise<unknown>,
    private readonly reattach: string,
  ) {}

  /** What Terraform finds it by. */
  get environment(): Record<string, string> {
    return { TF_REATTACH_PROVIDERS: this.reattach };
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.closed;
  }
}
