import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Builds the emulator as one executable file, not minified, so that a crash's stack can be read.
 *
 * A shell reads the head and starts Node on the same file, or says what is missing. To Node the head is a
 * string and a comment.
 */
export function bundle(outfile: string): void {
  // Renamed into place: whoever starts it at this moment gets one or the other whole.
  const beside = `${outfile}.${process.pid}.part`;
  buildSync({
    absWorkingDir: join(__dirname, '..'),
    entryPoints: ['src/main.ts'],
    outfile: beside,
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'inline',
    banner: { js: HEAD },
  });
  chmodSync(beside, 0o755);
  renameSync(beside, outfile);
}

const HEAD = [
  '#!/bin/sh',
  `':' //; command -v node >/dev/null && exec node "$0" "$@"; echo "tokens-emulator needs Node.js 20.18 or newer on PATH" >&2; exit 1`,
].join('\n');

if (require.main === module) bundle(process.argv[2] ?? join(__dirname, '..', 'dist', 'tokens-emulator'));
