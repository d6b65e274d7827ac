import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  App,
  DataResource,
  LocalBackend,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { ACCOUNT, ORGANIZATION, useEmulator } from './emulator';
import { useTerraform } from './terraform';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  bindings,
  Duration,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  TimedToken,
} from '../../src';

const ROOT = dirname(dirname(__dirname));
const EXAMPLES = join(ROOT, 'examples', 'typescript');
const START = '2026-01-10T12:00:00Z';
const ROTATION = '2026-01-31T03:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(START, terraform);
beforeEach(async () => emulator().setClock(START));

/** How cdktf is asked for HCL. */
const HCL = { SYNTH_HCL_OUTPUT: 'true' };

/** A synthesized stack that Terraform has initialized, with a state that others may share. */
class Configuration {
  public static async of(directory: string, state: string): Promise<Configuration> {
    await terraform().run(directory, ['init', `-backend-config=path=${state}`]);
    return new Configuration(directory);
  }

  private constructor(private readonly directory: string) {}

  public async validate(): Promise<void> {
    const [json] = await terraform().run(this.directory, ['validate', '-json'], undefined, [0, 1]);
    expect(JSON.parse(json)).toMatchObject({ valid: true, diagnostics: [] });
  }

  /** All that Terraform says of its plan. */
  public async plan(now: string): Promise<unknown> {
    await terraform().run(this.directory, ['plan', '-out=planned'], now);
    const [json] = await terraform().run(this.directory, ['show', '-json', 'planned'], now);
    return JSON.parse(json, (key, value) => {
      // When it was planned; what differs from one plan to the next; and of JSON, the text of expressions.
      if (['timestamp', 'relevant_attributes', 'constant_value'].includes(key)) return undefined;
      return key === 'references' ? (value as string[]).sort() : (value as unknown);
    });
  }

  public async apply(now: string): Promise<void> {
    await emulator().setClock(now);
    await terraform().run(this.directory, ['apply', '-auto-approve'], now);
  }

  public async destroy(now: string): Promise<void> {
    await terraform().run(this.directory, ['apply', '-destroy', '-auto-approve'], now);
  }

  public async settled(now: string): Promise<void> {
    const [output, code] = await terraform().run(this.directory, ['plan', '-detailed-exitcode'], now, [0, 2]);
    expect({ code, output }).toMatchObject({ code: 0 });
  }
}

/** Both syntaxes of one stack on one state, from nothing over a rotation to the end. */
async function playBoth(json: string, hcl: string, state: string): Promise<void> {
  const [one, other] = [await Configuration.of(json, state), await Configuration.of(hcl, state)];
  await one.validate();
  await other.validate();
  expect(await other.plan(START)).toEqual(await one.plan(START));
  await one.apply(START);
  await other.settled(START);
  expect(await other.plan(ROTATION)).toEqual(await one.plan(ROTATION));
  await other.apply(ROTATION);
  await one.settled(ROTATION);
  await other.destroy(ROTATION);
}

describe.each(['five-systems', 'rotating-token'])('the example %s', (name) => {
  /** Runs the app in a process of its own, as cdktf's command line does. */
  function synthesize(directory: string, env: Record<string, string>): string {
    const cdktfJson = readFileSync(join(EXAMPLES, name, 'cdktf.json'), 'utf8');
    const { app } = JSON.parse(cdktfJson) as { app: string };
    const outdir = terraform().newDirectory(directory);
    execFileSync('/bin/sh', ['-c', app], {
      cwd: join(EXAMPLES, name),
      env: {
        ...process.env,
        CDKTF_OUTDIR: outdir,
        TOKEN_FILES: join(terraform().directory, `${name}-files`),
        AIVEN_ORGANIZATION_ID: ORGANIZATION,
        HARNESS_ACCOUNT_ID: ACCOUNT,
        ...env,
      },
    });
    return stackIn(outdir);
  }

  test('plans and applies the same from HCL as from JSON', async () => {
    const json = synthesize(`${name}-json`, {});
    const hcl = synthesize(`${name}-hcl`, HCL);
    expect(readdirSync(json)).toContain('cdk.tf.json');
    expect(readdirSync(hcl)).toContain('cdk.tf');
    expect(readdirSync(hcl)).not.toContain('cdk.tf.json');
    await playBoth(json, hcl, join(terraform().directory, `${name}.tfstate`));
  });
});

