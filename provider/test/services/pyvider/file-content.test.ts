import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pyviderProvider } from './pyvider-provider';
import { Unknown } from '../../../src/framework';

/** Its identity, which Terraform keeps from 1.12 on: no Terraform that keeps one is at hand. */

const TYPE = 'pyvider_file_content';
const config = (filename: unknown) => ({
  filename: filename as string,
  content: 'text',
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
