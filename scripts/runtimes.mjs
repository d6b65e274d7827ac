import { capture, which } from './command.mjs';
import { isOlder } from './versions.mjs';

/* The runtimes of the languages that jsii writes the library for; Node is there already. */

/** What each needs to be on PATH: a program, what to ask it, and the first version that will do. */
const RUNTIMES = {
  python: {
    what: 'Python',
    program: process.platform === 'win32' ? 'python' : 'python3',
    // Debian has both of them in a package of their own.
    ask: ['-c', 'import ensurepip, platform, venv; print(platform.python_version())'],
    minimum: '3.10',
    from: 'https://www.python.org/downloads (on Debian and Ubuntu also the package python3-venv)',
  },
  go: {
    what: 'Go',
    program: 'go',
    ask: ['env', 'GOVERSION'],
    minimum: '1.25',
    from: 'https://go.dev/dl',
  },
  jdk: {
    what: 'a JDK',
    program: 'javac',
    ask: ['-version'],
    minimum: '17',
    from: 'https://adoptium.net',
  },
  maven: {
    what: 'Maven',
    program: 'mvn',
    ask: ['--version'],
    minimum: '3.6',
    from: 'https://maven.apache.org/download.cgi',
  },
};

async function find({ what, program, ask, minimum }, env) {
  const path = which(program, env);
  if (!path) throw new Error(`there is no ${program} on PATH`);
  let said;
  try {
    said = await capture(path, ask, { env });
  } catch (error) {
    const [reason = ''] = (error.output ?? '').trim().split('\n').slice(-1);
    throw new Error(`${path} does not run: ${reason || error.message}`);
  }
  // What has a dot, if anything has: `javac 26-ea` is all that some say, and Maven's has numbers for its colours before it.
  const [version] = said.match(/\d+(\.\d+)+/) ?? said.match(/\b\d+\b/) ?? [];
  if (!version) throw new Error(`${path} says no version`);
  if (isOlder(version, minimum)) throw new Error(`${path} is version ${version}`);
  return `${what} ${version}`;
}

/**
 * A step that finds runtimes, and names all that are missing at once.
 *
 * @param names keys of the table above
 */
export const findRuntimes = (names) => ({
  name: 'find the languages’ runtimes',
  run: async ({ env }) => {
    const found = await Promise.allSettled(names.map((name) => find(RUNTIMES[name], env)));
    const missing = found.flatMap(({ reason }, index) => {
      if (!reason) return [];
      const { what, minimum, from } = RUNTIMES[names[index]];
      return [`  - ${what} ${minimum} or newer: ${reason.message}; get it from ${from}`];
    });
    if (missing.length > 0) throw new Error(`not all are there\n${missing.join('\n')}`);
    return found.map(({ value }) => value).join(', ');
  },
});
