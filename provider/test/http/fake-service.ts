import { createServer, IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { HttpClient, HttpClientOptions } from '../../src/http';

export const CREDENTIAL = 'canary-credential-5d41402abc4b2a76';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request; `seen` has all so far, this one last. */
export type Answering = (
  request: Seen,
  response: ServerResponse & { readonly socket: Socket },
) => void | Promise<void>;

/** A service on loopback that answers as a test says, and remembers what it was asked. */
export class FakeService {
  public static async start(answering: Answering): Promise<FakeService> {
    const service = new FakeService(answering);
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    started.push(service);
    return service;
  }

  public readonly seen: Seen[] = [];
  public readonly server: Server;

  private constructor(public answering: Answering) {
    this.server = createServer(this.listener());
  }

  public get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public listener(): RequestListener {
    return (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { method, url, headers } = incoming;
        const request = {
          method: method!,
          url: url!,
          headers,
          body: Buffer.concat(chunks).toString(),
        };
        this.seen.push(request);
        void this.answering(request, response as never);
      });
    };
  }
}

const started: FakeService[] = [];
const clients: HttpClient[] = [];

/** Waits for nothing, and remembers how long it was to wait. */
export class NoWaiting {
  public readonly waits: number[] = [];
  public readonly clock = { now: () => this.now };
  public now = Date.UTC(2026, 0, 31, 12);

  public readonly random = () => 0.5;

  public readonly sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    this.waits.push(milliseconds);
  };
}

/** A client of a service, which waits for nothing unless it is told to. */
export function clientOf(service: FakeService, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({
    service: 'Fake',
    baseUrl: new URL(service.origin),
    authorization: { scheme: 'Bearer', credential: CREDENTIAL },
    userAgent: 'test/1',
    reasonIn: (refusal) => (refusal as { message: string }).message,
    timing: new NoWaiting(),
    ...options,
  });
  clients.push(client);
  return client;
}

/** Closes what the tests of a file have opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(clients.splice(0).map(async (client) => client.close()));
  for (const { server } of started.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
