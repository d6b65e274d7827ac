import './node-version.mjs';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { root, tool } from './command.mjs';
import { Runner } from './runner.mjs';
import { compileLibrary } from './steps.mjs';
import { isOlder } from './versions.mjs';

/*
 * Whether whoever uses the last release can take this version, in any language: jsii-diff compares the two assemblies. That
 * of the last release is committed, so that no registry has to be asked; `npx projen compat:record` writes it, as part of
 * a release. What a release breaks on purpose is named in .compatignore, by the keys that the check shows.
 */

/** The version that is released first: before it, there is nothing to break. */
const FIRST = '0.1.0';
const LAST_RELEASE = join(root, 'compatibility', 'last-release.jsii.gz');

/** Keeps the assembly of a package that is released. */
export function record(folder = root, baseline = LAST_RELEASE) {
  mkdirSync(dirname(baseline), { recursive: true });
  writeFileSync(baseline, gzipSync(readFileSync(join(folder, '.jsii')), { level: 9 }));
}

/**
 * Compares a package that was compiled with the last release, and rejects with what was broken.
 *
 * @returns what it was compared with
 */
export async function check(env, folder = root, baseline = LAST_RELEASE) {
  if (!existsSync(baseline)) {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!isOlder(FIRST, version)) return 'nothing has been released yet';
    throw new Error(
      `this is ${version}, and ${baseline} is not there: \`npx projen compat:record\`, run on the last release, writes it`,
    );
  }
  const assembly = gunzipSync(readFileSync(baseline));
  // Below the checkout, where the assemblies lie that it refers to.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const before = mkdtempSync(join(root, '.cache', 'last-release-'));
  try {
    writeFileSync(join(before, '.jsii'), assembly);
    const ignored = ['--keys', '--ignore-file', join(folder, '.compatignore')];
    await tool('jsii-diff', [...ignored, join(before, '.jsii'), join(folder, '.jsii')], {
      packages: root,
      env: { ...env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    });
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
  return `compared with ${JSON.parse(assembly).version}`;
}

export const compatibility = {
  name: 'nothing is broken since the last release (jsii-diff)',
  run: ({ env }) => check(env),
};

const recordRelease = {
  name: 'keep the assembly that is released',
  run: async () => record(),
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const last = process.argv[2] === 'record' ? recordRelease : compatibility;
  process.exitCode = (await new Runner().inOrder([compileLibrary, last], process.env)) ? 0 : 1;
}
