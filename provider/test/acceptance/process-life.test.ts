import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommandOptions } from './command';
import { useInstallation } from './installation';
import { isAlive, pluginsOf, until } from './processes';
import { Workspace } from './workspace';

/** Enough that a signal finds an apply at work. */
const COUNT = 75;
const MANY = `
resource "pyvider_timed_token" "t" {
  provider = tokens
  count    = ${COUNT}
  name     = "token \${count.index}"
}
resource "pyvider_file_content" "f" {
  provider        = tokens
  count           = ${COUNT}
  filename        = "files/\${count.index}"
  content         = pyvider_timed_token.t[count.index].token
  file_permission = "0600"
}`;
const NOW = { now: '2026-01-03T12:00:00Z' };

const installation = useInstallation();

function filesOf(workspace: Workspace): string[] {
  const folder = workspace.path('files');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}

/** An apply that has begun to show and has a lot left to do. */
async function applyInTheMiddle(
  workspace: Workspace,
  options: CommandOptions = NOW,
  begun = () => filesOf(workspace).length > 0,
): Promise<Command> {
  const command = workspace.start(['apply', '-json', '-auto-approve', '-parallelism=4'], options);
  const ended = command.succeeds().then(() => {
    throw new Error('the apply has ended already');
  });
  await Promise.race([until('the first file', begun), ended]);
  return command;
}

/** State and files tell the same, and every file holds the token of its own. */
function expectAgreement(workspace: Workspace, count: number): void {
  const state = Object.entries(workspace.state());
  const files = state.filter(([address]) => address.startsWith('pyvider_file_content.'));
  const stored = Object.fromEntries(files.map(([, { filename, content }]) => [filename, content]));
  const onDisk = Object.fromEntries(
    filesOf(workspace).map((name) => [`files/${name}`, readFileSync(workspace.path('files', name), 'utf8')]),
  );
  expect(onDisk).toEqual(stored);
  expect(files).toHaveLength(count);
  expect(new Set(Object.values(onDisk)).size).toBe(count);
}

async function completes(workspace: Workspace): Promise<void> {
  await workspace.apply(NOW);
  expectAgreement(workspace, COUNT);
  expect(Object.keys(workspace.state())).toHaveLength(2 * COUNT);
  expect(readdirSync(workspace.path('files'))).toHaveLength(COUNT);
}

test('the provider is killed during an apply: the next one completes it', async () => {
  const workspace = await installation().workspace(MANY);
  const command = await applyInTheMiddle(workspace);
  const [plugin] = pluginsOf(command.pid);
  process.kill(plugin, 'SIGKILL');
  expect((await command.ended).code).toBe(1);
  expect(filesOf(workspace).length).toBeLessThan(COUNT);

  await completes(workspace);
  await workspace.destroy(NOW);
  expect(filesOf(workspace)).toEqual([]);
});

test('the provider is killed during a rotation: the next apply completes that one, and makes no other', async () => {
  const workspace = await installation().workspace(`
    resource "tokens_rotation" "r" {
      period  = "10d"
      anchor  = "2026-01-01T00:00:00Z"
      overlap = "2d"
      slots   = 2
    }
    resource "pyvider_file_content" "f" {
      provider = tokens
      count    = ${COUNT}
      filename = "files/\${count.index}"
      content  = "serial \${tokens_rotation.r.serial}"
    }`);
  await workspace.apply(NOW);
  const boundary = { now: '2026-01-11T00:00:00Z' };
  const read = (name: string) => readFileSync(workspace.path('files', name), 'utf8');
  const written = () => filesOf(workspace).filter((name) => read(name) === 'serial 3');
  const command = await applyInTheMiddle(workspace, boundary, () => written().length > 0);
  process.kill(pluginsOf(command.pid)[0], 'SIGKILL');
  expect((await command.ended).code).toBe(1);
  expect(written().length).toBeLessThan(COUNT);

  await workspace.apply(boundary);
  expect(workspace.state()['tokens_rotation.r']).toMatchObject({ serial: 3, slot_serials: [2, 3] });
  expect(written()).toHaveLength(COUNT);
});

test('Terraform is killed during an apply: the provider goes too, and the next apply completes it', async () => {
  const workspace = await installation().workspace(MANY);
  const command = await applyInTheMiddle(workspace);
  const plugins = pluginsOf(command.pid);
  expect(plugins).toHaveLength(1);
  command.kill('SIGKILL');
  await command.ended;
  await until('the end of the provider', () => !plugins.some(isAlive));

  await completes(workspace);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to the whole process group stops an apply, and the state knows all that was done',
  async (signal) => {
    const workspace = await installation().workspace(MANY);
    const command = await applyInTheMiddle(workspace);
    const plugins = pluginsOf(command.pid);
    command.killGroup(signal);
    const { code, messages } = await command.ended;
    expect(code).toBe(1);
    const errors = new Set(messages.flatMap(({ diagnostic }) => diagnostic?.summary ?? []));
    // The provider stays until Terraform sends it away: no call is left without an answer.
    expect([...errors]).toEqual(['execution halted']);
    const done = filesOf(workspace).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(COUNT);
    expectAgreement(workspace, done);
    await until('the end of the provider', () => !plugins.some(isAlive));

    await completes(workspace);
  },
);

test('the provider stops by itself when it is told to, and leaves nothing behind', async () => {
  const sockets = join(installation().directory, 'sockets');
  mkdirSync(sockets);
  const workspace = await installation().workspace(`
    resource "pyvider_timed_token" "t" {
      provider = tokens
      name     = "ci"
    }`);
  const { stderr } = await workspace
    .start(['apply', '-auto-approve'], { environment: { TF_LOG: 'TRACE', TMPDIR: sockets } })
    .succeeds();
  expect(stderr).toContain('plugin exited');
  // What Terraform says when it has waited two seconds and kills.
  expect(stderr).not.toMatch(/plugin failed to exit gracefully|plugin process killed|signal: killed/);
  expect(readdirSync(sockets)).toEqual([]);
});
