import { readdirSync, readFileSync } from 'node:fs';
import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';
import { Attributes, Workspace } from './workspace';
import { sha256, useEmulator } from '../services/emulator';

const NOW = '2026-01-31T12:00:00Z';
const ACCOUNT = 'EmulatedAccount0000001';
const USER = 'EmulatedUser0000000001';
const ROOT = `pat.${ACCOUNT}.fa4efa4efa4efa4efa4efa4e.FakeRootFakeRootFake`;
const OWNER = 'harness_platform_service_account.a';
const KEY = 'harness_platform_apikey.k';
const TOKEN = 'harness_platform_token.t';

const FEBRUARY = Date.parse('2026-02-01T00:00:00Z');
const MARCH = Date.parse('2026-03-01T00:00:00Z');
const APRIL = Date.parse('2026-04-01T00:00:00Z');

const installation = useInstallation({ attached: true });
const emulator = useEmulator(NOW);

const key = (attributes = 'default_time_to_expire_token = 1000000', name = 'key') => `
resource "harness_platform_apikey" "k" {
  provider    = tokens
  identifier  = "key"
  name        = "${name}"
  account_id  = "${ACCOUNT}"
  apikey_type = "USER"
  parent_id   = "${USER}"
  ${attributes}
}`;
const token = (attributes = 'description = "x"', name = 'token') => `
resource "harness_platform_token" "t" {
  provider    = tokens
  identifier  = "ci"
  name        = "${name}"
  account_id  = "${ACCOUNT}"
  apikey_type = "USER"
  parent_id   = "${USER}"
  apikey_id   = harness_platform_apikey.k.id
  ${attributes}
}`;
const CHAIN = `
resource "harness_platform_service_account" "a" {
  provider   = tokens
  identifier = "deployer"
  name       = "Deployer"
  email      = "deployer@example.com"
  account_id = "${ACCOUNT}"
  tags       = ["team:platform"]
}
resource "harness_platform_apikey" "k" {
  provider    = tokens
  identifier  = "key"
  name        = "Key"
  account_id  = "${ACCOUNT}"
  apikey_type = "SERVICE_ACCOUNT"
  parent_id   = harness_platform_service_account.a.id
}
resource "harness_platform_token" "t" {
  provider    = tokens
  identifier  = "ci"
  name        = "CI"
  account_id  = "${ACCOUNT}"
  apikey_type = "SERVICE_ACCOUNT"
  parent_id   = harness_platform_service_account.a.id
  apikey_id   = harness_platform_apikey.k.id
}`;

async function workspace(configuration: string): Promise<Workspace> {
  const made = installation().newWorkspace({
    environment: {
      HARNESS_PLATFORM_API_KEY: ROOT,
      HARNESS_ACCOUNT_ID: ACCOUNT,
      HARNESS_ENDPOINT: emulator().origins.harness,
      TOKENS_NOW: NOW,
    },
  });
  made.write(configuration);
  await made.init();
  return made;
}

const live = async () => emulator().tokens('harness');
const works = async ({ value }: Attributes) => (await live()).some((each) => each.sha256 === sha256(value));
const written = async (method: string) =>
  (await emulator().requests('harness'))
    .filter((each) => each.method === method)
    .map(({ path }) => /ng\/api\/(\w+)/.exec(path)![1]);

test.each([
  ['the account', {}],
  ['an organization', { org_id: 'default' }],
  ['a project', { org_id: 'default', project_id: 'default_project' }],
])('in %s: made, renamed in place, imported, destroyed', async (_, place) => {
  const scope = Object.entries(place)
    .map(([name, value]) => `${name} = "${value}"\n`)
    .join('  ');
  const configuration = (name: string) =>
    key(`default_time_to_expire_token = 1000000\n  ${scope}`, name) +
    token(`description = "x"\n  tags = ["a:b", "c"]\n  ${scope}`, name);
  const w = await workspace(configuration('one'));
  expect(await w.apply()).toEqual({ [KEY]: 'create', [TOKEN]: 'create' });
  const made = w.state()[TOKEN];
  expect(made).toMatchObject({
    id: 'ci',
    name: 'one',
    valid_from: Date.parse(NOW),
    valid_to: Date.parse(NOW) + 1_000_000,
    valid: true,
    value: expect.stringMatching(/^pat\./),
    ...place,
  });
  expect(await works(made)).toBe(true);

  w.write(configuration('two'));
  expect(await w.apply()).toEqual({ [KEY]: 'update', [TOKEN]: 'update' });
  expect(w.state()[TOKEN]).toEqual({ ...made, name: 'two' });

  const other = await workspace(configuration('two'));
  const parts = Object.values(place);
  await other.import(KEY, [...parts, USER, 'key', 'USER'].join('/'));
  await other.import(TOKEN, [...parts, USER, 'key', 'USER', 'ci'].join('/'));
  expect(other.state()).toEqual({
    [KEY]: w.state()[KEY],
    [TOKEN]: { ...w.state()[TOKEN], value: null },
  });
  await other.settled();

  await w.destroy();
  expect(await live()).toEqual([]);
});

