import * as http2 from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { frameHeader, MessageReader } from './grpc-frame';
import { encodeGrpcMessage, GrpcError, GrpcStatus, toGrpcError } from './grpc-status';
import type { Logger } from './log';
import type { Call, ControlMethod, HeldMethod, Method, ServerStreamMethod, UnaryMethod } from './method';

/** How the server proves itself, and the one client that it answers. */
export interface MutualTls {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** DER. A peer with any other certificate, or none, is turned away. */
  readonly clientCertificate: Buffer;
}

export interface GrpcServerOptions {
  /** What the plugin is for. Its calls are the ones in flight. */
  readonly methods: readonly Method[];
  /** What keeps the plugin running, and doesn't count. */
  readonly control?: readonly (ControlMethod | HeldMethod)[];
  /** @default plaintext */
  readonly tls?: MutualTls;
  readonly logger: Logger;
  /** Called when a client has gone and none is left. */
  readonly onDeserted?: () => void;
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };

/** gRPC over HTTP/2, on sockets that somebody else accepts. */
export class GrpcServer {
  private readonly logger: Logger;
  private readonly server: http2.Http2Server | http2.Http2SecureServer;
  private readonly methods = new Map<string, Method | ControlMethod | HeldMethod>();
  private readonly counted: ReadonlySet<unknown>;
  private readonly sessions = new Set<http2.ServerHttp2Session>();
  private readonly calls = new Set<ServerCall>();
  private readonly idleListeners: (() => void)[] = [];
  private stopping?: GrpcError;

  constructor(private readonly options: GrpcServerOptions) {
    this.logger = options.logger.named('grpc');
    for (const method of [...options.methods, ...(options.control ?? [])]) {
      if (this.methods.has(method.path)) throw new Error(`two methods have the path ${method.path}`);
      this.methods.set(method.path, method);
    }
    this.counted = new Set(options.methods);
    this.server = this.createServer();
    this.server.on('session', (session) => this.admit(session));
    this.server.on('stream', (stream, headers) => this.answer(stream, headers));
    this.server.on('error', (error) => this.logger.warn('server error', { error }));
    this.server.on('sessionError', (error) => this.logger.debug('a session failed', { error }));
    this.server.on('tlsClientError', (error: Error) => this.logger.warn('a TLS handshake failed', { error }));
  }

  /**
   * How many calls of `methods` haven't returned yet, whether their client still waits or not, or have an answer that
   * is not out yet.
   */
  get callsInFlight(): number {
    return this.calls.size;
  }

  /** Whether anybody is connected. */
  get hasClients(): boolean {
    return this.sessions.size > 0;
  }

  /** Serves a connection. */
  accept(socket: Socket): void {
    if (socket.destroyed) return;
    socket.on('error', (error) => this.logger.debug('a connection failed', { error }));
    this.server.emit('connection', socket);
  }

  /** Aborts the signal of every call in flight, and refuses those that still come. */
  abortCalls(reason: GrpcError): void {
    this.stopping = reason;
    for (const call of this.calls) call.abort(reason);
  }

  /** Resolves when no call is in flight. */
  async idle(): Promise<void> {
    if (this.calls.size > 0) await new Promise<void>((resolve) => this.idleListeners.push(resolve));
  }

  /** Cuts every connection. */
  close(): void {
    for (const session of this.sessions) session.destroy();
  }

  private createServer(): http2.Http2Server | http2.Http2SecureServer {
    const options: http2.ServerOptions = {
      // Node's default of 10 MB makes ten resources of 5 MB at once fail with ENHANCE_YOUR_CALM.
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
      // One for each call whose answer is on its way: see `acknowledged`.
      maxOutstandingPings: 2 ** 16,
    };
    const { tls } = this.options;
    if (!tls) return http2.createServer(options);
    return http2.createSecureServer({
      ...options,
      key: tls.key,
      cert: tls.certificate,
      minVersion: 'TLSv1.2',
      requestCert: true,
      // The client's certificate is compared in `admit`, byte by byte. Checking a chain instead would make
      // Node 20 parse all its root certificates first (17 ms); an empty `ca` keeps it from doing so.
      rejectUnauthorized: false,
      ca: [],
    });
  }

  private admit(session: http2.ServerHttp2Session): void {
    session.on('error', (error) => this.logger.debug('a session failed', { error }));
    const { tls } = this.options;
    if (tls) {
      const peer = (session.socket as TLSSocket).getPeerCertificate();
      if (!peer?.raw?.equals(tls.clientCertificate)) {
        this.logger.warn(
          'turned away a client that has not the certificate of the one that started this plugin',
        );
        session.destroy();
        return;
      }
    }
    this.sessions.add(session);
    session.on('close', () => {
      this.sessions.delete(session);
      if (this.sessions.size === 0) this.options.onDeserted?.();
    });
  }

  private answer(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): void {
    stream.on('error', (error) => this.logger.debug('a stream failed', { error }));
    const path = headers[':path'] ?? '';
    if (headers[':method'] !== 'POST' || !headers['content-type']?.startsWith('application/grpc')) {
      stream.respond({ ':status': 415 }, { endStream: true });
      letGo(stream);
      return;
    }
    const method = this.methods.get(path);
    if (!method) {
      this.logger.debug('unknown method', { path });
      refuse(stream, new GrpcError(GrpcStatus.UNIMPLEMENTED, `there is no method ${path}`));
      return;
    }
    const call = new ServerCall(stream);
    if ('hold' in method) {
      stream.resume();
      method.hold(call);
      return;
    }
    if (!this.counted.has(method)) {
      void this.run(method, stream, call);
      return;
    }
    if (this.stopping) {
      refuse(stream, this.stopping);
      return;
    }
    this.calls.add(call);
    const { session } = stream;
    void this.run(method, stream, call)
      .then(async () => closed(stream))
      .then(async () => {
        if (call.wantsReceipt && (await acknowledged(stream, session))) call.receive();
      })
      .then(() => {
        this.calls.delete(call);
        if (this.calls.size === 0) this.idleListeners.splice(0).forEach((listener) => listener());
      });
  }

