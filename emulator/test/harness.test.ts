import { Answer, emulated, NOW } from './client';
import { HARNESS_USER } from '../src/harness/harness';
import { HARNESS_ACCOUNT } from '../src/harness/read';

const clients = emulated();
const NOW_MS = Date.parse(NOW);
const ACCOUNT = `accountIdentifier=${HARNESS_ACCOUNT}`;
const KEY = `${ACCOUNT}&apiKeyType=USER&parentIdentifier=${HARNESS_USER}`;
const TOKEN = `${KEY}&apiKeyIdentifier=key`;

const place = { accountIdentifier: HARNESS_ACCOUNT, apiKeyType: 'USER', parentIdentifier: HARNESS_USER };
const token = { ...place, apiKeyIdentifier: 'key', identifier: 'tok', name: 'tok' };

async function send(method: string, path: string, body?: unknown, as?: string): Promise<Answer> {
  return clients().harness.send(method, path, { body, as });
}

async function create(more: object = {}, as?: string): Promise<Answer> {
  return send('POST', `/ng/api/token?${ACCOUNT}`, { ...token, ...more }, as);
}

async function read(more = '&identifiers=tok', where = TOKEN): Promise<any[]> {
  return (await send('GET', `/ng/api/token/aggregate?${where}${more}`)).json.data.content;
}

