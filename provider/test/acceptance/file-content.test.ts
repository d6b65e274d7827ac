import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { importProvider } from './cli';
import { useInstallation } from './installation';
import { NOTHING_TO_DO } from './terraform-json';

const installation = useInstallation({ attached: true });

const file = (attributes: string) => `
resource "pyvider_file_content" "f" {
  provider = tokens
  ${attributes}
}`;
const ADDRESS = 'pyvider_file_content.f';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a file is written, rewritten, given other permissions, moved, replaced and removed', async () => {
  const workspace = await installation().workspace(
    file('filename = "made/on/the/way/a.txt"\n  content = "one"'),
  );
  const a = workspace.path('made/on/the/way/a.txt');

  expect((await workspace.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  // All of it follows from the configuration.
  expect((await workspace.show()).resource_changes[0].change).toMatchObject({
    after: { exists: true, content_hash: sha256('one') },
    after_unknown: {},
  });
  expect(await workspace.applySaved()).toEqual({ [ADDRESS]: 'create' });
  expect(readFileSync(a, 'utf8')).toBe('one');
  expect(modeOf(a)).toBe('644');
  expect(workspace.state()[ADDRESS]).toEqual({
    filename: 'made/on/the/way/a.txt',
    content: 'one',
    file_permission: null,
    exists: true,
    content_hash: sha256('one'),
  });

  const inode = statSync(a).ino;
  workspace.write(file('filename = "made/on/the/way/a.txt"\n  content = "zwei – 二"'));
  expect(await workspace.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(readFileSync(a, 'utf8')).toBe('zwei – 二');
  // Renamed into place, never written into.
  expect(statSync(a).ino).not.toBe(inode);

  workspace.write(
    file('filename = "made/on/the/way/a.txt"\n  content = "zwei – 二"\n  file_permission = "0600"'),
  );
  expect(await workspace.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(modeOf(a)).toBe('600');

  workspace.write(file('filename = "b.txt"\n  content = ""\n  file_permission = "0600"'));
  expect(await workspace.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(existsSync(a)).toBe(false);
  expect(readFileSync(workspace.path('b.txt'), 'utf8')).toBe('');
  expect(modeOf(workspace.path('b.txt'))).toBe('600');

  expect(await workspace.apply({ args: [`-replace=${ADDRESS}`] })).toEqual({ [ADDRESS]: 'replace' });
  expect(existsSync(workspace.path('b.txt'))).toBe(true);

  expect(await workspace.destroy()).toEqual({ [ADDRESS]: 'delete' });
  expect(existsSync(workspace.path('b.txt'))).toBe(false);
  expect(readdirSync(workspace.path('made/on/the/way'))).toEqual([]);
});

test('a file outlives other spellings of its path, a swap, and what it replaces', async () => {
  const spelled = (filename: string) => file(`filename = ${filename}\n  content = "one"`);
  const workspace = await installation().workspace(spelled('"f.txt"'));
  await workspace.apply();
  for (const spelling of ['"./f.txt"', 'abspath("f.txt")', '"${path.module}/f.txt"']) {
    workspace.write(spelled(spelling));
    expect(await workspace.apply()).toEqual({ [ADDRESS]: 'update' });
    expect(readFileSync(workspace.path('f.txt'), 'utf8')).toBe('one');
  }

  const replaced = (content: string) =>
    file(
      `filename = "f.txt"\n  content = "${content}"\n  lifecycle {\n    create_before_destroy = true\n  }`,
    );
  workspace.write(replaced('one'));
  await workspace.apply();
  await workspace.apply({ args: [`-replace=${ADDRESS}`] });
  expect(readFileSync(workspace.path('f.txt'), 'utf8')).toBe('one');
  await workspace.settled();
  await workspace.destroy();
  expect(existsSync(workspace.path('f.txt'))).toBe(false);

  const two = (a: string, b: string) =>
    Object.entries({ a, b })
      .map(
        ([name, filename]) => `
resource "pyvider_file_content" "${name}" {
  provider = tokens
  filename = "${filename}"
  content  = "${name}"
}`,
      )
      .join('');
  const pair = await installation().workspace(two('1.txt', '2.txt'));
  await pair.apply();
  pair.write(two('2.txt', '1.txt'));
  await pair.apply();
  expect(['1.txt', '2.txt'].map((name) => readFileSync(pair.path(name), 'utf8'))).toEqual(['b', 'a']);
  await pair.settled();
});

test('what happens to the file outside of Terraform is seen and mended', async () => {
  const workspace = await installation().workspace(
    file('filename = "f.txt"\n  content = "ours"\n  file_permission = "600"'),
  );
  const path = workspace.path('f.txt');
  await workspace.apply();

  rmSync(path);
  const gone = await workspace.plan();
  expect(gone).toMatchObject({ actions: { [ADDRESS]: 'create' }, drift: [ADDRESS] });
  await workspace.applySaved();
  expect(readFileSync(path, 'utf8')).toBe('ours');

  writeFileSync(path, 'theirs');
  const changed = await workspace.plan();
  expect(changed).toMatchObject({ actions: { [ADDRESS]: 'update' }, drift: [ADDRESS] });
  await workspace.applySaved();
  expect(readFileSync(path, 'utf8')).toBe('ours');

  chmodSync(path, 0o666);
  const opened = await workspace.plan();
  expect(opened).toMatchObject({ actions: { [ADDRESS]: 'update' }, drift: [ADDRESS] });
  await workspace.applySaved();
  expect(modeOf(path)).toBe('600');

  // A folder in its place is not ours to remove.
  rmSync(path);
  mkdirSync(path);
  const [error] = await workspace.fails('apply');
  expect(error).toMatchObject({ address: ADDRESS, summary: 'Failed to create pyvider_file_content' });
  expect(error.detail).toContain('f.txt');
  expect(readdirSync(workspace.directory).filter((name) => name.startsWith('.f.txt'))).toEqual([]);
});

test('permissions that were never asked for are left alone', async () => {
  const workspace = await installation().workspace(file('filename = "f.txt"\n  content = "one"'));
  await workspace.apply();
  chmodSync(workspace.path('f.txt'), 0o640);
  expect(await workspace.plan()).toEqual(NOTHING_TO_DO);

  workspace.write(file('filename = "f.txt"\n  content = "two"'));
  await workspace.apply();
  expect(modeOf(workspace.path('f.txt'))).toBe('640');
});

test('a file that is there is imported by its name', async () => {
  const workspace = await installation().workspace(file('filename = "f.txt"\n  content = "found"'));
  writeFileSync(workspace.path('f.txt'), 'found');

  await workspace.import(ADDRESS, 'f.txt');
  expect(workspace.state()[ADDRESS]).toEqual({
    filename: 'f.txt',
    content: 'found',
    file_permission: null,
    exists: true,
    content_hash: sha256('found'),
  });
  await workspace.settled();

  const other = `
    import {
      ${importProvider}
      to = ${ADDRESS}
      id = "f.txt"
    }
    ${file('filename = "f.txt"\n  content = "ours now"')}`;
  const declared = await installation().workspace(other);
  writeFileSync(declared.path('f.txt'), 'found');
  expect(await declared.apply()).toMatchObject({ [ADDRESS]: 'update' });
  expect(readFileSync(declared.path('f.txt'), 'utf8')).toBe('ours now');
});

test('a file that is not there can’t be imported', async () => {
  const workspace = await installation().workspace(file('filename = "f.txt"\n  content = "found"'));
  await expect(workspace.import(ADDRESS, 'missing.txt')).rejects.toThrow(
    /No such file[^]*"missing.txt"[^]*the\s+id\s+of\s+a\s+pyvider_file_content\s+is\s+its\s+filename/i,
  );
  expect(workspace.state()).toEqual({});
});
