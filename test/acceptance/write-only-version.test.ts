import { TerraformResource, TerraformStack } from 'cdktf';
import { useTerraform } from './terraform';
import { Duration, RotatingToken, RotationSchedule, TimedToken } from '../../src';

const terraform = useTerraform();

const rotation = RotationSchedule.every(Duration.days(30), { anchor: '2026-01-01T00:00:00Z' });

/** Of a write-only argument, Terraform keeps the version alone: so does this. */
function versioned(stack: TerraformStack): void {
  const token = new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation,
  });
  const secret = new TerraformResource(stack, 'Secret', { terraformResourceType: 'terraform_data' });
  secret.addOverride('input', token.serial);
}

test('a version from a rotation’s serial grows with each rotation, and at no other time', async () => {
  const deployment = await terraform().deployment(versioned);
  await deployment.apply('2026-01-10T12:00:00Z');
  const first = deployment.state().Secret.output.value as number;
  await deployment.settled('2026-01-30T23:59:59Z');

  const february = '2026-01-31T00:00:00Z';
  expect((await deployment.plan(february)).changes).toMatchObject({ Secret: 'update' });
  expect(await deployment.apply(february)).toMatchObject({ Deploy: 'update', Secret: 'update' });
  expect(deployment.state().Secret.output.value).toBe(first + 1);
  await deployment.settled('2026-02-20T12:00:00Z');
  await deployment.destroy('2026-02-20T12:00:00Z');
});
