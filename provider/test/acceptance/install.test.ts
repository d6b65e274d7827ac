import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { useInstallation } from './installation';

const installation = useInstallation();

const TOKEN = `
resource "pyvider_timed_token" "t" {
  provider = tokens
  name     = "ci"
}`;

test('installed for the user, it is found without any configuration and without a network', async () => {
  const { executable, directory } = installation();
  const home = join(directory, 'home');
  mkdirSync(home);
  const environment = { HOME: home, TF_CLI_CONFIG_FILE: '' };

  const says = execFileSync(executable, ['install'], {
    env: { ...installation().environment, ...environment },
  });
  const [, installed] = /Installed (.*)/.exec(says.toString())!;
  expect(installed.startsWith(join(home, '.terraform.d', 'plugins', 'registry.terraform.io'))).toBe(true);
  accessSync(installed, constants.X_OK);

  const workspace = installation().newWorkspace({ environment });
  workspace.write(TOKEN);
  await workspace.init();
  expect(existsSync(workspace.path('.terraform.lock.hcl'))).toBe(true);
  await workspace.apply();
});

test('what the command says to write into a configuration works as it stands', async () => {
  const { executable, directory, environment } = installation();
  const mirror = join(directory, 'another mirror');
  const says = execFileSync(executable, ['install', '--dir', mirror], { env: environment }).toString();
  expect(says).toContain(JSON.stringify(mirror));
  const version = execFileSync(executable, ['--version'], { env: environment }).toString().trim();
  expect(says).toMatch(new RegExp(`version = "${version.replaceAll('.', '\\.')}"`));

  // Installing over an installation is an upgrade in place.
  expect(execFileSync(executable, ['install', '--dir', mirror], { env: environment }).toString()).toBe(says);
});

test('installed where Terraform has it locked already, it still runs', async () => {
  const { executable, mirror, environment } = installation();
  const workspace = await installation().workspace(TOKEN);
  await workspace.apply();
  execFileSync(executable, ['install', '--dir', mirror], { env: environment });
  await workspace.settled();
});
