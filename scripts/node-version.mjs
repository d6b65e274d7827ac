import { readFileSync } from 'node:fs';
import { isOlder } from './versions.mjs';

/*
 * Imported first by what people start: an old Node should be told apart from a broken checkout.
 * The minimum is the one that package.json promises.
 */

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

if (isOlder(process.version, engines.node)) {
  console.error(
    `Node ${engines.node} is needed; this is ${process.version} (${process.execPath}).\n` +
      'Install a newer one (https://nodejs.org, nvm, fnm, ...) and put it first on PATH.',
  );
  process.exit(1);
}
