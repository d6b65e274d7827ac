import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

beforeEach(() => {
  cpSync(scripts, join(folder(), 'scripts'), { recursive: true });
  cpSync(join(scripts, '..', 'package.json'), join(folder(), 'package.json'));
});

const run = (...args: string[]) =>
  node([join(folder(), 'scripts', 'run.mjs'), ...args], {
    PATH: '',
    HOME: folder(),
    npm_execpath: join(folder(), 'npm-cli.js'),
  });

test('an older Node is told what is needed before anything else happens', async () => {
  const manifest = JSON.parse(readFileSync(join(folder(), 'package.json'), 'utf8'));
  writeFileSync(
    join(folder(), 'package.json'),
    JSON.stringify({ ...manifest, engines: { node: '>= 99.1.0' } }),
  );
  const { code, stdout, stderr } = await run('test');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Node >= 99\.1\.0 is needed; this is v\d/);
});

test('a set-up step that fails stops everything, says which and why, and still ends with the sum', async () => {
  writeFileSync(
    join(folder(), 'npm-cli.js'),
    `console.error('npm error network unreachable'); process.exit(1);`,
  );
  const { code, stdout } = await run('test');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^FAIL .* install the library’s packages: .* exited with 1\n {2}\| npm error network unreachable\n/,
  );
  expect(stdout).toMatch(/\n0 passed, 1 failed\n$/);
});

test('no program is started after a set-up that failed', async () => {
  writeFileSync(join(folder(), 'npm-cli.js'), 'process.exit(1);');
  mkdirSync(join(folder(), 'bench'));
  writeFileSync(join(folder(), 'bench/main.ts'), `console.log('started');`);
  const { code, stdout } = await run('bench');
  expect(code).toBe(1);
  expect(stdout).not.toMatch(/started/);
});

test('an unknown command is told which there are', async () => {
  const { code, stderr } = await run('tset');
  expect(code).toBe(2);
  expect(stderr).toMatch(/test\|demo\|bench/);
});
