import { createHash } from 'node:crypto';
import { emulated, NOW, ROOTS } from './client';
import { SERVICES } from '../src/world';

const clients = emulated();
const TOKENS = '/v4/profile/tokens';

test('the clock stands, is set, is moved, and runs', async () => {
  const { admin } = clients();
  expect((await admin.send('GET', '/clock')).json).toEqual({ now: NOW, frozen: true });
  const set = await admin.send('PUT', '/clock', { body: { now: '2031-01-01T01:00:00+01:00' } });
  expect(set.json).toEqual({ now: '2031-01-01T00:00:00.000Z', frozen: true });
  expect((await admin.send('PUT', '/clock', { body: { advanceSeconds: -60 } })).json.now).toBe(
    '2030-12-31T23:59:00.000Z',
  );
  const running = (await admin.send('PUT', '/clock', { body: { now: null } })).json;
  expect(running.frozen).toBe(false);
  expect(Math.abs(Date.parse(running.now) - Date.now())).toBeLessThan(60_000);
});

test.each([[{}], [{ now: 'noon' }], [{ now: '2030-02-30T00:00:00Z' }], [{ advanceSeconds: 9e15 }], ['x']])(
  'the clock is not set by %j',
  async (body) => {
    const { admin } = clients();
    const refused = await admin.send('PUT', '/clock', { body });
    expect([refused.status, refused.json]).toEqual([400, { error: expect.any(String) }]);
    expect((await admin.send('GET', '/clock')).json.now).toBe(NOW);
  },
);

test('live tokens are listed by the digest of their secret', async () => {
  const { admin, linode } = clients();
  const { json } = await linode.send('POST', TOKENS, { body: { label: 'a', scopes: '*' } });
  const all = await admin.send('GET', '/tokens');
  expect(all.json.linode).toEqual([
    {
      id: String(json.id),
      name: 'a',
      created: '2030-01-02T03:04:05Z',
      expiry: null,
      sha256: createHash('sha256').update(json.token).digest('hex'),
      foreign: false,
    },
  ]);
  expect(all.json.seqera.map((each: { foreign: boolean }) => each.foreign)).toEqual([true, true]);
  expect(all.text).not.toContain(json.token);
  await linode.send('DELETE', `${TOKENS}/${json.id}`);
  expect((await admin.send('GET', '/tokens?service=linode')).json).toEqual([]);
  expect((await admin.send('GET', '/tokens?service=digitalocean')).status).toBe(400);
});

test.each([...SERVICES])('a token is seeded into %s, and counts as no creation', async (service) => {
  const { admin } = clients();
  const secret = 'a stranger';
  const verify = async (): Promise<boolean> =>
    (await admin.send('POST', '/verify', { body: { service, secret } })).json.live;
  expect(await verify()).toBe(false);
  const seeded = await admin.send('POST', '/seed', { body: { service, name: 'theirs', secret } });
  expect([seeded.status, seeded.json]).toEqual([201, { service, id: expect.any(String) }]);
  expect(await verify()).toBe(true);
  const live = (await admin.send('GET', `/tokens?service=${service}`)).json;
  expect(live.at(-1)).toMatchObject({ id: seeded.json.id, name: 'theirs', foreign: true });
  expect((await admin.send('GET', '/counters')).json[service]).toEqual({
    creates: 0,
    deletes: 0,
    rotations: 0,
  });
});

test.each(['linode', 'aiven', 'harness'] as const)('a token seeded into %s expires', async (service) => {
  const { admin } = clients();
  const body = { service, name: 'theirs', secret: 'a stranger', expiry: '2030-01-02T04:00:00Z' };
  expect((await admin.send('POST', '/seed', { body })).status).toBe(201);
  await admin.send('PUT', '/clock', { body: { now: body.expiry } });
  expect((await admin.send('POST', '/verify', { body })).json).toEqual({ live: false });
});

test.each([...SERVICES])('the root credential of %s is verified', async (service) => {
  const body = { service, secret: ROOTS[service] };
  expect((await clients().admin.send('POST', '/verify', { body })).json).toEqual({ live: true });
});

