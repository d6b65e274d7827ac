import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, HandshakeError, type PluginAddress } from './handshake';

/** A socket that listens, and how to leave nothing of it behind. */
export interface Listener extends PluginAddress {
  /** Removes the socket's file. Works at once, in an `exit` handler too. */
  remove(): void;
  /** Accepts no more. Those who are connected stay. */
  close(): void;
}

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with a zero at the end. Node cuts off the rest silently.
const SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107;

/**
 * Listens where go-plugin's client will look: a unix socket that only this user can open, in
 * `PLUGIN_UNIX_SOCKET_DIR` or the temporary directory; on Windows a port of the loopback interface between
 * `PLUGIN_MIN_PORT` and `PLUGIN_MAX_PORT`.
 *
 * @throws HandshakeError when there is no such place
 */
export async function listen(
  env: Environment,
  onConnection: (socket: Socket) => void,
  platform: NodeJS.Platform = process.platform,
): Promise<Listener> {
  return platform === 'win32' ? listenOnPort(env, onConnection) : listenOnSocket(env, onConnection);
}

async function listenOnSocket(env: Environment, onConnection: (socket: Socket) => void): Promise<Listener> {
  const path = socketPath(env);
  const server = createServer(onConnection);
  // From its first moment: a chmod after the fact would leave a gap in which others can connect.
  const umask = process.umask(0o177);
  let listening: Promise<void>;
  try {
    listening = listenTo(server, { path });
  } finally {
    process.umask(umask);
  }
  await listening.catch((error: Error) => {
    throw new HandshakeError(`can't listen on the socket ${path}: ${error.message}`);
  });
  return {
    network: 'unix',
    address: path,
    close: () => server.close(),
    remove: () => {
      try {
        unlinkSync(path);
      } catch {
        // Somebody else has removed it.
      }
    },
  };
}

function socketPath(env: Environment): string {
  const name = `plugin-${randomBytes(12).toString('hex')}`;
  const given = env.PLUGIN_UNIX_SOCKET_DIR;
  const path = join(given || tmpdir(), name);
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES) return path;
  if (!given) return join('/tmp', name);
  const most = SOCKET_PATH_BYTES - name.length - 1;
  throw new HandshakeError(
    `PLUGIN_UNIX_SOCKET_DIR is ${given}, which is too long for a socket: it may have at most ${most} bytes`,
  );
}

async function listenOnPort(env: Environment, onConnection: (socket: Socket) => void): Promise<Listener> {
  const min = port(env, 'PLUGIN_MIN_PORT', 10_000);
  const max = port(env, 'PLUGIN_MAX_PORT', 25_000);
  for (let candidate = min; candidate <= max; candidate++) {
    const server = createServer(onConnection);
    try {
      await listenTo(server, { host: '127.0.0.1', port: candidate });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' || code === 'EACCES') continue;
      throw new HandshakeError(`can't listen on 127.0.0.1:${candidate}: ${(error as Error).message}`);
    }
    return {
      network: 'tcp',
      address: `127.0.0.1:${candidate}`,
      close: () => server.close(),
      remove: () => {},
    };
  }
  throw new HandshakeError(
    `no port from ${min} to ${max} is free on 127.0.0.1: PLUGIN_MIN_PORT and PLUGIN_MAX_PORT say where to look`,
  );
}

function port(env: Environment, name: string, fallback: number): number {
  const given = env[name];
  if (!given) return fallback;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new HandshakeError(`${name} must be a port from 1 to 65535, and is "${given}"`);
}

async function listenTo(
  server: Server,
  at: { path: string } | { host: string; port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      server.off('error', reject);
      // Such as too many open files when accepting: that connection is lost, the others aren't.
      server.on('error', () => {});
      resolve();
    });
  });
}