test('service account, API key and token are made in this order, and destroyed in the other', async () => {
  const w = await workspace(CHAIN);
  await w.apply();
  expect(await written('POST')).toEqual(['serviceaccount', 'apikey', 'token']);
  expect(w.state()[TOKEN].value).toMatch(/^sat\./);
  expect(w.state()[KEY]).toMatchObject({ default_time_to_expire_token: 2_592_000_000 });

  const other = await workspace(CHAIN);
  await other.import(OWNER, 'deployer');
  await other.import(KEY, 'deployer/key/SERVICE_ACCOUNT');
  expect(other.state()[OWNER]).toEqual(w.state()[OWNER]);

  await w.destroy();
  expect(await written('DELETE')).toEqual(['token', 'apikey', 'serviceaccount']);
});

test('without references the order does not matter: what came too early is taken over, what is gone is gone', async () => {
  const names = CHAIN.replaceAll('harness_platform_service_account.a.id', '"deployer"').replaceAll(
    'harness_platform_apikey.k.id',
    '"key"',
  );
  const early = names.replace(
    'identifier  = "key"',
    'identifier  = "key"\n  depends_on  = [harness_platform_token.t]',
  );
  const w = await workspace(
    early.replace('identifier  = "ci"', `identifier  = "ci"\n  depends_on  = [${OWNER}]`),
  );
  await w.apply();
  expect(await written('POST')).toEqual(['serviceaccount', 'token', 'apikey']);
  expect(w.state()[KEY]).toMatchObject({ name: 'Key' });

  // Now the service account goes first, and everything with it.
  await w.start(['destroy', '-auto-approve', `-target=${OWNER}`, '-refresh=false']).succeeds();
  expect(Object.keys(w.state())).not.toContain(OWNER);
  await w.start(['destroy', '-auto-approve', '-refresh=false']).succeeds();
  expect(w.state()).toEqual({});
  expect(await live()).toEqual([]);
});

test('another window rotates the token in place, and destroying it ends every secret that it had', async () => {
  const w = await workspace(key() + token(`valid_to = ${MARCH}`));
  await w.apply();
  const first = w.state()[TOKEN];

  w.write(key() + token(`valid_to = ${APRIL}`));
  expect((await w.plan()).actions).toEqual({ [TOKEN]: 'update' });
  const { change } = (await w.show()).resource_changes.find(({ address }) => address === TOKEN)!;
  expect(change.after_unknown).toEqual({ value: true, valid_from: true, valid: true });
  expect(await w.applySaved()).toEqual({ [TOKEN]: 'update' });
  const second = w.state()[TOKEN];
  expect(second).toMatchObject({ valid_to: APRIL, valid: true });
  expect(second.value).not.toBe(first.value);
  expect([await works(first), await works(second)]).toEqual([true, true]);

  // The old secret ends with its own window.
  const later = '2026-03-02T00:00:00Z';
  await emulator().setClock(later);
  expect([await works(first), await works(second)]).toEqual([false, true]);
  await w.settled({ now: later });
  const may = Date.parse('2026-05-01T00:00:00Z');
  w.write(key() + token(`valid_to = ${may}\n  rotation_overlap = "1d"`));
  expect(await w.apply({ now: later })).toEqual({ [TOKEN]: 'update' });
  expect((await live()).map(({ expiry }) => expiry)).toEqual([
    '2026-03-03T00:00:00.000Z',
    '2026-05-01T00:00:00.000Z',
  ]);

  await w.destroy({ now: later });
  expect(await live()).toEqual([]);
});

