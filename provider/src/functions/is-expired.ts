import { ProviderFunction } from '../framework';
import { expiryArgument, expiryParameter, instantArgument, nowParameter } from './expiry';

/** `is_expired(expiry, now)` */
export const isExpired: ProviderFunction = {
  name: 'is_expired',
  signature: {
    summary: 'Whether a token has expired',
    description: 'True from the instant of the expiry on. Always false for null: such a token never expires.',
    parameters: [expiryParameter, nowParameter],
    returns: 'bool',
  },
  call: (args) => {
    const expiry = expiryArgument(args, 0);
    const now = instantArgument(args, 1, 'plantimestamp()');
    return expiry !== null && expiry <= now;
  },
};
