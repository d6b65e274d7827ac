import { defineSchema, Provider, providerHandlers, Resource } from '../../src/framework';
import { hclog, serve } from '../../src/plugin';
import { methods } from '../../src/protocol';

/** A provider with the one resource `tokens_crash`, which throws where nobody can catch it. */
const schema = defineSchema({ description: 'Crashes when it is created.', attributes: {} });

const crash: Resource<typeof schema> = {
  typeName: 'tokens_crash',
  schema,
  create: () =>
    new Promise(() => {
      setImmediate(function crashOnPurpose() {
        throw new TypeError('thrown where nobody can catch it');
      });
    }),
  read: async ({ state }) => ({ state }),
};

const provider: Provider = {
  schema: defineSchema({ description: 'For tests.', attributes: {} }),
  resources: [crash],
};

const logger = hclog({ name: 'terraform-provider-tokens' });
void serve({
  name: 'terraform-provider-tokens',
  logger,
  load: () => ({ methods: methods(providerHandlers(provider, logger)) }),
});
