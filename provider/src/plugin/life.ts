import type { GrpcServer } from './grpc-server';
import { GrpcError, GrpcStatus } from './grpc-status';
import type { Logger } from './log';

/** What the client may tell a plugin about its life. */
export interface PluginLife {
  /** Stop working. Resolves when that is done, or has taken long enough. */
  drain(): Promise<void>;
  /** Leave. */
  exit(): void;
  /** The client has gone without a word. */
  deserted(): void;
}

/** The life of a plugin that somebody debugs: clients come and go, and only a signal ends it. */
export const UNDYING: PluginLife = { drain: async () => {}, exit: () => {}, deserted: () => {} };

export interface LifeOptions {
  readonly logger: Logger;
  /** Whether it is a signal that ends this life, and nothing else. */
  readonly debugged: boolean;
  /** Ends the process. @default process.exit */
  readonly exit?: (code: number) => void;
  /** The process that started this one. @default process.ppid */
  readonly parent?: () => number;
}

// Terraform kills a plugin two seconds after asking it to stop.
const DRAIN_MS = 1_500;

const WATCH_MS = 2_000;

/** The life of a plugin that Terraform has started: it ends when Terraform says so, or is no more. */
export class Life implements PluginLife {
  private readonly startedBy: number;
  /** What is served, and what to do when that ends. */
  private readonly servers = new Map<GrpcServer, () => void | Promise<void>>();
  /** What is to be done after clients that have gone. */
  private readonly ending = new Set<Promise<void>>();
  private draining?: Promise<void>;

  /** To be made before the handshake: whoever reads that is certainly the parent that is remembered here. */
  constructor(private readonly options: LifeOptions) {
    this.startedBy = this.parent();
  }

  /** To be called first: until then a Ctrl-C, which the terminal sends to plugins too, ends the process. */
  heedSignals(): void {
    const { debugged, logger } = this.options;
    process.on('SIGINT', () => {
      // Terraform gets it as well, and needs the plugin to finish what is under way and save the state.
      if (debugged) this.leave('interrupted');
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // So does Terraform, most likely, and it has no less to finish. Between two calls it counts on the next.
        if (!debugged && [...this.servers.keys()].some(({ hasClients }) => hasClients)) {
          logger.info(`${signal} ignored: Terraform is connected, and stops the plugin itself`);
        } else {
          this.leave(signal);
        }
      });
    }
  }

  /** A server whose calls are this life's work: the only one, unless somebody debugs. `stop` is called once, at its end. */
  lead(server: GrpcServer, stop: () => void | Promise<void> = () => {}): void {
    this.servers.set(server, stop);
    if (this.options.debugged) return;
    // Its connection tells of Terraform's end sooner, but it may never have made one, and Node doesn't notice
    // the end of one after it has sent GOAWAY over a frame that it didn't like.
    setInterval(() => {
      if (this.parent() !== this.startedBy) this.deserted();
    }, WATCH_MS).unref();
  }

  /** Somebody debugs, and the server has lost its client. */
  forget(server: GrpcServer): void {
    const stop = this.servers.get(server);
    if (!stop) return;
    this.servers.delete(server);
    const ended = this.run(stop).finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }

  drain(): Promise<void> {
    return (this.draining ??= this.finishWork());
  }

  exit(): void {
    const { exit = (code: number) => process.exit(code) } = this.options;
    exit(0);
  }

  deserted(): void {
    this.leave('Terraform has gone');
  }

  private parent(): number {
    const { parent = () => process.ppid } = this.options;
    return parent();
  }

  private leave(reason: string): void {
    this.options.logger.debug(`stopping: ${reason}`);
    // Node writes what was answered last when it has done with the event that answered it.
    void this.drain().then(() => setImmediate(() => this.exit()));
  }

  private async finishWork(): Promise<void> {
    const { logger } = this.options;
    const servers = [...this.servers.keys()];
    const reason = new GrpcError(GrpcStatus.UNAVAILABLE, 'the plugin is being stopped');
    for (const server of servers) server.abortCalls(reason);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        const calls = servers.reduce((sum, { callsInFlight }) => sum + callsInFlight, 0);
        logger.warn('stopping although calls are still in flight', { calls });
        resolve();
      }, DRAIN_MS);
    });
    const idle = servers.map(async (server) => server.idle());
    const stopped = [...this.servers.values()].map(async (stop) => this.run(stop));
    const work = Promise.all([...idle, ...stopped, ...this.ending]);
    await Promise.race([work, timeout]);
    clearTimeout(timer);
  }

  private async run(stop: () => void | Promise<void>): Promise<void> {
    try {
      await stop();
    } catch (error) {
      this.options.logger.error('the stop hook failed', { error });
    }
  }
}
