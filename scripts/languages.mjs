import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cliTests } from './cli.mjs';
import { capture, CommandFailed, npm, pip, root, which } from './command.mjs';
import { compileCsharp, oddCsharpNames } from './csharp.mjs';
import { forgetInstalled, mavenSettings, packagesOf } from './package.mjs';
import { runCsharpExamples, runGoExamples, runJavaExamples, runPythonExamples } from './run-examples.mjs';
import { findRuntimes } from './runtimes.mjs';
import { counted, nothingRun, summary } from './summary.mjs';

/*
 * Every language with its own runtime: the package is installed as its users would, the app in
 * `examples/<language>/platform` is run by the command in its `cdktf.json`, and has to synthesize to the letter what
 * the TypeScript one does. That one is the first row, and the measure of the others.
 *
 * A language is a row:
 *
 *   name         what people call it
 *   folder       of its app, in `examples`
 *   runtimes     what it needs besides what its packages are built with: names of `runtimes.mjs`
 *   packages     what is built for it: names of `package.mjs`
 *   install      makes, in an empty folder, what its users have; gives back how the app is run: `{ cwd, env, args }`,
 *                each of them optional, `args` for behind the command of `cdktf.json`; or `file` and `args` in its place.
 *                `says` is shown
 *   commands     whether its packages bring along the commands of ours, for the PATH that `install` gave back
 *   oddNames     the public names that no programmer of the language would choose, and how many there are in all:
 *                `{ odd: [...], of }`. It is given what `install` gave back. Without it, names are not looked at
 *   runExamples  runs what the examples of README.md and the docstrings are in the language, and says how many there are.
 *                It is given what `install` gave back. Without it, they are not run
 *
 * All of these are given `{ env, folder, app, progress }`: an empty folder for the language, and the app's.
 */

const dist = (...path) => join(root, 'dist', ...path);
const only = (folder, ending) => {
  const [name, another] = readdirSync(folder).filter((each) => each.endsWith(ending));
  if (!name || another)
    throw new Error(`${folder} has ${name ? 'more than one' : 'no'} *${ending}: package it anew`);
  return join(folder, name);
};
const lines = (text) => text.split('\n').filter((line) => line.trim() !== '');

const typescript = {
  name: 'TypeScript',
  folder: 'typescript',
  packages: ['js'],
  commands: true,

  async install({ env, folder, app, progress }) {
    for (const name of ['main.ts', 'cdktf.json']) cpSync(join(app, name), join(folder, name));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const packages = [only(dist('js'), '.tgz'), 'cdktf', 'constructs', `tsx@${devDependencies.tsx}`];
    progress('npm installs the package');
    const [file, ...args] = npm();
    const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
    await capture(file, [...args, 'install', '--prefix', folder, ...quiet, ...packages], {
      cwd: folder,
      env,
      as: 'npm install',
    });
    const programs = join(folder, 'node_modules', '.bin');
    return { cwd: folder, env: { PATH: `${programs}${delimiter}${env.PATH}` } };
  },
};

export const python = {
  name: 'Python',
  folder: 'python',
  packages: ['python'],
  commands: true,

  async install({ env, folder, app, progress }) {
    progress('python makes a virtual environment');
    await capture(which('python3', env) ?? 'python', ['-m', 'venv', folder], { env });
    const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
    const own = { PATH: `${programs}${delimiter}${env.PATH}`, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: '' };
    progress('pip installs the wheel');
    const wanted = [only(dist('python'), '.whl'), '-r', join(app, 'requirements.txt')];
    await pip(join(programs, 'python'), wanted, { env: { ...env, ...own } });
    return { env: own };
  },

  async oddNames({ env }) {
    const modules = ['', '.bindings', '.testing'].map((name) => `cdktf_access_tokens${name}`);
    const script = join(root, 'test', 'languages', 'python', 'names.py');
    const said = await capture(which('python3', env) ?? 'python', [script, ...modules], { env });
    const [of, ...odd] = lines(said).reverse();
    return { odd, of: Number(of) };
  },

  runExamples: ({ env }) => runPythonExamples(which('python3', env) ?? 'python', env),
};

const GO_MODULE = 'github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens';

