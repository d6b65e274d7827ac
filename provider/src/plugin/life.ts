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
  /** Called once, before the end. */
  readonly stop?: () => void | Promise<void>;
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
  private server?: GrpcServer;
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
        if (this.server?.hasClients && !debugged) {
          logger.info(`${signal} ignored: Terraform is connected, and stops the plugin itself`);
        } else {
          this.leave(signal);
        }
      });
    }
  }

  /** The server whose calls are this life's work. */
  lead(server: GrpcServer): void {
    this.server = server;
    if (this.options.debugged) return;
    // Its connection tells of Terraform's end sooner, but it may never have made one, and Node doesn't notice
    // the end of one after it has sent GOAWAY over a frame that it didn't like.
    setInterval(() => {
      if (this.parent() !== this.startedBy) this.deserted();
    }, WATCH_MS).unref();
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
    const { logger, stop } = this.options;
    const { server } = this;
    server?.abortCalls(new GrpcError(GrpcStatus.UNAVAILABLE, 'the plugin is being stopped'));
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        logger.warn('stopping although calls are still in flight', { calls: server?.callsInFlight });
        resolve();
      }, DRAIN_MS);
    });
    const work = Promise.all([server?.idle(), Promise.resolve().then(stop)]).catch((error: unknown) =>
      logger.error('the stop hook failed', { error }),
    );
    await Promise.race([work, timeout]);
    clearTimeout(timer);
  }
}
