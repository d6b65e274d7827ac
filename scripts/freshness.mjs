import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * When a set-up step may be skipped. Contents are compared, never times: git gives a fresh
 * checkout the times of the checkout.
 */

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const sameEntries = (a = {}, b = {}) =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key]);

/**
 * Whether `dir/node_modules` holds what `dir/package-lock.json` names, by the list that npm itself
 * leaves there as the last act of an install. Optional packages may be missing: they are for other platforms.
 */
export function isInstalled(dir) {
  const manifest = readJson(join(dir, 'package.json'));
  const { '': self, ...wanted } = readJson(join(dir, 'package-lock.json'))?.packages ?? {};
  const found = readJson(join(dir, 'node_modules', '.package-lock.json'))?.packages;
  if (!manifest || !self || !found) return false;
  return (
    ['dependencies', 'devDependencies', 'peerDependencies'].every((kind) =>
      sameEntries(manifest[kind], self[kind]),
    ) &&
    Object.keys(found).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, { version, integrity, optional }]) =>
      path in found ? found[path].version === version && found[path].integrity === integrity : optional,
    )
  );
}

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

function digest(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      // As git does, it knows of a file's mode whether it can be run, which packages pass on.
      const mode = statSync(file).mode & 0o111 ? 'x' : '-';
      hash.update(`${file}\0${mode}`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * Remembers what a build made from what. `outputs` count too: a file that was built by hand from
 * other sources must not pass for ours.
 *
 * @returns `isCurrent()`, and `remember()` to be called once the build has succeeded.
 */
export function buildRecord(root, name, { inputs, outputs }) {
  // In node_modules, so that a fresh install forgets it: the build tools are an input as well.
  const file = join(root, 'node_modules', '.cache', 'cdktf-access-tokens', `${name}.sha256`);
  const state = () => `${digest(root, inputs)} ${digest(root, outputs)}`;
  return {
    isCurrent: () =>
      outputs.every((path) => existsSync(join(root, path))) &&
      existsSync(file) &&
      readFileSync(file, 'utf8') === state(),
    forget: () => rmSync(file, { force: true }),
    remember: () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, state());
    },
  };
}