const go = {
  name: 'Go',
  folder: 'go',
  packages: ['go'],

  async install({ env, folder, app, progress }) {
    progress('go builds the app');
    // What the user has set for other modules is not for this one. The app's own go.mod has to be enough.
    const own = { GOFLAGS: '-mod=readonly', GOWORK: 'off' };
    await capture('go', ['build', '-o', join(folder, 'app'), '.'], { cwd: app, env: { ...env, ...own } });
    await capture('go', ['vet', '.'], { cwd: app, env: { ...env, ...own } });
    return { env: own };
  },

  async oddNames({ env, app }) {
    const odd = [];
    let of = 0;
    const check = (name, pattern) => {
      of += 1;
      if (!pattern.test(name)) odd.push(name);
    };
    for (const each of ['', '/bindings', '/testing']) {
      const said = await capture('go', ['doc', '-all', `${GO_MODULE}${each}`], { cwd: app, env });
      for (const line of lines(said)) {
        const [, func] = /^func (\w+)\(/.exec(line) ?? [];
        const [, type] = /^type (\w+) /.exec(line) ?? [];
        const [, method] = /^\t(\w+)\(.*\)/.exec(line) ?? [];
        const [, field] = /^\t(\w+) .*`field:/.exec(line) ?? [];
        if (func) check(func, /^(New[A-Z][A-Za-z0-9]*(_Override)?|[A-Z][A-Za-z0-9]*_[A-Z]\w*)$/);
        if (type ?? method ?? field) check(type ?? method ?? field, /^[A-Z][A-Za-z0-9]*$/);
      }
    }
    return { odd, of };
  },

  runExamples: ({ env, app }) => runGoExamples({ app, library: GO_MODULE, env }),
};

const java = {
  name: 'Java',
  folder: 'java',
  packages: ['java'],

  async install({ env, folder, app, progress }) {
    const settings = join(folder, 'settings.xml');
    writeFileSync(settings, mavenSettings([dist('java'), dist('unpublished', 'java')]));
    forgetInstalled();
    progress('Maven compiles the app');
    const args = ['--batch-mode', '--settings', settings];
    await capture('mvn', ['--quiet', ...args, 'clean', 'compile'], { cwd: app, env });
    return { args };
  },

  async oddNames({ env }) {
    const artifact = dist('java', 'io', 'github', 'accesstokens', 'cdktf-access-tokens');
    const [version] = readdirSync(artifact).filter(
      (name) => existsSync(join(artifact, name, '.')) && /^\d/.test(name),
    );
    const jar = only(join(artifact, version), `-${version}.jar`);
    // What has a $ in its name is inside a class, and made by jsii for itself but for the builders.
    const classes = lines(await capture('jar', ['--list', '--file', jar], { env }))
      .filter((path) => path.endsWith('.class') && !/\$(?!Builder)|package-info/.test(path))
      .map((path) => path.slice(0, -'.class'.length).replaceAll('/', '.'));
    const said = await capture('javap', ['-public', '-cp', jar, ...classes], { env });
    const odd = [];
    let of = 0;
    const check = (name, pattern) => {
      of += 1;
      if (!pattern.test(name)) odd.push(name);
    };
    for (const name of classes)
      check(name, /^io\.github\.accesstokens\.cdktf(\.[a-z]\w*)*(\.[A-Z][A-Za-z0-9]*)(\$Builder)?$/);
    for (const line of lines(said)) {
      const [, method] = /^ {2}public .*? ([\w$]+)\(.*\);/.exec(line) ?? [];
      const [, constant] = /^ {2}public static final .*? (\w+);/.exec(line) ?? [];
      if (method) check(method, /^[a-z][A-Za-z0-9]*$/);
      if (constant) check(constant, /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    }
    return { odd, of };
  },

  runExamples: ({ env, app, args }) => runJavaExamples({ app, args, env }),
};

/** Not with the .NET that the package is for: csharp.mjs says why, and what takes its place. */
const csharp = {
  name: 'C#',
  folder: 'csharp',
  runtimes: ['python'],
  packages: ['dotnet'],
  install: async ({ env, folder, app, progress }) => compileCsharp({ app, folder, env, progress }),
  oddNames: async () => oddCsharpNames(),
  runExamples: ({ env, compileProgram }) => runCsharpExamples({ compileProgram, env }),
};

const LANGUAGES = [typescript, python, go, java, csharp];

/** What the apps take from their environment. Nothing is written there: they only synthesize. */
const INPUTS = {
  AIVEN_ORGANIZATION_ID: 'org1a2b3c4d5e6',
  HARNESS_ACCOUNT_ID: 'HarnessAccount00000001',
  TOKEN_FILES: '/var/lib/tokens',
  ROTATION_PERIOD: '30d',
  TOKENS_NOW: '2026-01-10T12:00:00Z',
  SYNTH_HCL_OUTPUT: '',
};
/** No room for the overlap and the apply interval that the apps ask for. */
const IMPOSSIBLE = { ROTATION_PERIOD: '2d' };

/** What an app has written: the manifest, and the configuration of each stack. */
function synthesized(outdir) {
  const json = (...path) => JSON.parse(readFileSync(join(outdir, ...path), 'utf8'));
  const manifest = json('manifest.json');
  const stacks = Object.entries(manifest.stacks).map(([name, { synthesizedStackPath }]) => [
    name,
    json(synthesizedStackPath),
  ]);
  if (stacks.length === 0) throw new Error('it synthesized no stack');
  return { 'manifest.json': manifest, ...Object.fromEntries(stacks) };
}

/** Where two values differ, a line each. */
function differences(wanted, found, path = '') {
  if (Object.is(wanted, found)) return [];
  const parts = [wanted, found].every((each) => typeof each === 'object' && each !== null);
  if (!parts || Array.isArray(wanted) !== Array.isArray(found)) {
    return [`${path}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`];
  }
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return keys.flatMap((key) => differences(wanted[key], found[key], `${path}/${key}`));
}

/** What a synthesis was refused for, a line each, wherever the runtime puts it. */
const findingsIn = (output) => [...new Set(output.match(/\[prod\/\w+\] [^\n]+/g))];

/** The tests of one language, in their order. `measure` is what TypeScript came to, and is filled by it. */
function testsOf(row, measure) {
  const { name, install, commands, oddNames, runExamples } = row;
  const app = join(root, 'examples', row.folder, 'platform');
  const folder = mkdtempSync(join(tmpdir(), `${row.folder}-`));
  const within = (part) => {
    mkdirSync(join(folder, part));
    return join(folder, part);
  };
  let installed;

  /** Runs the app as cdktf-cli would; gives back where it wrote. */
  async function run(variables, outdir, { env, progress }) {
    if (!installed) throw new Error('its package is not installed');
    const command = JSON.parse(readFileSync(join(app, 'cdktf.json'), 'utf8')).app;
    const [program, ...rest] = installed.file ? [installed.file] : command.replace(/^npx /, '').split(' ');
    const cwd = installed.cwd ?? app;
    const own = { ...env, ...INPUTS, ...variables, CDKTF_OUTDIR: outdir, ...installed.env };
    const file = which(program, own);
    if (!file) throw new Error(`there is no ${program} on PATH`);
    progress(command);
    await capture(file, [...rest, ...(installed.args ?? [])], { cwd, env: own, as: command });
    return outdir;
  }

  const tests = [
    {
      name: `${name}: its package is installed`,
      run: async ({ env, progress }) => {
        installed = (await install({ env, app, folder: within('installed'), progress })) ?? {};
        return installed.says;
      },
    },
    {
      name:
        row === typescript ? `${name}: the app is synthesized` : `${name}: synthesizes what TypeScript does`,
      run: async (context) => {
        const found = synthesized(await run({}, within('out'), context));
        if (row === typescript) measure.synthesized = found;
        if (!measure.synthesized)
          throw new Error('TypeScript synthesized nothing that it could be compared with');
        const differing = differences(measure.synthesized, found);
        if (differing.length > 0) {
          const shown = differing.slice(0, 20).join('\n  - ');
          throw new Error(`${differing.length} differences\n  - ${shown}`);
        }
        return Object.keys(found).join(', ');
      },
    },
    {
      name: `${name}: an error at synthesis arrives with its text`,
      tail: 100,
      run: async (context) => {
        const error = await run(IMPOSSIBLE, within('refused'), context).then(
          () => undefined,
          (reason) => reason,
        );
        if (!error) throw new Error(`nothing was wrong with a period of ${IMPOSSIBLE.ROTATION_PERIOD}`);
        const findings = findingsIn(error.output ?? '');
        if (findings.length === 0) throw error;
        if (row === typescript) measure.findings = findings;
        if (!measure.findings) throw new Error('TypeScript found nothing that it could be compared with');
        const differing = differences(measure.findings, findings);
        if (differing.length > 0) throw new Error(`it says otherwise\n  - ${differing.join('\n  - ')}`);
        return `${findings.length} findings`;
      },
    },
  ];
  if (commands) {
    tests.push({
      name: `${name}: the commands of the package run`,
      run: async ({ env }) => {
        if (!installed) throw new Error('its package is not installed');
        const own = { ...env, ...installed.env };
        const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
        for (const command of Object.keys(bin)) {
          const file = which(command, own);
          if (!file?.startsWith(folder)) throw new Error(`there is no ${command} where it was installed`);
          const said = await capture(file, ['--help'], { cwd: folder, env: own, as: command });
          if (!said.startsWith(`Usage: ${command} `))
            throw new CommandFailed(`${command} says otherwise`, said);
        }
        return Object.keys(bin).join(', ');
      },
    });
  }
  if (oddNames) {
    tests.push({
      name: `${name}: its names are those of the language`,
      run: async ({ env, progress }) => {
        if (!installed) throw new Error('its package is not installed');
        const own = { ...env, ...installed.env };
        const { odd, of } = await oddNames({
          ...installed,
          env: own,
          app,
          folder: within('names'),
          progress,
        });
        if (!(of > 0)) throw new Error('no name was found');
        if (odd.length > 0)
          throw new Error(`${odd.length} of ${of} are not\n  - ${odd.slice(0, 50).join('\n  - ')}`);
        return `${of} names`;
      },
    });
  }
  if (runExamples) {
    tests.push({
      name: `${name}: the examples of the docs run`,
      tail: 200,
      run: async ({ env, progress }) => {
        if (!installed) throw new Error('its package is not installed');
        return runExamples({ ...installed, env: { ...env, ...installed.env }, app, progress });
      },
    });
  }
  return { tests, end: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The apps of users that the real command line tool takes through all it does, in the languages that are tested. */
function cli(args) {
  const apps = ['typescript', 'python'].filter((name) => args.length === 0 || args.includes(name));
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const app = join(root, 'examples', 'python', 'platform');
  const pythons = async (context) => (await python.install({ ...context, folder, app })).env;
  const variables = apps.includes('python') ? pythons : undefined;
  return {
    tests: apps.length > 0 ? [cliTests('cdktf', { apps, variables })] : [],
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The rows that `args` name, TypeScript first; or what is wrong with them. */
function choose(args) {
  const known = LANGUAGES.map(({ folder }) => folder);
  const unknown = args.find((name) => !known.includes(name));
  if (unknown !== undefined) return `${unknown}: there are ${known.join(', ')}`;
  return LANGUAGES.filter((row) => row === typescript || args.length === 0 || args.includes(row.folder));
}

/**
 * Builds the packages, tests the languages and gives back the exit code.
 *
 * @param args languages, by the names of their folders; all of them by default
 * @param prepare does the common set-up, and says whether that went well
 */
export async function languages(args, runner, env, prepare) {
  const rows = choose(args);
  if (typeof rows === 'string') {
    console.error(rows);
    return 2;
  }
  const { runtimes, steps } = packagesOf(rows.flatMap(({ packages }) => packages));
  const needed = [...new Set([...runtimes, ...rows.flatMap((row) => row.runtimes ?? [])])];
  // What is missing is said before anything takes its time.
  const isSetUp =
    (await runner.inOrder([findRuntimes(needed)], env)) &&
    (await prepare()) &&
    (await runner.inOrder(steps, env));
  if (!isSetUp) {
    console.log(nothingRun());
    return 1;
  }

  env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = process.versions.node.split('.')[0];
  const counts = [];
  const measure = {};
  for (const suite of [...rows.map((row) => () => testsOf(row, measure)), () => cli(args)]) {
    const { tests, end } = suite();
    try {
      for (const test of tests) {
        const { outcome } = await runner.run(test, env);
        counts.push(counted(test, outcome));
      }
    } finally {
      end();
    }
  }
  console.log(summary(counts));
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}
