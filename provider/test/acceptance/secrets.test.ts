import { readFileSync } from 'node:fs';
import { useInstallation } from './installation';

const NOW = { now: '2026-01-03T12:00:00Z' };
const TRACE = { ...NOW, environment: { TF_LOG: 'TRACE' } };

const installation = useInstallation();

test('a token is in the state and in the file that it was written to, and nowhere else', async () => {
  const workspace = await installation().workspace(`
    resource "pyvider_timed_token" "t" {
      provider = tokens
      name     = "ci"
    }
    resource "pyvider_file_content" "f" {
      provider = tokens
      filename = "token"
      content  = pyvider_timed_token.t.token
    }`);
  const said: string[] = [];
  const run = async (...args: string[]) => {
    const { stdout, stderr } = await workspace.start(args, TRACE).ended;
    said.push(stdout, stderr);
    return stdout + stderr;
  };

  const log = await run('apply', '-auto-approve');
  const secret = workspace.state()['pyvider_timed_token.t'].token as string;
  expect(readFileSync(workspace.path('token'), 'utf8')).toBe(secret);

  // The provider's own lines come as lines of Terraform's log, and say what was done.
  expect(log).toMatch(
    /\[DEBUG\] provider\.terraform-provider-tokens[^\n]*: configured: .*now=2026-01-03T12:00:00/,
  );

  await run('plan');
  workspace.write(workspace.configuration.replace('"ci"', '"deploy"').replace('"token"', '"moved"'));
  await run('plan', '-out=saved');
  await run('show', 'saved');
  await run('apply', 'saved');
  await run('show');
  // A folder in the file's place makes an error of the very call that holds the token.
  workspace.write(workspace.configuration.replace('"moved"', '"."'));
  expect(await run('apply', '-auto-approve')).toMatch(/Failed to \w+ pyvider_file_content/);
  await run('destroy', '-auto-approve');

  expect(workspace.state()).toEqual({});
  expect(said.filter((text) => text.includes(secret))).toEqual([]);
});
