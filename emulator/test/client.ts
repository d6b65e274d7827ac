import { AIVEN_ROOT } from '../src/aiven/aiven';
import { Emulator, EmulatorOptions, Origins } from '../src/emulator';
import { HARNESS_ROOT } from '../src/harness/harness';
import { LINODE_ROOT } from '../src/linode/linode';
import { SEQERA_ROOT } from '../src/seqera/seqera';
import { ServiceName } from '../src/world';

export const NOW = '2030-01-02T03:04:05.678Z';

export const ROOTS: Readonly<Record<ServiceName, string>> = {
  linode: LINODE_ROOT,
  aiven: AIVEN_ROOT,
  seqera: SEQERA_ROOT,
  harness: HARNESS_ROOT,
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests read answers of many shapes; a wrong one fails the expectation.
  readonly json: any;
}

export interface Sending {
  /** The secret to sign with; null signs nothing. @default the root credential */
  readonly as?: string | null;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One vendor's API, seen by a client. */
export class Client {
  constructor(
    readonly service: ServiceName | 'admin',
    readonly origin: string,
  ) {}

  async send(method: string, path: string, { as, body, headers }: Sending = {}): Promise<Answer> {
    const secret = as === undefined && this.service !== 'admin' ? ROOTS[this.service] : as;
    const response = await fetch(this.origin + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...this.credential(secret), ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  }

  private credential(secret: string | null | undefined): Record<string, string> {
    if (!secret) return {};
    if (this.service === 'harness') return { 'x-api-key': secret };
    return { Authorization: `${this.service === 'aiven' ? 'aivenv1' : 'Bearer'} ${secret}` };
  }
}

export type Clients = Readonly<Record<keyof Origins, Client>>;

export function clientsOf(origins: Origins): Clients {
  const clients = Object.entries(origins).map(([name, origin]) => [
    name,
    new Client(name as ServiceName, origin),
  ]);
  return Object.fromEntries(clients) as Clients;
}

/** An emulator for each test of a file, its clock frozen at {@link NOW}. */
export function emulated(options: EmulatorOptions = {}): () => Clients {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await Emulator.start({ now: new Date(NOW), ...options });
  });
  afterEach(async () => {
    await emulator.close();
  });
  return () => clientsOf(emulator.origins);
}
