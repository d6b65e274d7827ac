import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AttachedProvider } from './attached-provider';
import { useInstallation } from './installation';
import { isAlive } from './processes';
import { type Workspace } from './workspace';

const installation = useInstallation();

let debugged: AttachedProvider;
let workspace: Workspace;

beforeEach(async () => {
  const { executable, directory, environment } = installation();
  debugged = await AttachedProvider.start(executable, {
    cwd: directory,
    env: { ...environment, TOKENS_NOW: '2026-01-03T12:00:00Z' },
  });
  // A Terraform that has nowhere else to get a provider from.
  const nowhere = mkdtempSync(join(directory, 'nowhere-'));
  const cliConfig = join(nowhere, 'terraform.rc');
  writeFileSync(
    cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(nowhere)}\n  }\n}\n`,
  );
  workspace = installation().newWorkspace({
    environment: { TF_CLI_CONFIG_FILE: cliConfig, ...debugged.environment },
  });
});

afterEach(async () => {
  const exit = once(debugged.process, 'exit');
  debugged.process.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
});

test('under a debugger one process serves every command, and ends with Ctrl-C', async () => {
  workspace.write('resource "pyvider_timed_token" "t" {\n  provider = tokens\n  name = "ci"\n}');
  await workspace.init();
  expect((await workspace.plan()).actions).toEqual({ 'pyvider_timed_token.t': 'create' });
  await workspace.applySaved();
  expect(workspace.state()['pyvider_timed_token.t']).toMatchObject({
    issued_at: '2026-01-03T12:00:00.000000+00:00',
  });
  await workspace.destroy();
  expect(isAlive(debugged.process.pid!)).toBe(true);
});

describe('each provider block', () => {
  /** A service that takes nobody, and what it was shown. */
  class Stranger {
    readonly seen = new Set<string | undefined>();
    private readonly server: Server = createServer(({ headers }, answer) => {
      this.seen.add(headers.authorization);
      answer.writeHead(401, { 'content-type': 'application/json' });
      answer.end('{ "errors": [{ "reason": "Invalid Token" }] }');
    });

    async listen(): Promise<string> {
      await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    close(): void {
      this.server.closeAllConnections();
      this.server.close();
    }
  }

  const [one, other] = [new Stranger(), new Stranger()];
  afterAll(() => [one, other].forEach((each) => each.close()));

  test('has a configuration of its own, though one process serves them all', async () => {
    const block = (url: string, token: string, alias = '') =>
      `provider "tokens" {\n  ${alias}\n  linode {\n    url = "${url}"\n    token = "${token}"\n  }\n}\n`;
    const tokens = (...providers: string[]) =>
      providers.map(
        (provider, index) =>
          `resource "linode_token" "t${index}" {\n  provider = ${provider}\n  label = "ci"\n  scopes = "*"\n}\n`,
      );
    workspace.write(
      [
        block(await one.listen(), 'first'),
        block(await other.listen(), 'second', 'alias = "other"'),
        ...tokens('tokens', 'tokens.other', 'tokens', 'tokens.other'),
      ].join(''),
    );
    await workspace.init();
    expect(await workspace.fails('apply')).toHaveLength(4);
    expect([...one.seen]).toEqual(['Bearer first']);
    expect([...other.seen]).toEqual(['Bearer second']);
  });
});