test('requests are logged without any secret', async () => {
  const { admin, linode, aiven, seqera, harness } = clients();
  const secrets: string[] = [];
  secrets.push((await linode.send('POST', TOKENS, { body: { label: 'a', scopes: '*' } })).json.token);
  secrets.push((await seqera.send('POST', '/tokens', { body: { name: 'a' } })).json.accessKey);
  const users = '/v1/organization/org22f3e4a1b5c/application-users';
  const { user_id: user } = (await aiven.send('POST', users, { body: { name: 'a' } })).json;
  secrets.push((await aiven.send('POST', `${users}/${user}/access-tokens`, { body: {} })).json.full_token);
  const token = {
    accountIdentifier: 'EmulatedAccount0000001',
    apiKeyType: 'USER',
    parentIdentifier: 'EmulatedUser0000000001',
    apiKeyIdentifier: 'k',
    identifier: 't',
    name: 't',
  };
  const account = 'accountIdentifier=EmulatedAccount0000001';
  secrets.push((await harness.send('POST', `/ng/api/token?${account}`, { body: token })).json.data);
  // A client that puts secrets where they don't belong.
  for (const secret of secrets) {
    await linode.send('PUT', `${TOKENS}/${encodeURIComponent(secret)}?q=${encodeURIComponent(secret)}`, {
      body: { label: secret },
      headers: { Authorization: secret, 'User-Agent': 'test' },
    });
  }
  const log = await admin.send('GET', '/requests');
  for (const secret of [...secrets, ...Object.values(ROOTS)]) {
    expect(log.text).not.toContain(secret);
    expect(log.text).not.toContain(encodeURIComponent(secret));
  }
  expect(log.json.dropped).toBe(0);
  expect(log.json.requests).toHaveLength(9);
  expect(log.json.requests[0]).toEqual({
    number: 1,
    time: NOW,
    service: 'linode',
    method: 'POST',
    path: TOKENS,
    authorization: 'Bearer ****',
    userAgent: 'node',
    requestBody: '{"label":"a","scopes":"*"}',
    status: 200,
    responseBody: expect.stringContaining('[redacted]'),
  });
  expect((await admin.send('GET', '/requests?service=harness')).json.requests[0].authorization).toBe('****');
  await admin.send('DELETE', '/requests');
  expect((await admin.send('GET', '/requests')).json).toEqual({ requests: [], dropped: 0 });
});

test('creations and deletions are counted where they took effect', async () => {
  const { admin, seqera } = clients();
  const { token } = (await seqera.send('POST', '/tokens', { body: { name: 'a' } })).json;
  await seqera.send('POST', '/tokens', { body: { name: 'a' } });
  await seqera.send('DELETE', `/tokens/${token.id}`);
  await seqera.send('DELETE', `/tokens/${token.id}`);
  expect((await admin.send('GET', '/counters')).json.seqera).toEqual({
    creates: 1,
    deletes: 1,
    rotations: 0,
  });
});

test('a reset goes back to the beginning', async () => {
  const { admin, linode } = clients();
  const { json } = await linode.send('POST', TOKENS, { body: { label: 'a', scopes: '*' } });
  await admin.send('PUT', '/clock', { body: { now: '2040-01-01T00:00:00Z' } });
  await admin.send('PUT', '/limits', { body: { aivenTokensPerUser: 1 } });
  await admin.send('POST', '/faults', { body: { service: 'linode', kind: 'drop' } });
  expect((await admin.send('POST', '/reset')).status).toBe(204);
  expect((await linode.send('GET', `${TOKENS}/${json.id}`)).status).toBe(404);
  expect((await admin.send('GET', '/clock')).json.now).toBe(NOW);
  expect((await admin.send('GET', '/limits')).json.aivenTokensPerUser).toBe(10);
  expect((await admin.send('GET', '/counters')).json.linode.creates).toBe(0);
  expect((await admin.send('GET', '/requests')).json.requests).toHaveLength(1);
  const again = await linode.send('POST', TOKENS, { body: { label: 'a', scopes: '*' } });
  expect(again.json.id).toBe(json.id);
});

test('an unknown path says so', async () => {
  expect((await clients().admin.send('GET', '/nothing')).json).toEqual({ error: 'Not found' });
});
