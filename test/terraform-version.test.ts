import { TerraformResource, TerraformStack } from 'cdktf';
import { rotating } from './known';
import { findings } from './synth';
import {
  Duration,
  EphemeralTimedToken,
  HookResource,
  LinodeToken,
  LinodeScope,
  RotatingToken,
  RotationEngine,
  RotationHook,
  RotationSchedule,
  TimedToken,
} from '../src';

const deploy = (stack: TerraformStack) => rotating(stack, TimedToken.blueprint({ name: 'deploy' }));

/** Something of the user's own, with an argument that is overridden as a generated class would have it. */
function resource(stack: TerraformStack, argument: string, value: unknown): TerraformResource {
  const made = new TerraformResource(stack, 'Secret', {
    terraformResourceType: 'aws_secretsmanager_secret_version',
  });
  made.addOverride(argument, value);
  return made;
}

/** Everything that needs more than the first Terraform, and since when Terraform has it. */
const FEATURES: Record<string, [string, (stack: TerraformStack) => unknown]> = {
  'an ephemeral token': [
    '1.10',
    (stack) => new EphemeralTimedToken(stack, 'Run', { name: 'run', lifetime: Duration.minutes(30) }),
  ],
  'secret_string_wo of stack/Secret, a write-only argument,': [
    '1.11',
    (stack) => resource(stack, 'secret_string_wo', deploy(stack).current.value),
  ],
  'login.password_wo of stack/Secret, a write-only argument,': [
    '1.11',
    (stack) => resource(stack, 'login.password_wo', deploy(stack).current.value),
  ],
  'a token that is replaced when its rotation says so': ['1.2', deploy],
  'the portable engine': [
    '1.5',
    (stack) =>
      new RotatingToken(stack, 'Deploy', {
        blueprint: TimedToken.blueprint({ name: 'deploy' }),
        rotation: RotationSchedule.every(Duration.days(30)),
        engine: RotationEngine.PORTABLE,
      }),
  ],
  'an import block': [
    '1.5',
    (stack) =>
      new LinodeToken(stack, 'Token', { label: 'ci', scopes: [LinodeScope.ALL] }).importFrom('1234567'),
  ],
  'a hook in terraform_data': [
    '1.4',
    (stack) =>
      new RotationHook(stack, 'Reload', {
        rotating: deploy(stack),
        command: './reload',
        resource: HookResource.TERRAFORM_DATA,
      }),
  ],
};

describe.each(Object.entries(FEATURES))('%s', (what, [needed, make]) => {
  const declaring = (version?: string) =>
    findings((stack) => {
      if (version) stack.addOverride('terraform.required_version', version);
      make(stack);
    });
  const before = `1.${Number(needed.slice(2)) - 1}`;

  test('is refused for a Terraform that does not know it', () => {
    const said =
      `terraform.required_version of the stack is ">= ${before}", but ${what} needs Terraform ${needed} or later: ` +
      `make it ">= ${needed}"`;
    expect(declaring(`>= ${before}`)).toEqual([expect.stringMatching(/^\[stack[\w/]*\] /)]);
    expect(declaring(`>= ${before}`)[0].replace(/^\[[^\]]*\] /, '')).toBe(said);
  });

  test('is taken for one that does, and where nothing is said', () => {
    expect(declaring(`>= ${needed}`)).toEqual([]);
    expect(declaring()).toEqual([]);
  });
});

test('an argument that takes a value for one run is a write-only one, whatever it is called', () => {
  const found = findings((stack) => {
    stack.addOverride('terraform.required_version', '>= 1.10');
    const run = new EphemeralTimedToken(stack, 'Run', { name: 'run', lifetime: Duration.minutes(30) });
    resource(stack, 'master_password', run.value).provisioners = [
      { type: 'local-exec', command: './tell', environment: { TOKEN: run.value } },
    ];
  });
  expect(found).toEqual([
    '[stack] terraform.required_version of the stack is ">= 1.10", but master_password of stack/Secret, a write-only argument, needs Terraform 1.11 or later: make it ">= 1.11"',
  ]);
});

test('what is called alike is none', () => {
  const found = findings((stack) => {
    stack.addOverride('terraform.required_version', '>= 1.2');
    resource(stack, 'secret_string_wo_version', deploy(stack).serial).addOverride('two', 'ephemeral.two');
  });
  expect(found).toEqual([]);
});
