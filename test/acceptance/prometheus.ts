import { ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';

const SCRIPT = join(dirname(dirname(__dirname)), 'scripts', 'promtool.mjs');

type Tool = 'promtool' | 'prometheus' | 'node_exporter';
const found = new Map<Tool, string>();

/** One of Prometheus' programs. @throws what to install, where there is none and none can be had */
function prometheusTool(name: Tool): string {
  const path = found.get(name) ?? find(name);
  found.set(name, path);
  return path;
}

function find(name: Tool): string {
  // What it says of its progress goes to our own stderr: a download takes a while.
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return execFileSync(process.execPath, [SCRIPT, name], { encoding: 'utf8', stdio: [...stdio] }).trim();
}

/** Runs promtool; `input` is what it reads. */
export async function promtool(
  args: readonly string[],
  input = '',
): Promise<{ code: number; output: string }> {
  const path = prometheusTool('promtool');
  return new Promise((resolve) => {
    const child = execFile(path, args, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
    child.stdin!.end(input);
  });
}

/** An alert as Prometheus' API has it. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

/** A real Prometheus, and a real node_exporter that serves it the files of one folder; both on loopback. */
export class Prometheus {
  static async start(directory: string, textfiles: string, rules: string): Promise<Prometheus> {
    const [port, exporterPort] = [await freePort(), await freePort()];
    const config = join(directory, 'prometheus.yml');
    mkdirSync(directory, { recursive: true });
    writeFileSync(
      config,
      JSON.stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: [rules],
        scrape_configs: [{ job_name: 'node', static_configs: [{ targets: [`127.0.0.1:${exporterPort}`] }] }],
      }),
    );
    const exporter = spawn(
      prometheusTool('node_exporter'),
      [
        '--collector.disable-defaults',
        '--collector.textfile',
        `--collector.textfile.directory=${textfiles}`,
        `--web.listen-address=127.0.0.1:${exporterPort}`,
      ],
      { stdio: 'ignore' },
    );
    const server = spawn(
      prometheusTool('prometheus'),
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(directory, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    return new Prometheus(`http://127.0.0.1:${port}`, [exporter, server]);
  }

  private constructor(
    private readonly address: string,
    private readonly processes: readonly ChildProcess[],
  ) {}

  /** What a query answers once it answers what is wanted, or what it answered last. */
  async eventually<T>(query: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T | unknown> {
    const end = Date.now() + 60_000;
    for (;;) {
      const answer = await query().catch((error: unknown) => error as T);
      if (wanted(answer) || Date.now() > end) return answer;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** The alerts that are pending or firing. */
  async alerts(): Promise<Alert[]> {
    return (await this.get<{ alerts: Alert[] }>('alerts')).alerts;
  }

  /** The value of each series that an expression selects, by the label `token`. */
  async values(expression: string): Promise<Record<string, number>> {
    const { result } = await this.get<{
      result: { metric: Record<string, string>; value: [number, string] }[];
    }>(`query?query=${encodeURIComponent(expression)}`);
    return Object.fromEntries(result.map(({ metric, value }) => [metric.token ?? '', Number(value[1])]));
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.processes.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }),
    );
  }

  private async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.address}/api/v1/${path}`);
    const { status, data, error } = (await response.json()) as { status: string; data: T; error?: string };
    if (status !== 'success') throw new Error(error);
    return data;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
