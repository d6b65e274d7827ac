import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, fingerprint } from './cache.mjs';
import { jest } from './checks.mjs';
import { bin, capture, npm, root } from './command.mjs';
import { isOlder } from './versions.mjs';

/*
 * The real command line tools of CDK for Terraform and of CDK Terrain. Each is 400 MB, so they are no packages of the
 * checkout: `cli/<name>` has a lock, and what it locks is installed into the cache folder when it is first needed.
 */

const locked = (name) => fileURLToPath(new URL(`cli/${name}`, import.meta.url));

/** Where a CLI is installed, by what its lock says. */
async function install(name, { env, progress }) {
  const source = locked(name);
  const lock = readFileSync(join(source, 'package-lock.json'));
  return cached(`${name}-cli-${fingerprint(lock)}`, { env }, async (folder) => {
    progress('npm ci');
    cpSync(source, folder, { recursive: true });
    const [file, ...args] = npm();
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
    await capture(file, [...args, 'ci', '--prefix', folder, ...quiet], { cwd: folder, env, as: 'npm ci' });
  });
}

/** A Node that a CLI runs on: the one at hand, or the one that was installed beside it. */
function nodeFor(name, folder) {
  const { engines = {} } = JSON.parse(
    readFileSync(join(folder, 'node_modules', `${name}-cli`, 'package.json'), 'utf8'),
  );
  if (!engines.node || !isOlder(process.version, engines.node)) return process.execPath;
  const installed = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(installed)) return installed;
  throw new Error(
    `${name}-cli needs Node ${engines.node}, and this is ${process.version}: put a newer one first on PATH`,
  );
}

/**
 * A step that runs an app by the real CLI through all that a user does with it, once for each language.
 *
 * @param name `cdktf` or `cdktn`
 * @param options.apps languages of the examples that are run, such as `['typescript', 'python']`
 * @param options.cwd the tree whose tests and examples are taken
 * @param options.variables gives what else the apps need in their environment, such as a PATH that leads to the packages
 *   of their language; it is given `{ env, progress }`
 */
export function cliTests(name, { apps = ['typescript'], cwd = root, variables = async () => ({}) } = {}) {
  const run = jest(
    `${name}-cli: synth, diff, deploy, output, destroy (${apps.join(', ')})`,
    cwd,
    ['--testMatch', '<rootDir>/test/cli/*.ts'],
    root,
  );
  return {
    ...run,
    run: async ({ env, progress }) => {
      const folder = await install(name, { env, progress });
      const own = await variables({ env, progress });
      progress('');
      const cli = {
        CLI_NODE: nodeFor(name, folder),
        CLI_MAIN: bin(`${name}-cli`, { dir: folder, name }),
        CLI_APPS: apps.join(),
      };
      return run.run({ env: { ...env, ...own, ...cli }, progress });
    },
  };
}
