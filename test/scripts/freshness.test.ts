import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

function write(path: string, content: unknown): void {
  mkdirSync(join(folder(), path, '..'), { recursive: true });
  writeFileSync(join(folder(), path), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('installed packages', () => {
  const isInstalled = async () =>
    JSON.parse(
      (await evaluate('freshness.mjs', `console.log(m.isInstalled(${JSON.stringify(folder())}))`)).stdout,
    );

  const one = { version: '1.0.0', integrity: 'sha512-one' };
  const other = { version: '2.0.0', integrity: 'sha512-other', optional: true };

  beforeEach(() => {
    write('package.json', { devDependencies: { one: '^1.0.0' } });
    write('package-lock.json', {
      packages: {
        '': { devDependencies: { one: '^1.0.0' } },
        'node_modules/one': one,
        'node_modules/other': other,
      },
    });
    write('node_modules/.package-lock.json', { packages: { 'node_modules/one': one } });
  });

  test('are up to date when npm’s own list matches the lock file, whoever installed them', async () => {
    expect(await isInstalled()).toBe(true);
  });

  test.each<[string, () => void]>([
    ['there are none', () => rmSync(join(folder(), 'node_modules'), { recursive: true })],
    ['an install was cut short', () => write('node_modules/.package-lock.json', '{"packages": {')],
    ['one is missing', () => write('node_modules/.package-lock.json', { packages: {} })],
    [
      'one has another version',
      () =>
        write('node_modules/.package-lock.json', {
          packages: { 'node_modules/one': { ...one, version: '1.0.1' } },
        }),
    ],
    [
      'one has the same version from somewhere else',
      () =>
        write('node_modules/.package-lock.json', {
          packages: { 'node_modules/one': { ...one, integrity: 'sha512-x' } },
        }),
    ],
    [
      'one is too many',
      () =>
        write('node_modules/.package-lock.json', {
          packages: { 'node_modules/one': one, 'node_modules/x': one },
        }),
    ],
    [
      'package.json asks for something new',
      () => write('package.json', { devDependencies: { one: '^1.0.0', two: '1' } }),
    ],
  ])('are not when %s', async (_, change) => {
    change();
    expect(await isInstalled()).toBe(false);
  });
});

describe('a build', () => {
  const record = async (action: string) =>
    (
      await evaluate(
        'freshness.mjs',
        `const record = m.buildRecord(${JSON.stringify(folder())}, 'x', { inputs: ['src', 'lock'], outputs: ['out'] });
         console.log(record.${action})`,
      )
    ).stdout.trim();

  beforeEach(async () => {
    write('src/deep/a.ts', 'a');
    write('lock', 'lock');
    write('out', 'built');
    await record('remember()');
  });

  test('is skipped while nothing has changed, also in a copy with other times', async () => {
    expect(await record('isCurrent()')).toBe('true');
    cpSync(join(folder(), 'src'), join(folder(), 'copy'), { recursive: true });
    rmSync(join(folder(), 'src'), { recursive: true });
    cpSync(join(folder(), 'copy'), join(folder(), 'src'), { recursive: true });
    expect(await record('isCurrent()')).toBe('true');
  });

  test.each<[string, () => void]>([
    ['a source has changed', () => write('src/deep/a.ts', 'b')],
    ['a source is new', () => write('src/b.ts', '')],
    ['a source is gone', () => rmSync(join(folder(), 'src/deep/a.ts'))],
    ['the output was built from something else', () => write('out', 'other')],
    ['the output can be run now', () => chmodSync(join(folder(), 'out'), 0o755)],
    ['the output is gone', () => rmSync(join(folder(), 'out'))],
    ['the packages were installed anew', () => rmSync(join(folder(), 'node_modules'), { recursive: true })],
  ])('is made again when %s', async (_, change) => {
    change();
    expect(await record('isCurrent()')).toBe('false');
  });
});
