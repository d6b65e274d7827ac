import { TerraformVariable, Token } from 'cdktf';
import { owner } from './fixture';
import {
  bindings,
  Duration,
  HarnessApiKey,
  HarnessApiKeyProps,
  HarnessApiKeyType,
  HarnessServiceAccount,
  HarnessToken,
  HarnessUser,
} from '../../src';
import { findings, newStack, only, synth } from '../synth';

const TYPE = 'harness_platform_apikey';

const refused = (props: Partial<HarnessApiKeyProps>) =>
  findings(
    (stack) => new HarnessApiKey(stack, 'Key', { owner: owner(), identifier: 'deploy_key', ...props }),
  );

describe('HarnessApiKey', () => {
  test('is made after its service account, and writes only what is set', () => {
    const stack = newStack();
    const account = new HarnessServiceAccount(stack, 'Account', {
      accountId: 'acct',
      orgId: 'default',
      identifier: 'deployer',
      email: 'deployer@example.com',
    });
    const key = new HarnessApiKey(stack, 'Key', { owner: account, identifier: 'deploy_key' });
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      apikey_type: 'SERVICE_ACCOUNT',
      identifier: 'deploy_key',
      name: 'deploy_key',
      org_id: 'default',
      parent_id: '${harness_platform_service_account.Account_0D856946.identifier}',
      provider: 'tokens',
    });
    expect(key.node.defaultChild).toBeInstanceOf(bindings.HarnessPlatformApikey);
    expect(key.owner).toBe(account);
  });

  test('of a user, with all that can be set', () => {
    const stack = newStack();
    new HarnessApiKey(stack, 'Key', {
      owner: HarnessUser.fromAttributes(stack, 'Me', {
        accountId: 'acct',
        orgId: 'default',
        projectId: 'shop',
        userId: 'u1',
      }),
      identifier: 'deploy_key',
      name: 'Deploys',
      defaultTokenLifetime: Duration.days(7),
      description: 'For deployments',
      tags: { team: 'shop' },
    });
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      apikey_type: 'USER',
      default_time_to_expire_token: 604_800_000,
      description: 'For deployments',
      identifier: 'deploy_key',
      name: 'Deploys',
      org_id: 'default',
      parent_id: 'u1',
      project_id: 'shop',
      provider: 'tokens',
      tags: ['team:shop'],
    });
  });

  test('of elsewhere makes nothing', () => {
    const stack = newStack();
    const apiKey = HarnessApiKey.fromAttributes(stack, 'Key', { owner: owner(), identifier: 'deploy_key' });
    new HarnessToken(stack, 'Token', { apiKey, identifier: 'deploy' });
    expect(Object.keys(synth(stack).resource)).toEqual(['harness_platform_token']);
    expect(only(stack, 'harness_platform_token')).toMatchObject({
      apikey_id: 'deploy_key',
      parent_id: 'deployer',
    });
  });

  test.each([
    [
      { owner: owner(HarnessApiKeyType.of('a robot')) },
      'the owner\'s apiKeyType is "a robot": give what Harness calls it, such as HarnessApiKeyType.SERVICE_ACCOUNT',
    ],
    [
      { identifier: '1st', name: 'First' },
      'identifier is "1st": make it 1 to 128 letters, digits, "_" and "$", with a letter or "_" first, such as "deploy_key"',
    ],
    [{ name: '' }, 'name is empty: give a text such as "deploy key"'],
    [
      { defaultTokenLifetime: Duration.days(0) },
      'defaultTokenLifetime is 0s: make it longer than 0s, such as 30d',
    ],
    [
      { defaultTokenLifetime: Duration.days(Token.asNumber({ resolve: () => 1 })) },
      'defaultTokenLifetime is known only when Terraform runs, but its milliseconds are needed now: give one such as Duration.days(30)',
    ],
    [{ tags: { 'a:b': '' } }, 'tags has the key "a:b": give a text without a colon, such as "team"'],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Key] ${message}`]);
  });

  test.each([
    { owner: owner(HarnessApiKeyType.USER) },
    { owner: owner(HarnessApiKeyType.of('ROBOT')) },
    { defaultTokenLifetime: Duration.millis(1) },
    { tags: { team: '' } },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('refuses an identifier that another key of the same owner has, whatever the case', () => {
    const found = findings((stack) => {
      const shared = owner();
      new HarnessApiKey(stack, 'One', { owner: shared, identifier: 'key' });
      new HarnessApiKey(stack, 'Other', { owner: shared, identifier: 'KEY' });
      new HarnessApiKey(stack, 'Elsewhere', { owner: owner(), identifier: 'key' });
    });
    expect(found).toEqual([
      '[stack/Other] identifier is "KEY", which stack/One has already: the service refuses the second one, so give it another',
    ]);
  });

  test('of elsewhere needs an identifier and a type that Harness has', () => {
    const found = findings((stack) =>
      HarnessApiKey.fromAttributes(stack, 'Key', {
        owner: owner(HarnessApiKeyType.of('a robot')),
        identifier: '',
      }),
    );
    expect(found).toHaveLength(2);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      new HarnessApiKey(stack, 'Key', {
        owner: HarnessUser.fromAttributes(stack, 'Me', { accountId: text, userId: text }),
        identifier: text,
      });
    });
    expect(found).toEqual([]);
  });
});

test('a user needs an account and an id', () => {
  const found = findings((stack) => HarnessUser.fromAttributes(stack, 'Me', { accountId: '', userId: '' }));
  expect(found).toEqual([
    '[stack/Me] accountId is empty: give a text such as "kmpySmUISimoRrJL6NL73w"',
    '[stack/Me] userId is empty: give a text such as "lv0euRhKRCyiXWzS7pOg6g"',
  ]);
});
