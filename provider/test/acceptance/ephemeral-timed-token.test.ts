import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useInstallation } from './installation';

const NOW = { now: '2026-01-31T12:00:00Z' };

const installation = useInstallation({ attached: true });

/** A provisioner may use what no state may hold. */
const CONFIGURATION = `
ephemeral "pyvider_timed_token" "run" {
  provider = tokens
  name     = "run"
  lifetime = "10m"
}
resource "terraform_data" "deploy" {
  triggers_replace = ["1"]
  lifecycle {
    precondition {
      condition     = ephemeral.pyvider_timed_token.run.expires_at == "2026-01-31T12:10:00.000000+00:00"
      error_message = "not the token that was asked for"
    }
  }
  provisioner "local-exec" {
    command     = "printf %s \\"$TOKEN\\" > used"
    environment = { TOKEN = ephemeral.pyvider_timed_token.run.token }
  }
}`;

test('a run has a token that is in nothing that the run leaves behind', async () => {
  const workspace = await installation().workspace(CONFIGURATION);
  const said: string[] = [];
  const run = async (...args: string[]) => {
    const trace = { ...NOW, environment: { TF_LOG: 'TRACE' } };
    const { stdout, stderr } = await workspace.start(args, trace).succeeds();
    said.push(stdout, stderr);
  };
  const used = () => readFileSync(workspace.path('used'), 'utf8');

  await run('plan', '-out=saved');
  expect(existsSync(workspace.path('used'))).toBe(false);
  await run('show', '-json', 'saved');
  await run('apply', 'saved');
  const first = used();
  expect(first).toMatch(/^token-[0-9a-f-]{36}$/);
  expect(Object.keys(workspace.state())).toEqual(['terraform_data.deploy']);
  await run('plan', '-detailed-exitcode');

  // Each run has another.
  workspace.write(CONFIGURATION.replace('["1"]', '["2"]'));
  await run('apply', '-auto-approve');
  const second = used();
  expect(second).not.toBe(first);

  const log = said.join('');
  expect(log).toMatch(/closed; nobody else has heard of the token/);
  for (const token of [first, second]) {
    expect(log.includes(token)).toBe(false);
    const holders = readdirSync(workspace.directory, { withFileTypes: true })
      .filter((file) => file.isFile() && readFileSync(join(workspace.directory, file.name)).includes(token))
      .map(({ name }) => name);
    expect(holders).toEqual(token === second ? ['used'] : []);
  }
});

test('what is wrong with it is shown at its line', async () => {
  const workspace = await installation().workspace(CONFIGURATION.replace('"10m"', '"soon"'));
  expect(await workspace.validate()).toMatchObject([
    { severity: 'error', summary: 'Invalid duration', snippet: { code: '  lifetime = "soon"' } },
  ]);
});

test('it can’t reach a state by way of an attribute', async () => {
  const workspace = await installation().workspace(`
    ${CONFIGURATION}
    resource "pyvider_file_content" "f" {
      provider = tokens
      filename = "token"
      content  = ephemeral.pyvider_timed_token.run.token
    }`);
  expect(await workspace.fails('plan', NOW)).toMatchObject([
    {
      summary: expect.stringMatching(/Invalid use of ephemeral value|Ephemeral value used in non-ephemeral/),
    },
  ]);
});
