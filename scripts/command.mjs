import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The folders of the packages that .projenrc.ts defines beside the library: provider, emulator. */
export const companions = readdirSync(root).filter((name) =>
  existsSync(join(root, name, '.projen', 'tasks.json')),
);

/** A program that could not be started, or that ended with something other than 0. */
export class CommandFailed extends Error {
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

/** The beginning and the end of what a program wrote: the reason is mostly at the end, npm's at the beginning. */
export function excerpt(text, count) {
  const lines = text.trim().split('\n');
  if (lines.length <= count) return lines.join('\n');
  const head = Math.floor(count / 4);
  return [
    ...lines.slice(0, head),
    `(${lines.length - count} lines left out)`,
    ...lines.slice(head - count),
  ].join('\n');
}

const running = new Set();

/** Asks every program started here to end; for when we are told to end ourselves. */
export function stopCommands(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

function started(file, args, options) {
  const child = spawn(file, args, { cwd: root, ...options });
  running.add(child);
  const ended = new Promise((done, failed) => {
    child.once('error', (error) => {
      running.delete(child);
      failed(new CommandFailed(`${file} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      done({ code, signal });
    });
  });
  return { child, ended };
}

/**
 * Runs a program to its end and gives back what it wrote to stdout; rejects with `CommandFailed`,
 * which holds both streams, when it fails. `onLine` sees each line as it comes;
 * `as` is what the program is called in the error.
 */
export async function capture(file, args = [], { cwd = root, env = process.env, onLine, as = file } = {}) {
  const { child, ended } = started(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let both = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk) => {
      if (stream === child.stdout) stdout += chunk;
      both += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      if (onLine) lines.forEach(onLine);
    });
  }
  const { code, signal } = await ended;
  if (code !== 0) {
    throw new CommandFailed(`${as} ${signal ? `was ended by ${signal}` : `exited with ${code}`}`, both);
  }
  return stdout;
}

/**
 * Runs a program on our own terminal and gives back the exit code that we should have. Ctrl-C is the
 * program's to answer: the terminal sends it the signal as well, and it may have to clean up.
 */
export async function handOver(file, args, env) {
  const { child, ended } = started(file, args, { env, stdio: 'inherit' });
  const wait = () => {};
  const pass = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', pass);
  try {
    const { code, signal } = await ended;
    return signal ? 1 : code;
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', pass);
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first executable of that name on PATH, as a shell would find it. */
export function which(name, env = process.env) {
  const endings = process.platform === 'win32' && !extname(name) ? ['.exe', '.cmd', '.bat'] : [''];
  const folders =
    name.includes('/') || isAbsolute(name) ? [''] : (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings) {
      const file = resolve(folder, name + ending);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** The script behind `node_modules/.bin/<name>`, to be run with node itself (no shell, no shim). */
export function bin(packageName, { dir = root, name = packageName } = {}) {
  const home = join(dir, 'node_modules', packageName);
  const declared = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).bin;
  return join(home, typeof declared === 'string' ? declared : declared[name]);
}

/** Runs a package's command with node itself; `packages` is the folder whose node_modules has it. */
export async function tool(packageName, args, { cwd = root, packages = cwd, name, ...options } = {}) {
  await capture(process.execPath, [bin(packageName, { dir: packages, name }), ...args], {
    cwd,
    as: name ?? packageName,
    ...options,
  });
}

/** Runs a task of a package. One projen, installed at the root, defines them all. */
export const projen = (task, options) =>
  tool('projen', [task], { ...options, packages: root, as: `projen ${task}` });

/** Settings of pip's that are for the user's own environments, and fail in one of ours. */
export const PIP = { PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' };

/** Installs Python packages by the pip of a Python. */
export async function pip(python, args, { env = process.env, ...options } = {}) {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await capture(python, ['-m', 'pip', 'install', ...quiet, ...args], {
    as: 'pip install',
    ...options,
    env: { ...env, ...PIP },
  });
}

/** How npm is called here: the npm that called us, if one did. */
export function npm() {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return [process.execPath, cli];
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/c', 'npm'] : ['npm'];
}
