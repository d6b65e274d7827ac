import { providerHandlers } from './framework';
import { Logger, Served } from './plugin';
import { methods } from './protocol';
import { tokensProvider } from './provider';

/**
 * Puts the provider to work. The executable carries it as a part of its own, which is compiled when the
 * handshake is out: Terraform starts several processes a command, and connects while this loads.
 */
export function serving(logger: Logger): Served {
  const handlers = providerHandlers(tokensProvider(process.env), logger);
  return { methods: methods(handlers), stop: async () => handlers.stop() };
}
