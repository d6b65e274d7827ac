import { TerraformVariable } from 'cdktf';
import { apiKey } from './fixture';
import {
  bindings,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  HarnessTokenProps,
} from '../../src';
import { known, slots } from '../known';
import { findings, newStack, only, synth } from '../synth';
import { vendorProvider } from '../vendor-provider';

const TYPE = 'harness_platform_token';

const refused = (props: Partial<HarnessTokenProps>) =>
  findings((stack) => new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy', ...props }));

describe('HarnessToken', () => {
  test('is made after its API key, that after its service account, and writes only what is set', () => {
    const stack = newStack();
    const owner = new HarnessServiceAccount(stack, 'Account', {
      accountId: 'acct',
      orgId: 'default',
      projectId: 'shop',
      identifier: 'deployer',
      email: 'deployer@example.com',
    });
    const key = new HarnessApiKey(stack, 'Key', { owner, identifier: 'deploy_key' });
    const token = new HarnessToken(stack, 'Token', { apiKey: key, identifier: 'deploy' });
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      apikey_id: '${harness_platform_apikey.Key_961B73FD.identifier}',
      apikey_type: 'SERVICE_ACCOUNT',
      identifier: 'deploy',
      name: 'deploy',
      org_id: 'default',
      parent_id: '${harness_platform_service_account.Account_0D856946.identifier}',
      project_id: 'shop',
      provider: 'tokens',
    });
    expect(token.node.defaultChild).toBeInstanceOf(bindings.HarnessPlatformToken);
  });

  test('writes instants as milliseconds, for Harness’s own provider as well', () => {
    const stack = newStack();
    const provider = vendorProvider(stack, 'harness');
    new HarnessToken(stack, 'Token', {
      apiKey: apiKey(),
      identifier: 'deploy',
      name: 'Deploys',
      validFrom: '2026-01-31T01:00:00+01:00',
      expiresAt: '2026-02-28T00:00:00.25Z',
      description: 'For deployments',
      tags: { team: 'shop' },
      provider,
    });
    expect(only(stack, TYPE)).toEqual({
      account_id: 'acct',
      apikey_id: 'deploy_key',
      apikey_type: 'SERVICE_ACCOUNT',
      description: 'For deployments',
      identifier: 'deploy',
      name: 'Deploys',
      parent_id: 'deployer',
      provider: 'harness',
      tags: ['team:shop'],
      valid_from: Date.UTC(2026, 0, 31),
      valid_to: Date.UTC(2026, 1, 28) + 250,
    });
    expect(Object.keys(synth(stack).provider)).toEqual(['harness']);
  });

  test('has the companion count what only Terraform knows', () => {
    const stack = newStack();
    const expiresAt = new TerraformVariable(stack, 'expiry', { type: 'string' }).stringValue;
    new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy', expiresAt });
    expect(only(stack, TYPE)).toMatchObject({
      valid_to: '${provider::tokens::unix_milliseconds(var.expiry)}',
    });
  });

  test('has Terraform count it for Harness’s own provider, without the companion', () => {
    const stack = newStack();
    const provider = vendorProvider(stack, 'harness');
    const expiresAt = new TerraformVariable(stack, 'expiry', { type: 'string' }).stringValue;
    new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy', expiresAt, provider });
    const { valid_to: validTo } = only(stack, TYPE);
    expect(validTo).toContain('formatdate("YYYY M D h m s ZZZZ", var.expiry)');
    expect(validTo).not.toContain('provider::');
    expect(Object.keys(synth(stack).terraform.required_providers)).toEqual(['harness']);
  });

  test('needs a Terraform with provider functions for that', () => {
    const found = (version: string, own: boolean) =>
      findings((stack) => {
        stack.addOverride('terraform.required_version', version);
        const provider = own ? vendorProvider(stack, 'harness') : undefined;
        const expiresAt = new TerraformVariable(stack, 'expiry', { type: 'string' }).stringValue;
        new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy', expiresAt, provider });
      });
    expect(found('>= 1.5', false)).toEqual([
      '[stack/Token] terraform.required_version of the stack is ">= 1.5", but the provider function that counts an expiry known only then needs Terraform 1.8 or later: make it ">= 1.8"',
    ]);
    expect(found('>= 1.8', false)).toEqual([]);
    expect(found('>= 1.5', true)).toEqual([]);
  });

  test('writes how long the old secret works on', () => {
    const stack = newStack();
    const rotationOverlap = Duration.days(2);
    new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy', rotationOverlap });
    expect(only(stack, TYPE)).toMatchObject({ rotation_overlap: '2d' });
  });

  test('says what is known of it: instants again', () => {
    const stack = newStack();
    const token = new HarnessToken(stack, 'Token', { apiKey: apiKey(), identifier: 'deploy' });
    expect(known(stack, token)).toMatchInlineSnapshot(`
     {
       "available": "\${nonsensitive((harness_platform_token.Token_CB33349F.value != null))}",
       "expiresAt": "\${timeadd("1970-01-01T00:00:00Z", join("", [harness_platform_token.Token_CB33349F.valid_to, "ms"]))}",
       "hasExpiration": "\${nonsensitive((sensitive(timeadd("1970-01-01T00:00:00Z", join("", [harness_platform_token.Token_CB33349F.valid_to, "ms"]))) != null))}",
       "issuedAt": "\${timeadd("1970-01-01T00:00:00Z", join("", [harness_platform_token.Token_CB33349F.valid_from, "ms"]))}",
       "name": "\${harness_platform_token.Token_CB33349F.name}",
       "tokenId": "\${harness_platform_token.Token_CB33349F.id}",
       "value": "\${harness_platform_token.Token_CB33349F.value}",
     }
    `);
  });

  test('rotates: slots have identifiers, names and expiries of their own', () => {
    const blueprint = HarnessToken.blueprint({ apiKey: apiKey(), identifier: 'deploy', name: 'Deploys' });
    expect(slots(newStack(), blueprint, TYPE)).toMatchInlineSnapshot(`
     [
       {
         "account_id": "acct",
         "apikey_id": "deploy_key",
         "apikey_type": "SERVICE_ACCOUNT",
         "identifier": "deploy_0",
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
           ],
         },
         "name": "Deploys-0",
         "parent_id": "deployer",
         "provider": "tokens",
         "valid_to": "\${provider::tokens::unix_milliseconds(tokens_rotation.Deploy_7B206E61.slot_expires_at[0])}",
       },
       {
         "account_id": "acct",
         "apikey_id": "deploy_key",
         "apikey_type": "SERVICE_ACCOUNT",
         "identifier": "deploy_1",
         "lifecycle": {
           "replace_triggered_by": [
             "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
           ],
         },
         "name": "Deploys-1",
         "parent_id": "deployer",
         "provider": "tokens",
         "valid_to": "\${provider::tokens::unix_milliseconds(tokens_rotation.Deploy_7B206E61.slot_expires_at[1])}",
       },
     ]
    `);
  });

  test('names the tokens of slots after their identifiers', () => {
    const blueprint = HarnessToken.blueprint({ apiKey: apiKey(), identifier: 'deploy' });
    expect(slots(newStack(), blueprint, TYPE)).toMatchObject([{ name: 'deploy_0' }, { name: 'deploy_1' }]);
  });

  test.each([
    [
      { identifier: 'deploy-key' },
      'identifier is "deploy-key": make it 1 to 128 letters, digits, "_" and "$", with a letter or "_" first, such as "deploy_key"',
    ],
    [{ name: ' ' }, 'name is empty: give a text such as "deploy token"'],
    [
      { validFrom: 'now' },
      'validFrom is "now": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
    ],
    [
      { expiresAt: '2026-02-30T00:00:00Z' },
      'expiresAt is "2026-02-30T00:00:00Z": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
    ],
    [
      { validFrom: '2026-02-01T00:00:00+01:00', expiresAt: '2026-01-31T23:00:00Z' },
      'validFrom is 2026-02-01T00:00:00+01:00 and expiresAt is 2026-01-31T23:00:00Z: make expiresAt the later one',
    ],
    [{ rotationOverlap: Duration.days(-1) }, 'rotationOverlap is -1d: make it 0s or longer, such as 2d'],
    [{ tags: { 'a:b': '' } }, 'tags has the key "a:b": give a text without a colon, such as "team"'],
  ])('refuses %o', (props, message) => {
    expect(refused(props)).toEqual([`[stack/Token] ${message}`]);
  });

  test.each([
    { validFrom: '2026-02-01T00:00:00+01:00', expiresAt: '2026-01-31T23:00:01Z' },
    { rotationOverlap: Duration.seconds(0) },
    { tags: { team: 'shop', robot: '' } },
  ])('takes %o', (props) => {
    expect(refused(props)).toEqual([]);
  });

  test('says everything at once', () => {
    const bad = { identifier: '', name: '', validFrom: 'x', expiresAt: 'y', tags: { '': '' } };
    expect(refused({ ...bad, rotationOverlap: Duration.days(-1) })).toHaveLength(6);
  });

  test('refuses an identifier that another token of the same API key has, whatever the case', () => {
    const found = findings((stack) => {
      const shared = apiKey();
      new HarnessToken(stack, 'One', { apiKey: shared, identifier: 'deploy' });
      new HarnessToken(stack, 'Other', { apiKey: shared, identifier: 'Deploy' });
      new HarnessToken(stack, 'Elsewhere', { apiKey: apiKey(), identifier: 'deploy' });
    });
    expect(found).toEqual([
      '[stack/Other] identifier is "Deploy", which stack/One has already: the service refuses the second one, so give it another',
    ]);
  });

  test('lets pass what is known only when Terraform runs', () => {
    const found = findings((stack) => {
      const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      new HarnessToken(stack, 'Token', {
        apiKey: { owner: apiKey().owner, identifier: text },
        identifier: text,
        validFrom: text,
        expiresAt: text,
        rotationOverlap: Duration.parse(text),
      });
    });
    expect(found).toEqual([]);
  });
});
