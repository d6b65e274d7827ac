import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Whether to leave everything in place. */
  readonly keep: boolean;
  /** Where to write what happened; an absolute path. */
  readonly report?: string;
}

export const USAGE = `usage: npm run demo -- [--keep] [--report FILE]

  --keep         leave everything in place at the end, and say where
  --report FILE  write what happened to FILE, as JSON
`;

/** @throws a sentence for the user, where it can't be made out what is wanted */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { keep: { type: 'boolean', default: false }, report: { type: 'string' } },
  });
  if (values.report === '') throw new Error('--report needs the name of a file');
  // npm runs us at the root of the checkout, wherever it was called.
  const here = process.env.INIT_CWD ?? process.cwd();
  return { keep: values.keep, report: values.report && resolve(here, values.report) };
}
