import { defineSchema, Provider } from './framework';
import { RotationResource } from './rotation/rotation-resource';
import { FileContentResource } from './services/pyvider/file-content';
import { TimedTokenResource } from './services/pyvider/timed-token';
import { Clock, clockFromEnvironment } from './time/clock';

/** The provider `tokens`, on the clock that the environment asks for. */
export function tokensProvider(env: NodeJS.ProcessEnv): Provider {
  const clock: Clock = { now: () => clockFromEnvironment(env).now() };
  return {
    schema: defineSchema({
      description:
        'API tokens that rotate without cutting anybody off. `TOKENS_NOW` (RFC 3339) sets the clock, to ' +
        'rehearse a rotation before its time.',
      attributes: {},
    }),
    resources: [new TimedTokenResource(clock), new FileContentResource(), new RotationResource(clock)],
    configure: (_, { logger }) => {
      logger.debug('configured', { now: new Date(clock.now()).toISOString() });
    },
  };
}
