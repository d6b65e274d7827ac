import { TerraformOutput, TerraformStack } from 'cdktf';
import { AccessTokenBase, Duration, ITokenBlueprint, RotatingToken, RotationSchedule } from '../src';
import { synth } from './synth';

/** Every expression that a token answers with, by its name. */
export function known(stack: TerraformStack, token: AccessTokenBase): unknown {
  const { value, tokenId, name, issuedAt, expiresAt, available, hasExpiration } = token;
  new TerraformOutput(stack, 'known', {
    value: { value, tokenId, name, issuedAt, expiresAt, available, hasExpiration },
    sensitive: true,
  });
  return synth(stack).output.known.value;
}

/** A rotation with two slots. */
export function rotating(stack: TerraformStack, blueprint: ITokenBlueprint): RotatingToken {
  return new RotatingToken(stack, 'Deploy', {
    blueprint,
    rotation: RotationSchedule.every(Duration.days(30), {
      overlap: Duration.days(2),
      applyInterval: Duration.days(1),
    }),
  });
}

/** What a rotation with two slots makes of a resource type, in the order of its slots. */
export function slots(stack: TerraformStack, blueprint: ITokenBlueprint, type: string): unknown[] {
  rotating(stack, blueprint);
  return Object.values(synth(stack).resource[type]);
}
