import { ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Clients, clientsOf, NOW, ROOTS } from './client';
import { bundle } from '../scripts/bundle';
import { Origins } from '../src/emulator';

const TOKENS = '/v4/profile/tokens';
const running = new Set<ChildProcessWithoutNullStreams>();
let folder: string;
let binary: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-emulator-'));
  binary = join(folder, 'tokens-emulator');
  bundle(binary);
});

afterEach(async () => {
  for (const each of running) await stop(each, 'SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function start(
  ...args: string[]
): Promise<{ child: ChildProcessWithoutNullStreams; origins: Origins } & Clients> {
  const child = spawn(binary, args);
  running.add(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const origins = JSON.parse(line) as Origins;
  return { child, origins, ...clientsOf(origins) };
}

async function stop(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<number | null> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exit)[0];
}

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(binary, args)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

test('it prints an origin for each service, on loopback', async () => {
  const { origins, linode } = await start('--port', '0');
  expect(Object.keys(origins)).toEqual(['linode', 'aiven', 'seqera', 'harness', 'admin']);
  for (const origin of Object.values(origins)) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(new Set(Object.values(origins)).size).toBe(5);
  expect((await linode.send('GET', TOKENS)).status).toBe(200);
});

test('the clock is frozen at --now', async () => {
  const { admin } = await start('--now', NOW);
  expect((await admin.send('GET', '/clock')).json).toEqual({ now: NOW, frozen: true });
});

test('a killed emulator comes back as its last answer left it', async () => {
  const state = join(folder, 'killed.json');
  const first = await start('--state', state);
  const secrets: string[] = [];
  for (let i = 0; i < 5; i++) {
    const body = { label: `t${i}`, scopes: '*' };
    secrets.push((await first.linode.send('POST', TOKENS, { body })).json.token);
  }
  await first.linode.send('DELETE', `${TOKENS}/57288262`);
  await first.admin.send('PUT', '/clock', { body: { now: NOW } });
  const before = (await first.admin.send('GET', '/tokens')).json;
  await stop(first.child, 'SIGKILL');

  const second = await start('--state', state);
  expect((await second.admin.send('GET', '/tokens')).json).toEqual(before);
  expect((await second.admin.send('GET', '/clock')).json).toEqual({ now: NOW, frozen: true });
  expect((await second.admin.send('GET', '/counters')).json.linode).toMatchObject({ creates: 5, deletes: 1 });
  expect((await second.linode.send('GET', TOKENS, { as: secrets[0] })).status).toBe(401);
  expect((await second.linode.send('GET', TOKENS, { as: secrets[4] })).status).toBe(200);
  const created = await second.linode.send('POST', TOKENS, { body: { label: 'next', scopes: '*' } });
  expect(created.json.id).toBe(57288267);

  expect(statSync(state).mode & 0o777).toBe(0o600); // eslint-disable-line no-bitwise
  for (const secret of secrets) expect(readFileSync(state, 'utf8')).not.toContain(secret);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a kill in the middle of many creations loses none that was answered', async () => {
  const state = join(folder, 'storm.json');
  const first = await start('--state', state);
  const answered: number[] = [];
  const storm = Array.from({ length: 200 }, async (_, i) => {
    const { json } = await first.linode.send('POST', TOKENS, { body: { label: `t${i}`, scopes: '*' } });
    answered.push(json.id as number);
    if (answered.length === 50) first.child.kill('SIGKILL');
  });
  await Promise.allSettled(storm);
  await stop(first.child, 'SIGKILL');
  const second = await start('--state', state);
  const live = (await second.admin.send('GET', '/tokens?service=linode')).json as { id: string }[];
  expect(answered.length).toBeGreaterThanOrEqual(50);
  expect(live.map(({ id }) => Number(id))).toEqual(expect.arrayContaining(answered));
});

test('a token that expires while the emulator is down is gone after', async () => {
  const state = join(folder, 'expiry.json');
  const first = await start('--state', state, '--now', '2030-01-01T00:00:00Z');
  const body = { label: 'a', scopes: '*', expiry: '2030-01-02T00:00:00' };
  await first.linode.send('POST', TOKENS, { body });
  await stop(first.child, 'SIGKILL');
  const second = await start('--state', state, '--now', '2030-01-02T00:00:00Z');
  expect((await second.admin.send('GET', '/tokens')).json.linode).toEqual([]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it, even while a request hangs', async (signal) => {
  const { child, admin, linode } = await start();
  await admin.send('POST', '/faults', { body: { service: 'linode', kind: 'hang' } });
  const hanging = linode.send('GET', TOKENS).catch(() => 'cut');
  while ((await admin.send('GET', '/requests')).json.requests.length === 0);
  expect(await stop(child, signal)).toBe(0);
  expect(await hanging).toBe('cut');
});

test('it ends with its parent when asked to', async () => {
  const { child } = await start('--exit-with-parent');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('it outlives its standard input otherwise', async () => {
  const { child, linode } = await start();
  child.stdin.end();
  expect((await linode.send('GET', TOKENS)).status).toBe(200);
});

test('--help names every credential', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const secret of Object.values(ROOTS)) expect(stdout).toContain(secret);
});

test.each([
  [['--now', 'noon'], '--now takes an RFC 3339 instant'],
  [['--port', '-1'], ''],
  [['--port', '65532'], '--port takes a number from 0 to 65531, got "65532"'],
  [['--state='], '--state needs the name of a file'],
  [['--unknown'], '--unknown'],
  [['argument'], 'argument'],
])('%j is refused', async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('--help');
});

test.each(['{', '[]', '{"version":2,"sections":{}}', '{"version":1}', 'null'])(
  'a state file that holds %s is left alone',
  async (text) => {
    const state = join(folder, 'foreign.json');
    writeFileSync(state, text);
    const { code, stderr } = await run('--state', state);
    expect(code).toBe(1);
    expect(stderr).toContain(state);
    expect(readFileSync(state, 'utf8')).toBe(text);
  },
);

test('a port that is taken is named', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const { code, stderr } = await run('--port', String(port));
  taken.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`127.0.0.1:${port}`);
});
