import { Fn, TerraformStack } from 'cdktf';
import {
  AivenApplicationUser,
  AivenScope,
  AuthorizationScheme,
  bindings,
  Duration,
  EphemeralAivenApplicationUserToken,
  EphemeralAivenApplicationUserTokenProps,
  EphemeralHarnessToken,
  EphemeralHarnessTokenProps,
  EphemeralLinodeToken,
  EphemeralLinodeTokenProps,
  EphemeralSeqeraToken,
  EphemeralSeqeraTokenProps,
  EphemeralTimedToken,
  EphemeralTimedTokenProps,
  EphemeralTokenBase,
  HarnessApiKey,
  HarnessUser,
  LinodeScope,
} from '../../src';
import { findings, newStack, synth } from '../synth';

const aivenUser = (stack: TerraformStack) =>
  AivenApplicationUser.fromAttributes(stack, 'User', { organizationId: 'org1', userId: 'u1' });
const apiKey = (stack: TerraformStack) =>
  HarnessApiKey.fromAttributes(stack, 'Key', {
    owner: HarnessUser.fromAttributes(stack, 'Me', { accountId: 'account', orgId: 'default', userId: 'me' }),
    identifier: 'deploy_key',
  });

type Make<Props = object> = (stack: TerraformStack, props?: Partial<Props>) => EphemeralTokenBase;
const timed: Make<EphemeralTimedTokenProps> = (stack, props) =>
  new EphemeralTimedToken(stack, 'Token', { name: 'run', ...props });
const linode: Make<EphemeralLinodeTokenProps> = (stack, props) =>
  new EphemeralLinodeToken(stack, 'Token', {
    label: 'run',
    scopes: [LinodeScope.LINODES_READ_ONLY],
    ...props,
  });
const seqera: Make<EphemeralSeqeraTokenProps> = (stack, props) =>
  new EphemeralSeqeraToken(stack, 'Token', props);
const aiven: Make<EphemeralAivenApplicationUserTokenProps> = (stack, props) =>
  new EphemeralAivenApplicationUserToken(stack, 'Token', {
    user: aivenUser(stack),
    description: 'run',
    ...props,
  });
const harness: Make<EphemeralHarnessTokenProps> = (stack, props) =>
  new EphemeralHarnessToken(stack, 'Token', { apiKey: apiKey(stack), ...props });

/** The only ephemeral block. */
function block(stack: TerraformStack): unknown {
  const synthesized = synth(stack);
  expect(synthesized).not.toHaveProperty('resource');
  const found = Object.values<object>(synthesized.ephemeral).flatMap((each) => Object.entries(each));
  expect(found).toHaveLength(1);
  return found[0][1];
}

test.each<[string, Make, unknown]>([
  ['Timed', timed, { name: 'run', provider: 'tokens' }],
  ['Linode', linode, { label: 'run', provider: 'tokens', scopes: 'linodes:read_only' }],
  ['Seqera', seqera, { provider: 'tokens' }],
  ['Aiven', aiven, { description: 'run', organization_id: 'org1', provider: 'tokens', user_id: 'u1' }],
  [
    'Harness',
    harness,
    {
      account_id: 'account',
      apikey_id: 'deploy_key',
      apikey_type: 'USER',
      org_id: 'default',
      parent_id: 'me',
      provider: 'tokens',
    },
  ],
])('%s writes an ephemeral block, with only what is set', (_, make, expected) => {
  const stack = newStack();
  const token = make(stack);
  expect(block(stack)).toEqual(expected);
  expect(token.node.defaultChild).toBeInstanceOf(bindings.TerraformEphemeralResource);
});

