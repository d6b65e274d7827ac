import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pyviderProvider } from './pyvider-provider';
import { Unknown } from '../../../src/framework';
import { InProcess, Stored } from '../../framework/in-process';

/** Its identity, which Terraform keeps from 1.12 on: no Terraform that keeps one is at hand. */

const TYPE = 'pyvider_file_content';
const config = (filename: unknown, content = 'text') => ({
  filename: filename as string,
  content,
  file_permission: null,
  exists: null,
  content_hash: null,
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'file-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is identified by its path, as soon as that is known', async () => {
  const provider = await pyviderProvider();
  const filename = join(folder, 'a.txt');
  expect((await provider.plan(TYPE, config(Unknown.any))).identity).toBeUndefined();
  const { planned, identity } = await provider.plan(TYPE, config(filename));
  expect(identity).toEqual({ filename });
  const created = await provider.apply(TYPE, config(filename), planned);
  expect(created.identity).toEqual({ filename });
  expect((await provider.read(TYPE, created)).identity).toEqual({ filename });
});

test('a file that is moved has another identity', async () => {
  const provider = await pyviderProvider();
  const created = await provider.create(TYPE, config(join(folder, 'a.txt')));
  const filename = join(folder, 'b.txt');
  const { planned, identity } = await provider.plan(TYPE, config(filename), created);
  expect(identity).toEqual({ filename });
  const moved = await provider.apply(TYPE, config(filename), planned, created);
  expect(moved).toMatchObject({ identity: { filename }, findings: [] });
  expect(readFileSync(filename, 'utf8')).toBe('text');
});

test('a file is imported by its identity', async () => {
  const provider = await pyviderProvider();
  const filename = join(folder, 'theirs.txt');
  writeFileSync(filename, 'theirs');
  const { imported, findings } = await provider.import(TYPE, '', { filename });
  expect(findings).toEqual([]);
  const { state } = await provider.read(TYPE, { state: imported[0], private: new Uint8Array() });
  expect(state).toMatchObject({ filename, content: 'theirs', exists: true });
});

/** Plans in the state that there is, and answers with what applies that. */
async function ready(provider: InProcess, stored: Stored, filename: string, content?: string) {
  const refreshed = await provider.read(TYPE, stored);
  const plan = await provider.plan(TYPE, config(filename, content), refreshed);
  return async () => {
    const applied = await provider.apply(TYPE, config(filename, content), plan.planned, refreshed);
    expect(applied.findings).toEqual([]);
    return applied;
  };
}

test('another spelling of its path leaves the file where it is', async () => {
  const provider = await pyviderProvider();
  symlinkSync(folder, join(folder, 'here'));
  const spellings = ['a.txt', './a.txt', 'here/a.txt', '../' + basename(folder) + '/a.txt'];
  let stored = await provider.create(TYPE, config(`${folder}/a.txt`));
  for (const spelling of spellings) {
    stored = await (await ready(provider, stored, `${folder}/${spelling}`))();
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('text');
  }
  const refreshed = await provider.read(TYPE, stored);
  expect(await provider.apply(TYPE, null, null, refreshed)).toMatchObject({ state: null, findings: [] });
  expect(readdirSync(folder)).toEqual(['here']);
});

test.each([
  ['with other contents', 'of a', 'of b'],
  ['with the same content', 'same', 'same'],
])('two files swap their places in one apply, %s', async (_, ofA, ofB) => {
  const provider = await pyviderProvider();
  const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
  const first = await provider.create(TYPE, config(a, ofA));
  const second = await provider.create(TYPE, config(b, ofB));
  const contents = () => [a, b].map((path) => readFileSync(path, 'utf8'));

  const oneByOne = [await ready(provider, first, b, ofA), await ready(provider, second, a, ofB)];
  const swapped = [await oneByOne[0](), await oneByOne[1]()];
  expect(contents()).toEqual([ofB, ofA]);

  const atOnce = [await ready(provider, swapped[0], a, ofA), await ready(provider, swapped[1], b, ofB)];
  await Promise.all(atOnce.map(async (apply) => apply()));
  expect(contents()).toEqual([ofA, ofB]);
});

test('what somebody else has put under the old name stays', async () => {
  const provider = await pyviderProvider();
  const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
  const move = await ready(provider, await provider.create(TYPE, config(a)), b);
  writeFileSync(a, 'theirs');
  await move();
  expect(readFileSync(a, 'utf8')).toBe('theirs');
  expect(readFileSync(b, 'utf8')).toBe('text');
});

test('one that is destroyed after its successor was created leaves it the file', async () => {
  const provider = await pyviderProvider();
  const path = join(folder, 'a.txt');
  const old = await provider.read(TYPE, await provider.create(TYPE, config(path)));
  const successor = await provider.create(TYPE, config(path));
  expect(await provider.apply(TYPE, null, null, old)).toMatchObject({ state: null, findings: [] });
  expect(readFileSync(path, 'utf8')).toBe('text');
  // A later command, of one process as under a debugger.
  const refreshed = await provider.read(TYPE, successor);
  await provider.apply(TYPE, null, null, refreshed);
  expect(existsSync(path)).toBe(false);
});
