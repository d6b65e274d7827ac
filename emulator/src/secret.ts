import { createHash, randomInt } from 'node:crypto';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const LETTERS = UPPER + UPPER.toLowerCase();
export const ALPHANUMERIC = `${LETTERS}0123456789`;

/** Only this digest of a secret is kept: it is enough to know the secret again. */
export function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** `length` characters drawn from `alphabet`. */
export function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
