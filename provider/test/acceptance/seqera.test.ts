import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';
import { Workspace } from './workspace';
import { sha256, useEmulator } from '../services/emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = Buffer.from(`{"tid": 0}.${'fa4e'.repeat(10)}`).toString('base64');
const ADDRESS = 'seqera_tokens.t';

const installation = useInstallation({ attached: true });
const emulator = useEmulator(NOW);

const provider = () => `
provider "tokens" {
  seqera {
    server_url = "${emulator().origins.seqera}/api"
  }
}`;
const token = (attributes: string) => `${provider()}
resource "seqera_tokens" "t" {
  provider = tokens
  ${attributes}
}`;

async function workspace(configuration: string): Promise<Workspace> {
  const made = installation().newWorkspace({ environment: { TOWER_ACCESS_TOKEN: ROOT, TOKENS_NOW: NOW } });
  made.write(configuration);
  await made.init();
  return made;
}

test('a token is created, replaced for another name, and destroyed; nobody else’s is touched', async () => {
  const foreign = await emulator().foreignTokens('seqera');
  const w = await workspace(token('name = "ci"'));
  expect((await w.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  expect(await w.applySaved()).toEqual({ [ADDRESS]: 'create' });
  const first = w.state()[ADDRESS];
  const shown = { id: expect.any(Number), name: 'ci', date_created: NOW, last_used: null };
  expect(first).toEqual({ ...shown, access_key: expect.stringMatching(/^eyJ/), token: shown });
  expect(await emulator().tokens('seqera')).toMatchObject([{ sha256: sha256(first.access_key) }]);

  w.write(token('name = "cd"'));
  expect(await w.apply()).toEqual({ [ADDRESS]: 'replace' });
  expect(w.state()[ADDRESS].access_key).not.toBe(first.access_key);
  w.write(token(''));
  expect(await w.plan()).toEqual(NOTHING_TO_DO);

  expect(await w.destroy()).toEqual({ [ADDRESS]: 'delete' });
  expect(await emulator().tokens('seqera')).toEqual([]);
  expect(await emulator().foreignTokens('seqera')).toEqual(foreign);
});

test('it disappears when it is revoked, and not when the list is refused', async () => {
  const w = await workspace(token('name = "ci"'));
  await w.apply();
  const { id } = w.state()[ADDRESS];
  for (const status of [401, 403]) {
    await emulator().fault('seqera', { kind: 'status', status });
    expect(await w.fails('plan')).toMatchObject([
      { address: ADDRESS, detail: expect.stringContaining(`status ${status}. Check bearer_auth`) },
    ]);
  }
  await fetch(`${emulator().origins.seqera}/tokens/${id as number}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${ROOT}` },
  });
  expect((await w.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  expect(await w.applySaved()).toEqual({ [ADDRESS]: 'create' });
});

test('a creation whose answer is lost leaves one token, the one in the state', async () => {
  const w = await workspace(token('name = "ci"'));
  await emulator().fault('seqera', { kind: 'drop-after-effect', method: 'POST' });
  await w.apply();
  const { id, access_key: key } = w.state()[ADDRESS];
  expect(await emulator().tokens('seqera')).toMatchObject([{ id: String(id), sha256: sha256(key) }]);
});

test('all of a plan’s tokens are found in one list', async () => {
  const w = await workspace(token('count = 20\n  name = "ci-${count.index}"'));
  await w.apply();
  await emulator().forgetRequests();
  await w.settled();
  expect((await emulator().requests('seqera')).map(({ method }) => method)).toEqual(['GET']);
});

test('it can’t be imported, and the error says why', async () => {
  const w = await workspace(token('name = "ci"'));
  await expect(w.import(ADDRESS, '7001')).rejects.toThrow(/can't be imported[^]*shows the access key/);
});

test('an ephemeral one is revoked when planning and when applying', async () => {
  const w = await workspace(`${provider()}
    ephemeral "seqera_tokens" "e" {
      provider = tokens
      name     = "run"
    }
    provider "tokens" {
      alias = "by_it"
      seqera {
        server_url  = "${emulator().origins.seqera}"
        bearer_auth = ephemeral.seqera_tokens.e.access_key
      }
    }
    resource "seqera_tokens" "t" {
      provider = tokens.by_it
      name     = "made-by-it"
    }`);
  await w.apply();
  expect(await emulator().tokens('seqera')).toMatchObject([{ name: 'made-by-it' }]);
  expect(
    (await emulator().requests('seqera')).filter(({ method }) => method === 'DELETE').length,
  ).toBeGreaterThan(1);
  await w.destroy();
  expect(await emulator().tokens('seqera')).toEqual([]);
});

test('what is wrong is shown where it stands', async () => {
  const w = await workspace(token(`name = "${'x'.repeat(51)}"`));
  expect(await w.validate()).toMatchObject([
    {
      snippet: { code: expect.stringContaining('name = ') },
      detail: expect.stringContaining('1 to 50 characters'),
    },
  ]);
});
