import { execFileSync } from 'node:child_process';
import { createServer as createSecureServer, Server } from 'node:https';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { clientOf, closeAll, CREDENTIAL, FakeService, json } from './fake-service';
import { Caller, ConnectionError, HttpRequest } from '../../src/http';
import { selfSignedCertificate } from '../../src/plugin/certificate';
import { KeptLog } from '../framework/in-process';

const caller: Caller = { signal: new AbortController().signal, logger: new KeptLog() };
const get: HttpRequest<unknown> = { method: 'GET', path: '/things', decode: (answer) => answer };
const { key, pem } = selfSignedCertificate(new Date());

let server: Server | undefined;

afterEach(async () => {
  await closeAll();
  server?.closeAllConnections();
  server?.close();
});

/** A service over TLS, whose certificate nobody trusts who was not told to. */
async function secureService(): Promise<FakeService> {
  const service = await FakeService.start((_, response) => json(response, 200, { id: 1 }));
  server = createSecureServer({ key, cert: pem, ALPNProtocols: ['h2', 'http/1.1'] }, service.listener());
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.create(service, { origin: { value: `https://localhost:${port}` } }) as FakeService;
}

test('a certificate is trusted by the authority that is given, over HTTP/1.1', async () => {
  const service = await secureService();
  const versions: string[] = [];
  server!.on('request', ({ httpVersion }: { httpVersion: string }) => versions.push(httpVersion));
  expect(await clientOf(service, { ca: pem }).request(get, caller)).toEqual({ id: 1 });
  expect(versions).toEqual(['1.1']);
});

test('without it is not, at once, and nothing is sent', async () => {
  const service = await secureService();
  for (const ca of [undefined, selfSignedCertificate(new Date()).pem]) {
    const error = await clientOf(service, { ca })
      .request(get, caller)
      .catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toMatch(/its certificate is not trusted: .+ \([A-Z_]+\)\.$/);
  }
  expect(service.seen).toEqual([]);
});

test('connections are kept open', async () => {
  const service = await FakeService.start((_, response) => json(response, 200, {}));
  let connections = 0;
  service.server.on('connection', () => connections++);
  const client = clientOf(service);
  for (let each = 0; each < 20; each++) await client.request(get, caller);
  // A second one, where the first is not free yet when its answer has ended.
  expect(connections).toBeLessThanOrEqual(2);
});

describe('a proxy', () => {
  /** Notes where it is to connect to, and refuses. */
  async function proxy() {
    const asked: string[] = [];
    const listener = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        asked.push(data.toString());
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    return { asked, url, listener };
  }

  test('is asked for a tunnel, and sees no credential', async () => {
    const { asked, url, listener } = await proxy();
    const client = clientOf({ origin: 'https://api.example.test' } as FakeService, {
      env: { HTTPS_PROXY: url },
      retryLimit: 0,
    });
    await expect(client.request(get, caller)).rejects.toThrow('could not be asked to GET /things');
    expect(asked[0]).toMatch(/^CONNECT api\.example\.test:443 HTTP\/1\.1\r\n/);
    expect(asked.join()).not.toContain(CREDENTIAL);
    listener.close();
  });

  test('is not used on this machine', async () => {
    const { asked, url, listener } = await proxy();
    const service = await FakeService.start((_, response) => json(response, 200, {}));
    await clientOf(service, { env: { HTTPS_PROXY: url, HTTP_PROXY: url } }).request(get, caller);
    expect(asked).toEqual([]);
    listener.close();
  });
});

test('undici is not loaded before the first request', () => {
  const provider = join(__dirname, '..', '..', 'src', 'provider.ts');
  const script = `
    const { tokensProvider } = require(${JSON.stringify(provider)});
    const provider = tokensProvider({ LINODE_TOKEN: 'x', TOWER_ACCESS_TOKEN: 'x' });
    console.log(Object.keys(require.cache).filter((file) => file.includes('undici')).length);`;
  const args = ['--require', require.resolve('tsx/cjs'), '--eval', script];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()).toBe('0');
});
