import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export const EMULATOR = join(dirname(dirname(__dirname)), 'emulator', 'dist', 'tokens-emulator');

export const SERVICES = ['linode', 'aiven', 'seqera', 'harness'] as const;
export type ServiceName = (typeof SERVICES)[number];
type Origins = Readonly<Record<ServiceName | 'admin', string>>;

/** Where the companion provider looks for each service. */
export const ADDRESS_VARIABLES: Readonly<Record<ServiceName, string>> = {
  linode: 'LINODE_URL',
  aiven: 'AIVEN_WEB_URL',
  seqera: 'TOWER_API_ENDPOINT',
  harness: 'HARNESS_ENDPOINT',
};

export const ORGANIZATION = 'org22f3e4a1b5c';
export const ACCOUNT = 'EmulatedAccount0000001';

/** What the emulator tells with `--help`: constants, and plainly fake. */
export const CREDENTIALS: Readonly<Record<string, string>> = {
  LINODE_TOKEN: 'fa4e'.repeat(16),
  AIVEN_TOKEN: `FAKEaivenRoot${'fa4e'.repeat(25)}`,
  TOWER_ACCESS_TOKEN: 'eyJ0aWQiOiAwfS5mYTRlZmE0ZWZhNGVmYTRlZmE0ZWZhNGVmYTRlZmE0ZWZhNGVmYTRl',
  HARNESS_PLATFORM_API_KEY: `pat.${ACCOUNT}.${'fa4e'.repeat(6)}.FakeRootFakeRootFake`,
};

/** A token that works now. */
export interface LiveToken {
  readonly name: string;
  /** Of the secret, which the emulator doesn't keep. */
  readonly sha256: string;
  /** Not made by any client. */
  readonly foreign: boolean;
}

/** The services' APIs on loopback, in a process of their own, which ends with this one. */
export class Emulator {
  /**
   * @param now where its clock stands still, RFC 3339
   * @param state the file that it keeps its state in; none for memory alone
   */
  public static async start(now: string, state?: string): Promise<Emulator> {
    if (!existsSync(EMULATOR)) {
      throw new Error(`${EMULATOR} is not there: npm test and npm run demo build it`);
    }
    const args = ['--now', now, '--exit-with-parent', ...(state ? ['--state', state] : [])];
    // Ctrl-C goes to a terminal's whole group, and a Terraform that is interrupted still needs the services.
    const child = spawn(EMULATOR, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    const ready = once(createInterface(child.stdout), 'line') as Promise<[string]>;
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the emulator ended with ${code} before it was ready`);
    });
    const [line] = await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new Emulator(child, JSON.parse(line) as Origins);
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly origins: Origins,
  ) {}

  /** Where the companion provider finds the services, and as whom. */
  public get environment(): Record<string, string> {
    const addresses = SERVICES.map((service) => [ADDRESS_VARIABLES[service], this.origins[service]]);
    return { ...CREDENTIALS, ...Object.fromEntries(addresses) };
  }

  public async setClock(now: string): Promise<void> {
    await this.admin('PUT', '/clock', { now });
  }

  /** The tokens that clients have made and that work now. */
  public async live(): Promise<Record<ServiceName, LiveToken[]>> {
    const each = SERVICES.map(async (service) => {
      const tokens = await this.admin<LiveToken[]>('GET', `/tokens?service=${service}`);
      return [service, tokens.filter(({ foreign }) => !foreign)] as const;
    });
    return Object.fromEntries(await Promise.all(each)) as Record<ServiceName, LiveToken[]>;
  }

  /** Whether the service takes the secret now. */
  public async takes(service: ServiceName, secret: string): Promise<boolean> {
    return (await this.admin<{ live: boolean }>('POST', '/verify', { service, secret })).live;
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill();
    await once(this.child, 'exit');
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
