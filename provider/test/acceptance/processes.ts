import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/** What Linux tells about processes in /proc. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly state: string;
}

/** The plugins that a Terraform has started and that are alive. */
export function pluginsOf(terraform: number): number[] {
  return processes()
    .filter(({ parent, command }) => parent === terraform && command.includes('terraform-provider-tokens'))
    .map(({ pid }) => pid);
}

/** Whether the process is alive; a zombie, which only waits for its parent to notice, is not. */
export function isAlive(pid: number): boolean {
  return (read(pid)?.state ?? 'Z') !== 'Z';
}

// Often enough to catch an apply at work.
const POLL_MS = 3;

/** Waits for what has to come. */
export async function until<T>(what: string, look: () => T | null | false): Promise<T> {
  // As long as a heavily loaded machine may take.
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: never came`);
    await after(POLL_MS);
  }
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
}

function read(pid: number): Process | undefined {
  try {
    // The name in parentheses may hold anything, spaces and parentheses included.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: Number(parent), command, state };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
