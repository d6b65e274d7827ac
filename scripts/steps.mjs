import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, companions, npm, projen, root } from './command.mjs';
import { buildRecord, isInstalled } from './freshness.mjs';
import { resolveTerraform } from './terraform-cli.mjs';

/* What has to be done on a bare clone before anything can run; the steps are for `Runner.run`. */

function install(name, dir) {
  return {
    name,
    upToDate: () => isInstalled(dir) && 'node_modules matches package-lock.json',
    run: async ({ env }) => {
      const [file, ...args] = npm();
      // The folder is named, since the npm that runs us leaves its own in the environment.
      const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
      // Also where NODE_ENV or the user's .npmrc leaves out what a package is built with.
      await capture(file, [...args, 'ci', '--include=dev', '--prefix', dir, ...quiet], {
        cwd: dir,
        env,
        as: 'npm ci',
      });
    },
  };
}

/** A build that is skipped while neither its inputs nor its outputs have changed since it last succeeded. */
export function build(name, { record: id, inputs, outputs, run }) {
  const record = buildRecord(root, id, { inputs, outputs });
  return {
    name,
    upToDate: () => record.isCurrent() && `${outputs[0]} is of these sources`,
    run: async ({ env, progress }) => {
      record.forget();
      await run(env, progress);
      const missing = outputs.find((path) => !existsSync(join(root, path)));
      if (missing) throw new Error(`it ended well but left no ${missing}`);
      record.remember();
    },
  };
}

const findTerraform = {
  name: 'find a Terraform CLI',
  run: async ({ env, progress }) => {
    const { path, version } = await resolveTerraform({ env, progress });
    env.TERRAFORM_BINARY_NAME = path;
    return `${version}, ${path}`;
  },
};

/** Each companion is one executable file, by the package's `bin`. */
const buildExecutable = (name) => {
  const { bin } = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
  const inputs = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];
  return build(`build the ${name}`, {
    record: name,
    inputs: inputs.map((path) => `${name}/${path}`),
    outputs: Object.values(bin).map((path) => `${name}/${path}`),
    run: (env) => projen('bundle', { env, cwd: join(root, name) }),
  });
};

export const compileLibrary = build('compile the library (jsii)', {
  record: 'library',
  inputs: ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'README.md', '.projen/tasks.json'],
  outputs: ['lib/index.js', '.jsii'],
  run: (env) => projen('compile', { env }),
});

const installLibrary = install('install the library’s packages', root);

/** What every command needs. A step may add to the environment that the later ones and the command get. */
const common = [
  installLibrary,
  ...companions.map((name) => install(`install the ${name}’s packages`, join(root, name))),
  findTerraform,
  ...companions.map(buildExecutable),
];

export const setUp = {
  test: common,
  demo: [...common, compileLibrary],
  bench: [...common, compileLibrary],
  cdktn: common,
  languages: [...common, compileLibrary],
  // It finds CLIs of its own.
  matrix: [...common.filter((step) => step !== findTerraform), compileLibrary],
};
