import { Answer, emulated } from './client';

const clients = emulated();

async function create(body: unknown, as?: string): Promise<Answer> {
  return clients().seqera.send('POST', '/tokens', { body, as });
}

async function list(as?: string): Promise<Answer> {
  return clients().seqera.send('GET', '/tokens', { as });
}

test.each(['', '/api'])('a token is created and found behind those of others, under "%s"', async (base) => {
  const { seqera } = clients();
  const created = await seqera.send('POST', `${base}/tokens`, { body: { name: 'mine' } });
  expect(created.status).toBe(200);
  const token = {
    id: expect.any(Number),
    name: 'mine',
    lastUsed: null,
    dateCreated: '2030-01-02T03:04:05.678Z',
  };
  expect(created.json).toEqual({ accessKey: expect.stringMatching(/^eyJ/), token });
  const listed = await seqera.send('GET', `${base}/tokens`);
  expect(listed.json.tokens).toHaveLength(3);
  expect(listed.json.tokens[0].name).not.toBe('mine');
  expect(listed.json.tokens[2]).toEqual(created.json.token);
  expect(listed.text).not.toContain(created.json.accessKey);
});

test('no single token can be read', async () => {
  const { json } = await create({ name: 'mine' });
  expect((await clients().seqera.send('GET', `/tokens/${json.token.id}`)).status).toBe(405);
});

test('a deleted token is gone, and its key is refused', async () => {
  const { seqera } = clients();
  const { accessKey, token } = (await create({ name: 'mine' })).json;
  expect((await list(accessKey)).json.tokens[2].lastUsed).toBe('2030-01-02T03:04:05.678Z');
  const deleted = await seqera.send('DELETE', `/tokens/${token.id}`);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  expect((await seqera.send('DELETE', `/tokens/${token.id}`)).status).toBe(404);
  expect((await list()).json.tokens).toHaveLength(2);
  const refused = await list(accessKey);
  expect([refused.status, refused.text]).toEqual([401, '']);
});

test('all tokens are deleted at once', async () => {
  const { seqera } = clients();
  await create({ name: 'mine' });
  expect((await seqera.send('DELETE', '/tokens/delete-all')).status).toBe(204);
  expect((await list()).json).toEqual({ tokens: [] });
});

test('a name is there once', async () => {
  expect((await create({ name: 'mine' })).status).toBe(200);
  const again = await create({ name: 'mine' });
  expect([again.status, again.json.message]).toEqual([409, expect.stringContaining('mine')]);
  expect((await list()).json.tokens).toHaveLength(3);
});

test('a token without a name gets one', async () => {
  const { token } = (await create({})).json;
  expect(token.name).toBe(`token-${token.id}`);
});

test.each([[{ name: '' }], [{ name: 'x'.repeat(51) }], [{ name: 5 }], ['{'], ['[]'], ['']])(
  'the body %j is refused',
  async (body) => {
    const refused = await create(body);
    expect([refused.status, refused.json]).toEqual([400, { message: expect.any(String) }]);
  },
);

test('names count characters, not bytes', async () => {
  expect((await create({ name: 'ü'.repeat(50) })).status).toBe(200);
});

test('the id in a path is a number', async () => {
  expect((await clients().seqera.send('DELETE', '/tokens/mine')).status).toBe(400);
});
