import { ProviderFunction } from '../framework';
import { expiryArgument, expiryParameter } from './expiry';
import { formatInstant } from '../time/instant';

/** `parse_expiry(expiry)` */
export const parseExpiry: ProviderFunction = {
  name: 'parse_expiry',
  signature: {
    summary: 'An expiry of any service, as RFC 3339 in UTC',
    description:
      'Reads what any of the services says of when a token expires, and writes it as RFC 3339 in UTC ' +
      '(`2026-01-31T00:00:00Z`): what `timecmp`, `timeadd` and `formatdate` take. Milliseconds are kept where ' +
      'there are any, what is finer is cut off. Null, for a token that never expires, stays null.',
    parameters: [expiryParameter],
    returns: 'string',
  },
  call: (args) => {
    const expiry = expiryArgument(args, 0);
    return expiry === null ? null : formatInstant(expiry);
  },
};
