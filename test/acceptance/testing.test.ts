import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import 'cdktf/lib/testing/adapters/jest';
import { useEmulator } from './emulator';
import { Deployment, useTerraform } from './terraform';
import {
  bindings,
  Duration,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  testing,
  TimedToken,
  TokenMonitor,
} from '../../src';

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

describe('a snapshot of a plan', () => {
  const emulator = useEmulator('2026-01-10T12:00:00Z', terraform);

  /** Two systems that rotate, thirty days after their anchor. */
  const rotating = (anchor: string) => (stack: TerraformStack) => {
    const rotation = RotationSchedule.every(Duration.days(30), {
      overlap: Duration.days(2),
      applyInterval: Duration.days(1),
      anchor,
    });
    const timed = new RotatingToken(stack, 'Timed', {
      blueprint: TimedToken.blueprint({ name: 'deploy' }),
      rotation,
    });
    const linode = new RotatingToken(stack, 'Linode', {
      blueprint: LinodeToken.blueprint({ label: 'deploy', scopes: [LinodeScope.EVENTS_READ_ONLY] }),
      rotation,
    });
    new TerraformOutput(stack, 'tokens', {
      value: [timed.current.value, linode.current.value],
      sensitive: true,
    });
    new TerraformOutput(stack, 'known', {
      value: [timed, linode].map(({ current, nextRotationAt }) => ({
        expiresAt: current.expiresAt,
        nextRotationAt,
      })),
    });
  };

  const plusDays = (instant: string, days: number) =>
    new Date(Date.parse(instant) + days * 86_400_000).toISOString().replace('.000Z', 'Z');

  /** Applied nine days after the anchor, and planned at another time. */
  async function planned(
    anchor: string,
    days: number,
  ): Promise<[testing.PlanSnapshot, testing.PlanSnapshot, Deployment]> {
    const deployment = await terraform().deployment(rotating(anchor));
    await emulator().setClock(plusDays(anchor, 9));
    await deployment.apply(plusDays(anchor, 9));
    const now = plusDays(anchor, days);
    await emulator().setClock(now);
    const run = async (...args: string[]) => (await terraform().run(deployment.directory, args, now))[0];
    const lines = await run('plan', '-json', '-out=planned');
    const shown = await run('show', '-json', 'planned');
    const snapshotOf = (text: string) => testing.PlanSnapshot.of(text, { now });
    return [snapshotOf(shown), snapshotOf(lines), deployment];
  }

  test('is the same on another machine at another time, and has no secret in it', async () => {
    const [one, lines, deployment] = await planned('2026-01-01T00:00:00Z', 30);
    const [other, otherLines, otherDeployment] = await planned('2027-06-15T00:00:00Z', 30);
    expect(one.toSnapshot()).toMatchSnapshot();
    expect(lines.toSnapshot()).toMatchSnapshot();
    expect(other.toSnapshot()).toBe(one.toSnapshot());
    expect(otherLines.toSnapshot()).toBe(lines.toSnapshot());
    for (const secret of [deployment, otherDeployment].flatMap((each) => each.outputs().tokens as string[])) {
      expect(secret.length).toBeGreaterThan(20);
      for (const each of [one, lines, other, otherLines]) expect(each.toSnapshot()).not.toContain(secret);
    }
    one.hasChange('pyvider_timed_token.Timed_Slot1_*', 'replace');
    one.hasChange('linode_token.Linode_Slot1_*', 'replace');
    lines.hasChange('tokens_rotation.Linode_*', 'update');
    expect(() => one.hasNoChanges()).toThrow(/Expected no changes, but [0-9]+ are planned/);
  });

  test('is empty between rotations', async () => {
    const [one, lines] = await planned('2026-01-01T00:00:00Z', 29);
    one.hasNoChanges();
    lines.hasNoChanges();
  });
});
