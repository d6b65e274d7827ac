import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { Answering } from '../service';
import { ServiceName, World } from '../world';
import { Fault, FaultQueue } from './faults';
import { RequestLog } from './log';
import { Refusal } from './refusal';
import { Reply, Request, splitTarget } from './request';

/** Larger bodies are refused (413). */
export const BODY_LIMIT = 1024 * 1024;

/** What watches a vendor's origin and disturbs it. `admin` itself has none. */
export interface Instruments {
  readonly service: ServiceName;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
}

/** Serves an endpoint on an origin of its own, on loopback only. */
export class Origin {
  private readonly server: Server;

  constructor(
    private readonly endpoint: Answering,
    private readonly world: World,
    private readonly instruments?: Instruments,
  ) {
    this.server = createServer({ keepAliveTimeout: 75_000 }, (incoming, outgoing) => {
      this.serve(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
    this.server.on('clientError', (_error, socket: Socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      else socket.destroy();
    });
  }

  /** @returns the origin, such as `http://127.0.0.1:40123`. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    outgoing.on('error', () => incoming.socket.destroy());
    const target = incoming.url ?? '/';
    const body = await readBody(incoming);
    const request: Request = {
      method: incoming.method ?? 'GET',
      ...splitTarget(target),
      headers: incoming.headers,
      body: body ?? Buffer.alloc(0),
      ip: incoming.socket.remoteAddress ?? '',
    };
    if (body === undefined) {
      const refusal = new Refusal(413, `The request body is larger than ${BODY_LIMIT} bytes`);
      const reply = this.endpoint.refuse(refusal);
      this.log(request, target, reply.status, render(reply));
      // What is left of the body is thrown away; the connection isn't worth keeping.
      send(outgoing, { ...reply, headers: { ...reply.headers, Connection: 'close' } }, render(reply));
      return;
    }
    const fault = this.instruments?.faults.take(this.instruments.service, request.method, target);
    await this.play(fault, request, target, outgoing);
  }

  private async play(
    fault: Fault | undefined,
    request: Request,
    target: string,
    outgoing: ServerResponse,
  ): Promise<void> {
    switch (fault?.kind) {
      case 'hang':
        this.log(request, target, null, '', fault);
        return;
      case 'drop':
        this.log(request, target, null, '', fault);
        outgoing.socket?.destroy();
        return;
      case 'status': {
        const reply = this.faultyReply(fault);
        const text = typeof fault.body === 'string' ? fault.body : render(reply);
        this.log(request, target, reply.status, text, fault);
        send(outgoing, reply, text);
        return;
      }
      case 'latency':
        await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    }
    const reply = this.answer(request);
    const text = render(reply);
    switch (fault?.kind) {
      case 'drop-after-effect':
        this.log(request, target, null, text, fault);
        outgoing.socket?.destroy();
        return;
      case 'truncate':
        this.log(request, target, reply.status, text, fault);
        writeHead(outgoing, reply, Buffer.byteLength(text) || 1);
        outgoing.write(text.slice(0, text.length / 2), () => outgoing.socket?.destroy());
        return;
      case 'malformed': {
        const broken = text === '' ? '{' : `${text.slice(0, -1)}!`;
        this.log(request, target, reply.status, broken, fault);
        send(outgoing, { ...reply, status: reply.status === 204 ? 200 : reply.status }, broken);
        return;
      }
      default:
        this.log(request, target, reply.status, text, fault);
        send(outgoing, reply, text);
    }
  }

  /** Answers, and keeps the effect before anybody hears of it. */
  private answer(request: Request): Reply {
    try {
      const reply = this.endpoint.answer(request);
      this.world.store.flush();
      return reply;
    } catch (error) {
      process.stderr.write(`tokens-emulator: ${request.method} failed: ${(error as Error).stack}\n`);
      return this.endpoint.refuse(new Refusal(500, 'The emulator failed; its standard error has the reason'));
    }
  }

  private faultyReply(fault: Fault): Reply {
    const status = fault.status ?? 500;
    const reply =
      fault.body === undefined
        ? this.endpoint.refuse(new Refusal(status, `A fault that was asked for (${status})`))
        : { status, body: fault.body };
    return { ...reply, headers: { ...reply.headers, ...fault.headers } };
  }

  private log(request: Request, target: string, status: number | null, body: string, fault?: Fault): void {
    this.instruments?.log.add(this.instruments.service, request, target, this.world.clock.now(), {
      status,
      body,
      fault: fault?.kind,
    });
  }
}

/** The whole body, or undefined when it is larger than the limit. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_LIMIT) {
        incoming.removeAllListeners('data');
        incoming.resume();
        resolve(undefined);
      } else {
        chunks.push(chunk);
      }
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
    incoming.on('aborted', () => reject(new Error('the client went away')));
  });
}

function render(reply: Reply): string {
  return reply.body === undefined ? '' : JSON.stringify(reply.body);
}

function writeHead(outgoing: ServerResponse, reply: Reply, length: number): void {
  const bodyless = reply.status === 204 || reply.status === 304;
  if (!bodyless) outgoing.setHeader('Content-Length', length);
  // Exactly this type: Linode's client refuses one with a charset.
  if (length > 0) outgoing.setHeader('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(reply.headers ?? {})) outgoing.setHeader(name, value);
  outgoing.writeHead(reply.status);
}

function send(outgoing: ServerResponse, reply: Reply, text: string): void {
  writeHead(outgoing, reply, Buffer.byteLength(text));
  outgoing.end(text);
}
