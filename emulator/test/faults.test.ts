import { request } from 'node:http';
import { Answer, Client, emulated } from './client';

const clients = emulated();
const TOKENS = '/v4/profile/tokens';

async function fault(body: object): Promise<Answer> {
  return clients().admin.send('POST', '/faults', { body: { service: 'linode', ...body } });
}

async function create(): Promise<Answer> {
  return clients().linode.send('POST', TOKENS, { body: { label: 'a', scopes: '*' } });
}

async function live(): Promise<number> {
  return (await clients().admin.send('GET', '/tokens?service=linode')).json.length as number;
}

async function lastLogged(): Promise<any> {
  return (await clients().admin.send('GET', '/requests')).json.requests.at(-1);
}

test('a status with headers and a body, as often as asked', async () => {
  await fault({
    kind: 'status',
    status: 429,
    times: 2,
    headers: { 'retry-after': '3', 'content-type': 'application/problem+json' },
    body: { errors: [{ reason: 'Too many requests' }] },
  });
  for (let i = 0; i < 2; i++) {
    const limited = await create();
    expect([limited.status, limited.json]).toEqual([429, { errors: [{ reason: 'Too many requests' }] }]);
    expect(limited.headers.get('retry-after')).toBe('3');
    expect(limited.headers.get('content-type')).toBe('application/problem+json');
  }
  expect(await live()).toBe(0);
  expect((await create()).status).toBe(200);
  expect(await live()).toBe(1);
});

test("a status without a body has the vendor's own", async () => {
  await fault({ kind: 'status', status: 503 });
  expect((await create()).json).toEqual({ errors: [{ reason: expect.any(String) }] });
  await fault({
    kind: 'status',
    status: 400,
    body: '<html>busy</html>',
    headers: { 'Content-Type': 'text/html' },
  });
  const page = await create();
  expect([page.text, page.headers.get('content-type')]).toEqual(['<html>busy</html>', 'text/html']);
});

test('a fault waits for its service, method and path', async () => {
  await fault({ kind: 'status', status: 500, method: 'post', pathPattern: '/profile/tokens$' });
  expect((await clients().linode.send('GET', TOKENS)).status).toBe(200);
  expect((await clients().seqera.send('POST', '/tokens', { body: {} })).status).toBe(200);
  expect((await clients().linode.send('POST', `${TOKENS}?x`, { body: { scopes: '*' } })).status).toBe(200);
  expect((await clients().admin.send('GET', '/faults')).json.faults).toHaveLength(1);
  expect((await create()).status).toBe(500);
  expect((await clients().admin.send('GET', '/faults')).json.faults).toEqual([]);
});

test('faults are played in the order they were queued', async () => {
  await fault({ kind: 'status', status: 500 });
  await fault({ kind: 'status', status: 502 });
  expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
    500, 502, 200,
  ]);
});

test('a drop has no effect', async () => {
  await fault({ kind: 'drop' });
  await expect(create()).rejects.toThrow();
  expect(await live()).toBe(0);
  expect(await lastLogged()).toMatchObject({ method: 'POST', status: null, fault: 'drop' });
});

test('a drop after the effect loses only the answer', async () => {
  await fault({ kind: 'drop-after-effect' });
  await expect(create()).rejects.toThrow();
  expect(await live()).toBe(1);
  expect(await lastLogged()).toMatchObject({ status: null, fault: 'drop-after-effect' });
});

test('a truncated answer promises more than it brings', async () => {
  await fault({ kind: 'truncate' });
  await expect(create()).rejects.toThrow();
  expect(await live()).toBe(1);
});

test('a malformed answer is not JSON, and the effect is there', async () => {
  await fault({ kind: 'malformed' });
  const broken = await create();
  expect(broken.status).toBe(200);
  expect(() => JSON.parse(broken.text)).toThrow();
  expect(await live()).toBe(1);
});

test('even an empty answer is malformed', async () => {
  const { seqera, admin } = clients();
  const { token } = (await seqera.send('POST', '/tokens', { body: {} })).json;
  await admin.send('POST', '/faults', { body: { service: 'seqera', kind: 'malformed' } });
  const broken = await seqera.send('DELETE', `/tokens/${token.id}`);
  expect([broken.status, broken.text]).toEqual([200, '{']);
});

test('latency holds the answer back', async () => {
  await fault({ kind: 'latency', ms: 150 });
  const before = performance.now();
  expect((await create()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(149);
});

test('a hanging request gets no answer and has no effect', async () => {
  await fault({ kind: 'hang' });
  const hanging = fetch(clients().linode.origin + TOKENS, {
    method: 'POST',
    signal: AbortSignal.timeout(150),
  });
  await expect(hanging).rejects.toThrow('timeout');
  expect(await live()).toBe(0);
  expect(await lastLogged()).toMatchObject({ status: null, fault: 'hang' });
});

test.each([
  [{ kind: 'explode' }],
  [{ kind: 'status' }],
  [{ kind: 'status', status: 42 }],
  [{ kind: 'latency' }],
  [{ kind: 'drop', times: 0 }],
  [{ kind: 'drop', pathPattern: '(' }],
  [{ kind: 'drop', service: 'github' }],
  [{ kind: 'status', status: 500, headers: { 'X\n': 'y' } }],
  [{ kind: 'status', status: 500, headers: { X: 'y\r\nZ: 1' } }],
])('%j is no fault', async (body) => {
  expect((await fault(body)).status).toBe(400);
  expect((await create()).status).toBe(200);
});

test.each([
  ['linode', TOKENS, { errors: [{ reason: expect.any(String) }] }],
  ['aiven', '/v1/account', { message: expect.any(String), errors: expect.any(Array) }],
  ['seqera', '/tokens', { message: expect.any(String) }],
  ['harness', '/ng/api/token?accountIdentifier=x', expect.objectContaining({ status: 'ERROR' })],
] as const)(
  "%s refuses a body of more than a mebibyte in the vendor's shape",
  async (service, path, shape) => {
    const client: Client = clients()[service];
    const size = 1024 * 1024;
    const answer = await new Promise<{ status: number; json: unknown }>((resolve, reject) => {
      const outgoing = request(client.origin + path, { method: 'POST' }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, json: JSON.parse(Buffer.concat(chunks).toString()) }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(Buffer.alloc(size + 1, 0x20));
    });
    expect(answer).toEqual({ status: 413, json: shape });
    expect((await client.send('POST', path, { body: ' '.repeat(size) })).status).not.toBe(413);
  },
);
