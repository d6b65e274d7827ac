import { Answer, emulated } from './client';
import { AIVEN_ACCOUNT, AIVEN_ORGANIZATION, AIVEN_ORGANIZATION_NAME, AIVEN_ROOT } from '../src/aiven/aiven';

const clients = emulated();
const USERS = `/v1/organization/${AIVEN_ORGANIZATION}/application-users`;

async function user(name = 'robot'): Promise<string> {
  const { json } = await clients().aiven.send('POST', `${USERS}?limit=999`, {
    body: { name, is_super_admin: false },
  });
  return json.user_id as string;
}

async function token(userId: string, body: object = { description: '' }): Promise<Answer> {
  return clients().aiven.send('POST', `${USERS}/${userId}/access-tokens?limit=999`, { body });
}

async function tokens(userId: string, as?: string): Promise<Answer> {
  return clients().aiven.send('GET', `${USERS}/${userId}/access-tokens?limit=999`, { as });
}

/** As Go's url.PathEscape does it: plus and equals signs stay. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll('%2B', '+').replaceAll('%3D', '=');
}

test('a token is shown whole once, and only by its prefix after', async () => {
  const id = await user();
  const created = await token(id, {
    description: 'ci',
    max_age_seconds: 3600,
    extend_when_used: true,
    scopes: ['user:read'],
    ip_allowlist: ['10.0.0.0/8'],
  });
  expect(created.status).toBe(201);
  const { full_token: secret, token_prefix: prefix } = created.json;
  expect(Object.keys(created.json)).toHaveLength(2);
  expect(secret.length).toBeGreaterThanOrEqual(100);
  expect(prefix).toBe(secret.slice(0, 12));
  const listed = await tokens(id);
  expect(listed.json).toEqual({
    tokens: [
      {
        token_prefix: prefix,
        description: 'ci',
        create_time: '2030-01-02T03:04:05Z',
        expiry_time: '2030-01-02T04:04:05Z',
        max_age_seconds: 3600,
        extend_when_used: true,
        scopes: ['user:read'],
        ip_allowlist: ['10.0.0.0/8'],
        created_manually: true,
        currently_active: false,
        last_ip: null,
        last_used_time: null,
        last_user_agent: null,
        last_user_agent_human_readable: null,
      },
    ],
  });
  expect(listed.text).not.toContain(secret);
});

test('a token with nothing asked for never expires', async () => {
  const id = await user();
  await token(id);
  expect((await tokens(id)).json.tokens[0]).toMatchObject({
    description: '',
    expiry_time: null,
    extend_when_used: false,
    max_age_seconds: null,
    scopes: null,
    ip_allowlist: null,
  });
});

test.each([
  ['as Go escapes it', escapeSegment],
  ['with everything escaped', encodeURIComponent],
])('a prefix with a slash, a plus and an equals sign is deleted %s', async (_, escape) => {
  const { aiven } = clients();
  const id = await user();
  for (let i = 0; i < 5; i++) {
    const { token_prefix: prefix, full_token: secret } = (await token(id)).json;
    expect(prefix).toMatch(/^(?=.*\/)(?=.*\+)(?=.*=).{12}$/);
    const path = `${USERS}/${id}/access-tokens/${escape(prefix)}?limit=999`;
    expect((await aiven.send('DELETE', path)).status).toBe(204);
    expect((await aiven.send('DELETE', path)).status).toBe(404);
    expect((await tokens(id, secret)).status).toBe(401);
  }
  const { token_prefix: raw } = (await token(id)).json;
  expect((await aiven.send('DELETE', `${USERS}/${id}/access-tokens/${raw}`)).status).toBe(404);
});

test('a token works as a credential, and shows its use', async () => {
  const id = await user();
  const { full_token: secret } = (await token(id)).json;
  const used = await tokens(id, secret);
  expect(used.json.tokens[0]).toMatchObject({
    currently_active: true,
    last_ip: '127.0.0.1',
    last_used_time: '2030-01-02T03:04:05Z',
    last_user_agent: 'node',
  });
});

test('use puts off the end of a token that extends itself', async () => {
  const { admin } = clients();
  const id = await user();
  const sliding = (await token(id, { description: '', max_age_seconds: 600, extend_when_used: true })).json
    .full_token;
  const fixed = (await token(id, { description: '', max_age_seconds: 600 })).json.full_token;
  await admin.send('PUT', '/clock', { body: { advanceSeconds: 500 } });
  expect((await tokens(id, sliding)).status).toBe(200);
  expect((await tokens(id, fixed)).status).toBe(200);
  await admin.send('PUT', '/clock', { body: { advanceSeconds: 500 } });
  expect((await tokens(id, fixed)).status).toBe(401);
  expect((await tokens(id, sliding)).json.tokens).toHaveLength(1);
});

test('a token is only good from the addresses it allows', async () => {
  const id = await user();
  const elsewhere = (await token(id, { description: '', ip_allowlist: ['10.0.0.0/8', '::1'] })).json
    .full_token;
  const here = (await token(id, { description: '', ip_allowlist: ['127.0.0.0/8'] })).json.full_token;
  expect((await tokens(id, elsewhere)).status).toBe(403);
  expect((await tokens(id, here)).status).toBe(200);
});

test('a user has ten live tokens at most', async () => {
  const { admin } = clients();
  const id = await user();
  for (let i = 0; i < 10; i++) expect((await token(id, { max_age_seconds: 600 })).status).toBe(201);
  expect((await token(id)).status).toBe(400);
  await admin.send('PUT', '/limits', { body: { aivenTokensPerUser: 11 } });
  expect((await token(id)).status).toBe(201);
  await admin.send('PUT', '/clock', { body: { advanceSeconds: 600 } });
  expect((await tokens(id)).json.tokens).toHaveLength(1);
});

test.each([
  [{ max_age_seconds: 599 }],
  [{ max_age_seconds: 315_360_001 }],
  [{ max_age_seconds: '3600' }],
  [{ description: 'x'.repeat(1001) }],
  [{ scopes: Array.from({ length: 101 }, String) }],
  [{ ip_allowlist: ['10.0.0.0/33'] }],
  [{ ip_allowlist: ['nowhere'] }],
  [{ ip_allowlist: 'x' }],
  [{ extend_when_used: 'yes' }],
])('%j is refused', async (body) => {
  const refused = await token(await user(), body);
  expect(refused.status).toBe(400);
  expect(refused.json).toEqual({
    message: expect.any(String),
    errors: [expect.objectContaining({ status: 400 })],
  });
});

test('an application user is made, read, renamed and deleted with its tokens', async () => {
  const { aiven, admin } = clients();
  const id = await user();
  const { full_token: secret } = (await token(id)).json;
  const read = await aiven.send('GET', `${USERS}/${id}`);
  expect(read.json).toEqual({
    user_id: id,
    user_email: expect.stringContaining('@'),
    name: 'robot',
    is_super_admin: false,
    create_time: '2030-01-02T03:04:05Z',
  });
  const renamed = await aiven.send('PATCH', `${USERS}/${id}`, { body: { name: 'android' } });
  expect(renamed.json).toEqual({ ...read.json, name: 'android' });
  const promoted = await aiven.send('PATCH', `${USERS}/${id}`, {
    body: { name: 'android', is_super_admin: true },
  });
  expect(promoted.json.message).toContain('Making application users super admin is no longer supported');
  expect((await aiven.send('GET', USERS)).json).toEqual({ application_users: [renamed.json] });
  expect((await aiven.send('DELETE', `${USERS}/${id}`)).status).toBe(204);
  expect((await aiven.send('GET', `${USERS}/${id}`)).status).toBe(404);
  expect((await tokens(id)).status).toBe(404);
  expect((await aiven.send('GET', '/v1/account', { as: secret })).status).toBe(401);
  expect((await admin.send('GET', '/counters')).json.aiven).toMatchObject({ creates: 1, deletes: 1 });
});

test('the organization is found by name and by id', async () => {
  const { aiven } = clients();
  const [account] = (await aiven.send('GET', '/v1/account?limit=999')).json.accounts;
  expect(account).toMatchObject({
    account_id: AIVEN_ACCOUNT,
    account_name: AIVEN_ORGANIZATION_NAME,
    organization_id: AIVEN_ORGANIZATION,
    tenant_id: 'aiven',
  });
  expect((await aiven.send('GET', `/v1/account/${AIVEN_ACCOUNT}`)).json).toEqual({ account });
  const organization = await aiven.send('GET', `/v1/organization/${AIVEN_ORGANIZATION}`);
  expect(organization.json).toMatchObject({
    account_id: AIVEN_ACCOUNT,
    organization_name: AIVEN_ORGANIZATION_NAME,
  });
  expect((await aiven.send('GET', `/v1/organization/${AIVEN_ACCOUNT}`)).status).toBe(404);
});

test('an organization is made, renamed and deleted', async () => {
  const { aiven } = clients();
  const created = await aiven.send('POST', '/v1/account', { body: { account_name: 'other' } });
  const { account_id: account, organization_id: organization } = created.json.account;
  await aiven.send('PUT', `/v1/account/${account}`, { body: { account_name: 'renamed' } });
  expect((await aiven.send('GET', `/v1/organization/${organization}`)).json.organization_name).toBe(
    'renamed',
  );
  await aiven.send('POST', `/v1/organization/${organization}/application-users`, { body: { name: 'x' } });
  expect((await aiven.send('DELETE', `/v1/organization/${organization}`)).status).toBe(409);
  expect((await aiven.send('DELETE', `/v1/organization/${organization}?recursive=true`)).status).toBe(204);
  expect((await aiven.send('GET', `/v1/account/${account}`)).status).toBe(404);
});

// aiven/aiven 4.9 to 4.16 put quotes round the token for their newer resources; they were in use for months, so the real API must take it.
test('a credential in quotes is taken', async () => {
  const { aiven } = clients();
  const answer = await aiven.send('GET', '/v1/account', {
    headers: { Authorization: `aivenv1 "${AIVEN_ROOT}"` },
  });
  expect(answer.status).toBe(200);
  const half = await aiven.send('GET', '/v1/account', {
    headers: { Authorization: `aivenv1 "${AIVEN_ROOT}` },
  });
  expect(half.status).toBe(401);
});

test.each([[{ Authorization: 'Bearer x' }], [{ Authorization: 'aivenv1 "x"' }], [{}]])(
  'the headers %j are refused',
  async (headers) => {
    const refused = await clients().aiven.send('GET', '/v1/account', { as: null, headers });
    expect([refused.status, refused.json.message]).toEqual([401, 'Invalid token']);
  },
);

test('an unknown path has the same shape', async () => {
  const unknown = await clients().aiven.send('GET', '/v1/project');
  expect([unknown.status, unknown.json]).toEqual([
    404,
    { message: 'Not found', errors: [{ message: 'Not found', status: 404 }] },
  ]);
});