/** Where the only stack of an app is. */
function stackIn(outdir: string): string {
  const [name] = readdirSync(join(outdir, 'stacks'));
  return join(outdir, 'stacks', name);
}

/** Whatever a stack can have in it that cdktf's own HCL output drops or breaks. */
function everything(stack: TerraformStack): void {
  const variable = new TerraformVariable(stack, 'environment', {
    type: 'object({ name = string, tags = optional(map(string)) })',
    default: { name: 'prod ${literal}', tags: { 'a "b"': 'c\nd' } },
    description: 'Which ${environment}, in "words"',
    nullable: false,
    validation: [
      {
        condition: '${length(var.environment.name) > 3}',
        errorMessage: 'Say "production", not ${var.environment.name}',
      },
    ],
  });
  const run = new TerraformVariable(stack, 'run', { type: 'string', default: 'once' });
  run.addOverride('ephemeral', true);

  new bindings.TokensProvider(stack, 'Provider');
  const west = new bindings.TokensProvider(stack, 'West', { alias: 'west', linode: {} });
  // A block that no element told of.
  west.addOverride('harness', { account_id: ACCOUNT });

  const schedule = RotationSchedule.every(Duration.days(30), { anchor: '2026-01-01T03:00:00Z' });
  const deploy = new RotatingToken(stack, 'Deploy', {
    blueprint: LinodeToken.blueprint({
      label: 'it\'s "quoted" \\ %%{x} $${y}',
      scopes: [LinodeScope.EVENTS_READ_ONLY],
    }),
    rotation: schedule,
    provider: west,
  });
  const slot = deploy.slots[0] as LinodeToken;
  const resource = slot.node.defaultChild as bindings.LinodeToken;
  resource.lifecycle = {
    ...resource.lifecycle,
    ignoreChanges: ['label'],
    precondition: [{ condition: '${var.environment.name != ""}', errorMessage: 'no "name"' }],
    postcondition: [{ condition: '${self.label != ""}', errorMessage: 'no label' }],
  };

  const user = new AivenApplicationUser(stack, 'User', { organizationId: ORGANIZATION, name: 'app' });
  const aiven = new AivenApplicationUserToken(stack, 'Aiven', { user, description: 'app' });
  const bound = aiven.node.defaultChild as bindings.AivenOrganizationApplicationUserToken;
  bound.putTimeouts({ create: '3m' });

  const counted = new TimedToken(stack, 'Counted', { name: 'counted', lifetime: Duration.days(900) });
  (counted.node.defaultChild as bindings.PyviderTimedToken).addOverride(
    'count',
    '${var.environment.name == "" ? 0 : 2}',
  );

  new bindings.EphemeralPyviderTimedToken(stack, 'Short', { name: 'short', provider: west } as never);

  const data = new DataResource(stack, 'Data', {
    input: { text: 'a "quoted"\nline', list: ['x', '${var.environment.name}'] },
    triggersReplace: [Token.asString(deploy.serial)],
    lifecycle: { createBeforeDestroy: true },
    provisioners: [{ type: 'local-exec', command: 'true # "${self.id}"', when: 'create' }],
  });
  data.addOverride('provisioner.0.local-exec.on_failure', 'continue');
  data.addOverride('lifecycle.replace_triggered_by', [
    `tokens_rotation.${deploy.rotation.friendlyUniqueId}.serial`,
  ]);
  data.moveFromId('terraform_data.before');

  stack.addOverride('check', {
    tokens: { assert: { condition: '${length(var.environment.name) > 0}', error_message: 'a "check"' } },
  });
  stack.addOverride('removed', [{ from: 'terraform_data.gone', lifecycle: { destroy: false } }]);
  stack.addOverride('import', [{ to: 'terraform_data.adopted', id: 'an id with "quotes"' }]);
  stack.addOverride('resource.terraform_data.adopted', {});
  stack.addOverride('locals', { nested: { deep: [{ er: '${1 + 1}' }] } });
  stack.addOverride('terraform.required_version', '>= 1.8');

  const milliseconds = new TerraformOutput(stack, 'milliseconds', {
    description: 'of ${literal}',
    value: '${provider::tokens::unix_milliseconds("2026-01-01T00:00:00Z")}',
  });
  // cdktf has both as properties, but forgets the one and writes the other as Terraform refuses it.
  milliseconds.addOverride('precondition', {
    condition: '${local.nested.deep[0].er == 2}',
    error_message: 'an "output"',
  });
  milliseconds.addOverride('depends_on', [`terraform_data.${data.friendlyUniqueId}`]);
  new TerraformOutput(stack, 'variable', { value: variable.value });
  new TerraformOutput(stack, 'current', { value: deploy.current.value, sensitive: true });
}