test('everything that can be set is written', () => {
  const each: ((stack: TerraformStack) => unknown)[] = [
    (stack) => timed(stack, { lifetime: Duration.minutes(90) }),
    (stack) => linode(stack, { expiresAt: '2030-01-31T00:00:00Z' }),
    (stack) => seqera(stack, { name: 'run' }),
    (stack) =>
      aiven(stack, {
        maxAge: Duration.hours(2),
        scopes: [AivenScope.PROJECTS_READ],
        ipAllowlist: ['10.0.0.0/8'],
      }),
    (stack) =>
      harness(stack, {
        identifier: 'run',
        name: 'this run',
        lifetime: Duration.hours(1),
        description: 'Terraform',
        tags: { team: 'shop', ci: '' },
      }),
    (stack) => harness(stack, { expiresAt: '2030-01-31T00:00:00Z' }),
  ];
  const written = each.map((make) => {
    const stack = newStack();
    make(stack);
    return block(stack);
  });
  expect(written).toMatchObject([
    { lifetime: '1h30m' },
    { expiry: '2030-01-31T00:00:00Z' },
    { name: 'run' },
    { max_age_seconds: 7200, scopes: ['projects:read'], ip_allowlist: ['10.0.0.0/8'] },
    {
      identifier: 'run',
      name: 'this run',
      lifetime: '1h',
      description: 'Terraform',
      tags: ['team:shop', 'ci'],
    },
    { valid_to: Date.parse('2030-01-31T00:00:00Z') },
  ]);
});

test('it comes from the provider that is given', () => {
  const stack = newStack();
  linode(stack, { provider: new bindings.TokensProvider(stack, 'Prod', { alias: 'prod' }) });
  expect(block(stack)).toMatchObject({ provider: 'tokens.prod' });
});

test.each<[string, Make, string, object, string]>([
  ['Timed', timed, 'pyvider_timed_token.Token_CB33349F.token', { Authorization: 'Bearer ' }, 'ACCESS_TOKEN'],
  ['Linode', linode, 'linode_token.Token_CB33349F.token', { Authorization: 'Bearer ' }, 'LINODE_TOKEN'],
  [
    'Seqera',
    seqera,
    'seqera_tokens.Token_CB33349F.access_key',
    { Authorization: 'Bearer ' },
    'TOWER_ACCESS_TOKEN',
  ],
  [
    'Aiven',
    aiven,
    'aiven_organization_application_user_token.Token_CB33349F.full_token',
    { Authorization: 'aivenv1 ' },
    'AIVEN_TOKEN',
  ],
  [
    'Harness',
    harness,
    'harness_platform_token.Token_CB33349F.value',
    { 'x-api-key': '' },
    'HARNESS_PLATFORM_API_KEY',
  ],
])('%s goes into a provider’s configuration', (_, make, address, header, variable) => {
  const stack = newStack();
  const token = make(stack);
  const provider = new bindings.TokensProvider(stack, 'Run', { alias: 'run' });
  provider.addOverride('value', token.value);
  provider.addOverride('header', token.authorizationHeader());
  provider.addOverride('environment', token.environmentEntry());
  const value = `\${ephemeral.${address}}`;
  const [[name, prefix]] = Object.entries(header) as [string, string][];
  const shown = prefix === '' ? value : `\${one(formatlist("${prefix}%s", compact([ephemeral.${address}])))}`;
  const configurations = synth(stack).provider.tokens as { alias?: string }[];
  expect(configurations.find(({ alias }) => alias === 'run')).toEqual({
    alias: 'run',
    value,
    header: { [name]: shown },
    environment: { [variable]: value },
  });
});

test('other schemes and variables', () => {
  const token = timed(newStack());
  expect(Object.keys(token.authorizationHeader(AuthorizationScheme.API_KEY))).toEqual(['x-api-key']);
  expect(Object.keys(token.environmentEntry('RUN_TOKEN'))).toEqual(['RUN_TOKEN']);
});

