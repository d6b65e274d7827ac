import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { selfSignedCertificate } from '../../src/plugin/certificate';
import { clientCertificate, handshakeLine, HandshakeError } from '../../src/plugin/handshake';
import { listen } from '../../src/plugin/listener';

describe('the handshake line', () => {
  test.each([1, 2, 3])('holds the certificate without padding, for a length of 3n + %d', (extra) => {
    const certificate = randomBytes(300 + extra);
    const line = handshakeLine({}, { network: 'unix', address: '/run/s' }, certificate);
    const fields = line.split('|');
    expect(fields.slice(0, 5)).toEqual(['1', '6', 'unix', '/run/s', 'grpc']);
    expect(fields).toHaveLength(6);
    expect(fields[5]).toMatch(/^[A-Za-z0-9+/]+$/);
    expect(Buffer.from(fields[5], 'base64').equals(certificate)).toBe(true);
  });

  test('has an empty certificate without TLS, and a seventh field only for who asks', () => {
    const at = { network: 'tcp', address: '127.0.0.1:10000' } as const;
    expect(handshakeLine({}, at)).toBe('1|6|tcp|127.0.0.1:10000|grpc|');
    expect(handshakeLine({ PLUGIN_MULTIPLEX_GRPC: 'true' }, at)).toBe('1|6|tcp|127.0.0.1:10000|grpc||false');
  });
});

test('the client certificate is read from PEM, and absent where there is no TLS', () => {
  const { der, pem } = selfSignedCertificate(new Date());
  expect(clientCertificate({ PLUGIN_CLIENT_CERT: pem })?.equals(der)).toBe(true);
  expect(clientCertificate({})).toBeUndefined();
  expect(clientCertificate({ PLUGIN_CLIENT_CERT: '' })).toBeUndefined();
});

describe('on Windows', () => {
  test('listens on the first free port of the range', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const greeted: string[] = [];
    const listener = await listen(
      { PLUGIN_MIN_PORT: String(port), PLUGIN_MAX_PORT: String(Math.min(port + 50, 65_535)) },
      (socket) => {
        greeted.push('hello');
        socket.end();
        listener.close();
      },
      'win32',
    );
    expect(listener.network).toBe('tcp');
    const [host, chosen] = listener.address.split(':');
    expect(host).toBe('127.0.0.1');
    expect(Number(chosen)).toBeGreaterThan(port);
    const socket = createConnection(Number(chosen), host);
    await once(socket.resume(), 'close');
    expect(greeted).toEqual(['hello']);
    listener.remove();
    taken.close();
  });

  test('says so when no port of the range is free', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as { port: number }).port);
    await expect(listen({ PLUGIN_MIN_PORT: port, PLUGIN_MAX_PORT: port }, () => {}, 'win32')).rejects.toThrow(
      new HandshakeError(
        `no port from ${port} to ${port} is free on 127.0.0.1: PLUGIN_MIN_PORT and PLUGIN_MAX_PORT say where to look`,
      ),
    );
    taken.close();
  });

  test.each(['0', '65536', '1.5', 'http', '-1'])('refuses the port %s', async (port) => {
    await expect(listen({ PLUGIN_MIN_PORT: port }, () => {}, 'win32')).rejects.toThrow(
      `PLUGIN_MIN_PORT must be a port from 1 to 65535, and is "${port}"`,
    );
  });
});

test('a temporary directory whose name is too long is not used', async () => {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = '/tmp/' + 'd'.repeat(100);
  try {
    const listener = await listen({}, () => {});
    expect(listener.address).toMatch(/^\/tmp\/plugin-[0-9a-f]{24}$/);
    expect(existsSync(listener.address)).toBe(true);
    listener.remove();
    expect(existsSync(listener.address)).toBe(false);
    listener.remove();
    listener.close();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
});

test('the umask is what it was', async () => {
  const before = process.umask();
  const listener = await listen({}, () => {});
  expect(process.umask()).toBe(before);
  listener.close();
  listener.remove();
});
