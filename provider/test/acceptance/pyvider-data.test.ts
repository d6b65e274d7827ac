import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { useInstallation } from './installation';

const SECRET = 's3cret-header';

const installation = useInstallation({ attached: true });

const requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
const server = createServer(({ method, url, headers }, response) => {
  requests.push({ method, url, headers });
  response.writeHead(url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ path: url }));
});
let origin: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => requests.splice(0));
afterAll(() => server.close());

const result = (expression: string) => `
resource "terraform_data" "result" {
  input = ${expression}
}`;
const resultIn = (state: Record<string, any>) => state['terraform_data.result'].output.value;

describe('pyvider_http_api', () => {
  test('is asked at each plan, and its headers are not in the state', async () => {
    const workspace = await installation().workspace(`
      variable "secret" {
        sensitive = true
      }
      data "pyvider_http_api" "a" {
        provider = tokens
        url      = "${origin}/found"
        headers  = { Authorization = "Bearer \${var.secret}" }
      }
      data "pyvider_http_api" "missing" {
        provider = tokens
        url      = "${origin}/missing"
        method   = "POST"
        body     = jsonencode({ a = 1 })
      }
      ${result(`[
        jsondecode(data.pyvider_http_api.a.response_body).path,
        data.pyvider_http_api.a.content_type,
        data.pyvider_http_api.missing.status_code,
        data.pyvider_http_api.missing.error_message == null,
      ]`)}`);
    const environment = { TF_VAR_secret: SECRET, TF_LOG: 'TRACE' };
    await workspace.apply({ environment });
    expect(resultIn(workspace.state())).toEqual(['/found', 'application/json', 404, true]);
    expect(requests.find(({ url }) => url === '/found')!.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(readFileSync(workspace.path('terraform.tfstate'), 'utf8')).not.toContain(SECRET);

    const { stdout, stderr } = await workspace.start(['plan'], { environment }).succeeds();
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test('that is known only to the apply is asked then, and checked then', async () => {
    const configuration = (url: string) => `
      resource "terraform_data" "url" {
        input = "${url}"
      }
      data "pyvider_http_api" "late" {
        provider = tokens
        url      = terraform_data.url.output
        headers  = { Authorization = "${SECRET}" }
      }
      ${result('data.pyvider_http_api.late.status_code')}`;
    const workspace = await installation().workspace(configuration('http://api.example.com'));
    expect((await workspace.start(['plan']).succeeds()).stdout).toMatch(/headers\s+= \(sensitive value\)/);
    expect(await workspace.fails('apply')).toMatchObject([
      { summary: 'Credential over plain http', address: 'data.pyvider_http_api.late' },
    ]);
    expect(requests).toEqual([]);
    workspace.write(configuration(`${origin}/late`));
    // What it depends on changes, so it is not known before the apply this time either.
    await workspace.apply();
    expect(resultIn(workspace.state())).toBe(200);
  });

  test('that can’t be reached says so in an attribute', async () => {
    const workspace = await installation().workspace(`
      data "pyvider_http_api" "down" {
        provider = tokens
        url      = "http://127.0.0.1:1/"
        timeout  = 5
      }
      ${result('data.pyvider_http_api.down')}`);
    await workspace.start(['apply', '-auto-approve']).succeeds();
    expect(resultIn(workspace.state())).toMatchObject({
      status_code: null,
      response_body: '',
      header_count: 0,
      // Port 1 is one of those that fetch does not go to.
      error_message: expect.stringMatching(/bad port|ECONNREFUSED/),
    });
  });
});

test('pyvider_env_variables reads what Terraform was started with, and keeps secrets to itself', async () => {
  const workspace = await installation().workspace(`
    data "pyvider_env_variables" "app" {
      provider       = tokens
      prefix         = "app_"
      case_sensitive = false
      transform_keys = "lower"
    }
    data "pyvider_env_variables" "all" {
      provider = tokens
    }
    ${result('[data.pyvider_env_variables.app.values, data.pyvider_env_variables.all.all_environment["APP_MODE"]]')}
    output "names" {
      value = keys(data.pyvider_env_variables.all.values)
    }`);
  const environment = { APP_MODE: 'fast', APP_API_KEY: 's3cret-key', OTHER_TOKEN: 's3cret-token' };
  await workspace.apply({ environment });
  expect(resultIn(workspace.state())).toEqual([{ app_mode: 'fast' }, 'fast']);

  const state = readFileSync(workspace.path('terraform.tfstate'), 'utf8');
  // The prefix asks for the first; nobody asks for the second.
  expect(state).toContain('s3cret-key');
  expect(state).not.toContain('s3cret-token');
  expect(state).not.toContain('PLUGIN_CLIENT_CERT');
  const { stdout } = await workspace.start(['output', '-json', 'names']).succeeds();
  expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(['APP_MODE', 'HOME', 'PATH']));

  workspace.write(
    `${workspace.configuration}\noutput "leak" {\n  value = data.pyvider_env_variables.all.all_environment\n}`,
  );
  expect(await workspace.fails('plan', { environment })).toMatchObject([
    { summary: 'Output refers to sensitive values' },
  ]);
});
