import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { buildSync } from 'esbuild';
import { RawClient } from './raw-client';

const COOKIE = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
};

/** The fixture as the provider is shipped: one file, made by esbuild. */
export class FixtureBundle {
  readonly directory = mkdtempSync(join(tmpdir(), 'fixture-'));
  readonly file = join(this.directory, 'plugin.cjs');
  private readonly started: PluginProcess[] = [];

  constructor() {
    buildSync({
      entryPoints: [join(__dirname, 'fixture-plugin.ts')],
      outfile: this.file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
  }

  /** The environment as Terraform makes it, and what a test adds to it; `undefined` takes away. */
  environment(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
    const {
      TF_LOG: _log,
      TF_LOG_PROVIDER: _provider,
      NODE_EXTRA_CA_CERTS: _certificates,
      ...env
    } = process.env;
    return { ...env, ...COOKIE, PLUGIN_UNIX_SOCKET_DIR: this.directory, ...changes };
  }

  start(changes: Record<string, string | undefined> = {}, args: string[] = []): PluginProcess {
    const plugin = new PluginProcess(
      spawn(process.execPath, [this.file, ...args], {
        env: this.environment(changes),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    this.started.push(plugin);
    return plugin;
  }

  async remove(): Promise<void> {
    await Promise.all(this.started.map((plugin) => plugin.kill()));
    rmSync(this.directory, { recursive: true });
  }
}

/** A running plugin, all that it prints, and its end. */
export class PluginProcess {
  stdout = '';
  stderr = '';
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly clients: RawClient[] = [];

  constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    // 'close' comes after the last output, unlike 'exit'.
    this.exit = once(child, 'close').then(([code, signal]) => {
      this.clients.forEach((client) => client.close());
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  /** The fields of the handshake line. */
  async handshake(): Promise<string[]> {
    const line = await this.printed('stdout', /^.*\n/);
    return line.trimEnd().split('|');
  }

  async client(credentials?: grpc.ChannelCredentials): Promise<RawClient> {
    const client = new RawClient(`unix://${(await this.handshake())[3]}`, credentials);
    this.clients.push(client);
    return client;
  }

  /** Resolves with what matches, as soon as it has been printed. */
  async printed(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
    const closed = once(this.child, 'close');
    for (;;) {
      const match = pattern.exec(this[stream]);
      if (match) return match[0];
      const over = await Promise.race([
        once(this.child[stream]!, 'data').then(() => false),
        closed.then(() => true),
      ]);
      if (over && !pattern.test(this[stream])) {
        throw new Error(`${pattern} never came on ${stream}: ${this.stdout}${this.stderr}`);
      }
    }
  }

  /** The lines of the log, parsed. */
  get log(): Record<string, unknown>[] {
    return this.stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }
}
