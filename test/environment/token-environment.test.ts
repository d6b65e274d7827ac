import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { newApp, refusals, refused } from './synthesis';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
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
  TokenEnvironment,
  TokenPolicy,
} from '../../src';
import { tokenName } from '../../src/environment/token-name';
import { TextLimit } from '../../src/findings';
import { newStack, synth } from '../synth';

const scopes = [LinodeScope.LINODES_READ_ONLY];

/** One token of each service, all called `deploy`. */
function oneOfEach(stack: TerraformStack): void {
  const user = new AivenApplicationUser(stack, 'User', { organizationId: 'org1a2b3c4d5e6', name: 'user' });
  const owner = new HarnessServiceAccount(stack, 'Account', {
    accountId: 'kmpySmUISimoRrJL6NL73w',
    identifier: 'account',
    email: 'account@example.com',
  });
  const apiKey = new HarnessApiKey(stack, 'Key', {
    owner,
    identifier: 'key',
    defaultTokenLifetime: Duration.days(1),
  });
  new TimedToken(stack, 'Timed', { name: 'deploy' });
  new LinodeToken(stack, 'Linode', { label: 'deploy', scopes });
  new AivenApplicationUserToken(stack, 'Aiven', { user, description: 'deploy' });
  new SeqeraToken(stack, 'Seqera', { name: 'deploy' });
  new HarnessToken(stack, 'Harness', { apiKey, identifier: 'deploy' });
  new HarnessToken(stack, 'Named', { apiKey, identifier: 'named', name: 'Deploy it' });
}

const NAMES: Record<string, string[]> = {
  pyvider_timed_token: ['name'],
  linode_token: ['label'],
  aiven_organization_application_user_token: ['description'],
  seqera_tokens: ['name'],
  harness_platform_token: ['identifier', 'name'],
};

function sizeOf(name: string, { unit }: TextLimit): number {
  return unit === 'bytes' ? Buffer.byteLength(name) : [...name].length;
}

/** What the tokens of a stack are called, by their types. */
function names(stack: TerraformStack): Record<string, string[]> {
  const { resource } = JSON.parse(Testing.synth(stack));
  return Object.fromEntries(
    Object.entries(NAMES)
      .filter(([type]) => resource[type])
      .map(([type, attributes]) => [
        type,
        Object.values<Record<string, string>>(resource[type]).flatMap((token) =>
          attributes.map((each) => token[each]),
        ),
      ]),
  );
}

describe('presets', () => {
  const policyOf = ({ policy, isProduction }: TokenEnvironment) => ({
    ...policy,
    maxLifetime: policy.maxLifetime?.toString(),
    isProduction,
  });

  test('have the caps of pyvider’s handbook', () => {
    expect(policyOf(TokenEnvironment.development())).toEqual({
      maxLifetime: '7d',
      namePrefix: 'dev',
      isProduction: false,
    });
    expect(policyOf(TokenEnvironment.staging())).toEqual({
      maxLifetime: '1d',
      namePrefix: 'staging',
      isProduction: false,
    });
    expect(policyOf(TokenEnvironment.production())).toEqual({
      maxLifetime: '1h',
      rotationRequired: true,
      monitoringRequired: true,
      allowWildcardScopes: false,
      namePrefix: 'prod',
      isProduction: true,
    });
  });

  test('take what differs', () => {
    const live = TokenEnvironment.production('live', { maxLifetime: Duration.days(30), namePrefix: 'l' });
    expect(policyOf(live)).toMatchObject({
      maxLifetime: '30d',
      rotationRequired: true,
      namePrefix: 'l',
      isProduction: true,
    });
  });

  test('an environment of one’s own asks for nothing', () => {
    expect(policyOf(TokenEnvironment.of('qa'))).toEqual({ namePrefix: 'qa', isProduction: false });
  });
});

