import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();
const ROOT = join(scripts, '..');

test('the go.mod of an app that is copied has the paths of this clone, which may have a space', async () => {
  writeFileSync(
    join(folder(), 'go.mod'),
    'module example.com/app\n\nreplace a.example/b => ../../../dist/go/b\n\nreplace a.example/c => ../../../dist/c\n',
  );
  const code = `console.log(m.goModule(${JSON.stringify(folder())}))`;
  const { stdout } = await evaluate('package.mjs', code);
  const [b, c] = ['dist/go/b', 'dist/c'].map((path) => JSON.stringify(join(ROOT, path)));
  expect(stdout.trim()).toBe(
    `module example.com/app\n\nreplace a.example/b => ${b}\n\nreplace a.example/c => ${c}`,
  );
});

test('a package takes the place of the one before it, with nothing of that left', async () => {
  const [from, to] = ['from', 'dist/to'].map((name) => join(folder(), name));
  for (const [place, name] of [
    [from, 'new'],
    [to, 'old'],
    // Of a move that was cut short.
    [`${to}.new`, 'half'],
  ]) {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, name), name);
  }
  await evaluate('package.mjs', `m.move(${JSON.stringify(from)}, ${JSON.stringify(to)})`);
  expect(readFileSync(join(to, 'new'), 'utf8')).toBe('new');
  for (const gone of [from, `${to}.new`, join(to, 'old'), join(to, 'half')]) {
    expect(existsSync(gone)).toBe(false);
  }
});