describe('tokens', () => {
  test.each(['', '/gateway'])('are created and read in pages, under "%s"', async (base) => {
    const created = await send('POST', `${base}/ng/api/token?${ACCOUNT}`, {
      ...token,
      description: 'd',
      tags: { a: 'b', c: '' },
      email: 'me@example.com',
      username: 'me',
    });
    expect(created.json).toEqual({
      status: 'SUCCESS',
      data: expect.stringMatching(new RegExp(`^pat\\.${HARNESS_ACCOUNT}\\.[\\w-]+\\.[A-Za-z0-9]{20}$`)),
      metaData: null,
      correlationId: expect.any(String),
    });
    const page = await send('GET', `${base}/ng/api/token/aggregate?${TOKEN}&identifiers=tok`);
    const month = NOW_MS + 2_592_000_000;
    expect(page.json.data).toMatchObject({
      totalPages: 1,
      totalItems: 1,
      pageItemCount: 1,
      pageIndex: 0,
      empty: false,
    });
    expect(page.json.data.content).toEqual([
      {
        token: expect.objectContaining({
          ...token,
          description: 'd',
          tags: { a: 'b', c: '' },
          validFrom: NOW_MS,
          validTo: month,
          valid: true,
          scheduledExpireTime: null,
          orgIdentifier: null,
          email: null,
          username: null,
        }),
        expiryAt: month,
        createdAt: NOW_MS,
        lastModifiedAt: NOW_MS,
      },
    ]);
    expect(page.text).not.toContain(created.json.data);
  });

  test('make the API key they name', async () => {
    await create();
    const key = await send('GET', `/ng/api/apikey/aggregate/key?${KEY}`);
    expect(key.json.data).toMatchObject({
      apiKey: { identifier: 'key', name: 'key_auto', defaultTimeToExpireToken: 2_592_000_000 },
      tokensCount: 1,
    });
  });

  test('work as a credential, and no longer when deleted', async () => {
    const secret = (await create()).json.data;
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(200);
    expect((await send('DELETE', `/ng/api/token/tok?${TOKEN}`)).json.data).toBe(true);
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(401);
    expect(await read()).toEqual([]);
    const again = await send('DELETE', `/ng/api/token/tok?${TOKEN}`);
    expect([again.status, again.json.code]).toEqual([404, 'ENTITY_NOT_FOUND']);
  });

  test('vanish when their time is over', async () => {
    const secret = (await create({ validTo: NOW_MS + 1000 })).json.data;
    await clients().admin.send('PUT', '/clock', { body: { advanceSeconds: 1 } });
    expect(await read()).toEqual([]);
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(401);
    await clients().admin.send('PUT', '/clock', { body: { now: NOW } });
    expect(await read()).toEqual([]);
  });

  test('that are not valid yet are listed, and refused as a credential', async () => {
    const secret = (await create({ validFrom: NOW_MS + 5000, validTo: NOW_MS + 9000 })).json.data;
    expect((await read())[0].token.valid).toBe(false);
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(401);
  });

  test.each([
    [{ validTo: NOW_MS - 1 }],
    [{ validFrom: NOW_MS + 2, validTo: NOW_MS + 1 }],
    [{ identifier: '7up' }],
    [{ identifier: '' }],
    [{ name: undefined }],
    [{ apiKeyType: 'user' }],
    [{ parentIdentifier: 'somebody-else' }],
    [{ orgIdentifier: 'nowhere' }],
    [{ orgIdentifier: 'default', projectIdentifier: 'nowhere' }],
    [{ validTo: 1e300 }],
    [{ tags: ['a'] }],
  ])('are not created with %j', async (more) => {
    const refused = await create(more);
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({
      status: 'ERROR',
      code: expect.any(String),
      message: expect.any(String),
    });
    expect(await read('')).toEqual([]);
  });

  test('are there once, whatever the case', async () => {
    await create();
    const again = await create({ identifier: 'TOK' });
    expect([again.status, again.json.code]).toEqual([400, 'DUPLICATE_FIELD']);
    expect(again.json.message).toContain('[TOK] already exists');
    expect((await create({ apiKeyIdentifier: 'other' })).status).toBe(200);
  });

  test('stay within the limit of an API key', async () => {
    await clients().admin.send('PUT', '/limits', { body: { harnessTokensPerApiKey: 1 } });
    expect((await create()).status).toBe(200);
    expect((await create({ identifier: 'second' })).status).toBe(400);
    expect(
      (await send('POST', `/ng/api/token/rotate/tok?${TOKEN}&rotateTimestamp=${NOW_MS + 9}`)).status,
    ).toBe(400);
    expect(await read()).toHaveLength(1);
  });

  test('are updated by the identifier of the body', async () => {
    await create();
    const window = { validFrom: NOW_MS, validTo: NOW_MS + 77_000 };
    const updated = await send('PUT', `/ng/api/token/whatever?${ACCOUNT}`, {
      ...token,
      ...window,
      name: 'new',
      valid: true,
    });
    expect(updated.json.data).toMatchObject({ identifier: 'tok', name: 'new', ...window, description: null });
    expect((await read())[0].token).toEqual(updated.json.data);
  });

  test('are not updated without a window, once rotated, or where there is none', async () => {
    await create();
    const window = { validFrom: NOW_MS, validTo: NOW_MS + 77_000 };
    expect((await send('PUT', `/ng/api/token/tok?${ACCOUNT}`, token)).status).toBe(500);
    const rotated = await send('PUT', `/ng/api/token/tok?${ACCOUNT}`, {
      ...token,
      ...window,
      scheduledExpireTime: NOW_MS,
    });
    expect([rotated.status, rotated.json.message]).toEqual([400, 'Rotated tokens cannot be updated']);
    expect(
      (await send('PUT', `/ng/api/token/tok?${ACCOUNT}`, { ...token, ...window, identifier: 'no' })).status,
    ).toBe(400);
  });

  test('rotate: the old secret works until the time given, under another identifier', async () => {
    const { admin } = clients();
    const old = (await create({ validTo: NOW_MS + 90_000 })).json.data;
    await admin.send('PUT', '/clock', { body: { advanceSeconds: 10 } });
    const rotated = await send(
      'POST',
      `/ng/api/token/rotate/tok?${TOKEN}&rotateTimestamp=${NOW_MS + 30_000}`,
    );
    const fresh = rotated.json.data;
    expect(fresh).not.toBe(old);
    const all = await read('');
    expect(all.map(({ token: { identifier } }) => identifier).sort()).toEqual([
      expect.stringMatching(/^rotated_[A-Za-z]{15}$/),
      'tok',
    ]);
    expect((await read())[0].token).toMatchObject({
      validFrom: NOW_MS + 10_000,
      validTo: NOW_MS + 90_000,
      scheduledExpireTime: null,
    });
    expect(all.find(({ token: { identifier } }) => identifier !== 'tok')).toMatchObject({
      expiryAt: NOW_MS + 30_000,
      token: { scheduledExpireTime: NOW_MS + 30_000 },
    });
    const live = async (secret: string): Promise<boolean> =>
      (await admin.send('POST', '/verify', { body: { service: 'harness', secret } })).json.live;
    expect([await live(old), await live(fresh)]).toEqual([true, true]);
    await admin.send('PUT', '/clock', { body: { advanceSeconds: 20 } });
    expect([await live(old), await live(fresh)]).toEqual([false, true]);
    expect(await read('')).toHaveLength(1);
    expect((await admin.send('GET', '/counters')).json.harness).toEqual({
      creates: 1,
      deletes: 0,
      rotations: 1,
    });
  });

  test.each(['', '&rotateTimestamp=soon', '&rotateTimestamp=9999999999999999'])(
    'are not rotated with "%s"',
    async (when) => {
      await create();
      expect((await send('POST', `/ng/api/token/rotate/tok?${TOKEN}${when}`)).status).toBe(400);
      expect((await read(''))[0].token.identifier).toBe('tok');
    },
  );

  test('of an organization and a project live apart from those of the account', async () => {
    const scope = { orgIdentifier: 'default', projectIdentifier: 'default_project' };
    await create(scope);
    expect(await read()).toEqual([]);
    const inside = await read(
      `&identifiers=tok`,
      `${TOKEN}&orgIdentifier=default&projectIdentifier=default_project`,
    );
    expect(inside[0].token).toMatchObject(scope);
    expect((await clients().admin.send('GET', '/tokens?service=harness')).json[0].id).toBe(
      `default/default_project/${HARNESS_USER}/key/USER/tok`,
    );
  });
});

