import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

/** The command with nothing to be found but what a test puts on PATH, and no way to get anything else. */
const matrix = (...args: string[]) =>
  evaluate(
    'matrix.mjs',
    `const { Runner } = await import(${JSON.stringify(join(__dirname, '../../scripts/runner.mjs'))});
    process.exitCode = await m.matrix(${JSON.stringify(args)}, new Runner(), { ...process.env });`,
    { PATH: join(folder(), 'bin'), HOME: folder(), XDG_CACHE_HOME: join(folder(), 'cache') },
  );

function terraformOnPath(): void {
  const file = join(folder(), 'bin', 'terraform');
  mkdirSync(join(folder(), 'bin'));
  writeFileSync(
    file,
    '#!/bin/sh\n[ "$2" = -json ] && echo \'{"terraform_version":"1.11.4"}\' || echo "Terraform v1.11.4"\n',
  );
  chmodSync(file, 0o755);
}

test('a CLI that can’t be had is a failure, and keeps none of the others from being tested', async () => {
  terraformOnPath();
  const { code, stdout } = await matrix('--only=oldest,at-hand,opentofu', 'test/duration.test.ts');
  expect(stdout).toMatch(/FAIL .* get a CLI: oldest: there is no python3 on PATH/);
  expect(stdout).toMatch(/FAIL .* get a CLI: opentofu: there is no go on PATH/);
  expect(stdout).toMatch(/\noldest +could not be had +0 +1\nat-hand +Terraform v1\.11\.4 +[1-9]\d* +0\n/);
  expect(code).toBe(1);
}, 120_000);

test('where all that was to be run passes, the command succeeds; where nothing was run, it does not', async () => {
  terraformOnPath();
  expect((await matrix('--only=at-hand', 'test/duration.test.ts')).code).toBe(0);
  expect((await matrix('--only=at-hand', 'test/there-is-none.test.ts')).code).toBe(1);
}, 120_000);

test('a name that is none is told which there are', async () => {
  const { code, stderr } = await matrix('--only=latest');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: '--only=latest: there are at-hand, oldest, newest, opentofu\n',
  });
});