test('a rotation that is interrupted by a failure goes on with the next apply', async () => {
  const w = await workspace(key() + token(`valid_to = ${MARCH}`));
  await w.apply();
  const first = w.state()[TOKEN];
  await emulator().fault('harness', { kind: 'status', status: 403, method: 'PUT' });
  w.write(key() + token(`valid_to = ${APRIL}`));
  expect(await w.fails('apply')).toMatchObject([
    { address: TOKEN, detail: expect.stringContaining('status 403') },
  ]);
  const kept = w.state()[TOKEN];
  expect(kept.value).not.toBe(first.value);
  expect(await works(kept)).toBe(true);
  await w.apply();
  expect(w.state()[TOKEN]).toMatchObject({ valid_to: APRIL });
  await w.destroy();
  expect(await live()).toEqual([]);
});

test('in a rotation, every plan in between is empty, also when the previous token has expired', async () => {
  const w = await workspace(`${key()}
    resource "tokens_rotation" "r" {
      provider       = tokens
      period         = "30d"
      anchor         = "2026-01-31T12:00:00Z"
      overlap        = "2d"
      apply_interval = "1d"
    }
    resource "harness_platform_token" "slot" {
      provider    = tokens
      count       = 2
      identifier  = "ci_\${count.index}"
      name        = "CI"
      account_id  = "${ACCOUNT}"
      apikey_type = "USER"
      parent_id   = "${USER}"
      apikey_id   = harness_platform_apikey.k.id
      valid_to    = provider::tokens::time_left(tokens_rotation.r.slot_expires_at[count.index], "1970-01-01T00:00:00Z").seconds * 1000
      lifecycle {
        replace_triggered_by = [tokens_rotation.r.slot_serials[count.index]]
      }
    }`);
  await w.apply();
  for (const [now, actions, count] of [
    ['2026-02-20T12:00:00Z', {}, 2],
    [
      '2026-03-02T12:00:00Z',
      { 'harness_platform_token.slot[1]': 'replace', 'tokens_rotation.r': 'update' },
      2,
    ],
    ['2026-03-20T12:00:00Z', {}, 1],
    [
      '2026-04-01T12:00:00Z',
      { 'harness_platform_token.slot[0]': 'replace', 'tokens_rotation.r': 'update' },
      2,
    ],
  ] as const) {
    await emulator().setClock(now);
    const plan = await w.plan({ now });
    expect(plan.actions).toEqual(actions);
    await w.applySaved({ now });
    expect(await live()).toHaveLength(count);
  }
});

test('what Harness takes no notice of makes no difference for ever', async () => {
  const w = await workspace(
    key() +
      token(`
  valid            = false
  email            = "user@example.com"
  username         = "user"
  encoded_password = "dead"
  description      = ""
  tags             = ["a:b:c", "d:"]`),
  );
  await w.apply();
  expect(w.state()[TOKEN]).toMatchObject({ valid: false, tags: ['a:b:c', 'd:'] });
  w.write(key() + token());
  expect(await w.apply()).toEqual({ [TOKEN]: 'update' });
  expect(w.state()[TOKEN]).toMatchObject({ valid: true, email: null, encoded_password: null, tags: null });
});

test('a token that disappears is planned anew; a list that can’t be read is no disappearance', async () => {
  const w = await workspace(key() + token());
  await w.apply();
  for (const status of [401, 403]) {
    await emulator().fault('harness', { kind: 'status', status, pathPattern: 'token/aggregate' });
    expect(await w.fails('plan')).toMatchObject([
      { detail: expect.stringContaining(`status ${status}`), address: TOKEN },
    ]);
  }
  await w.settled();
  const query = `accountIdentifier=${ACCOUNT}&apiKeyType=USER&parentIdentifier=${USER}&apiKeyIdentifier=key`;
  await fetch(`${emulator().origins.harness}/ng/api/token/ci?${query}`, {
    method: 'DELETE',
    headers: { 'x-api-key': ROOT },
  });
  expect(await w.apply()).toEqual({ [TOKEN]: 'create' });
  expect(await works(w.state()[TOKEN])).toBe(true);

  const later = '2026-03-31T00:00:00Z';
  await emulator().setClock(later);
  expect(await w.apply({ now: later })).toEqual({ [TOKEN]: 'replace' });
  expect(await works(w.state()[TOKEN])).toBe(true);
});