test('what depends on it, and each of many, is addressed as ephemeral', () => {
  const stack = newStack();
  new bindings.TokensProvider(stack, 'Provider');
  const one = new bindings.EphemeralPyviderTimedToken(stack, 'One', { name: 'one' });
  const many = new bindings.EphemeralPyviderTimedToken(stack, 'Many', { name: 'many', dependsOn: [one] });
  many.addOverride('for_each', Fn.toset(['a', 'b']));
  const { ephemeral } = synth(stack);
  expect(ephemeral.pyvider_timed_token).toMatchObject({
    One: { name: 'one' },
    Many: { depends_on: ['ephemeral.pyvider_timed_token.One'], for_each: '${toset(["a", "b"])}' },
  });
});

describe('refuses', () => {
  const refused = <Props>(make: Make<Props>, props: Partial<Props>) =>
    findings((stack) => make(stack, props));
  const early = 'make it at least 1m, the shortest life of a token for one run';

  test.each([
    [
      () => refused(timed, { name: ' ', lifetime: Duration.seconds(0) }),
      [
        'name is empty: say what the token is for, such as "github-actions-deploy"',
        'lifetime is 0s: make it at least 1s, the shortest life of a pyvider_timed_token',
      ],
    ],
    [
      () => refused(timed, { lifetime: Duration.hours(1), expiresAt: 'soon' }),
      [
        'lifetime (1h) and expiresAt (soon) are both given: leave one of them out',
        'expiresAt is "soon": give an RFC 3339 instant on a day that exists, such as "2026-01-31T00:00:00Z"',
      ],
    ],
    [
      () => refused(linode, { label: '', scopes: [], lifetime: Duration.seconds(59) }),
      [
        'label is empty: give a text such as "github-actions-deploy"',
        'scopes is empty: say what the token may do, such as LinodeScope.LINODES_READ_ONLY',
        `lifetime is 59s: ${early}`,
      ],
    ],
    [
      () => refused(seqera, { name: 'x'.repeat(51) }),
      [`name is "${'x'.repeat(51)}", of 51 characters: make it at most 50, as many as a seqera_tokens takes`],
    ],
    [
      () => refused(aiven, { maxAge: Duration.seconds(599), ipAllowlist: ['ten'] }),
      [
        'maxAge is 9m59s: make it at least 10m, the shortest life of a aiven_organization_application_user_token',
        'ipAllowlist has "ten": give an address or a CIDR block, such as "192.0.2.7" or "10.0.0.0/8"',
      ],
    ],
    [
      () =>
        refused(harness, { identifier: 'a b', name: '', lifetime: Duration.seconds(1), tags: { 'a:b': '' } }),
      [
        'identifier is "a b": make it 1 to 128 letters, digits, "_" and "$", with a letter or "_" first, such as "deploy_key"',
        'name is empty: give a text such as "this run of Terraform"',
        `lifetime is 1s: ${early}`,
        'tags has the key "a:b": give a text without a colon, such as "team"',
      ],
    ],
  ])('%#', (found, messages) => {
    expect(found()).toEqual(messages.map((message) => `[stack/Token] ${message}`));
  });
});

describe('required_version', () => {
  const declared = (version: string) =>
    findings((stack) => {
      stack.addOverride('terraform.required_version', version);
      timed(stack);
    });

  test.each(['>= 1.5', '~> 1.9.0', '1.9.8', '>= 1.2, < 2.0', '< 2', '> 1.9', '>= 1.5, != 1.6.0'])(
    '%s lets a Terraform in that knows no ephemeral resources',
    (version) => {
      expect(declared(version)).toEqual([
        `[stack/Token] terraform.required_version of the stack is "${version}", but an ephemeral token needs Terraform 1.10 or later: make it ">= 1.10"`,
      ]);
    },
  );

  test.each(['>= 1.10', '>=1.10.0', '~> 1.11', '>= 1.5, >= 1.10.3', '= 1.14.0', '>= 1.11.0, < 2'])(
    '%s doesn’t',
    (version) => {
      expect(declared(version)).toEqual([]);
    },
  );
});
