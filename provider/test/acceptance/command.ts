import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Message } from './terraform-json';

export interface CommandOptions {
  /** What the provider takes for the present, RFC 3339. @default the machine's clock */
  readonly now?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What a command wrote that was told `-json`. */
  readonly messages: readonly Message[];
}

/** A Terraform that runs, in a process group of its own. */
export class Command {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;

  constructor(
    directory: string,
    environment: Readonly<Record<string, string>>,
    private readonly args: readonly string[],
    options: CommandOptions,
  ) {
    const [command, ...rest] = args;
    this.child = spawn(
      process.env.TERRAFORM_BINARY_NAME ?? 'terraform',
      [
        command,
        ...(ASKS.includes(command) ? ['-input=false'] : []),
        '-no-color',
        ...rest,
        ...(options.args ?? []),
      ],
      {
        cwd: directory,
        env: { ...environment, ...options.environment, ...(options.now && { TOKENS_NOW: options.now }) },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    let stdout = '';
    let stderr = '';
    this.child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout,
      stderr,
      messages: messagesIn(stdout),
    }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** @throws what Terraform said, where it failed */
  async succeeds(codes: readonly number[] = [0]): Promise<Ended> {
    const ended = await this.ended;
    if (ended.code === null || !codes.includes(ended.code)) throw new TerraformFailure(this.args, ended);
    return ended;
  }

  /** To Terraform alone. */
  kill(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** To Terraform and all that it has started, as a terminal does on Ctrl-C. */
  killGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }
}

/** A command that was to succeed. */
export class TerraformFailure extends Error {
  constructor(args: readonly string[], { code, stdout, stderr, messages }: Ended) {
    const said = messages.flatMap(({ diagnostic }) =>
      diagnostic ? [`${diagnostic.severity}: ${diagnostic.summary}\n${diagnostic.detail}`] : [],
    );
    super(`terraform ${args.join(' ')} ended with ${code}\n${said.join('\n') || stdout}${stderr}`);
  }
}

/** The commands that would ask for what they lack. */
const ASKS = ['init', 'plan', 'apply', 'import', 'refresh'];

function messagesIn(output: string): Message[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{"@level"'))
    .map((line) => JSON.parse(line) as Message);
}
