import { TerraformStack } from 'cdktf';
import { useTerraform } from './terraform';
import { bindings, Duration, RotatingToken, RotationSchedule, TimedToken, TokenMonitor } from '../../src';

const terraform = useTerraform();

const COMPANION = 'provider["access-tokens/tokens"]';
const JANUARY = '2026-01-03T12:00:00Z';

function constructs(stack: TerraformStack, alias: bindings.TokensProvider): void {
  const blueprint = TimedToken.blueprint({ name: 'deploy' });
  const rotation = RotationSchedule.every(Duration.days(10));
  new RotatingToken(stack, 'Default', { blueprint, rotation });
  const prod = new RotatingToken(stack, 'Prod', { blueprint, rotation, provider: alias });
  new TokenMonitor(stack, 'Monitor', { directory: 'files', tokens: [prod], provider: alias });
}

test.each(['before', 'after'])(
  'every resource comes from the provider that it was given, or that the user made %s it',
  async (when) => {
    const deployment = await terraform().deployment((stack) => {
      const alias = new bindings.TokensProvider(stack, 'Alias', { alias: 'prod' });
      if (when === 'before') new bindings.TokensProvider(stack, 'Mine');
      constructs(stack, alias);
      if (when === 'after') new bindings.TokensProvider(stack, 'Mine');
    });
    await deployment.apply(JANUARY);
    expect(deployment.providers()).toEqual({
      Default: COMPANION,
      'Default/Slot0': COMPANION,
      'Default/Slot1': COMPANION,
      Prod: `${COMPANION}.prod`,
      'Prod/Slot0': `${COMPANION}.prod`,
      'Prod/Slot1': `${COMPANION}.prod`,
      'Monitor/Prod/token_status': `${COMPANION}.prod`,
      'Monitor/Prod/token_generations': `${COMPANION}.prod`,
    });
    await deployment.destroy(JANUARY);
  },
);
