import { TerraformOutput, TerraformStack } from 'cdktf';
import { ACCOUNT, ORGANIZATION, useEmulator } from './emulator';
import { useTerraform } from './terraform';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  LinodeScope,
  LinodeToken,
} from '../../src';

const NOW = '2026-01-10T12:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(NOW, terraform);

/** Asks a service as somebody does who has never heard of Terraform. */
async function ask<T>(
  origin: string,
  header: Record<string, string>,
  path: string,
  body: unknown,
): Promise<T> {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...header },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

interface Made {
  readonly linode: string;
  readonly user: string;
  readonly prefix: string;
}

async function makeByHand(): Promise<Made> {
  const { environment } = emulator();
  const linode = (path: string, body: unknown) =>
    ask<{ id: number }>(
      environment.LINODE_URL,
      { Authorization: `Bearer ${environment.LINODE_TOKEN}` },
      path,
      body,
    );
  const aiven = <T>(path: string, body: unknown) =>
    ask<T>(
      environment.AIVEN_WEB_URL,
      { Authorization: `aivenv1 ${environment.AIVEN_TOKEN}` },
      `/v1/organization/${ORGANIZATION}/application-users${path}`,
      body,
    );
  const harness = (path: string, body: unknown) =>
    ask(
      environment.HARNESS_ENDPOINT,
      { 'x-api-key': environment.HARNESS_PLATFORM_API_KEY },
      `/ng/api/${path}?accountIdentifier=${ACCOUNT}`,
      { accountIdentifier: ACCOUNT, ...(body as object) },
    );

  const { id } = await linode('/v4/profile/tokens', {
    label: 'by hand',
    scopes: 'linodes:read_only',
    expiry: '2027-01-01T00:00:00',
  });
  const { user_id: user } = await aiven<{ user_id: string }>('', { name: 'by-hand', is_super_admin: false });
  const { token_prefix: prefix } = await aiven<{ token_prefix: string }>(`/${user}/access-tokens`, {
    description: 'by hand',
    extend_when_used: false,
    max_age_seconds: 86_400,
    scopes: ['projects:read'],
  });
  await harness('serviceaccount', {
    identifier: 'by_hand',
    name: 'by hand',
    email: 'by-hand@example.com',
    tags: {},
  });
  const key = { parentIdentifier: 'by_hand', apiKeyType: 'SERVICE_ACCOUNT' };
  await harness('apikey', {
    ...key,
    identifier: 'key',
    name: 'key',
    defaultTimeToExpireToken: 86_400_000,
    tags: {},
  });
  await harness('token', {
    ...key,
    apiKeyIdentifier: 'key',
    identifier: 'token',
    name: 'by hand',
    validFrom: Date.parse(NOW),
    validTo: Date.parse('2026-06-01T00:00:00Z'),
    tags: {},
  });
  return { linode: String(id), user, prefix };
}

const adopted =
  ({ linode, user, prefix }: Made, label = 'by hand') =>
  (stack: TerraformStack) => {
    const token = new LinodeToken(stack, 'Linode', {
      label,
      scopes: [LinodeScope.LINODES_READ_ONLY],
      expiresAt: '2027-01-01T00:00:00Z',
    });
    token.importFrom(linode);

    const appUser = new AivenApplicationUser(stack, 'AivenUser', {
      organizationId: ORGANIZATION,
      name: 'by-hand',
    });
    appUser.importFrom(`${ORGANIZATION}/${user}`);
    new AivenApplicationUserToken(stack, 'Aiven', {
      user: appUser,
      description: 'by hand',
      maxAge: Duration.days(1),
      scopes: [AivenScope.PROJECTS_READ],
    }).importFrom(`${ORGANIZATION}/${user}/${prefix}`);

    const owner = new HarnessServiceAccount(stack, 'HarnessAccount', {
      accountId: ACCOUNT,
      identifier: 'by_hand',
      name: 'by hand',
      email: 'by-hand@example.com',
    });
    owner.importFrom('by_hand');
    const apiKey = new HarnessApiKey(stack, 'HarnessKey', {
      owner,
      identifier: 'key',
      defaultTokenLifetime: Duration.days(1),
    });
    apiKey.importFrom('by_hand/key/SERVICE_ACCOUNT');
    new HarnessToken(stack, 'Harness', {
      apiKey,
      identifier: 'token',
      name: 'by hand',
      expiresAt: '2026-06-01T00:00:00Z',
    }).importFrom('by_hand/key/SERVICE_ACCOUNT/token');

    new TerraformOutput(stack, 'available', { value: token.available });
  };

/** Tokens that work now, by service. */
async function live(): Promise<Record<string, string[]>> {
  const each = Object.entries(await emulator().live());
  return Object.fromEntries(each.map(([service, tokens]) => [service, tokens.map(({ name }) => name)]));
}

test('tokens that were made by hand are adopted as they are, kept, renamed and revoked', async () => {
  const made = await makeByHand();
  const before = await live();
  expect(before).toMatchObject({ linode: ['by hand'], aiven: ['by hand'], harness: ['by hand'] });

  const deployment = await terraform().deployment(adopted(made));
  const names = ['Linode', 'AivenUser', 'Aiven', 'HarnessAccount', 'HarnessKey', 'Harness'];
  expect(await deployment.apply(NOW)).toEqual(Object.fromEntries(names.map((name) => [name, 'import'])));
  expect(await live()).toEqual(before);
  expect(Object.keys(deployment.state()).sort()).toEqual([...names].sort());
  expect(deployment.state().Linode).toMatchObject({ id: made.linode, token: null });
  expect(deployment.state().Aiven).toMatchObject({ token_prefix: made.prefix, full_token: null });
  expect(deployment.state().Harness).toMatchObject({ identifier: 'token', value: null });
  // Nobody tells the secret a second time.
  expect(deployment.outputs().available).toBe(false);
  await deployment.settled(NOW);

  deployment.synth(adopted(made, 'deploy'));
  expect(await deployment.apply(NOW)).toEqual({ Linode: 'update' });
  expect(await live()).toMatchObject({ linode: ['deploy'] });
  await deployment.settled(NOW);

  await deployment.destroy(NOW);
  expect(await live()).toMatchObject({ linode: [], aiven: [], harness: [] });
});
