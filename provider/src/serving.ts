import { providerHandlers } from './framework';
import { Logger, Method } from './plugin';
import { methods } from './protocol';
import { tokensProvider } from './provider';

/**
 * All that the provider answers. The executable carries it as a part of its own, which is compiled when the
 * handshake is out: Terraform starts several processes a command, and connects while this loads.
 */
export function providerMethods(logger: Logger): Method[] {
  return methods(providerHandlers(tokensProvider(process.env), logger));
}
