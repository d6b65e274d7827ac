import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from '../../built';
import { Fault, LiveToken, LoggedRequest, ServiceName } from '../../services/emulator';

const EMULATOR = built('emulator');

export const SERVICES: readonly ServiceName[] = ['linode', 'aiven', 'seqera', 'harness'];

const help = execFileSync(process.execPath, [EMULATOR, '--help'], { encoding: 'utf8' });

/** The credentials that the emulator says it takes, by environment variable. */
export const CREDENTIALS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(help.matchAll(/^ +([A-Z_]+)=(\S+)$/gm), ([, name, value]) => [name, value]),
);
export const ORGANIZATION = /organization (\w+),/.exec(help)![1];
export const [, ACCOUNT, HARNESS_USER] = /account (\w+), user (\w+)/.exec(help)!;

type Origins = Readonly<Record<ServiceName, string>>;

/** What the provider is told of the services by its environment. */
export function environmentOf(origins: Origins): Record<string, string> {
  return {
    ...CREDENTIALS,
    LINODE_URL: origins.linode,
    AIVEN_WEB_URL: origins.aiven,
    TOWER_API_ENDPOINT: origins.seqera,
    HARNESS_ENDPOINT: origins.harness,
    HARNESS_ACCOUNT_ID: ACCOUNT,
  };
}

export type Counters = Readonly<Record<ServiceName, { creates: number; deletes: number; rotations: number }>>;

/** The emulator with options of its own, and all of its `admin`. */
export class Emulated {
  static async start(...options: readonly string[]): Promise<Emulated> {
    const child = spawn(process.execPath, [EMULATOR, '--exit-with-parent', ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new Emulated(child, JSON.parse(line) as Origins & { admin: string });
  }

  private constructor(
    private readonly child: ChildProcess,
    readonly origins: Origins & { readonly admin: string },
  ) {}

  async stop(): Promise<void> {
    this.child.kill();
    await once(this.child, 'exit');
  }

  async reset(): Promise<void> {
    await this.admin('POST', '/reset');
  }

  async fault(service: ServiceName, ...faults: readonly Fault[]): Promise<void> {
    for (const fault of faults) await this.admin('POST', '/faults', { service, ...fault });
  }

  /** Whether every fault has been met. */
  async met(): Promise<boolean> {
    return (await this.admin<{ faults: unknown[] }>('GET', '/faults')).faults.length === 0;
  }

  /** The faults that nothing has met yet are forgotten. */
  async heal(): Promise<void> {
    await this.admin('DELETE', '/faults');
  }

  /** Tokens that clients made and that work. */
  async tokens(service: ServiceName): Promise<LiveToken[]> {
    const all = await this.admin<LiveToken[]>('GET', `/tokens?service=${service}`);
    return all.filter(({ foreign }) => !foreign);
  }

  async requests(service?: ServiceName): Promise<LoggedRequest[]> {
    const query = service ? `?service=${service}` : '';
    return (await this.admin<{ requests: LoggedRequest[] }>('GET', `/requests${query}`)).requests;
  }

  async forgetRequests(): Promise<void> {
    await this.admin('DELETE', '/requests');
  }

  async counters(): Promise<Counters> {
    return this.admin('GET', '/counters');
  }

  /** Stops its clock at an instant. */
  async setClock(now: string): Promise<void> {
    await this.admin('PUT', '/clock', { now });
  }

  /** Stops its clock so much later. */
  async advance(seconds: number): Promise<void> {
    await this.admin('PUT', '/clock', { advanceSeconds: seconds });
  }

  async setLimits(limits: { aivenTokensPerUser?: number; harnessTokensPerApiKey?: number }): Promise<void> {
    await this.admin('PUT', '/limits', limits);
  }

  /** Asks a service as somebody else would, with the root credential. */
  async ask<T>(service: 'aiven' | 'harness', method: string, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> =
      service === 'aiven'
        ? { authorization: `aivenv1 ${CREDENTIALS.AIVEN_TOKEN}` }
        : { 'x-api-key': CREDENTIALS.HARNESS_PLATFORM_API_KEY };
    const answer = await fetch(this.origins[service] + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** An application user that no resource manages. */
  async aivenUser(name: string): Promise<string> {
    const path = `/v1/organization/${ORGANIZATION}/application-users`;
    const user = await this.ask<{ user_id: string }>('aiven', 'POST', path, { name, is_super_admin: false });
    return user.user_id;
  }

  private async admin<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.origins.admin + path, {
      method,
      body: body && JSON.stringify(body),
    } as RequestInit);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the emulator answers ${method} ${path} with ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

/** The emulator that the tests of one file share, each finding it as it was at the start. */
export function useEmulated(...options: readonly string[]): () => Emulated {
  let emulator: Emulated | undefined;
  beforeAll(async () => {
    emulator = await Emulated.start(...options);
  });
  beforeEach(async () => emulator!.reset());
  afterAll(async () => emulator?.stop());
  return () => emulator!;
}
