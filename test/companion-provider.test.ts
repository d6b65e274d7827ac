import { TerraformProvider, TerraformStack, Testing } from 'cdktf';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  bindings,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenMonitor,
} from '../src';
import { findings, newStack, synth } from './synth';

const name = 'deploy';

class VendorProvider extends TerraformProvider {}

/** Every construct of this library. */
function one(stack: TerraformStack, provider?: TerraformProvider) {
  const token = new TimedToken(stack, 'Timed', { name, provider });
  const rotating = new RotatingToken(stack, 'Rotating', {
    blueprint: TimedToken.blueprint({ name }),
    rotation: RotationSchedule.every(Duration.days(1)),
    provider,
  });
  new TokenMonitor(stack, 'Monitor', { directory: '/tokens', tokens: [token, rotating], provider });
  new LinodeToken(stack, 'Linode', { label: name, scopes: [LinodeScope.ALL], provider });
  new SeqeraToken(stack, 'Seqera', { name, provider });
  const user = new AivenApplicationUser(stack, 'User', { organizationId: 'org1', name, provider });
  new AivenApplicationUserToken(stack, 'Aiven', { user, description: name, provider });
  const email = 'deployer@example.com';
  const owner = new HarnessServiceAccount(stack, 'Account', {
    accountId: 'a',
    identifier: name,
    email,
    provider,
  });
  const apiKey = new HarnessApiKey(stack, 'Key', { owner, identifier: name, provider });
  new HarnessToken(stack, 'Harness', { apiKey, identifier: name, provider });
}

function providersOf(stack: TerraformStack): string[] {
  const resources = Object.values(synth(stack).resource).flatMap((byId) => Object.values(byId as object));
  expect(resources).toHaveLength(15);
  return [...new Set(resources.map((resource) => resource.provider))];
}

describe('the companion provider', () => {
  test('is made where the user made none', () => {
    const stack = newStack();
    one(stack);
    expect(providersOf(stack)).toEqual(['tokens']);
    expect(synth(stack).provider).toEqual({ tokens: [{}] });
    expect(synth(stack).terraform.required_providers.tokens).toEqual({
      source: 'access-tokens/tokens',
      version: '~> 0.1',
    });
  });

  test('is made by a real synth, and only once', () => {
    const stack = newStack();
    one(stack);
    const outdir = Testing.fullSynth(stack);
    expect(outdir).toBeDefined();
    expect(stack.allProviders()).toHaveLength(1);
    expect(findings((other) => one(other))).toEqual([]);
  });

  test.each(['before', 'after'])('is the one that the user made %s our constructs', (when) => {
    const stack = newStack();
    if (when === 'before') new bindings.TokensProvider(stack, 'Mine');
    one(stack);
    if (when === 'after') new bindings.TokensProvider(stack, 'Mine');
    expect(providersOf(stack)).toEqual(['tokens']);
    expect(synth(stack).provider).toEqual({ tokens: [{}] });
  });

  test('is not one with an alias, unless it is given', () => {
    const stack = newStack();
    const alias = new bindings.TokensProvider(stack, 'Alias', { alias: 'prod' });
    new TimedToken(stack, 'Default', { name });
    new TimedToken(stack, 'Prod', { name, provider: alias });
    const { provider, resource } = synth(stack);
    expect(provider.tokens).toEqual(expect.arrayContaining([{}, { alias: 'prod' }]));
    const providers = Object.values<any>(resource.pyvider_timed_token).map((it) => it.provider);
    expect(providers.sort()).toEqual(['tokens', 'tokens.prod']);
  });

  test('given to a rotation, serves its tokens too', () => {
    const stack = newStack();
    one(stack, new bindings.TokensProvider(stack, 'Alias', { alias: 'prod' }));
    expect(providersOf(stack)).toEqual(['tokens.prod']);
  });

  test('is each stack’s own, also where one is inside another', () => {
    const outer = newStack();
    new TimedToken(outer, 'Token', { name });
    const inner = new TerraformStack(outer, 'inner');
    new bindings.TokensProvider(inner, 'Mine');
    new TimedToken(inner, 'Token', { name });
    for (const stack of [outer, inner]) {
      const { provider, resource } = synth(stack);
      expect(provider).toEqual({ tokens: [{}] });
      expect(Object.values<any>(resource.pyvider_timed_token)).toEqual([{ name, provider: 'tokens' }]);
    }
  });

  test('also serves the bindings that somebody uses directly', () => {
    const stack = newStack();
    new TimedToken(stack, 'Token', { name });
    new bindings.PyviderFileContent(stack, 'File', { filename: '/a', content: 'b' });
    expect(Object.values<any>(synth(stack).resource.pyvider_file_content)[0].provider).toBe('tokens');
  });

  test('may be the vendor’s own', () => {
    const vendor = (stack: TerraformStack) =>
      new VendorProvider(stack, 'Vendor', {
        terraformResourceType: 'pyvider',
        terraformProviderSource: 'provide-io/pyvider',
        terraformGeneratorMetadata: { providerName: 'pyvider' },
      });
    expect(findings((stack) => new TimedToken(stack, 'Token', { name, provider: vendor(stack) }))).toEqual(
      [],
    );
    const stack = newStack();
    new TimedToken(stack, 'Token', { name, provider: vendor(stack) });
    expect(synth(stack).terraform.required_providers).toEqual({ pyvider: { source: 'provide-io/pyvider' } });
    expect(Object.values(synth(stack).resource.pyvider_timed_token)).toEqual([{ name, provider: 'pyvider' }]);
  });
});
