import './node-version.mjs';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cached } from './cache.mjs';
import { capture, excerpt, which } from './command.mjs';

/** The programs of Prometheus that tests run: what they are called on PATH, and Debian's package with them. */
const TOOLS = {
  promtool: { names: ['promtool'], from: 'prometheus' },
  prometheus: { names: ['prometheus'], from: 'prometheus' },
  node_exporter: { names: ['node_exporter', 'prometheus-node-exporter'], from: 'prometheus-node-exporter' },
};

/** What a program says its version is; throws a sentence when it doesn't run. */
async function versionOf(path, env) {
  try {
    return (await capture(path, ['--version'], { env })).split('\n')[0].trim();
  } catch (error) {
    throw new Error(
      `${path} does not run: ${error.message}${error.output ? `\n${error.output.trim()}` : ''}`,
    );
  }
}

/** Has apt download a package into a folder. Nothing is installed, and no right of an administrator needed. */
async function download(name, folder, { env, progress }) {
  const options = { env, cwd: folder };
  try {
    progress(`apt-get downloads ${name}`);
    await capture('apt-get', ['download', name], options);
  } catch {
    // Most likely nobody has asked for the lists of packages on this machine yet, or they are out of date.
    const lists = join(folder, 'lists');
    const cache = join(folder, 'cache');
    mkdirSync(join(lists, 'partial'), { recursive: true });
    mkdirSync(join(cache, 'archives', 'partial'), { recursive: true });
    const own = [
      '-o',
      `Dir::State::lists=${lists}`,
      '-o',
      `Dir::Cache=${cache}`,
      '-o',
      'APT::Sandbox::User=',
    ];
    progress('apt-get downloads the lists of packages (14 MB)');
    await capture('apt-get', [...own, 'update'], options);
    progress(`apt-get downloads ${name}`);
    await capture('apt-get', [...own, 'download', name], options);
    rmSync(lists, { recursive: true });
    rmSync(cache, { recursive: true });
  }
}

/** Unpacks Debian's package into a folder. */
async function unpack(name, folder, { env, progress }) {
  for (const command of ['apt-get', 'dpkg-deb']) {
    if (!which(command, env)) throw new Error(`there is no ${command} on PATH`);
  }
  await download(name, folder, { env, progress });
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (!archive) throw new Error(`apt-get download ${name} left no package`);
  progress(`dpkg-deb unpacks ${archive}`);
  await capture('dpkg-deb', ['--extract', join(folder, archive), folder], { env });
  rmSync(join(folder, archive));
}

const HOW_TO = (name) =>
  [
    'Any one of these is enough:',
    `  * ${name} on PATH (https://prometheus.io/download)`,
    '  * apt-get and dpkg-deb on PATH, as Debian and Ubuntu have them, and a way to their packages',
  ].join('\n');

/**
 * One of Prometheus' programs: from PATH, else out of the cache folder, which is filled from Debian's packages when
 * it is empty.
 *
 * @param name `promtool`, `prometheus` or `node_exporter`
 * @param options.env where to look for variables; default the process's own
 * @param options.progress called with a few words while something long goes on
 * @returns `{ path, version }`, the path absolute and the version as the program says it
 * @throws Error whose message lists all that was tried and what would be enough
 */
export async function resolvePrometheus(name, { env = process.env, progress = () => {} } = {}) {
  const tool = TOOLS[name];
  if (!tool) throw new Error(`${name} is none of ${Object.keys(TOOLS).join(', ')}`);
  const tried = [];
  for (const each of tool.names) {
    const path = which(each, env);
    if (!path) {
      tried.push(`${each}: not on PATH`);
      continue;
    }
    try {
      return { path, version: await versionOf(path, env) };
    } catch (error) {
      tried.push(`${each}: ${error.message}`);
    }
  }

  try {
    const program = (folder) => join(folder, 'usr', 'bin', tool.names.at(-1));
    const isGood = async (folder) => versionOf(program(folder), env).catch(() => undefined);
    const folder = await cached(`debian-${tool.from}`, { env, isGood }, async (empty) =>
      unpack(tool.from, empty, { env, progress }),
    );
    return { path: program(folder), version: await versionOf(program(folder), env) };
  } catch (error) {
    const output = error.output ? `\n${excerpt(error.output, 8).replace(/^/gm, '      ')}` : '';
    tried.push(`Debian's package ${tool.from}: ${error.message}${output}`);
  }
  throw new Error(
    `There is no usable ${name}, and none could be fetched.\n${tried.map((line) => `  - ${line}`).join('\n')}\n${HOW_TO(name)}`,
  );
}

// `node scripts/promtool.mjs prometheus` prints the path, for use in a shell; promtool's without an argument.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { path } = await resolvePrometheus(process.argv[2] ?? 'promtool', {
      progress: (words) => console.error(words),
    });
    console.log(path);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
