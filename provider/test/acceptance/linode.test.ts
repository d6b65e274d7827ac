import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';
import { Workspace } from './workspace';
import { sha256, useEmulator } from '../services/emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = 'fa4e'.repeat(16);
const ADDRESS = 'linode_token.t';

const installation = useInstallation({ attached: true });
const emulator = useEmulator(NOW);

const token = (attributes: string) => `
resource "linode_token" "t" {
  provider = tokens
  ${attributes}
}`;
const BASIC = 'label = "deploy"\n  scopes = "linodes:read_only"\n  expiry = "2100-01-02T03:04:05Z"';

async function workspace(configuration: string): Promise<Workspace> {
  const made = installation().newWorkspace({
    environment: { LINODE_TOKEN: ROOT, LINODE_URL: emulator().origins.linode, TOKENS_NOW: NOW },
  });
  made.write(configuration);
  await made.init();
  return made;
}

async function setNow(now: string): Promise<{ now: string }> {
  await emulator().setClock(now);
  return { now };
}

test('a token is created, renamed in place, and destroyed', async () => {
  const w = await workspace(token(BASIC));
  expect((await w.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  expect((await w.show()).resource_changes[0].change.after_unknown).toEqual({
    id: true,
    created: true,
    token: true,
  });
  expect(await w.applySaved()).toEqual({ [ADDRESS]: 'create' });
  const first = w.state()[ADDRESS];
  expect(first).toEqual({
    id: expect.stringMatching(/^\d+$/),
    label: 'deploy',
    scopes: 'linodes:read_only',
    expiry: '2100-01-02T03:04:05Z',
    created: NOW,
    token: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await emulator().tokens('linode')).toMatchObject([{ id: first.id, sha256: sha256(first.token) }]);

  w.write(token(BASIC.replace('deploy', 'deploy_renamed')));
  expect(await w.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(w.state()[ADDRESS]).toEqual({ ...first, label: 'deploy_renamed' });

  expect(await w.destroy()).toEqual({ [ADDRESS]: 'delete' });
  expect(await emulator().tokens('linode')).toEqual([]);
});

test('another expiry and other scopes make another token, another spelling does not', async () => {
  const w = await workspace(token(BASIC));
  await w.apply();
  const secrets = [w.state()[ADDRESS].token];
  const change = async (attributes: string) => {
    w.write(token(`label = "deploy"\n  ${attributes}`));
    const actions = await w.apply();
    secrets.push(w.state()[ADDRESS].token);
    return actions;
  };

  // The offset is kept as it is written.
  const later = 'expiry = "2099-05-04T03:02:01+00:00"';
  expect(await change(`scopes = "linodes:read_only"\n  ${later}`)).toEqual({ [ADDRESS]: 'replace' });
  expect(w.state()[ADDRESS].expiry).toBe('2099-05-04T03:02:01+00:00');
  const two = 'scopes = "linodes:read_only lke:read_only"';
  expect(await change(`${two}\n  ${later}`)).toEqual({ [ADDRESS]: 'replace' });
  expect(new Set(secrets).size).toBe(3);

  const spelled = 'expiry = "2099-05-04T05:02:01+02:00"';
  expect(await change(`scopes = "lke:read_only linodes:read_only"\n  ${spelled}`)).toEqual({
    [ADDRESS]: 'update',
  });
  expect(secrets[3]).toBe(secrets[2]);
  expect(await emulator().tokens('linode')).toHaveLength(1);
});

test('without an expiry it never expires, and to take one away changes nothing', async () => {
  const w = await workspace(token('scopes = "*"'));
  await w.apply();
  expect(w.state()[ADDRESS]).toMatchObject({ label: null, expiry: '2999-12-12T05:00:00Z' });

  w.write(token('scopes = "*"\n  expiry = "2100-01-02T03:04:05Z"'));
  expect(await w.apply()).toEqual({ [ADDRESS]: 'replace' });
  w.write(token('scopes = "*"'));
  expect(await w.plan()).toEqual(NOTHING_TO_DO);
});

test('it is imported by its number, all but the secret', async () => {
  const w = await workspace(token(BASIC));
  await w.apply();
  const made = w.state()[ADDRESS];
  const other = await workspace(token(BASIC));
  await other.import(ADDRESS, made.id as string);
  expect(other.state()[ADDRESS]).toEqual({ ...made, token: null });
  await other.settled();
  other.write(token(BASIC.replace('deploy', 'renamed')));
  expect(await other.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(other.state()[ADDRESS]).toEqual({ ...made, label: 'renamed', token: null });

  const empty = await workspace(token(BASIC));
  await expect(empty.import(ADDRESS, 'deploy')).rejects.toThrow(/"deploy" is no id of a Linode token/);
  await expect(empty.import(ADDRESS, '1')).rejects.toThrow(/non-existent remote object/);
});

test('a token that disappears is planned anew; a list of errors is no disappearance', async () => {
  const w = await workspace(token(BASIC));
  await w.apply();
  const { id } = w.state()[ADDRESS];
  await emulator().fault('linode', { kind: 'status', status: 401 });
  expect(await w.fails('plan')).toMatchObject([
    { address: ADDRESS, detail: expect.stringMatching(/status 401.*Check token in the provider's block/s) },
  ]);
  await fetch(`${emulator().origins.linode}/v4/profile/tokens/${id as string}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${ROOT}` },
  });
  expect((await w.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  expect(await w.applySaved()).toEqual({ [ADDRESS]: 'create' });
  expect(w.state()[ADDRESS].id).not.toBe(id);
});

test('an expired token stays while its expiry is configured, and is replaced when it is not', async () => {
  const w = await workspace(token('scopes = "*"\n  expiry = "2026-02-01T00:00:00Z"'));
  await w.apply();
  const first = w.state()[ADDRESS];
  const later = await setNow('2026-03-01T00:00:00Z');
  await w.settled(later);
  // A plan that refreshes nothing, and an apply that notes what was found.
  expect(await w.apply({ ...later, args: ['-refresh-only'] })).toEqual({});
  expect(w.state()[ADDRESS]).toEqual(first);

  w.write(token('scopes = "*"'));
  expect(await w.apply(later)).toEqual({ [ADDRESS]: 'replace' });
  expect(w.state()[ADDRESS].expiry).toBe('2999-12-12T05:00:00Z');
});

test('in a rotation every plan between the rotations is empty, also when the previous token has expired', async () => {
  const w = await workspace(`
    resource "tokens_rotation" "r" {
      period         = "30d"
      anchor         = "2026-01-31T12:00:00Z"
      overlap        = "2d"
      apply_interval = "1d"
    }
    resource "linode_token" "slot" {
      provider = tokens
      count    = 2
      label    = "deploy"
      scopes   = "linodes:read_only"
      expiry   = tokens_rotation.r.slot_expires_at[count.index]
      lifecycle {
        replace_triggered_by = [tokens_rotation.r.slot_serials[count.index]]
      }
    }`);
  await w.apply();
  expect(await emulator().tokens('linode')).toHaveLength(2);
  // Days after the first rotation, when the first slot's token has expired, and one rotation later.
  for (const [now, live] of [
    ['2026-03-03T12:00:00Z', 2],
    ['2026-03-20T12:00:00Z', 1],
    ['2026-04-02T12:00:00Z', 2],
  ] as const) {
    const at = await setNow(now);
    await w.apply(at);
    expect(await emulator().tokens('linode')).toHaveLength(live);
  }
});

// The other ways to lose an answer are in the tests of the resource.
test('a creation whose answer is lost leaves one token, the one in the state', async () => {
  const w = await workspace(token(BASIC));
  await emulator().fault('linode', { kind: 'drop-after-effect', method: 'POST' });
  expect(await w.apply()).toEqual({ [ADDRESS]: 'create' });
  const { id, token: secret } = w.state()[ADDRESS];
  expect(await emulator().tokens('linode')).toMatchObject([{ id, sha256: sha256(secret) }]);
});

describe('an ephemeral token', () => {
  const EPHEMERAL = `
    ephemeral "linode_token" "e" {
      provider = tokens
      label    = "run"
      scopes   = "linodes:read_only account:read_write"
    }
    provider "tokens" {
      alias = "narrow"
      linode {
        token = ephemeral.linode_token.e.token
      }
    }
    resource "linode_token" "t" {
      provider = tokens.narrow
      label    = "made-by-it"
      scopes   = "linodes:read_only"
    }`;

  test('is opened and revoked when planning and when applying, and is in no file and no log', async () => {
    const w = await workspace(EPHEMERAL);
    // Slow enough to be seen while it lives.
    await emulator().fault('linode', { kind: 'latency', ms: 500, method: 'DELETE', times: 100 });
    const live = new Set<string>();
    const said: string[] = [];
    let own: unknown;
    for (const args of [
      ['plan', '-out=saved'],
      ['apply', 'saved'],
      ['plan'],
      ['apply', '-auto-approve', '-destroy'],
    ]) {
      const before = live.size;
      const run = w.start(args, { environment: { TF_LOG: 'TRACE' } });
      let running = true;
      void run.ended.then(() => (running = false));
      while (running) {
        for (const { name, sha256: hash } of await emulator().tokens('linode')) {
          if (name === 'run') live.add(hash);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { stdout, stderr } = await run.succeeds();
      said.push(stdout, stderr, ...files(w));
      expect(live.size).toBeGreaterThan(before);
      if (args.includes('-out=saved')) expect(files(w).join()).toContain('made-by-it');
      expect((await emulator().tokens('linode')).filter(({ name }) => name === 'run')).toEqual([]);
      own ??= w.state()[ADDRESS]?.token;
      // What planning and applying say; the state alone has the secret of the resource.
      expect(own === undefined || !`${stdout}${stderr}`.includes(own as string)).toBe(true);
    }
    expect(await emulator().tokens('linode')).toEqual([]);
    expect(own).toEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
    const hexadecimal = new Set(
      said.flatMap((text) => text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? []),
    );
    expect(hexadecimal).toContain(own);
    expect([...hexadecimal].filter((secret) => live.has(sha256(secret)))).toEqual([]);
  });

  /** States, and the plan with what is packed into it. */
  function files(w: Workspace): string[] {
    return readdirSync(w.directory)
      .filter((file) => /tfstate|saved/.test(file))
      .flatMap((file) => [readFileSync(w.path(file)), ...unzipped(readFileSync(w.path(file)))])
      .map((bytes) => bytes.toString('latin1'));
  }

  function unzipped(archive: Buffer): Buffer[] {
    const contents: Buffer[] = [];
    for (let at = archive.indexOf('PK\x03\x04'); at >= 0; at = archive.indexOf('PK\x03\x04', at + 4)) {
      const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
      contents.push(inflateRawSync(archive.subarray(start)));
    }
    return contents;
  }

  test('is revoked when the run is interrupted', async () => {
    const w = await workspace(EPHEMERAL);
    await emulator().fault('linode', { kind: 'latency', ms: 2000, method: 'POST', times: 3 });
    const run = w.start(['apply', '-auto-approve']);
    while ((await emulator().requests('linode')).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    run.killGroup('SIGINT');
    const { code } = await run.ended;
    expect(code).not.toBe(0);
    expect((await emulator().tokens('linode')).filter(({ name }) => name === 'run')).toEqual([]);
  });
});

test('an interrupted creation ends with the token in the state', async () => {
  const w = await workspace(token(BASIC));
  await emulator().fault('linode', { kind: 'latency', ms: 1500, method: 'POST' });
  const run = w.start(['apply', '-auto-approve']);
  while ((await emulator().requests('linode')).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  run.killGroup('SIGINT');
  await run.ended;
  const tokens = await emulator().tokens('linode');
  const state = existsSync(w.path('terraform.tfstate')) ? Object.values(w.state()) : [];
  expect(tokens.map(({ id }) => id)).toEqual(state.map(({ id }) => id));
  await w.apply();
  expect(await emulator().tokens('linode')).toMatchObject([{ sha256: sha256(w.state()[ADDRESS].token) }]);
});

test('what is wrong is shown where it stands', async () => {
  const shown = async (configuration: string) => {
    const w = await workspace(configuration);
    return (await w.validate()).map(({ snippet, detail }) => `${snippet!.code.trim()}: ${detail}`).sort();
  };
  expect(await shown(token('label  = ""\n  scopes = " "\n  expiry = "soon"'))).toEqual([
    expect.stringMatching(/^expiry = "soon": .*no RFC 3339 instant/),
    expect.stringMatching(/^label {2}= "": .*1 to 100 bytes/),
    expect.stringMatching(/^scopes = " ": .*at least one scope/),
  ]);
  const block = 'linode {\n    url = "http://example.com"\n    retry_limit = 1000\n  }';
  expect(await shown(`${token(BASIC)}\nprovider "tokens" {\n  ${block}\n}`)).toEqual([
    expect.stringMatching(/^retry_limit = 1000: .*from 0 to 100/),
    expect.stringMatching(/^url = "http:\/\/example.com": .*unencrypted/),
  ]);
});
