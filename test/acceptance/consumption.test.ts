import { readFileSync, statSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Fn, TerraformStack } from 'cdktf';
import { Deployment, useTerraform } from './terraform';
import { Duration, RotatingToken, RotationSchedule, TimedToken } from '../../src';

const terraform = useTerraform();

const JANUARY = '2026-01-03T12:00:00Z';

/** Somebody who has to know the token. */
let receiver: Server;
let url: string;
let answer = 201;
const received: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const { method, headers } = request;
    const body = (await request.toArray()).join('');
    received.push({ method, url: request.url, headers, body });
    response.writeHead(answer, { 'content-type': 'text/plain' }).end('registered');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`;
});
afterAll(() => receiver.close());
beforeEach(() => {
  answer = 201;
  received.length = 0;
});

/** Tokens in each of the ways that they can be used. */
const used = (directory: string) => (stack: TerraformStack) => {
  const { current } = new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(10)),
  });
  current.writeSecretFile(stack, 'Plain', { filename: join(directory, 'deep', 'token') });
  current.writeSecretFile(stack, 'Json', {
    filename: join(directory, 'token.json'),
    content: Fn.jsonencode({ headers: current.authorizationHeader(), env: current.environmentEntry() }),
  });
  const webhook = current.registerAt(stack, 'Webhook', {
    url,
    headers: { 'Content-Type': 'application/json' },
    body: Fn.jsonencode({ events: ['push'] }),
  });
  webhook.node.addDependency(stack.node.findChild('Plain'));
  current.sensitiveOutput(stack, 'token', 'What deploys');
};

test('a token reaches whoever needs it, and nobody else', async () => {
  const directory = terraform().newDirectory('used');
  const deployment = await terraform().deployment(used(directory));
  await deployment.apply(JANUARY);

  const secret = deployment.outputs().token as string;
  expect(secret).toMatch(/^token-/);
  const plain = join(directory, 'deep', 'token');
  expect(readFileSync(plain, 'utf8')).toBe(secret);
  expect(JSON.parse(readFileSync(join(directory, 'token.json'), 'utf8'))).toEqual({
    headers: { Authorization: `Bearer ${secret}` },
    env: { ACCESS_TOKEN: secret },
  });
  for (const file of [plain, join(directory, 'token.json')]) {
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  }
  expect(received).toEqual([
    {
      method: 'POST',
      url: '/webhooks',
      headers: expect.objectContaining({
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
      }),
      body: '{"events":["push"]}',
    },
  ]);
  // The answer is in the state, and nothing of what was sent.
  expect(deployment.state()['pyvider_http_api.Webhook_B701416B']).toMatchObject({
    status_code: 201,
    response_body: 'registered',
    headers: null,
    body: null,
  });

  // It is sent again by every plan, which is empty all the same.
  await deployment.settled(JANUARY);
  expect(received).toHaveLength(2);

  // The next token takes the place of this one, everywhere.
  const february = '2026-02-03T12:00:00Z';
  await deployment.apply(february);
  const next = deployment.outputs().token as string;
  expect(next).not.toBe(secret);
  expect(readFileSync(plain, 'utf8')).toBe(next);
  expect((statSync(plain).mode & 0o777).toString(8)).toBe('600');
  expect(received.at(-1)?.headers.authorization).toBe(`Bearer ${next}`);
  await deployment.destroy(february);
});

test('a registration that is refused fails the run', async () => {
  const deployment = await terraform().deployment((stack) => {
    const token = new TimedToken(stack, 'Token', { name: 'deploy' });
    token.registerAt(stack, 'Webhook', { url });
  });
  answer = 503;
  const failure = (await deployment.apply(JANUARY).catch((error: Error) => error.message)) as string;
  expect(failure).toContain('Expected an answer with a status of 200 to 299, got 503.');
  answer = 204;
  await deployment.apply(JANUARY);
  await deployment.settled(JANUARY);

  // So does one that nobody answers.
  deployment.synth((stack: TerraformStack) => {
    const token = new TimedToken(stack, 'Token', { name: 'deploy' });
    token.registerAt(stack, 'Webhook', { url: 'http://127.0.0.1:9/' });
  });
  expect(await deployment.refused(JANUARY)).toEqual([
    expect.stringMatching(/Expected an answer with a status of 200 to 299, got none: .+\./),
  ]);
  await destroyed(deployment);
});

/** With a registration that succeeds, since the data source is read once more. */
async function destroyed(deployment: Deployment): Promise<void> {
  deployment.synth((stack) => new TimedToken(stack, 'Token', { name: 'deploy' }));
  await deployment.destroy(JANUARY);
}
