import { readdirSync, readFileSync } from 'node:fs';
import { useInstallation } from './installation';
import { Attributes, Workspace } from './workspace';
import { sha256, useEmulator } from '../services/emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = `FAKEaivenRoot${'fa4e'.repeat(25)}`;
const ORGANIZATION = 'org22f3e4a1b5c';
const USER = 'aiven_organization_application_user.u';
const TOKEN = 'aiven_organization_application_user_token.t';

const installation = useInstallation({ attached: true });
const emulator = useEmulator(NOW);

const user = (attributes = '') => `
resource "aiven_organization_application_user" "u" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  name            = "ci"
  ${attributes}
}`;
const token = (attributes = '', name = 't') => `
resource "aiven_organization_application_user_token" "${name}" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = aiven_organization_application_user.u.user_id
  ${attributes}
}`;
const EVERYTHING = `
  description      = "all of it"
  max_age_seconds  = 3600
  extend_when_used = true
  scopes           = ["user:read", "projects:read"]
  ip_allowlist     = ["10.0.0.0/8"]`;

async function workspace(configuration: string): Promise<Workspace> {
  const made = installation().newWorkspace({
    environment: {
      AIVEN_TOKEN: ROOT,
      AIVEN_WEB_URL: emulator().origins.aiven,
      PROVIDER_AIVEN_ENABLE_BETA: 'true',
      TOKENS_NOW: NOW,
    },
  });
  made.write(configuration);
  await made.init();
  return made;
}

const live = async () => emulator().tokens('aiven');
const works = async ({ full_token: secret }: Attributes) =>
  (await live()).some((each) => each.sha256 === sha256(secret));

test('a user and two tokens are made, stay as they are over a refresh, and are destroyed in order', async () => {
  const w = await workspace(user() + token(EVERYTHING) + token('', 'bare'));
  expect(await w.apply()).toEqual({
    [USER]: 'create',
    [TOKEN]: 'create',
    'aiven_organization_application_user_token.bare': 'create',
  });
  const { [TOKEN]: all, 'aiven_organization_application_user_token.bare': bare } = w.state();
  expect(all).toMatchObject({
    description: 'all of it',
    max_age_seconds: 3600,
    extend_when_used: true,
    scopes: ['projects:read', 'user:read'],
    ip_allowlist: ['10.0.0.0/8'],
    expiry_time: '2026-01-31T13:00:00Z',
    full_token: expect.stringMatching(/^.{100,}$/),
    timeouts: null,
  });
  expect(bare).toMatchObject({
    description: null,
    max_age_seconds: null,
    extend_when_used: false,
    scopes: null,
    ip_allowlist: null,
    expiry_time: null,
  });
  await w.start(['apply', '-refresh-only', '-auto-approve']).succeeds();
  expect(w.state()[TOKEN]).toEqual(all);

  await emulator().forgetRequests();
  await w.destroy();
  expect(await live()).toEqual([]);
  const deleted = (await emulator().requests('aiven')).filter(({ method }) => method === 'DELETE');
  expect(deleted.map(({ path, status }) => [path.includes('access-tokens'), status])).toEqual([
    [true, 204],
    [true, 204],
    [false, 204],
  ]);
});

test('the timeouts change in place and the secret stays; all else makes another token', async () => {
  const w = await workspace(user() + token('description = "one"'));
  await w.apply();
  const made = w.state()[TOKEN];

  w.write(user() + token('description = "one"\n  timeouts {\n    create = "5m"\n    delete = "90s"\n  }'));
  expect((await w.plan()).actions).toEqual({ [TOKEN]: 'update' });
  expect(
    (await w.show()).resource_changes.find(({ address }) => address === TOKEN)!.change.after_unknown,
  ).toEqual(expect.not.objectContaining({ full_token: true }));
  expect(await w.applySaved()).toEqual({ [TOKEN]: 'update' });
  expect(w.state()[TOKEN]).toEqual({
    ...made,
    timeouts: { create: '5m', read: null, update: null, delete: '90s' },
  });

  let last = made;
  for (const attributes of [
    'description = "two"',
    'max_age_seconds = 600',
    'max_age_seconds = 600\n  extend_when_used = true',
    'scopes = ["user:read"]',
    'ip_allowlist = ["127.0.0.1"]',
    '',
  ]) {
    w.write(user() + token(attributes));
    expect(await w.apply()).toEqual({ [TOKEN]: 'replace' });
    expect(w.state()[TOKEN].full_token).not.toBe(last.full_token);
    expect(await works(last)).toBe(false);
    last = w.state()[TOKEN];
    expect(await works(last)).toBe(true);
  }
  w.write(user('timeouts {\n    update = "1m"\n  }').replace('"ci"', '"renamed"') + token());
  expect(await w.apply()).toEqual({ [USER]: 'update' });
  expect(w.state()[TOKEN]).toEqual(last);
});

test('it is imported by organization, user and prefix, all but the secret', async () => {
  const w = await workspace(user() + token(EVERYTHING));
  await w.apply();
  const { [USER]: owner, [TOKEN]: made } = w.state();
  const prefix = made.token_prefix as string;
  for (const id of [
    made.id as string,
    [ORGANIZATION, owner.user_id as string, encodeURIComponent(prefix)].join('/'),
  ]) {
    const other = await workspace(user() + token(EVERYTHING));
    await other.import(USER, owner.id as string);
    await other.import(TOKEN, id);
    expect(other.state()).toEqual({ [USER]: owner, [TOKEN]: { ...made, full_token: null } });
    await other.settled();
  }
  const empty = await workspace(user() + token());
  await expect(empty.import(TOKEN, 'org/user')).rejects.toThrow(
    /Unexpected Read Identifier[^]*"organization_id\/user_id\/token_prefix"/,
  );
  await expect(empty.import(USER, 'org')).rejects.toThrow(/"organization_id\/user_id"/);
  await expect(empty.import(TOKEN, `${owner.id as string}/nothing`)).rejects.toThrow(
    /non-existent remote object/,
  );
});