describe('API keys', () => {
  const key = { ...place, identifier: 'key', name: 'key' };

  test('are created once, updated through the account, and deleted with their tokens', async () => {
    const created = await send('POST', `/ng/api/apikey?${ACCOUNT}`, {
      ...key,
      defaultTimeToExpireToken: 1_000_000,
    });
    expect(created.json.data).toMatchObject({ ...key, defaultTimeToExpireToken: 1_000_000 });
    expect((await send('POST', `/ng/api/apikey?${ACCOUNT}`, key)).json.code).toBe('DUPLICATE_FIELD');
    const secret = (await create()).json.data;
    expect((await read())[0].token.validTo).toBe(NOW_MS + 1_000_000);

    const updated = await send('PUT', `/ng/api/apikey/${HARNESS_ACCOUNT}`, { ...key, name: 'renamed' });
    expect(updated.json.data).toMatchObject({ name: 'renamed', defaultTimeToExpireToken: 2_592_000_000 });

    expect((await send('DELETE', `/ng/api/apikey/key?${KEY}`)).json.data).toBe(true);
    expect(await read()).toEqual([]);
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(401);
    expect((await send('GET', `/ng/api/apikey/aggregate/key?${KEY}`)).status).toBe(400);
    expect((await send('DELETE', `/ng/api/apikey/key?${KEY}`)).status).toBe(400);
  });

  test('are listed', async () => {
    await send('POST', `/ng/api/apikey?${ACCOUNT}`, key);
    await send('POST', `/ng/api/apikey?${ACCOUNT}`, { ...key, identifier: 'key2' });
    expect((await send('GET', `/ng/api/apikey?${KEY}`)).json.data).toHaveLength(2);
    const page = await send('GET', `/ng/api/apikey/aggregate?${KEY}&pageIndex=1&pageSize=1`);
    expect(page.json.data).toMatchObject({ totalPages: 2, totalItems: 2, pageItemCount: 1, pageIndex: 1 });
  });
});

