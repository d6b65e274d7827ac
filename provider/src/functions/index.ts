import { ProviderFunction } from '../framework';
import { isExpired } from './is-expired';
import { nextBoundary } from './next-boundary';
import { parseExpiry } from './parse-expiry';
import { parseId } from './parse-id';
import { timeLeft } from './time-left';
import { unixMilliseconds } from './unix-milliseconds';

/** All functions, called as `provider::tokens::parse_expiry(...)`. */
export const functions: readonly ProviderFunction[] = [
  parseExpiry,
  unixMilliseconds,
  timeLeft,
  isExpired,
  parseId,
  nextBoundary,
];
