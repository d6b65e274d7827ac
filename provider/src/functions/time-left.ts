import { cty, ProviderFunction } from '../framework';
import { expiryArgument, expiryParameter, instantArgument, nowParameter } from './expiry';
import { formatDuration } from '../time/duration';

/** `time_left(expiry, now)` */
export const timeLeft: ProviderFunction = {
  name: 'time_left',
  signature: {
    summary: 'How long a token has still to live',
    description:
      'Answers `seconds`, a whole number to count with, and `duration`, the same for people (`29d12h`). Both ' +
      'are negative once the token has expired. Null for a token that never expires.',
    parameters: [expiryParameter, nowParameter],
    returns: cty.object({ seconds: 'number', duration: 'string' }),
  },
  call: (args) => {
    const expiry = expiryArgument(args, 0);
    const now = instantArgument(args, 1, 'plantimestamp()');
    if (expiry === null) return null;
    const seconds = Math.floor((expiry - now) / 1000);
    return { seconds, duration: formatDuration(seconds * 1000) };
  },
};
