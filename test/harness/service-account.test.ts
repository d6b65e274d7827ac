import { TerraformVariable } from 'cdktf';
import { bindings, HarnessApiKey, HarnessServiceAccount, HarnessServiceAccountProps } from '../../src';
import { findings, newStack, only, synth } from '../synth';
import { vendorProvider } from '../vendor-provider';

const TYPE = 'harness_platform_service_account';
const given = { accountId: 'acct', identifier: 'deployer', email: 'deployer@example.com' };

const refused = (props: Partial<HarnessServiceAccountProps>) =>
  findings((stack) => new HarnessServiceAccount(stack, 'Account', { ...given, ...props }));

describe('HarnessServiceAccount', () => {
  test('writes only what is set, and is called as it is identified', () => {
    const stack = newStack();
    const account = new HarnessServiceAccount(stack, 'Account', given);
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      email: 'deployer@example.com',
      identifier: 'deployer',
      name: 'deployer',
      provider: 'tokens',
    });
    expect(account.node.defaultChild).toBeInstanceOf(bindings.HarnessPlatformServiceAccount);
  });

  test('writes all that is set, for Harness’s own provider as well', () => {
    const stack = newStack();
    const provider = vendorProvider(stack, 'harness');
    new HarnessServiceAccount(stack, 'Account', {
      ...given,
      orgId: 'default',
      projectId: 'shop',
      name: 'Deployer',
      description: 'Deploys',
      tags: { team: 'shop', robot: '' },
      provider,
    });
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      description: 'Deploys',
      email: 'deployer@example.com',
      identifier: 'deployer',
      name: 'Deployer',
      org_id: 'default',
      project_id: 'shop',
      provider: 'harness',
      tags: ['team:shop', 'robot'],
    });
  });

  test('of elsewhere makes nothing', () => {
    const stack = newStack();
    const { accountId, identifier } = given;
    const owner = HarnessServiceAccount.fromAttributes(stack, 'Account', {
      accountId,
      orgId: 'default',
      identifier,
    });
    new HarnessApiKey(stack, 'Key', { owner, identifier: 'deploy_key' });
    expect(Object.keys(synth(stack).resource)).toEqual(['harness_platform_apikey']);
    expect(only(stack, 'harness_platform_apikey')).toMatchObject({
      account_id: 'acct',
      apikey_type: 'SERVICE_ACCOUNT',
      org_id: 'default',
      parent_id: 'deployer',
    });
  });

  test.each([
    [{ accountId: '' }, 'accountId is empty: give a text such as "kmpySmUISimoRrJL6NL73w"'],
    [{ orgId: '' }, 'orgId is empty: give a text such as "default"'],
    [{ orgId: 'o', projectId: '' }, 'projectId is empty: give a text such as "default_project"'],
    [
      { projectId: 'shop' },
      'projectId is "shop", but there is no orgId: give the organization of the project',
    ],
    [{ name: '' }, 'name is empty: give a text such as "deployer"'],
    [{ email: ' ' }, 'email is empty: give a text such as "deployer@example.com"'],
    [{ tags: { '': 'x' } }, 'tags has the key "": give a text without a colon, such as "team"'],
    [{ tags: { 'a:b': 'c' } }, 'tags has the key "a:b": give a text without a colon, such as "team"'],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Account] ${message}`]);
  });

  test.each(['', '1st', 'deploy-key', 'déploy', '$key', 'a'.repeat(129)])(
    'refuses the identifier %j',
    (identifier) => {
      expect(refused({ identifier, name: 'Deployer' })).toEqual([
        `[stack/Account] identifier is "${identifier}": make it 1 to 128 letters, digits, "_" and "$", with a letter ` +
          `or "_" first, such as "deploy_key"`,
      ]);
    },
  );

  test.each([
    { orgId: 'default', projectId: 'shop' },
    { identifier: '_' },
    { identifier: `a${'$'.repeat(127)}` },
    { tags: { url: 'https://example.com' } },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('refuses an identifier that its sibling has, whatever the case', () => {
    const found = findings((stack) => {
      new HarnessServiceAccount(stack, 'One', given);
      new HarnessServiceAccount(stack, 'Other', { ...given, identifier: 'Deployer' });
      new HarnessServiceAccount(stack, 'Elsewhere', { ...given, orgId: 'default' });
    });
    expect(found).toEqual([
      '[stack/Other] identifier is "Deployer", which stack/One has already: the service refuses the second one, so give it another',
    ]);
  });

  test('of elsewhere needs an identifier and a place', () => {
    const found = findings((stack) =>
      HarnessServiceAccount.fromAttributes(stack, 'Account', { accountId: '', identifier: 'a b' }),
    );
    expect(found).toHaveLength(2);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const props = { accountId: text, identifier: text, email: text, tags: { [text]: text } };
      new HarnessServiceAccount(stack, 'One', props);
      new HarnessServiceAccount(stack, 'Other', props);
    });
    expect(found).toEqual([]);
  });
});
