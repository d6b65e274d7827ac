import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformResource, TerraformStack } from 'cdktn';
import { apiKey } from './harness/fixture';
import { rotating } from './known';
import { findings } from './synth';
import { Duration, EphemeralTimedToken, HarnessToken, TimedToken } from '../src';

const CHECKOUT = dirname(realpathSync(join(__dirname, '..', 'node_modules')));

/** What needs more than the oldest versions that CDK Terrain supports, in the words of MIGRATION.md. */
const FEATURES: Record<string, (stack: TerraformStack) => unknown> = {
  '`HarnessToken` with the companion provider': (stack) =>
    rotating(stack, HarnessToken.blueprint({ apiKey: apiKey(), identifier: 'deploy' })),
  'ephemeral tokens': (stack) =>
    new EphemeralTimedToken(stack, 'Run', { name: 'run', lifetime: Duration.minutes(30) }),
  'write-only arguments that take a token': (stack) => {
    const { current } = rotating(stack, TimedToken.blueprint({ name: 'deploy' }));
    const secret = new TerraformResource(stack, 'Secret', { terraformResourceType: 'cloud_secret' });
    secret.addOverride('value_wo', current.value);
  },
};

/** The versions that MIGRATION.md says each of them needs. */
const needed = (what: string): Record<'terraform' | 'opentofu', string> => {
  const guide = readFileSync(join(CHECKOUT, 'MIGRATION.md'), 'utf8');
  const row = guide.split('\n').find((line) => line.startsWith(`| ${what}`));
  const [terraform, opentofu] = row!.match(/ \d+\.\d+ /g)!.map((version) => version.trim());
  return { terraform, opentofu };
};

const before = (version: string) => version.replace(/\d+$/, (minor) => String(Number(minor) - 1));

const refused = (make: (stack: TerraformStack) => unknown, targetVersions?: object) =>
  findings((stack) => {
    stack.node.setContext('targetVersions', targetVersions);
    make(stack);
  });

describe.each(Object.entries(FEATURES))('%s', (what, make) => {
  const { terraform, opentofu } = needed(what);

  test('is for the versions that know it', () => {
    expect(refused(make, { terraform: `>=${terraform}.0`, opentofu: `>=${opentofu}.0` })).toEqual([]);
    expect(refused(make, { terraform: `>=${terraform}.0` })).toEqual([]);
    expect(refused(make, { opentofu: `>=${opentofu}.0` })).toEqual([]);
  });

  test.each([
    ['terraform', terraform],
    ['opentofu', opentofu],
  ])('is refused for an older %s, with both named', (product, version) => {
    const declared = `>=${before(version)}.0`;
    const found = refused(make, { [product]: declared });
    // CDK Terrain has words of its own for functions of providers.
    expect(found.join('\n')).toContain('Say in targetVersions of cdktf.json what the app is run with');
    for (const each of found) {
      expect(each).toContain(
        `requires ${product} >=${version}.0, but the project targets ${product} ${declared}.`,
      );
    }
  });
});

test('a declaration that can’t be read is refused', () => {
  expect(refused(FEATURES['ephemeral tokens'], { pulumi: '>=3' })).toEqual([
    expect.stringContaining('targetVersions has unknown product "pulumi"'),
  ]);
});