describe('children', () => {
  const prod = TokenEnvironment.production('prod');

  test('are as strict, or stricter', () => {
    const child = prod.child('prod-eu', { maxLifetime: Duration.minutes(30) });
    expect(child).toMatchObject({ name: 'prod-eu', parent: prod, isProduction: true });
    expect(child.policy).toMatchObject({
      maxLifetime: Duration.minutes(30),
      rotationRequired: true,
      monitoringRequired: true,
      namePrefix: 'prod-eu',
    });
    expect(refused(newApp((app) => child.bind(new TerraformStack(app, 'stack'))))).toEqual([]);
  });

  test('keep the name where only the policy changes', () => {
    const parent = TokenEnvironment.of('qa', { namePrefix: 'q' });
    const tight = parent.tighten({ rotationRequired: true });
    expect(tight).toMatchObject({ name: 'qa', policy: { namePrefix: 'q', rotationRequired: true } });
  });

  test.each<[TokenPolicy, string]>([
    [{ maxLifetime: Duration.hours(2) }, 'maxLifetime is 2h in prod-eu, but 1h in prod'],
    [{ maxLifetime: undefined }, 'maxLifetime is not limited in prod-eu, but 1h in prod'],
    [{ rotationRequired: false }, 'rotationRequired is false in prod-eu, but true in prod'],
    [{ monitoringRequired: false }, 'monitoringRequired is false in prod-eu, but true in prod'],
    [{ allowWildcardScopes: true }, 'allowWildcardScopes is true in prod-eu, but false in prod'],
  ])('can’t be looser: %o', (policy, message) => {
    const child = prod.child('prod-eu', policy);
    const [found, ...others] = refusals(newApp((app) => child.bind(new TerraformStack(app, 'stack'))));
    expect(others).toEqual([]);
    expect(found).toContain(message);
    expect(found).toMatch(/leave \w+ out here, or change it in prod \[policy-loosened\]$/);
    // Whatever was given.
    expect({ ...child.policy, namePrefix: 'prod' }).toEqual(prod.policy);
  });

  test('inherit from all those above', () => {
    const grandchild = TokenEnvironment.staging().child('a', { rotationRequired: true }).child('b');
    expect(grandchild.policy).toMatchObject({ maxLifetime: Duration.hours(24), rotationRequired: true });
  });
});

describe('binding', () => {
  const prod = TokenEnvironment.production('prod');
  const dev = TokenEnvironment.development('dev');

  test('the nearest one is found, from what is in a stack to what stacks are in', () => {
    const app = newApp();
    const stage = new Construct(app, 'Stage');
    const stack = new TerraformStack(stage, 'stack');
    const inside = new Construct(stack, 'Inside');
    expect(TokenEnvironment.find(inside)).toBeUndefined();
    prod.bind(stage);
    expect(TokenEnvironment.find(stage)).toBe(prod);
    expect(TokenEnvironment.find(inside)).toBe(prod);
    const tight = prod.tighten({ maxLifetime: Duration.minutes(5) });
    tight.bind(inside);
    expect(TokenEnvironment.find(new Construct(inside, 'Deeper'))).toBe(tight);
    expect(TokenEnvironment.find(new Construct(stack, 'Beside'))).toBe(prod);
    expect(TokenEnvironment.find(app)).toBeUndefined();
    expect(refused(app)).toEqual([]);
  });

  test('twice is once', () => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      dev.bind(stack);
      dev.bind(stack);
    });
    expect(refused(app)).toEqual([]);
  });

  test.each<[string, (stack: TerraformStack) => void, string]>([
    [
      'two on one construct',
      (stack) => prod.bind(stack),
      'stack: prod is bound where dev is already: bind one of them [two-environments]',
    ],
    [
      'two in one stack',
      (stack) => prod.bind(new Construct(stack, 'Inside')),
      'stack/Inside: prod is bound in the stack of dev, which it is no child of: one stack is one environment, so make ' +
        'a stack of its own for it, or bind dev.tighten(...) here [two-environments]',
    ],
  ])('%s are refused', (_, bindAnother, message) => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      dev.bind(stack);
      bindAnother(stack);
    });
    expect(refusals(app)).toEqual([message]);
  });

  test('two in one stack are refused where the stack itself has none', () => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      dev.bind(new Construct(stack, 'A'));
      prod.bind(new Construct(stack, 'B'));
    });
    expect(refused(app)).toEqual(['two-environments at stack/B']);
  });

  test('too late is refused', () => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      new TimedToken(stack, 'Deploy', { name: 'deploy' });
      dev.bind(stack);
    });
    expect(refusals(app)).toEqual([
      'stack: dev is bound after stack/Deploy/Resource was made, whose name has no prefix therefore: bind it before ' +
        'anything is made in the scope [late-binding]',
    ]);
  });

  test.each(['', '1st', 'prod eu', 'prod_eu', 'p'.repeat(25)])('%o is no name', (name) => {
    const app = newApp((root) => TokenEnvironment.of(name).bind(new TerraformStack(root, 'stack')));
    expect(refusals(app)).toEqual([
      `stack: the environment’s name is ${JSON.stringify(name)}: make it a letter and then at most 23 letters, digits ` +
        'and hyphens, such as "prod" [environment-name]',
    ]);
  });
});

