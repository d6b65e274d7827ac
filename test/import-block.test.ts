import { TerraformStack, TerraformVariable } from 'cdktf';
import { findings, newStack, synth } from './synth';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  bindings,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  HarnessUser,
  LinodeScope,
  LinodeToken,
} from '../src';

interface Importable {
  importFrom(id: string): void;
}

const owner = (stack: TerraformStack, place = {}) =>
  new HarnessServiceAccount(stack, 'Owner', {
    accountId: 'account',
    identifier: 'deployer',
    email: 'deployer@example.com',
    ...place,
  });
const inProject = { orgId: 'default', projectId: 'shop' };

/** What can be adopted, by what it is and where. */
const ADOPTABLE: Readonly<Record<string, (stack: TerraformStack) => Importable>> = {
  linode_token: (stack) => new LinodeToken(stack, 'It', { label: 'ci', scopes: [LinodeScope.ALL] }),
  aiven_organization_application_user: (stack) =>
    new AivenApplicationUser(stack, 'It', { organizationId: 'org1', name: 'ci' }),
  aiven_organization_application_user_token: (stack) =>
    new AivenApplicationUserToken(stack, 'It', {
      user: AivenApplicationUser.fromAttributes(stack, 'User', { organizationId: 'org1', userId: 'u1' }),
      description: 'ci',
    }),
  'aiven token of a new user': (stack) =>
    new AivenApplicationUserToken(stack, 'It', {
      user: new AivenApplicationUser(stack, 'User', { organizationId: 'org1', name: 'ci' }),
      description: 'ci',
    }),
  harness_platform_service_account: (stack) =>
    new HarnessServiceAccount(stack, 'It', { accountId: 'a', identifier: 'ci', email: 'ci@example.com' }),
  'service account of a project': (stack) =>
    new HarnessServiceAccount(stack, 'It', {
      accountId: 'a',
      identifier: 'ci',
      email: 'ci@example.com',
      ...inProject,
    }),
  harness_platform_apikey: (stack) =>
    new HarnessApiKey(stack, 'It', { owner: owner(stack), identifier: 'key' }),
  'API key of an organization': (stack) =>
    new HarnessApiKey(stack, 'It', { owner: owner(stack, { orgId: 'default' }), identifier: 'key' }),
  harness_platform_token: (stack) =>
    new HarnessToken(stack, 'It', {
      apiKey: HarnessApiKey.fromAttributes(stack, 'Key', {
        owner: HarnessUser.fromAttributes(stack, 'Me', { accountId: 'a', userId: 'me' }),
        identifier: 'key',
      }),
      identifier: 'ci',
    }),
  'harness token of a project': (stack) =>
    new HarnessToken(stack, 'It', {
      apiKey: new HarnessApiKey(stack, 'Key', { owner: owner(stack, inProject), identifier: 'key' }),
      identifier: 'ci',
    }),
};

test('an import block takes over what is there, and leaves the resource as it is', () => {
  const [plain, adopted] = [false, true].map((adopts) => {
    const stack = newStack();
    const token = new LinodeToken(stack, 'Token', { label: 'ci', scopes: [LinodeScope.ALL] });
    if (adopts) token.importFrom('1234567');
    expect(token.node.defaultChild).toBeInstanceOf(bindings.LinodeToken);
    return synth(stack);
  });
  expect(adopted.import).toEqual([{ to: 'linode_token.Token_CB33349F', id: '1234567', provider: 'tokens' }]);
  expect(adopted.resource).toEqual(plain.resource);
  expect(plain).not.toHaveProperty('import');
});

test('several are taken over together', () => {
  const stack = newStack();
  const user = new AivenApplicationUser(stack, 'User', { organizationId: 'org1', name: 'ci' });
  user.importFrom('org1/u1');
  const token = new AivenApplicationUserToken(stack, 'Token', { user, description: 'ci' });
  token.importFrom(`org1/u1/${new TerraformVariable(stack, 'prefix', { type: 'string' }).stringValue}`);
  expect(synth(stack).import).toEqual([
    { to: 'aiven_organization_application_user.User_00B015A1', id: 'org1/u1', provider: 'tokens' },
    {
      to: 'aiven_organization_application_user_token.Token_CB33349F',
      id: 'org1/u1/${var.prefix}',
      provider: 'tokens',
    },
  ]);
});

test.each([
  ['linode_token', '1234567'],
  ['aiven_organization_application_user', 'org1/u1'],
  ['aiven_organization_application_user_token', 'org1/u1/XCJ3+bgWywIh'],
  ['aiven_organization_application_user_token', 'org1/u1/XCJ3/bgWyw/='],
  ['aiven token of a new user', 'org1/u7/XCJ3+bgWywIh'],
  ['harness_platform_service_account', 'ci'],
  ['service account of a project', 'default/shop/ci'],
  ['harness_platform_apikey', 'deployer/key/SERVICE_ACCOUNT'],
  ['API key of an organization', 'default/deployer/key/SERVICE_ACCOUNT'],
  ['harness_platform_token', 'me/key/USER/ci'],
  ['harness token of a project', 'default/shop/deployer/key/SERVICE_ACCOUNT/ci'],
])('%s is imported by %s', (what, id) => {
  expect(findings((stack) => ADOPTABLE[what](stack).importFrom(id))).toEqual([]);
});

test.each([
  ['linode_token', 'ci', 'NUMBER'],
  ['linode_token', '', 'NUMBER'],
  ['linode_token', '12/34', 'NUMBER'],
  ['aiven_organization_application_user', 'org2/u1', 'org1/USER'],
  ['aiven_organization_application_user', 'org1', 'org1/USER'],
  ['aiven_organization_application_user_token', 'org1/u1', 'org1/u1/TOKEN_PREFIX'],
  ['aiven_organization_application_user_token', 'org1/u2/XCJ3', 'org1/u1/TOKEN_PREFIX'],
  ['aiven_organization_application_user_token', 'org1/u1/${file("secret")}', 'org1/u1/TOKEN_PREFIX'],
  ['harness_platform_service_account', 'default/ci', 'ci'],
  ['harness_platform_apikey', 'key', 'PARENT/key/SERVICE_ACCOUNT'],
  ['harness_platform_token', 'ci', 'me/key/USER/ci'],
  ['harness_platform_token', 'default/me/key/USER/ci', 'me/key/USER/ci'],
])('%s is not imported by %j', (what, id, form) => {
  expect(findings((stack) => ADOPTABLE[what](stack).importFrom(id))).toEqual([
    `[stack/It/Import] id is ${JSON.stringify(id)}: a ${what} is imported by its ${form}`,
  ]);
});
