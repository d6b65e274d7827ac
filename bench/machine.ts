import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were taken on: they mean nothing without. */
export interface Machine {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly terraform: string;
}

export async function machine(): Promise<Machine> {
  const { capture } = await import('../scripts/command.mjs');
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '' };
  const version = await capture(process.env.TERRAFORM_BINARY_NAME || 'terraform', ['version'], { env });
  return {
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    terraform: version.split('\n')[0],
  };
}

/** How many processes waited for a processor, in the last minute. */
export function load(): number {
  return Math.round(loadavg()[0] * 100) / 100;
}
