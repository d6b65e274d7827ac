import { ProviderFunction } from '../framework';
import { expiryArgument, expiryParameter } from './expiry';

/** `unix_milliseconds(expiry)` */
export const unixMilliseconds: ProviderFunction = {
  name: 'unix_milliseconds',
  signature: {
    summary: 'An expiry of any service, as milliseconds since 1970',
    description:
      'Reads what any of the services says of when a token expires, and writes it as a number of milliseconds since ' +
      '1970 (UTC): what the `valid_from` and `valid_to` of a `harness_platform_token` take. What is finer is cut ' +
      'off. Null, for a token that never expires, stays null. `parse_expiry` goes the other way.',
    parameters: [expiryParameter],
    returns: 'number',
  },
  call: (args) => expiryArgument(args, 0),
};
