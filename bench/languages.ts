import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { compare, type Measurement } from './measurement';
import { type Parts, partsInTurn } from './sampling';

const COUNT = 1_000;
const ROUNDS = 7;
const PROGRAMS = join(__dirname, 'languages');

/** What takes time in an app, in the order in which it happens. */
type Part = 'import' | 'tokens' | 'synth';
const PARTS: Readonly<Record<Part, string>> = {
  import: 'start to first stack',
  tokens: `${COUNT} timed tokens`,
  synth: `synth of ${COUNT} timed tokens`,
};

interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

type Progress = (words: string) => void;

/**
 * What an app costs in the other languages, where each call goes to Node and back, beside TypeScript. Compilers are not
 * measured: it is the time from starting a program that is ready to run.
 */
export const languages: Measurement = {
  name: 'languages',
  async run(progress) {
    await packages(['python', 'go', 'java'], progress);
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const within = (name: string) => {
      mkdirSync(join(folder, name));
      return join(folder, name);
    };
    try {
      const programs = {
        typescript: typescript(),
        python: await python(within('python'), progress),
        go: await go(within('go'), progress),
        java: await java(within('java'), progress),
      };
      const hashes = new Set<string>();
      const sample = (program: Program) => async () => run(program, join(folder, 'out'), hashes);
      const { typescript: beside, ...others } = await partsInTurn<keyof typeof programs, Part>(
        ROUNDS,
        {
          typescript: sample(programs.typescript),
          python: sample(programs.python),
          go: sample(programs.go),
          java: sample(programs.java),
        },
        progress,
      );
      if (hashes.size > 1) throw new Error('the languages did not write the same configuration');
      const names = { python: 'Python', go: 'Go', java: 'Java' };
      return (Object.keys(PARTS) as Part[]).flatMap((part) =>
        (Object.keys(names) as (keyof typeof names)[]).map((language) =>
          compare(
            PARTS[part],
            { what: names[language], ...others[language][part] },
            { what: 'TypeScript', ...beside[part] },
          ),
        ),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Runs a program once. */
async function run({ file, args, env }: Program, outdir: string, hashes: Set<string>): Promise<Parts<Part>> {
  const { capture } = await import('../scripts/command.mjs');
  const own = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...env };
  const started = performance.timeOrigin + performance.now();
  const said = await capture(file, [...args, outdir, String(COUNT)], { env: own });
  const { imported, created, synthesized } = JSON.parse(said) as Record<string, number>;
  const configuration = readFileSync(join(outdir, 'stacks', 'stack', 'cdk.tf.json'), 'utf8');
  hashes.add(createHash('sha256').update(canonical(configuration)).digest('hex'));
  rmSync(outdir, { recursive: true });
  return { import: imported - started, tokens: created - imported, synth: synthesized - created };
}

/** Without the order of keys, which languages differ in. */
function canonical(configuration: string): string {
  return JSON.stringify(JSON.parse(configuration), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

async function packages(of: readonly string[], progress: Progress): Promise<void> {
  const { packagesOf } = await import('../scripts/package.mjs');
  const { findRuntimes } = await import('../scripts/runtimes.mjs');
  const { runtimes, steps } = packagesOf(of);
  for (const step of [findRuntimes(runtimes), ...steps]) {
    if (await step.upToDate?.()) continue;
    await step.run({ env: process.env, progress: (words) => progress(`${step.name}, ${words}`) });
  }
}

const app = (language: string) => join(__dirname, '..', 'examples', language, 'platform');

function typescript(): Program {
  return { file: process.execPath, args: ['--import', 'tsx', join(PROGRAMS, 'tokens.ts')] };
}

async function python(folder: string, progress: Progress): Promise<Program> {
  const row = (await import('../scripts/languages.mjs')).python;
  const { env } = await row.install({ env: process.env, folder, app: app('python'), progress });
  return { file: join(folder, 'bin', 'python'), args: [join(PROGRAMS, 'tokens.py')], env };
}

async function go(folder: string, progress: Progress): Promise<Program> {
  const { capture } = await import('../scripts/command.mjs');
  const { goModule } = await import('../scripts/package.mjs');
  progress('go builds the program');
  writeFileSync(join(folder, 'go.mod'), goModule(app('go')));
  cpSync(join(app('go'), 'go.sum'), join(folder, 'go.sum'));
  cpSync(join(PROGRAMS, 'tokens.go'), join(folder, 'main.go'));
  await capture('go', ['build', '-o', 'tokens', '.'], { cwd: folder });
  return { file: join(folder, 'tokens'), args: [] };
}

async function java(folder: string, progress: Progress): Promise<Program> {
  const { capture, root } = await import('../scripts/command.mjs');
  const { forgetInstalled, mavenSettings } = await import('../scripts/package.mjs');
  progress('Maven looks up the class path');
  const settings = join(folder, 'settings.xml');
  const repositories = [join(root, 'dist', 'java'), join(root, 'dist', 'unpublished', 'java')];
  writeFileSync(settings, mavenSettings(repositories));
  forgetInstalled();
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';
  const file = join(folder, 'class-path');
  await capture(
    'mvn',
    ['--quiet', '--batch-mode', '--settings', settings, goal, `-Dmdep.outputFile=${file}`],
    {
      cwd: app('java'),
    },
  );
  const path = readFileSync(file, 'utf8').trim();
  progress('javac compiles the program');
  await capture('javac', ['-cp', path, '-d', folder, join(PROGRAMS, 'Tokens.java')]);
  return { file: 'java', args: ['-cp', `${path}${delimiter}${folder}`, 'Tokens'] };
}
