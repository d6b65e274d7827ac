import { ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from '../built';

export type ServiceName = 'linode' | 'aiven' | 'seqera' | 'harness';

/** A token that works now. */
export interface LiveToken {
  readonly id: string;
  readonly name: string;
  readonly expiry: string | null;
  readonly sha256: string;
  /** Not made by any client. */
  readonly foreign: boolean;
}

/** What the emulator was asked. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly requestBody: string;
  readonly status: number | null;
  readonly userAgent: string | null;
  readonly authorization: string | null;
  readonly fault?: string;
}

/** A misbehaviour, as the emulator's handbook describes it. */
export interface Fault {
  readonly kind: 'latency' | 'status' | 'drop' | 'drop-after-effect' | 'truncate' | 'malformed' | 'hang';
  readonly method?: string;
  readonly pathPattern?: string;
  readonly times?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The vendors' APIs on loopback, in a process of their own. */
export class Emulator {
  /** @param now where its clock stands still, RFC 3339 */
  public static async start(now: string): Promise<Emulator> {
    const child = spawn(process.execPath, [built('emulator'), '--now', now, '--exit-with-parent'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new Emulator(child, JSON.parse(line) as Record<ServiceName | 'admin', string>);
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly origins: Readonly<Record<ServiceName | 'admin', string>>,
  ) {}

  public async stop(): Promise<void> {
    this.child.kill();
    await once(this.child, 'exit');
  }

  /** As it was at the start. */
  public async reset(): Promise<void> {
    await this.admin('POST', '/reset');
  }

  public async setClock(now: string): Promise<void> {
    await this.admin('PUT', '/clock', { now });
  }

  public async fault(service: ServiceName, fault: Fault): Promise<void> {
    await this.admin('POST', '/faults', { service, ...fault });
  }

  /** Tokens that clients made and that work. */
  public async tokens(service: ServiceName): Promise<LiveToken[]> {
    const all = await this.admin<LiveToken[]>('GET', `/tokens?service=${service}`);
    return all.filter(({ foreign }) => !foreign);
  }

  /** Somebody else's tokens. */
  public async foreignTokens(service: ServiceName): Promise<LiveToken[]> {
    const all = await this.admin<LiveToken[]>('GET', `/tokens?service=${service}`);
    return all.filter(({ foreign }) => foreign);
  }

  public async seed(service: ServiceName, token: Readonly<Record<string, string>>): Promise<string> {
    return (await this.admin<{ id: string }>('POST', '/seed', { service, ...token })).id;
  }

  public async requests(service: ServiceName): Promise<LoggedRequest[]> {
    const { requests } = await this.admin<{ requests: LoggedRequest[] }>(
      'GET',
      `/requests?service=${service}`,
    );
    return requests;
  }

  public async forgetRequests(): Promise<void> {
    await this.admin('DELETE', '/requests');
  }

  private async admin<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.origins.admin + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the emulator answers ${method} ${path} with ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

/** The emulator that the tests of one file share, each finding it as it was at the start. */
export function useEmulator(now: string): () => Emulator {
  let emulator: Emulator | undefined;
  // A guard against hanging for ever, not a measure.
  jest.setTimeout(300_000);
  beforeAll(async () => {
    emulator = await Emulator.start(now);
  });
  beforeEach(async () => emulator!.reset());
  afterAll(async () => emulator?.stop());
  return () => emulator!;
}

export function sha256(secret: unknown): string {
  return createHash('sha256')
    .update(secret as string)
    .digest('hex');
}
