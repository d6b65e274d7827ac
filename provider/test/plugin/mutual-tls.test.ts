import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { FixtureBundle, type PluginProcess } from './plugin-process';
import { RawClient } from './raw-client';
import { type Certificate, selfSignedCertificate } from '../../src/plugin/certificate';

// Where other jobs run, processes and hundreds of connections take their time.
jest.setTimeout(20_000);

const right = selfSignedCertificate(new Date());
// The same names in it, so that only its key tells it from the right one.
const wrong = selfSignedCertificate(new Date());

let bundle: FixtureBundle;
let plugin: PluginProcess;
let path: string;
let serverPem: Buffer;

beforeAll(async () => {
  bundle = new FixtureBundle();
  plugin = bundle.start({ PLUGIN_CLIENT_CERT: right.pem, TF_LOG: 'WARN' });
  const fields = await plugin.handshake();
  path = fields[3];
  serverPem = pem(fields[5]);
});

afterAll(() => bundle.remove());

/** The certificate of a handshake line, as a client's library takes it. */
function pem(field: string): Buffer {
  const lines = Buffer.from(field, 'base64')
    .toString('base64')
    .match(/.{1,64}/g)!;
  const text = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''];
  return Buffer.from(text.join('\n'), 'latin1');
}

async function answer(credentials: grpc.ChannelCredentials) {
  const client = new RawClient(`unix://${path}`, credentials);
  const outcome = await client.unary('/test.Plugin/Echo', 'secret');
  return { ...outcome, close: () => client.close() };
}

function as(certificate?: Certificate): grpc.ChannelCredentials {
  return certificate
    ? grpc.credentials.createSsl(serverPem, Buffer.from(certificate.key), Buffer.from(certificate.pem))
    : grpc.credentials.createSsl(serverPem);
}

test('the handshake line offers a certificate, without padding', () => {
  expect(plugin.stdout).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|[A-Za-z0-9+/]{400,}\n$/);
});

test.each([
  ['no certificate', () => as()],
  ['another certificate', () => as(wrong)],
  ['no TLS at all', () => grpc.credentials.createInsecure()],
])('a client with %s gets no answer', async (_what, credentials) => {
  const outcome = await answer(credentials());
  expect(outcome.code).toBe(grpc.status.UNAVAILABLE);
  expect(outcome.message).toBeUndefined();
  outcome.close();
});

test('the one with the certificate from the environment gets one, after all of those, and its going is the end', async () => {
  const outcome = await answer(as(right));
  expect([outcome.code, outcome.message?.toString()]).toEqual([grpc.status.OK, 'secret']);
  expect(plugin.stderr).toContain('turned away a client');
  outcome.close();
  expect(await plugin.exit).toEqual({ code: 0, signal: null });
});

test('empty answers arrive as they were sent, many at once, between others', async () => {
  const other = bundle.start({ PLUGIN_CLIENT_CERT: right.pem });
  const [, , , socketPath, , certificate] = await other.handshake();
  const credentials = grpc.credentials.createSsl(
    pem(certificate),
    Buffer.from(right.key),
    Buffer.from(right.pem),
  );
  const client = new RawClient(`unix://${socketPath}`, credentials);
  for (let round = 0; round < 60; round++) {
    const sent = Array.from({ length: 50 }, (_, index) => (index % 3 === 0 ? 'x'.repeat(index * 9) : ''));
    const outcomes = await Promise.all(sent.map((message) => client.unary('/test.Plugin/Echo', message)));
    expect(outcomes.map(({ details, message }) => details || message?.toString())).toEqual(sent);
  }
  client.close();
  await other.exit;
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
  const other = bundle.start({ PLUGIN_CLIENT_CERT: right.pem });
  const [, , , socketPath] = await other.handshake();
  const socket = connectTls({
    path: socketPath,
    key: right.key,
    cert: right.pem,
    rejectUnauthorized: false,
    servername: 'localhost',
    ALPNProtocols: ['h2'],
    minVersion: version,
    maxVersion: version,
  });
  const session = connectHttp2('https://localhost', { createConnection: () => socket });
  const stream = session.request({
    ':method': 'POST',
    ':path': '/test.Plugin/Echo',
    'content-type': 'application/grpc',
  });
  stream.resume();
  stream.end(Buffer.alloc(5));
  const [trailers] = (await once(stream, 'trailers')) as [Record<string, string>];
  expect([socket.getProtocol(), trailers['grpc-status']]).toEqual([version, '0']);
  session.destroy();
  await other.exit;
});
