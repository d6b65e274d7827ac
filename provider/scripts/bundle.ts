import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Builds `dist/terraform-provider-tokens`: one executable file, not minified, so that a crash's stack can be read.
 *
 * A shell reads the head and starts Node on the same file, or says what is missing: Terraform shows
 * its user the first line that a plugin prints. To Node the head is a string and a comment.
 */
const HEAD = [
  '#!/bin/sh',
  `':' //; command -v node >/dev/null && exec node "$0" "$@"; echo "terraform-provider-tokens needs Node.js 20.18 or newer on PATH"; exit 1`,
].join('\n');

const root = join(__dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const outfile = join(root, 'dist', 'terraform-provider-tokens');

buildSync({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  format: 'cjs',
  charset: 'utf8',
  legalComments: 'inline',
  define: { PROVIDER_VERSION: JSON.stringify(version) },
  banner: { js: HEAD },
});
chmodSync(outfile, 0o755);
