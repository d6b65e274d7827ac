import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RotatingToken, RotationHook, RotationSchedule, TimedToken } from '../../src';
import { newStack, synth } from '../synth';

test('a hook needs no package for its null_resource', () => {
  const { peerDependencies } = JSON.parse(
    readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
  ) as { peerDependencies: object };
  expect(Object.keys(peerDependencies)).toEqual(['cdktn', 'constructs']);

  jest.doMock('@cdktf/provider-null', () => {
    throw new Error('not to be loaded');
  });
  const stack = newStack();
  const rotating = new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30)),
  });
  new RotationHook(stack, 'Reload', { rotating, command: './reload' });
  const { provider, resource } = synth(stack);
  expect(provider.null).toEqual([{}]);
  expect(Object.keys(resource.null_resource)).toHaveLength(1);
  jest.dontMock('@cdktf/provider-null');
});
