import { createHash } from 'node:crypto';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { environmentOf } from './binding';
import { watch } from './inspection';
import { TextLimit } from '../findings';

/** What a service makes of a name and its prefix. */
export interface NameRules {
  /** What stands between them. */
  readonly separator: string;

  /**
   * As long as the service takes.
   *
   * @default - any length
   */
  readonly limit?: TextLimit;

  /**
   * Characters that the service does not take in a prefix; each becomes a separator.
   *
   * @default - it takes all
   */
  readonly forbidden?: RegExp;
}

/** What `slotName` puts behind a name: it has to stay whole, since slots are told apart by it. */
const SLOT = /(?:[-_]|, slot )\d{1,3}$/;

/**
 * The name of a token in its environment: `prod-deploy`. As it was given, where it is in none.
 *
 * Where prefix and name are too long together, what is too much is cut out of the middle, and a hash takes its
 * place: another name gets another hash, and the same name the same at each synthesis.
 *
 * @param construct the token, in its stack
 */
export function tokenName(
  construct: Construct,
  given: string,
  { separator, limit, forbidden }: NameRules,
): string {
  watch(construct);
  const prefix = environmentOf(construct)?.policy.namePrefix ?? '';
  // An empty name stays empty, so that it comes to light.
  if (prefix === '' || (!Token.isUnresolved(given) && given.trim() === '')) return given;
  const start = forbidden ? prefix.replace(forbidden, separator) : prefix;
  const name = `${start}${separator}${given}`;
  if (!limit || Token.isUnresolved(name) || fits(name, limit)) return name;
  const slot = SLOT.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - slot.length);
  const hash = createHash('sha256').update(stem).digest('hex').slice(0, 8);
  const end = `${separator === '_' ? '_' : '-'}${hash}${slot}`;
  const head = [...stem];
  while (head.length > 0 && !fits(head.join('') + end, limit)) head.pop();
  return head.join('').replace(/[-_:, ]+$/, '') + end;
}

function fits(name: string, { most, unit }: TextLimit): boolean {
  return (unit === 'bytes' ? Buffer.byteLength(name) : [...name].length) <= most;
}
