import { readFileSync, statSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Fn, TerraformOutput, TerraformStack } from 'cdktf';
import { useEmulator } from './emulator';
import { Deployment, useTerraform } from './terraform';
import {
  Duration,
  IAccessToken,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  TimedToken,
} from '../../src';

const terraform = useTerraform();

const JANUARY = '2026-01-03T12:00:00Z';

const emulator = useEmulator(JANUARY, terraform);

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

/** A token in all ways that do not need its secret to be there. */
function consume(stack: TerraformStack, token: IAccessToken, directory: string): void {
  const write = (id: string, name: string, content?: string) =>
    token.writeSecretFile(stack, id, { filename: join(directory, name), content });
  const header = token.authorizationHeader();
  write('Plain', 'token');
  write('Env', '.env', `TOKEN="${token.value}"\n`);
  write('Header', 'header', header.Authorization);
  write('Json', 'token.json', Fn.jsonencode({ ...header, ...token.environmentEntry() }));
  new TerraformOutput(stack, 'header', { value: header, sensitive: true });
}

const read = (directory: string) =>
  ['token', '.env', 'header', 'token.json'].map((name) => readFileSync(join(directory, name), 'utf8'));

test('a token that was adopted has no secret: its files are empty, and the plan as well', async () => {
  const { environment } = emulator();
  const response = await fetch(`${environment.LINODE_URL}/v4/profile/tokens`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${environment.LINODE_TOKEN}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ label: 'by hand', scopes: 'linodes:read_only', expiry: '2027-01-01T00:00:00' }),
  });
  const { id } = (await response.json()) as { id: number };
  const directory = terraform().newDirectory('adopted');
  const adopted = (also: (stack: TerraformStack, token: LinodeToken) => void) => (stack: TerraformStack) => {
    const token = new LinodeToken(stack, 'Token', {
      label: 'by hand',
      scopes: [LinodeScope.LINODES_READ_ONLY],
      expiresAt: '2027-01-01T00:00:00Z',
    });
    token.importFrom(String(id));
    consume(stack, token, directory);
    also(stack, token);
  };
  const deployment = await terraform().deployment(adopted(() => undefined));
  await deployment.apply(JANUARY);
  expect(read(directory)).toEqual(['', 'TOKEN=""\n', '', '{"Authorization":null,"LINODE_TOKEN":null}']);
  expect(deployment.outputs().header).toEqual({ Authorization: null });
  await deployment.settled(JANUARY);

  // Nobody is sent a request without the token.
  deployment.synth(adopted((stack, token) => token.registerAt(stack, 'Webhook', { url })));
  expect(await deployment.refused(JANUARY)).toEqual([
    expect.stringMatching(/^Header without a value: headers: the value of Authorization is null\. /),
  ]);
  expect(received).toEqual([]);

  deployment.synth(adopted(() => undefined));
  await deployment.destroy(JANUARY);
});

test('a previous token is revoked though there are a header and files of it', async () => {
  const directory = terraform().newDirectory('revoked');
  const deployment = await terraform().deployment((stack) => {
    const { previous } = new RotatingToken(stack, 'Deploy', {
      blueprint: TimedToken.blueprint({ name: 'deploy' }),
      rotation: RotationSchedule.every(Duration.days(10), {
        overlap: Duration.days(1),
        applyInterval: Duration.days(1),
        anchor: '2026-01-01T00:00:00Z',
        revokePreviousAfter: Duration.days(2),
      }),
    });
    consume(stack, previous!, directory);
  });
  const none = ['', 'TOKEN=""\n', '', '{"ACCESS_TOKEN":null,"Authorization":null}'];
  // Nobody will ever hold the second slot's first token, so there is none.
  await deployment.apply(JANUARY);
  expect(read(directory)).toEqual(none);
  await deployment.settled(JANUARY);
  const secret = deployment.state()['Deploy/Slot0'].token as string;

  await deployment.apply('2026-01-11T00:00:00Z');
  expect(read(directory)).toEqual([
    secret,
    `TOKEN="${secret}"\n`,
    `Bearer ${secret}`,
    JSON.stringify({ ACCESS_TOKEN: secret, Authorization: `Bearer ${secret}` }),
  ]);

  const revoked = '2026-01-13T00:00:00Z';
  expect(Object.values(await deployment.apply(revoked))).toContain('delete');
  expect(deployment.state()).not.toHaveProperty('Deploy/Slot0');
  expect(read(directory)).toEqual(none);
  await deployment.settled(revoked);
  await deployment.destroy(revoked);
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
