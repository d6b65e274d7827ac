import { TerraformStack, Testing } from 'cdktf';
import 'cdktf/lib/testing/adapters/jest';
import { useTerraform } from './terraform';
import { bindings, Duration, RotatingToken, RotationSchedule, TimedToken, TokenMonitor } from '../../src';

const terraform = useTerraform();

function app(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'tokens');
  const deploy = new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30)),
  });
  new TokenMonitor(stack, 'Monitor', { directory: 'files', tokens: [deploy] });
  return stack;
}

describe('a stack can be tested with what cdktf has for it', () => {
  // cdktf starts Terraform in the environment of the test.
  const { env } = process;
  beforeAll(() => {
    process.env = { ...env, ...terraform().environment };
  });
  afterAll(() => {
    process.env = env;
  });

  test('toBeValidTerraform, toPlanSuccessfully', () => {
    const outdir = Testing.fullSynth(app());
    expect(outdir).toBeValidTerraform();
    expect(outdir).toPlanSuccessfully();
  });

  test('not.toPlanSuccessfully, where only the provider can tell', () => {
    const stack = app();
    stack.addOverride('resource.tokens_rotation.Deploy_7B206E61.overlap', '31d');
    expect(Testing.fullSynth(stack)).not.toPlanSuccessfully();
  });

  test('toHaveResourceWithProperties', () => {
    const synthesized = Testing.synth(app(), true);
    expect(synthesized).toHaveResourceWithProperties(bindings.Rotation, { period: '30d', slots: 2 });
    expect(synthesized).toHaveResource(bindings.PyviderFileContent);
    expect(synthesized).toHaveProvider(bindings.TokensProvider);
  });

  test('a snapshot, since the same app is always synthesized the same', () => {
    expect(Testing.synth(app(), true)).toBe(Testing.synth(app(), true));
  });
});
