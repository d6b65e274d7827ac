import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companions, projen, root, tool } from './command.mjs';
import { compatibility } from './compatibility.mjs';
import { examples } from './examples.mjs';
import { checkHandbook, checkProjectFiles } from './generated.mjs';
import { compileLibrary } from './steps.mjs';
import { jestCounts } from './summary.mjs';

/* What `npm test` checks; the steps are for `Runner.run`. */

const otherTypes = {
  name: 'types of the tests, scripts, benchmarks and examples',
  run: async ({ env }) => {
    for (const folder of ['test', 'scripts', 'bench', 'examples/typescript']) {
      const project = join(folder, 'tsconfig.json');
      await tool('typescript', ['--noEmit', '--pretty', 'false', '-p', project], { env, name: 'tsc' });
    }
  },
};

const types = (name) => ({
  name: `types of the ${name}`,
  run: ({ env }) => projen('compile', { env, cwd: join(root, name) }),
});

/** The package's own eslint task, except that it reports what it finds and mends nothing. */
const lint = (name, cwd) => ({
  name,
  tail: 200,
  run: async ({ env }) => {
    const { tasks } = JSON.parse(readFileSync(join(cwd, '.projen', 'tasks.json'), 'utf8'));
    const { env: own, steps } = tasks.eslint;
    const args = steps[0].execArgs.slice(1).filter((arg) => arg !== '--fix' && arg !== '$@');
    await tool('eslint', ['--max-warnings', '0', ...args], { cwd, env: { ...env, ...own } });
  },
});

const format = {
  name: 'format of the scripts and editions',
  run: ({ env }) => tool('prettier', ['--check', 'scripts/**/*.mjs', 'editions/**/*.ts'], { env }),
};

const bindings = {
  name: 'bindings are of the provider’s schema',
  run: ({ env }) => projen('bindings:check', { env }),
};

const handbook = { name: 'API.md is of the sources', run: ({ env }) => checkHandbook(env) };

const projectFiles = { name: 'project files are of .projenrc.ts', run: ({ env }) => checkProjectFiles(env) };

/**
 * One jest run. `counts()` says afterwards what it came to, in tests.
 *
 * @param packages the folder whose node_modules has it
 */
export function jest(name, cwd, args, packages = cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'jest-'));
  const report = join(folder, 'report.json');
  let counts;
  return {
    name,
    tail: Infinity,
    counts: () => counts,
    run: async ({ env, progress }) => {
      let files = 0;
      const onLine = (line) => {
        if (/^(PASS|FAIL) /.test(line)) progress(`${++files} files`);
      };
      try {
        await tool('jest', ['--ci', '--json', '--outputFile', report, ...args], {
          cwd,
          packages,
          env,
          onLine,
        });
      } finally {
        counts = jestCounts(report);
        rmSync(folder, { recursive: true, force: true });
      }
      return `${counts.passed} passed`;
    },
  };
}

/**
 * Two rows of checks, to be run side by side, each in its order.
 *
 * @param jestArguments passed on to jest; where there are any, nothing but jest is run
 */
export function checks(jestArguments) {
  const some = jestArguments.length > 0;
  const args = some ? ['--passWithNoTests', ...jestArguments] : [];
  const library = jest('tests of the library', root, args);
  const others = companions.map((name) => jest(`tests of the ${name}`, join(root, name), args));
  if (some) return [[library], others];
  return [
    [compileLibrary, handbook, compatibility, examples, otherTypes, bindings, library],
    [
      ...companions.map(types),
      ...companions.map((name) => lint(`lint of the ${name}`, join(root, name))),
      lint('lint of the library', root),
      format,
      projectFiles,
      ...others,
    ],
  ];
}
