import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrpcServer, type GrpcServerOptions } from '../../src/plugin/grpc-server';
import { hclog } from '../../src/plugin/log';

/** A server of ours on a socket of its own. */
export interface Served {
  readonly server: GrpcServer;
  readonly path: string;
  /** What it logged, at every level. */
  readonly log: string[];
  close(): Promise<void>;
}

export async function served(options: Omit<GrpcServerOptions, 'logger'>): Promise<Served> {
  const directory = mkdtempSync(join(tmpdir(), 'grpc-'));
  const path = join(directory, 's');
  const log: string[] = [];
  const logger = hclog({ name: 'test', level: 'trace', sink: (line) => log.push(line) });
  const server = new GrpcServer({ ...options, logger });
  const listener = createServer((socket) => server.accept(socket));
  await new Promise<void>((resolve) => listener.listen(path, resolve));
  return {
    server,
    path,
    log,
    close: async () => {
      server.close();
      await new Promise((resolve) => listener.close(resolve));
      rmSync(directory, { recursive: true });
    },
  };
}
