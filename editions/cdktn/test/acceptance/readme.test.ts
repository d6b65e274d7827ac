import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useTerraform } from './terraform';

const EDITION = dirname(dirname(__dirname));
const terraform = useTerraform();

test('the program of README.md is one that real Terraform plans', async () => {
  const [, program] = /^```ts.*?\n(.*?)^```$/ms.exec(readFileSync(join(EDITION, 'README.md'), 'utf8'))!;
  const project = terraform().newDirectory('project');
  symlinkSync(join(EDITION, 'node_modules'), join(project, 'node_modules'));
  // The package as it was compiled.
  const compilerOptions = { paths: { 'cdktn-access-tokens': [EDITION] } };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  writeFileSync(join(project, 'main.ts'), program);
  const tsx = join(EDITION, 'node_modules', '.bin', 'tsx');
  execFileSync(tsx, ['main.ts'], { cwd: project, env: process.env, stdio: 'pipe' });

  const stack = join(project, 'cdktf.out', 'stacks', 'tokens');
  await terraform().run(stack, ['init']);
  const [shown] = await terraform().run(stack, ['plan']);
  expect(shown).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
});
