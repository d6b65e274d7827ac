import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { useTerraform } from './terraform';
import {
  Duration,
  HookResource,
  RotatingToken,
  RotationEngine,
  RotationHook,
  RotationSchedule,
  TimedToken,
} from '../../src';

const terraform = useTerraform();

test('runs a command with each new token, and at no other time', async () => {
  const log = join(terraform().newDirectory('hooks'), 'log');
  const deployment = await terraform().deployment((stack) => {
    const rotating = new RotatingToken(stack, 'Deploy', {
      blueprint: TimedToken.blueprint({ name: 'deploy' }),
      engine: RotationEngine.COMPANION,
      rotation: RotationSchedule.every(Duration.days(10), {
        overlap: Duration.days(2),
        applyInterval: Duration.days(1),
        anchor: '2026-01-01T00:00:00Z',
      }),
    });
    new RotationHook(stack, 'Reload', {
      rotating,
      // The null provider can't be had here; Terraform runs the provisioners of both in the same way.
      resource: HookResource.TERRAFORM_DATA,
      command: 'echo "$TOKEN_ID $ISSUED_AT" >> "$LOG"',
      environment: { LOG: log, TOKEN_ID: rotating.current.tokenId, ISSUED_AT: rotating.current.issuedAt },
    });
    new TerraformOutput(stack, 'token_id', { value: rotating.current.tokenId });
  });
  const ran = () => readFileSync(log, 'utf8').trimEnd().split('\n');

  await deployment.apply('2026-01-03T00:00:00Z');
  const first = `${deployment.outputs().token_id} 2026-01-03T00:00:00Z`;
  expect(ran()).toEqual([first]);
  await deployment.settled('2026-01-10T23:59:59Z');

  expect(await deployment.apply('2026-01-11T00:00:00Z')).toMatchObject({ Reload: 'replace' });
  expect(ran()).toEqual([first, `${deployment.outputs().token_id} 2026-01-11T00:00:00Z`]);
  await deployment.settled('2026-01-20T23:59:59Z');
});