test('an end that has passed and is configured stays, until the configuration gives another', async () => {
  const w = await workspace(key() + token(`valid_to = ${FEBRUARY}`));
  await w.apply();
  const later = { now: '2026-02-10T00:00:00Z' };
  await emulator().setClock(later.now);
  expect((await w.plan(later)).actions).toEqual({});
  w.write(key() + token(`valid_to = ${MARCH}`));
  expect(await w.apply(later)).toEqual({ [TOKEN]: 'replace' });
  w.write(key() + token(`valid_to = ${FEBRUARY}`));
  expect(await w.fails('apply', later)).toEqual([
    expect.objectContaining({ detail: expect.stringContaining('makes no token that has ended') }),
  ]);
});

// The other ways to lose an answer are in the tests of the resource.
test('an answer that is lost leaves one token for a creation, and the old one and the new for a rotation', async () => {
  const w = await workspace(key() + token(`valid_to = ${MARCH}`));
  const lost = { kind: 'drop-after-effect', method: 'POST' } as const;
  await emulator().fault('harness', { ...lost, pathPattern: 'api/token' });
  await w.apply();
  const first = w.state()[TOKEN];
  expect((await live()).map((each) => each.sha256)).toEqual([sha256(first.value)]);

  await emulator().fault('harness', { ...lost, pathPattern: 'rotate' });
  w.write(key() + token(`valid_to = ${APRIL}`));
  await w.apply();
  expect((await live()).map((each) => each.sha256).sort()).toEqual(
    [sha256(first.value), sha256(w.state()[TOKEN].value)].sort(),
  );
  await w.destroy();
  expect(await live()).toEqual([]);
});

test('what is wrong is found when it is validated, each with its line', async () => {
  const w = await workspace(
    key() +
      token(`
  project_id       = "p"
  valid_to         = 1767225600
  rotation_overlap = "2 days"
  tags             = [":x"]`),
  );
  const diagnostics = await w.validate();
  expect(diagnostics.map(({ snippet }) => snippet?.code.trim().split(' ')[0])).toEqual(
    expect.arrayContaining(['project_id', 'valid_to', 'rotation_overlap', 'tags']),
  );
  const empty = await workspace(key() + token());
  await expect(empty.import(TOKEN, 'key/USER/ci')).rejects.toThrow(/invalid identifier: key\/USER\/ci/);
  await expect(empty.import(KEY, 'key')).rejects.toThrow(/invalid identifier: key/);
  await expect(empty.import(TOKEN, `${USER}/key/USER/none`)).rejects.toThrow(/non-existent remote object/);
});

test('the provider block configures it, and says what is missing when it is needed', async () => {
  const block = `
provider "tokens" {
  harness {
    platform_api_key = "${ROOT}"
    endpoint         = "${emulator().origins.harness}/gateway"
  }
}`;
  const w = await workspace(block + key());
  const without = {
    environment: { HARNESS_PLATFORM_API_KEY: '', HARNESS_ENDPOINT: '', HARNESS_ACCOUNT_ID: '' },
  };
  await w.apply(without);
  w.write(key());
  expect(await w.fails('plan', without)).toContainEqual(
    expect.objectContaining({
      detail: expect.stringMatching(
        /set platform_api_key in the provider's block harness, or HARNESS_PLATFORM_API_KEY/,
      ),
    }),
  );
});

test('an ephemeral token lives as long as its run, and is in nothing that the run leaves behind', async () => {
  const w = await workspace(key());
  await w.apply();
  w.write(`${key()}
ephemeral "harness_platform_token" "run" {
  provider    = tokens
  account_id  = "${ACCOUNT}"
  apikey_type = "USER"
  parent_id   = "${USER}"
  apikey_id   = harness_platform_apikey.k.id
  lifetime    = "10m"
}
resource "terraform_data" "deploy" {
  provisioner "local-exec" {
    command     = "printf %s \\"$TOKEN\\" > used"
    environment = { TOKEN = ephemeral.harness_platform_token.run.value }
  }
}`);
  expect((await w.plan()).actions).toEqual({ 'terraform_data.deploy': 'create' });
  expect(await live()).toEqual([]);
  await w.applySaved();
  expect(await live()).toEqual([]);
  const secret = readFileSync(w.path('used'), 'utf8');
  expect(secret).toMatch(/^pat\./);
  const holders = readdirSync(w.directory).filter(
    (file) => !file.startsWith('.terraform') && readFileSync(w.path(file)).includes(secret),
  );
  expect(holders).toEqual(['used']);
  expect(await w.plan()).toEqual(NOTHING_TO_DO);
});