/** Synthesizes an app with one stack of everything, and answers where it is. */
function everythingIn(outdir: string, hclOutput: boolean): string {
  const app = new App({ outdir, hclOutput, skipValidation: false });
  const stack = new TerraformStack(app, 'everything');
  new LocalBackend(stack, {});
  everything(stack);
  app.synth();
  return stackIn(outdir);
}

/** What the providers of an initialized stack say of themselves. */
function schemasOf(directory: string): string {
  const command = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';
  const env = terraform().environment;
  return execFileSync(command, ['providers', 'schema', '-json'], { cwd: directory, env, encoding: 'utf8' });
}

/** Runs the command that converts a file. */
function convert(...args: string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', 'src/hcl-output/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('a stack of everything', () => {
  test('plans and applies the same from App({ hclOutput: true }) as from JSON', async () => {
    const json = everythingIn(terraform().newDirectory('json'), false);
    const hcl = everythingIn(terraform().newDirectory('hcl'), true);
    await playBoth(json, hcl, join(terraform().directory, 'everything.tfstate'));
  });

  test.each(['with', 'without'])('plans the same from what is converted %s schemas', async (how) => {
    const json = everythingIn(terraform().newDirectory(`${how}-json`), false);
    const one = await Configuration.of(json, join(terraform().directory, `${how}.tfstate`));
    const file = join(terraform().directory, `${how}.json`);
    writeFileSync(file, schemasOf(json));
    const hcl = terraform().newDirectory(`${how}-hcl`);
    const args = [join(json, 'cdk.tf.json'), ...(how === 'with' ? ['--schemas', file] : [])];
    writeFileSync(join(hcl, 'main.tf'), convert(...args));
    const other = await Configuration.of(hcl, join(terraform().directory, `${how}.tfstate`));
    await other.validate();
    expect(await other.plan(START)).toEqual(await one.plan(START));
  });

  test('is laid out as terraform fmt has it, but for expressions, which are as cdktf wrote them', async () => {
    const hcl = everythingIn(terraform().newDirectory('fmt'), true);
    const [changed] = await terraform().run(hcl, ['fmt', '-check', '-diff'], undefined, [0, 3]);
    expect(changed).toBe('');
  });

  test('can be synthesized in the other syntax into the same directory', async () => {
    const outdir = terraform().newDirectory('switched');
    expect(readdirSync(everythingIn(outdir, false)).sort()).toEqual(['cdk.tf.json']);
    expect(readdirSync(everythingIn(outdir, true)).sort()).toEqual([
      'cdk.tf',
      'metadata.json',
      'provider-functions.tf',
    ]);
    expect(readdirSync(everythingIn(outdir, false)).sort()).toEqual(['cdk.tf.json', 'metadata.json']);
  });
});

describe('cdktf-json-to-hcl', () => {
  test('tells how it is used', () => {
    expect(convert('--help')).toMatch(/^Usage: cdktf-json-to-hcl <cdk.tf.json>/);
  });

  test.each([
    [[], /cdktf-json-to-hcl: one file is converted, not 0/],
    [['gone.json'], /cdktf-json-to-hcl: ENOENT/],
    [['README.md'], /cdktf-json-to-hcl: configuration is no JSON object/],
    [['package.json', '--what'], /cdktf-json-to-hcl: Unknown option '--what'/],
  ])('refuses %j', (args, message) => {
    expect(() => convert(...args)).toThrow(message);
  });
});