test('a token that disappears is planned anew; a list that can’t be read is no disappearance', async () => {
  const w = await workspace(user() + token('max_age_seconds = 600'));
  await w.apply();
  const made = w.state()[TOKEN];
  const tokens = `${emulator().origins.aiven}/v1/organization/${ORGANIZATION}/application-users/${made.user_id as string}/access-tokens`;

  for (const status of [401, 403]) {
    await emulator().fault('aiven', { kind: 'status', status, pathPattern: 'access-tokens' });
    expect(await w.fails('plan')).toMatchObject([
      { detail: expect.stringContaining(`status ${status}`), address: TOKEN },
    ]);
  }
  await w.settled();

  await fetch(`${tokens}/${encodeURIComponent(made.token_prefix as string)}`, {
    method: 'DELETE',
    headers: { authorization: `aivenv1 ${ROOT}` },
  });
  expect((await w.plan()).actions).toEqual({ [TOKEN]: 'create' });
  await w.applySaved();
  expect(await works(w.state()[TOKEN])).toBe(true);

  const later = '2026-01-31T12:10:00Z';
  await emulator().setClock(later);
  expect(await w.apply({ now: later })).toEqual({ [TOKEN]: 'create' });
  expect(await live()).toHaveLength(1);
});

test('lost answers leave one token; one that can’t be read back is saved as tainted, and replaced', async () => {
  const w = await workspace(user());
  await w.apply();
  await emulator().fault('aiven', { kind: 'drop-after-effect', method: 'POST', times: 2 });
  w.write(user() + token());
  expect(await w.apply()).toEqual({ [TOKEN]: 'create' });
  expect((await live()).map((each) => each.sha256)).toEqual([sha256(w.state()[TOKEN].full_token)]);

  w.write(user() + token('description = "other"'));
  const listing = { method: 'GET', pathPattern: 'access-tokens' };
  await w.plan();
  await emulator().fault('aiven', { kind: 'latency', ms: 0, ...listing });
  await emulator().fault('aiven', { kind: 'status', status: 401, ...listing });
  await w.start(['apply', 'saved.tfplan']).succeeds([1]);
  const tainted = w.state()[TOKEN];
  expect(await works(tainted)).toBe(true);
  expect(await w.apply()).toEqual({ [TOKEN]: 'replace' });
  expect((await live()).map((each) => each.sha256)).toEqual([sha256(w.state()[TOKEN].full_token)]);
});

test('what is wrong is found when it is validated, each with its line', async () => {
  const w = await workspace(
    user() +
      token(`
  description     = "${'x'.repeat(1001)}"
  max_age_seconds = 10
  scopes          = [""]
  timeouts {
    create = "10 minutes"
  }`),
  );
  const diagnostics = await w.validate();
  expect(
    diagnostics.map(({ detail, snippet }) => [detail.split(':')[0], snippet?.code.trim().split(' ')[0]]),
  ).toEqual(
    expect.arrayContaining([
      ['description', 'description'],
      ['max_age_seconds', 'max_age_seconds'],
      ['scopes', 'scopes'],
      ['timeouts.create', 'create'],
    ]),
  );
});

test('the provider block configures it, and says what is missing when it is needed', async () => {
  const w = await workspace(`
provider "tokens" {
  aiven {
    api_token = "${ROOT}"
    endpoint  = "${emulator().origins.aiven}"
  }
}
${user()}${token()}`);
  const without = { environment: { AIVEN_TOKEN: '', AIVEN_WEB_URL: '' } };
  await w.apply(without);

  w.write(user() + token());
  expect(await w.fails('plan', without)).toContainEqual(
    expect.objectContaining({
      detail: expect.stringMatching(/set api_token in the provider's block aiven, or AIVEN_TOKEN/),
    }),
  );
});

test('an ephemeral token lives as long as its run, and is in nothing that the run leaves behind', async () => {
  const w = await workspace(user());
  await w.apply();
  w.write(`${user()}
ephemeral "aiven_organization_application_user_token" "run" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = aiven_organization_application_user.u.user_id
  max_age_seconds = 600
}
resource "terraform_data" "deploy" {
  provisioner "local-exec" {
    command     = "printf %s \\"$TOKEN\\" > used"
    environment = { TOKEN = ephemeral.aiven_organization_application_user_token.run.full_token }
  }
}`);
  await w.plan();
  expect(await live()).toEqual([]);
  await w.applySaved();
  expect(await live()).toEqual([]);
  const posted = (await emulator().requests('aiven')).filter(
    ({ path, method }) => method === 'POST' && path.includes('access-tokens'),
  );
  // When it planned, when it applied, and for the plan that found nothing to do.
  expect(posted).toHaveLength(3);
  const secret = readFileSync(w.path('used'), 'utf8');
  expect(secret).toMatch(/^.{100,}$/);
  const holders = readdirSync(w.directory).filter(
    (file) => !file.startsWith('.terraform') && readFileSync(w.path(file)).includes(secret),
  );
  expect(holders).toEqual(['used']);
});