  /** Never rejects. */
  private async run(
    method: UnaryMethod | ControlMethod | ServerStreamMethod,
    stream: http2.ServerHttp2Stream,
    call: ServerCall,
  ): Promise<void> {
    if ('answered' in method) stream.once('close', () => method.answered?.());
    try {
      const request = await readMessage(stream);
      if ('stream' in method) {
        for await (const message of method.stream(request, call)) {
          if (stream.destroyed) break;
          if (!write(stream, message)) await drained(stream);
        }
      } else {
        const message = await method.handle(request, call);
        if (!stream.destroyed) write(stream, message);
      }
      finish(stream);
    } catch (thrown) {
      const error = toGrpcError(thrown);
      if (!stream.destroyed && !(thrown instanceof GrpcError)) {
        this.logger.error('a method threw', { path: method.path, error: thrown });
      }
      refuse(stream, error);
    }
    call.done();
  }
}

class ServerCall implements Call {
  private readonly controller = new AbortController();
  private isDone = false;
  private receipt?: { readonly promise: Promise<void>; readonly resolve: () => void };

  constructor(stream: http2.ServerHttp2Stream) {
    stream.once('close', () => {
      this.abort(new GrpcError(GrpcStatus.CANCELLED, 'the client has cancelled the call, or is gone'));
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get received(): Promise<void> {
    if (!this.receipt) {
      let resolve = (): void => {};
      const promise = new Promise<void>((settle) => (resolve = settle));
      this.receipt = { promise, resolve };
    }
    return this.receipt.promise;
  }

  get wantsReceipt(): boolean {
    return this.receipt !== undefined;
  }

  receive(): void {
    this.receipt?.resolve();
  }

  abort(reason: GrpcError): void {
    if (!this.isDone) this.controller.abort(reason);
  }

  done(): void {
    this.isDone = true;
  }
}

async function readMessage(stream: http2.ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const reader = new MessageReader();
    stream.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch (error) {
        stream.removeAllListeners('data');
        reject(error);
      }
    });
    stream.once('end', () => {
      try {
        resolve(reader.end());
      } catch (error) {
        reject(error);
      }
    });
    stream.once('close', () => reject(new GrpcError(GrpcStatus.CANCELLED, 'the client cancelled the call')));
  });
}

/** Sends a message. Returns whether there is room for another. */
function write(stream: http2.ServerHttp2Stream, message: Uint8Array): boolean {
  const header = frameHeader(message.length);
  respond(stream);
  // Node gives up the header's bytes too early when nothing follows it in a corked write.
  if (message.length === 0) return stream.write(header);
  stream.cork();
  stream.write(header);
  const room = stream.write(message);
  stream.uncork();
  return room;
}

async function drained(stream: http2.ServerHttp2Stream): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = () => {
      stream.off('drain', settle).off('close', settle);
      resolve();
    };
    stream.once('drain', settle).once('close', settle);
  });
}

/** Resolves when all that was said on a stream is on its way. */
async function closed(stream: http2.ServerHttp2Stream): Promise<void> {
  if (!stream.destroyed) await new Promise<void>((resolve) => stream.once('close', resolve));
}

/**
 * Whether the client has what was said on a stream that is closed. What has been written may still be lost with this
 * process: a client reads in order, so it has it when it answers a ping that was sent afterwards.
 */
async function acknowledged(
  stream: http2.ServerHttp2Stream,
  session: http2.Http2Session | undefined,
): Promise<boolean> {
  if (!session || session.destroyed || stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR) return false;
  return new Promise((resolve) => session.ping((error) => resolve(error === null)));
}

function respond(stream: http2.ServerHttp2Stream): void {
  if (!stream.headersSent) stream.respond(HEADERS, { waitForTrailers: true });
}

/** Ends the call with status OK. */
function finish(stream: http2.ServerHttp2Stream): void {
  if (stream.destroyed) return;
  respond(stream);
  stream.once('wantTrailers', () => sendTrailers(stream, { 'grpc-status': GrpcStatus.OK }));
  stream.end();
}

/** Ends the call with an error, whatever has been sent and received so far. */
function refuse(stream: http2.ServerHttp2Stream, error: GrpcError): void {
  if (stream.destroyed || stream.closed) return;
  const status = { 'grpc-status': error.code, 'grpc-message': encodeGrpcMessage(error.message) };
  if (stream.headersSent) {
    stream.once('wantTrailers', () => sendTrailers(stream, status));
    stream.end();
  } else {
    stream.respond({ ...HEADERS, ...status, 'grpc-accept-encoding': 'identity' }, { endStream: true });
  }
  letGo(stream);
}

function sendTrailers(stream: http2.ServerHttp2Stream, trailers: http2.OutgoingHttpHeaders): void {
  if (!stream.destroyed && !stream.closed) stream.sendTrailers(trailers);
}

/** Tells a client that still sends to stop, and gives back the window that what it sent takes up. */
function letGo(stream: http2.ServerHttp2Stream): void {
  stream.resume();
  if (stream.readableEnded) return;
  // By then the answer is on its way; a reset sent with it would overtake it.
  stream.once('finish', () => setImmediate(() => stream.close(http2.constants.NGHTTP2_NO_ERROR)));
}