describe('names', () => {
  test('are what was given, without an environment', () => {
    const stack = newStack();
    oneOfEach(stack);
    expect(names(stack)).toEqual({
      pyvider_timed_token: ['deploy'],
      linode_token: ['deploy'],
      aiven_organization_application_user_token: ['deploy'],
      seqera_tokens: ['deploy'],
      harness_platform_token: ['deploy', 'deploy', 'named', 'Deploy it'],
    });
  });

  test('begin with the environment, in the way of each service', () => {
    const stack = newStack();
    TokenEnvironment.of('prod-eu').bind(stack);
    oneOfEach(stack);
    expect(names(stack)).toEqual({
      pyvider_timed_token: ['prod-eu-deploy'],
      linode_token: ['prod-eu-deploy'],
      aiven_organization_application_user_token: ['prod-eu: deploy'],
      seqera_tokens: ['prod-eu-deploy'],
      harness_platform_token: ['prod_eu_deploy', 'prod_eu_deploy', 'prod_eu_named', 'prod-eu-Deploy it'],
    });
    expect(() => synth(stack)).not.toThrow();
  });

  test('stay as they are with an empty prefix', () => {
    const stack = newStack();
    TokenEnvironment.of('prod', { namePrefix: '' }).bind(stack);
    new LinodeToken(stack, 'Deploy', { label: 'deploy', scopes });
    expect(names(stack)).toEqual({ linode_token: ['deploy'] });
  });

  test('of slots keep their numbers', () => {
    const stack = newStack();
    TokenEnvironment.of('prod').bind(stack);
    const rotation = RotationSchedule.every(Duration.days(30), { slots: 3 });
    new RotatingToken(stack, 'Short', { rotation, blueprint: SeqeraToken.blueprint({ name: 'deploy' }) });
    new RotatingToken(stack, 'Long', {
      rotation,
      blueprint: SeqeraToken.blueprint({ name: 'd'.repeat(48) }),
    });
    const made = names(stack).seqera_tokens.sort();
    expect(made.map((name) => name.slice(-2))).toEqual(['-0', '-1', '-2', '-0', '-1', '-2']);
    const stems = made.map((name) => name.slice(0, -2));
    expect(stems[0]).toMatch(/^prod-d{34}-[0-9a-f]{8}$/);
    // One name, but for the slots.
    expect(stems).toEqual([...Array(3).fill(stems[0]), ...Array(3).fill('prod-deploy')]);
  });

  test('fit what the service takes, differ where they were given so, and are always the same', () => {
    const limits: TextLimit[] = [
      { service: 'seqera_tokens', most: 50, unit: 'characters' },
      { service: 'linode_token', most: 100, unit: 'bytes' },
    ];
    const given = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((name) => name.trim() !== '');
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9-]{0,23}$/),
        fc.uniqueArray(given, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...limits),
        fc.constantFrom('-', '_', ': '),
        (prefix, each, limit, separator) => {
          const stack = newStack();
          TokenEnvironment.of(prefix).bind(stack);
          const named = (name: string) => tokenName(stack, name, { separator, limit });
          const made = each.map(named);
          for (const name of made) expect(sizeOf(name, limit)).toBeLessThanOrEqual(limit.most);
          expect(new Set(made).size).toBe(each.length);
          expect(each.map(named)).toEqual(made);
        },
      ),
    );
  });

  test('may come from a variable', () => {
    const stack = newStack();
    TokenEnvironment.of('prod').bind(stack);
    const team = new TerraformVariable(stack, 'team', { type: 'string' }).stringValue;
    new SeqeraToken(stack, 'Deploy', { name: `deploy-${team}` });
    expect(names(stack).seqera_tokens).toEqual(['prod-deploy-${var.team}']);
  });

  test('that are empty stay empty, and are refused', () => {
    const app = newApp((root) => {
      const stack = new TerraformStack(root, 'stack');
      TokenEnvironment.of('prod').bind(stack);
      new SeqeraToken(stack, 'Deploy', { name: ' ' });
    });
    expect(refusals(app).join()).toContain('name is empty');
  });
});
