import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

beforeEach(() => {
  cpSync(scripts, join(folder(), 'scripts'), { recursive: true });
  cpSync(join(scripts, '..', 'package.json'), join(folder(), 'package.json'));
  mkdirSync(join(folder(), 'bin'));
});

/** A command of a checkout in which nothing is installed, where only the programs of `bin` are on PATH. */
const run = (script: string, ...args: string[]) =>
  node([join(folder(), 'scripts', script), ...args], {
    PATH: join(folder(), 'bin'),
    HOME: folder(),
    npm_execpath: join(folder(), 'npm-cli.js'),
  });

function program(name: string, says: string): void {
  const file = join(folder(), 'bin', name);
  writeFileSync(file, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(file, 0o755);
}

test('all runtimes that are missing are named at once, before anything is built', async () => {
  const { code, stdout } = await run('run.mjs', 'languages');
  expect(code).toBe(1);
  expect(stdout).toMatch(/there is no python3 on PATH; get it from https:/);
  expect(stdout).toMatch(/there is no go on PATH/);
  expect(stdout).toMatch(/there is no javac on PATH/);
  expect(stdout).toMatch(/there is no mvn on PATH/);
  expect(stdout).not.toMatch(/install the library/);
  expect(stdout).toMatch(/\n0 passed, 1 failed\n$/);
});

test('a runtime that is too old is told apart, and those of other languages are not asked for', async () => {
  program('go', 'go1.21.13');
  const { stdout } = await run('run.mjs', 'languages', 'go');
  expect(stdout).toMatch(/ {2}- Go 1\.25 or newer: \S+\/bin\/go is version 1\.21\.13; get it from/);
  expect(stdout).not.toMatch(/python3|javac|mvn/);
});

test.each([
  ['javac 21', '21'],
  ['javac 26-ea', '26'],
  ['javac 17.0.9', '17.0.9'],
])('a version need have no dot: %s', async (says, version) => {
  program('javac', says);
  program('mvn', '\u001b[1mApache Maven 3.8.7\u001b[m');
  writeFileSync(join(folder(), 'npm-cli.js'), 'process.exit(1);');
  const { stdout } = await run('run.mjs', 'languages', 'java');
  expect(stdout).toContain(`the languages’ runtimes: a JDK ${version}, Maven 3.8.7\n`);
});

test('npm is told to install what a package is built with, which the user may have set otherwise', async () => {
  program('python3', '3.11.7');
  writeFileSync(
    join(folder(), 'npm-cli.js'),
    `console.error(process.argv.slice(2).join(' ')); process.exit(1);`,
  );
  const { stdout } = await run('run.mjs', 'languages', 'python');
  expect(stdout).toMatch(/ \| ci --include=dev /);
});

test('where all runtimes are there, the set-up is next', async () => {
  program('python3', '3.11.7');
  writeFileSync(join(folder(), 'npm-cli.js'), `console.error('network unreachable'); process.exit(1);`);
  const { code, stdout } = await run('run.mjs', 'languages', 'python');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^ok .* find the languages’ runtimes: Python 3\.11\.7\nFAIL .* install the library’s/,
  );
  expect(stdout).toMatch(/\n0 passed, 1 failed\n$/);
});

test.each([
  ['run.mjs', ['languages', 'cobol'], 'cobol: there are typescript, python, go, java, csharp\n'],
  ['package.mjs', ['cobol'], 'cobol: there are js, python, go, java, dotnet\n'],
])('%s: a language that is none is told which there are', async (script, args, said) => {
  const { code, stdout, stderr } = await run(script, ...args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: said });
});
