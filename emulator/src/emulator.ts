import { Admin, Services } from './admin/admin';
import { Aiven } from './aiven/aiven';
import { Harness } from './harness/harness';
import { FaultQueue } from './http/faults';
import { RequestLog } from './http/log';
import { Origin } from './http/server';
import { Linode } from './linode/linode';
import { Seqera } from './seqera/seqera';
import { Store } from './state';
import { SERVICES, ServiceName, World } from './world';

export interface EmulatorOptions {
  /** Where the state is kept. @default only in memory */
  readonly state?: string;
  /** Freezes the clock. @default as the state has it, else the machine's */
  readonly now?: Date;
  /** The first of five ports that follow each other, 0 for any that are free. @default 0 */
  readonly port?: number;
}

/** Where each API is found, such as `http://127.0.0.1:40123`. */
export type Origins = Readonly<Record<ServiceName | 'admin', string>>;

/** The four vendors' APIs and `admin`, each on an origin of its own. */
export class Emulator {
  /** Starts it; when this comes back it answers. */
  static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const world = new World(new Store(options.state));
    const services: Services = {
      linode: new Linode(world),
      aiven: new Aiven(world),
      seqera: new Seqera(world),
      harness: new Harness(world),
    };
    const faults = new FaultQueue();
    const log = new RequestLog();
    const admin = new Admin(world, services, faults, log, options.now);
    world.store.flush();

    const origins: Partial<Record<keyof Origins, string>> = {};
    const servers: Origin[] = [];
    const open = async (name: keyof Origins, origin: Origin): Promise<void> => {
      const first = options.port ?? 0;
      origins[name] = await origin.listen(first === 0 ? 0 : first + servers.length);
      servers.push(origin);
    };
    try {
      for (const name of SERVICES) {
        await open(name, new Origin(services[name], world, { service: name, faults, log }));
      }
      await open('admin', new Origin(admin, world));
    } catch (error) {
      await Promise.all(servers.map((server) => server.close()));
      throw error;
    }
    return new Emulator(origins as Origins, servers);
  }

  private constructor(
    readonly origins: Origins,
    private readonly servers: readonly Origin[],
  ) {}

  /** Stops listening and cuts what is connected. The state is on disk already. */
  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
  }
}
