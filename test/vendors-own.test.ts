import { TerraformProvider, TerraformStack } from 'cdktf';
import {
  AccessTokenBase,
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  bindings,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  LinodeScope,
  LinodeToken,
  SeqeraToken,
  TimedToken,
} from '../src';
import { known } from './known';
import { findings, newStack, synth } from './synth';
import { vendorProvider } from './vendor-provider';

const harness = (stack: TerraformStack, provider?: TerraformProvider) => {
  const tags = { team: 'shop' };
  const owner = new HarnessServiceAccount(stack, 'Account', {
    accountId: 'account',
    orgId: 'default',
    projectId: 'shop',
    identifier: 'deployer',
    email: 'deployer@example.com',
    tags,
    provider,
  });
  return new HarnessApiKey(stack, 'Key', {
    owner,
    identifier: 'key',
    defaultTokenLifetime: Duration.days(7),
    provider,
  });
};

/** A token of each service with all that its own provider knows. Attributes are of that provider's documentation. */
const SERVICES: Readonly<
  Record<
    string,
    {
      make: (stack: TerraformStack, provider?: TerraformProvider) => AccessTokenBase;
      attributes: Readonly<Record<string, string[]>>;
    }
  >
> = {
  pyvider: {
    make: (stack, provider) => new TimedToken(stack, 'Token', { name: 'deploy', provider }),
    attributes: { pyvider_timed_token: ['name'] },
  },
  linode: {
    make: (stack, provider) =>
      new LinodeToken(stack, 'Token', {
        label: 'deploy',
        scopes: [LinodeScope.LINODES_READ_ONLY],
        expiresAt: '2030-01-31T00:00:00Z',
        provider,
      }),
    attributes: { linode_token: ['label', 'scopes', 'expiry'] },
  },
  aiven: {
    make: (stack, provider) =>
      new AivenApplicationUserToken(stack, 'Token', {
        user: new AivenApplicationUser(stack, 'User', { organizationId: 'org1', name: 'deploy', provider }),
        description: 'deploy',
        maxAge: Duration.days(1),
        extendWhenUsed: true,
        scopes: [AivenScope.PROJECTS_READ],
        ipAllowlist: ['10.0.0.0/8'],
        provider,
      }),
    attributes: {
      aiven_organization_application_user: ['organization_id', 'name'],
      aiven_organization_application_user_token: [
        'organization_id',
        'user_id',
        'description',
        'max_age_seconds',
        'extend_when_used',
        'scopes',
        'ip_allowlist',
      ],
    },
  },
  seqera: {
    make: (stack, provider) => new SeqeraToken(stack, 'Token', { name: 'deploy', provider }),
    attributes: { seqera_tokens: ['name'] },
  },
  harness: {
    make: (stack, provider) =>
      new HarnessToken(stack, 'Token', {
        apiKey: harness(stack, provider),
        identifier: 'deploy',
        name: 'deploy',
        validFrom: '2030-01-01T00:00:00Z',
        expiresAt: '2030-01-31T00:00:00Z',
        description: 'deployments',
        tags: { team: 'shop' },
        provider,
      }),
    attributes: {
      harness_platform_service_account: [
        'account_id',
        'org_id',
        'project_id',
        'identifier',
        'name',
        'email',
        'tags',
      ],
      harness_platform_apikey: [
        'account_id',
        'org_id',
        'project_id',
        'apikey_type',
        'parent_id',
        'identifier',
        'name',
        'default_time_to_expire_token',
      ],
      harness_platform_token: [
        'account_id',
        'org_id',
        'project_id',
        'apikey_type',
        'parent_id',
        'apikey_id',
        'identifier',
        'name',
        'valid_from',
        'valid_to',
        'description',
        'tags',
      ],
    },
  },
};

describe.each(Object.keys(SERVICES))('%s', (service) => {
  const { make, attributes } = SERVICES[service];

  test('its own provider gets the same block as the companion, but for where it comes from', () => {
    const companion = newStack();
    make(companion);
    const own = newStack();
    make(own, vendorProvider(own, service));
    const [blocks, others] = [own, companion].map((stack) => synth(stack).resource);
    for (const [type, given] of Object.entries(attributes)) {
      const [block, other] = [blocks, others].map((all) => Object.values<object>(all[type])[0]);
      expect(Object.keys(block).sort()).toEqual([...given, 'provider'].sort());
      expect(block).toEqual({ ...other, provider: service });
      expect(other).toMatchObject({ provider: 'tokens' });
    }
    expect(Object.keys(blocks).sort()).toEqual(Object.keys(attributes).sort());
  });

  test('a stack with its own provider has no other', () => {
    const stack = newStack();
    // Whatever is asked of a token is answered without the companion.
    known(stack, make(stack, vendorProvider(stack, service)));
    const { provider, terraform } = synth(stack);
    expect(Object.keys(provider)).toEqual([service]);
    expect(Object.keys(terraform.required_providers)).toEqual([service]);
    expect(JSON.stringify(synth(stack))).not.toContain('provider::');
  });

  test('the default child is the resource', () => {
    const stack = newStack();
    const resources = Object.values(bindings) as unknown[];
    for (const construct of [make(stack), ...stack.node.children]) {
      expect(resources).toContain(construct.node.defaultChild?.constructor);
    }
  });
});

test('what the vendor’s own provider doesn’t know is refused for it', () => {
  const found = findings((stack) => {
    const pyvider = vendorProvider(stack, 'pyvider');
    new TimedToken(stack, 'Life', { name: 'deploy', lifetime: Duration.hours(2), provider: pyvider });
    new TimedToken(stack, 'End', { name: 'deploy', expiresAt: '2030-01-31T00:00:00Z', provider: pyvider });
    new HarnessToken(stack, 'Overlap', {
      apiKey: harness(stack),
      identifier: 'deploy',
      rotationOverlap: Duration.days(1),
      provider: vendorProvider(stack, 'harness'),
    });
  });
  const only = (name: string, from: string) =>
    `${name} is given, which only the companion provider knows, and the token comes from ${from}: leave it out, or give no provider`;
  expect(found).toEqual([
    `[stack/Life] ${only('lifetime', 'pyvider')}`,
    `[stack/End] ${only('expiresAt', 'pyvider')}`,
    `[stack/Overlap] ${only('rotationOverlap', 'harness')}`,
  ]);
});

test('pyvider’s own tokens were issued an hour before they expire', () => {
  const stack = newStack();
  const provider = vendorProvider(stack, 'pyvider');
  expect(known(stack, new TimedToken(stack, 'Token', { name: 'deploy', provider }))).toMatchObject({
    issuedAt: '${nonsensitive(timeadd(pyvider_timed_token.Token_CB33349F.expires_at, "-1h"))}',
  });
});
