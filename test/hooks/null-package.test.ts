import { TerraformStack } from 'cdktf';
import { Duration, RotatingToken, RotationHook, RotationSchedule, TimedToken } from '../../src';
import { newStack, synth } from '../synth';

function rotating(stack: TerraformStack): RotatingToken {
  return new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'deploy' }),
    rotation: RotationSchedule.every(Duration.days(30)),
  });
}

test('an app without hooks has no null provider, and does not even load it', () => {
  const stack = newStack();
  rotating(stack);
  expect(Object.keys(synth(stack).terraform.required_providers)).toEqual(['tokens']);

  const load = jest.fn();
  jest.isolateModules(() => {
    jest.doMock('@cdktf/provider-null', load);
    jest.requireActual('../../src');
  });
  expect(load).not.toHaveBeenCalled();
  jest.dontMock('@cdktf/provider-null');
});

test('says which package is missing', () => {
  jest.isolateModules(() => {
    jest.doMock('@cdktf/provider-null', () => {
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    });
    const stack = newStack();
    expect(
      () => new RotationHook(stack, 'Reload', { rotating: rotating(stack), command: './reload' }),
    ).toThrow(/^stack\/Reload makes a null_resource, .*@cdktf\/provider-null, or .*TERRAFORM_DATA/);
  });
  jest.dontMock('@cdktf/provider-null');
});
