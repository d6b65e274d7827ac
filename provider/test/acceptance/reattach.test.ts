import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useInstallation } from './installation';
import { isAlive, until } from './processes';

const installation = useInstallation();

test('under a debugger one process serves every command, and ends with Ctrl-C', async () => {
  const { executable, directory, environment } = installation();
  const provider = spawn(executable, ['--debug'], {
    env: { ...environment, TOKENS_NOW: '2026-01-03T12:00:00Z' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    let printed = '';
    provider.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const [, reattach] = await until('TF_REATTACH_PROVIDERS', () =>
      /^TF_REATTACH_PROVIDERS='(.*)'$/m.exec(printed),
    );

    // A Terraform that has nowhere else to get a provider from.
    const nowhere = join(directory, 'nowhere');
    mkdirSync(nowhere);
    const cliConfig = join(directory, 'nowhere.rc');
    writeFileSync(
      cliConfig,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(nowhere)}\n  }\n}\n`,
    );
    const workspace = installation().newWorkspace({
      environment: { TF_CLI_CONFIG_FILE: cliConfig, TF_REATTACH_PROVIDERS: reattach },
    });
    workspace.write('resource "pyvider_timed_token" "t" {\n  provider = tokens\n  name = "ci"\n}');
    await workspace.init();
    expect((await workspace.plan()).actions).toEqual({ 'pyvider_timed_token.t': 'create' });
    await workspace.applySaved();
    expect(workspace.state()['pyvider_timed_token.t']).toMatchObject({
      issued_at: '2026-01-03T12:00:00.000000+00:00',
    });
    await workspace.destroy();
    expect(isAlive(provider.pid!)).toBe(true);
  } finally {
    const exit = once(provider, 'exit');
    provider.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
  }
});
