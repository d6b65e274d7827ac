import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

const emulator = useEmulator(START);
const terraform = useTerraform();
beforeAll(() => {
  Object.assign(terraform().environment, emulator().environment);
});
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

  /**
   * All that Terraform says of its plan, but for the instant at which it was made, and what it takes for constants in
   * JSON: the text of every expression.
   */
  public async plan(now: string): Promise<unknown> {
    await terraform().run(this.directory, ['plan', '-out=planned'], now);
    const [json] = await terraform().run(this.directory, ['show', '-json', 'planned'], now);
    return JSON.parse(json, (key, value: unknown) =>
      key === 'timestamp' || key === 'constant_value' ? undefined : value,
    );
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
  const ephemeral = new TerraformVariable(stack, 'run', { type: 'string', default: 'once' });
  ephemeral.addOverride('ephemeral', true);

  new bindings.TokensProvider(stack, 'Provider');
  const west = new bindings.TokensProvider(stack, 'West', { alias: 'west', linode: {} });
  // A block that no element told of.
  west.addOverride('harness', { account_id: ACCOUNT });

  const schedule = RotationSchedule.every(Duration.days(30), { anchor: '2026-01-01T03:00:00Z' });
  const deploy = new RotatingToken(stack, 'Deploy', {
    blueprint: LinodeToken.blueprint({
      label: 'it\'s "quoted" \\ %{x} $${y}',
      scopes: [LinodeScope.EVENTS_READ_ONLY],
    }),
    rotation: schedule,
    provider: west,
  });
  const slot = deploy.slots[0] as LinodeToken;
  const resource = slot.node.defaultChild as bindings.LinodeToken;
  resource.lifecycle = {
    ...resource.lifecycle,
    createBeforeDestroy: true,
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

  new TerraformOutput(stack, 'milliseconds', {
    description: 'of ${literal}',
    value: '${provider::tokens::unix_milliseconds("2026-01-01T00:00:00Z")}',
    precondition: { condition: '${local.nested.deep[0].er == 2}', errorMessage: 'an "output"' },
    dependsOn: [data],
  });
  new TerraformOutput(stack, 'variable', { value: variable.value });
  new TerraformOutput(stack, 'current', { value: deploy.current.value, sensitive: true });
}

/** Synthesizes an app with one stack of everything, and answers where it is. */
function synthesize(outdir: string, hclOutput: boolean): string {
  const app = new App({ outdir, hclOutput, skipValidation: false });
  const stack = new TerraformStack(app, 'everything');
  new LocalBackend(stack, {});
  everything(stack);
  app.synth();
  return stackIn(outdir);
}

describe('a stack of everything', () => {
  test('plans and applies the same from App({ hclOutput: true }) as from JSON', async () => {
    const json = synthesize(terraform().newDirectory('json'), false);
    const hcl = synthesize(terraform().newDirectory('hcl'), true);
    await playBoth(json, hcl, join(terraform().directory, 'everything.tfstate'));
  });

  test('is laid out as terraform fmt has it, but for expressions, which are as cdktf wrote them', async () => {
    const hcl = synthesize(terraform().newDirectory('fmt'), true);
    const [changed] = await terraform().run(hcl, ['fmt', '-check', '-diff'], undefined, [0, 3]);
    expect(changed).toBe('');
  });

  test('can be synthesized in the other syntax into the same directory', async () => {
    const outdir = terraform().newDirectory('switched');
    expect(readdirSync(synthesize(outdir, false)).sort()).toEqual(['cdk.tf.json']);
    expect(readdirSync(synthesize(outdir, true)).sort()).toEqual([
      'cdk.tf',
      'metadata.json',
      'provider-functions.tf',
    ]);
    expect(readdirSync(synthesize(outdir, false)).sort()).toEqual(['cdk.tf.json', 'metadata.json']);
  });
});
