import type { Agent, Dispatcher } from 'undici';
import { isLoopback } from './base-url';

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface WireResponse {
  readonly status: number;
  readonly body: Buffer;
  header(name: string): string | undefined;
}

/** There is no whole answer. */
export class TransportError extends Error {
  /** @param sent whether the service may have seen the request */
  public constructor(
    message: string,
    public readonly sent: boolean,
    options: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether another try would meet the same. */
  public get lasting(): boolean {
    const { code = '' } = (this.cause ?? {}) as NodeJS.ErrnoException;
    return isUntrusted(code) || code === 'ENOTFOUND' || code === 'UND_ERR_INVALID_ARG';
  }
}

/** When to give up waiting for an answer. */
export interface Limits {
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
  /** What has been sent is waited for until the deadline, whatever the signal says. */
  readonly finish: boolean;
}

export interface TransportOptions {
  /** Scheme, host and port. */
  readonly origin: URL;
  /** Certificate authorities in PEM, the only ones that are trusted then. @default those of Node.js */
  readonly ca?: string;
  readonly connections: number;
  /** Where HTTPS_PROXY and NO_PROXY are looked for. */
  readonly env: NodeJS.ProcessEnv;
  /** Largest body that is taken, in bytes. */
  readonly bodyLimit: number;
}

/**
 * HTTP/1.1 to one origin over connections that are kept open. Follows no redirect and repeats nothing. undici is
 * loaded with the first request: most processes of a provider send none.
 */
export class Transport {
  private dispatcher?: Promise<Dispatcher>;

  public constructor(private readonly options: TransportOptions) {}

  /** @throws TransportError where there is no whole answer */
  public async send(request: WireRequest, limits: Limits): Promise<WireResponse> {
    this.dispatcher ??= this.connect();
    const dispatcher = await this.dispatcher;
    return new Promise<WireResponse>((resolve, reject) => {
      const exchange = new Exchange(this.options.bodyLimit, limits, resolve, reject);
      const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
      dispatcher.dispatch({ origin: this.options.origin, ...request, ...timeouts }, exchange);
    });
  }

  /** Closes the connections at once. */
  public async close(): Promise<void> {
    await (await this.dispatcher)?.destroy();
  }

  private async connect(): Promise<Dispatcher> {
    const { Agent: PlainAgent, EnvHttpProxyAgent } = await import('undici');
    const { ca, connections, env, origin } = this.options;
    const tls = ca === undefined ? {} : { ca };
    const options: Agent.Options = { connections, allowH2: false, connect: tls };
    const httpsProxy = env.HTTPS_PROXY || env.https_proxy;
    if (!httpsProxy || isLoopback(origin)) return new PlainAgent(options);
    return new EnvHttpProxyAgent({
      ...options,
      httpsProxy,
      noProxy: env.NO_PROXY || env.no_proxy || '',
      requestTls: tls,
    });
  }
}

/** One request from its start to the end of its answer. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller?: Dispatcher.DispatchController;
  private failure?: Error;
  private status = 0;
  private headers: Record<string, string | string[] | undefined> = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private readonly cancel: () => void;
  private readonly timeOut: () => void;

  public constructor(
    private readonly bodyLimit: number,
    private readonly limits: Limits,
    private readonly resolve: (response: WireResponse) => void,
    private readonly reject: (error: Error) => void,
  ) {
    const { signal, deadline, finish } = limits;
    this.cancel = () => {
      if (!(finish && this.sent)) this.fail('it was cancelled', signal.reason);
    };
    this.timeOut = () => this.fail((deadline.reason as Error).message, deadline.reason);
    signal.addEventListener('abort', this.cancel);
    deadline.addEventListener('abort', this.timeOut);
    if (signal.aborted) this.cancel();
  }

  /** Called when there is a connection, right before the request is written to it. */
  public onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.failure) controller.abort(this.failure);
    else this.controller = controller;
  }

  public onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    this.headers = headers;
  }

  public onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.bodyLimit) this.fail(`its answer is larger than ${this.bodyLimit} bytes`);
    else this.chunks.push(chunk);
  }

  public onResponseEnd(): void {
    this.end();
    const { headers } = this;
    this.resolve({
      status: this.status,
      body: Buffer.concat(this.chunks),
      header: (name) => {
        const value = headers[name];
        return Array.isArray(value) ? value[0] : value;
      },
    });
  }

  public onResponseError(_controller: unknown, error: Error): void {
    this.fail(describe(error), error);
  }

  private get sent(): boolean {
    return this.controller !== undefined;
  }

  private fail(message: string, cause?: unknown): void {
    // To abort is to be told of it once more.
    if (this.failure) return;
    this.failure = new TransportError(message, this.sent, { cause });
    this.end();
    this.reject(this.failure);
    this.controller?.abort(this.failure);
  }

  private end(): void {
    this.limits.signal.removeEventListener('abort', this.cancel);
    this.limits.deadline.removeEventListener('abort', this.timeOut);
  }
}

function isUntrusted(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_/.test(code);
}

/** In words that help; a system's code besides, to search for. */
function describe(error: Error): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset',
    ENOTFOUND: 'its host name is not known',
    EAI_AGAIN: 'its host name could not be looked up',
    EPIPE: 'the connection was closed',
    UND_ERR_SOCKET: 'the connection was closed',
    UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  };
  const meaning = isUntrusted(code) ? `its certificate is not trusted: ${message}` : (words[code] ?? message);
  return code ? `${meaning} (${code})` : meaning;
}