describe('service accounts', () => {
  const account = {
    identifier: 'bot',
    name: 'bot',
    email: 'bot@service.harness.io',
    accountIdentifier: HARNESS_ACCOUNT,
    tags: {},
  };

  test('are created, read, renamed and deleted with all that hangs on them', async () => {
    const created = await send('POST', `/ng/api/serviceaccount?${ACCOUNT}`, account);
    expect(created.json.data).toMatchObject(account);
    expect((await send('POST', `/ng/api/serviceaccount?${ACCOUNT}`, account)).json.code).toBe(
      'DUPLICATE_FIELD',
    );
    const secret = (await create({ apiKeyType: 'SERVICE_ACCOUNT', parentIdentifier: 'bot' })).json.data;
    expect(secret).toMatch(/^sat\./);
    const read_ = await send('GET', `/ng/api/serviceaccount/aggregate/bot?${ACCOUNT}`);
    expect(read_.json.data).toMatchObject({ serviceAccount: account, tokensCount: 1, createdAt: NOW_MS });
    const renamed = await send('PUT', `/ng/api/serviceaccount/bot?${ACCOUNT}`, { ...account, name: 'robot' });
    expect(renamed.json.data.name).toBe('robot');
    expect(
      (await send('PUT', `/ng/api/serviceaccount/bot?${ACCOUNT}`, { ...account, email: 'x@y' })).status,
    ).toBe(400);
    expect((await send('GET', `/ng/api/serviceaccount?${ACCOUNT}`)).json.data).toEqual([renamed.json.data]);

    const user = await create({ identifier: 'other' }, secret);
    expect([user.status, user.json.code]).toEqual([400, 'INVALID_ARGUMENT']);

    expect((await send('DELETE', `/ng/api/serviceaccount/bot?${ACCOUNT}`)).json.data).toBe(true);
    expect((await send('GET', `/ng/api/serviceaccount/aggregate/bot?${ACCOUNT}`)).status).toBe(400);
    expect((await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, secret)).status).toBe(401);
    expect((await clients().admin.send('GET', '/tokens?service=harness')).json).toEqual([]);
  });

  test('must be there before their tokens', async () => {
    expect((await create({ apiKeyType: 'SERVICE_ACCOUNT', parentIdentifier: 'bot' })).status).toBe(400);
  });

  test('have one scope in the query and the body', async () => {
    const body = { ...account, orgIdentifier: 'default' };
    expect((await send('POST', `/ng/api/serviceaccount?${ACCOUNT}`, body)).status).toBe(400);
    expect((await send('POST', `/ng/api/serviceaccount?${ACCOUNT}&orgIdentifier=default`, body)).status).toBe(
      200,
    );
  });
});

test('organizations and projects are made, changed, and deleted with their contents', async () => {
  const organization = { identifier: 'acme', name: 'acme', description: 'd', tags: { a: 'b' } };
  const created = await send('POST', `/ng/api/organizations?${ACCOUNT}`, { organization });
  expect(created.json.data).toMatchObject({ organization, createdAt: NOW_MS, lastModifiedAt: NOW_MS });
  expect((await send('POST', `/ng/api/organizations?${ACCOUNT}`, { organization })).json.code).toBe(
    'DUPLICATE_FIELD',
  );
  const project = {
    orgIdentifier: 'acme',
    identifier: 'p',
    name: 'p',
    color: '#472848',
    modules: ['CD'],
    tags: {},
  };
  const query = `${ACCOUNT}&orgIdentifier=acme`;
  expect((await send('POST', `/ng/api/projects?${query}`, { project })).json.data.project).toMatchObject(
    project,
  );
  expect((await send('GET', `/ng/api/projects/p?${query}`)).json.data.project).toMatchObject(project);
  const renamed = await send('PUT', `/ng/api/projects/p?${query}`, { project: { ...project, name: 'q' } });
  expect(renamed.json.data.project.name).toBe('q');
  await create({ orgIdentifier: 'acme', projectIdentifier: 'p' });
  expect((await send('DELETE', `/ng/api/projects/p?${query}`)).json.data).toBe(true);
  expect((await send('GET', `/ng/api/projects/p?${query}`)).status).toBe(404);
  expect((await clients().admin.send('GET', '/tokens?service=harness')).json).toEqual([]);
  expect(
    (await send('PUT', `/ng/api/organizations/acme?${ACCOUNT}`, { organization: { name: 'A' } })).json.data
      .organization.name,
  ).toBe('A');
  expect((await send('DELETE', `/ng/api/organizations/acme?${ACCOUNT}`)).json.data).toBe(true);
  expect((await send('GET', `/ng/api/organizations/acme?${ACCOUNT}`)).status).toBe(404);
});

test('another account is out of reach', async () => {
  expect((await send('GET', '/ng/api/organizations?accountIdentifier=other')).status).toBe(403);
  expect((await create({ accountIdentifier: 'other' })).status).toBe(403);
  expect((await send('GET', '/ng/api/organizations/default')).status).toBe(400);
});

test('a bad credential and an unknown path have the shape of an error', async () => {
  const refused = await send('GET', `/ng/api/organizations?${ACCOUNT}`, undefined, 'pat.x.y.z');
  expect([refused.status, refused.json.status]).toEqual([401, 'ERROR']);
  const unknown = await send('GET', `/ng/api/pipelines?${ACCOUNT}`);
  expect([unknown.status, unknown.json.status]).toEqual([404, 'ERROR']);
});
