import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

/** A package as jsii leaves it behind: one struct, with the properties that are given. */
function compiled(...properties: string[]): void {
  mkdirSync(folder(), { recursive: true });
  const Props = {
    assembly: 'it',
    datatype: true,
    fqn: 'it.Props',
    kind: 'interface',
    name: 'Props',
    properties: properties.map((name) => ({
      abstract: true,
      immutable: true,
      name,
      optional: true,
      type: { primitive: 'string' },
    })),
  };
  const assembly = {
    schema: 'jsii/0.10.0',
    jsiiVersion: '5.9.0',
    name: 'it',
    version: '0.1.0',
    description: 'It',
    homepage: 'https://example.com',
    repository: { type: 'git', url: 'https://example.com' },
    author: { name: 'Somebody', roles: ['author'] },
    license: 'Apache-2.0',
    fingerprint: properties.join(),
    docs: { stability: 'stable' },
    types: { 'it.Props': Props },
  };
  writeFileSync(join(folder(), '.jsii'), JSON.stringify(assembly));
  writeFileSync(join(folder(), 'package.json'), JSON.stringify({ name: 'it', version: '0.1.0' }));
}

const baseline = () => join(folder(), 'compatibility', 'last-release.jsii.gz');

async function release(): Promise<void> {
  const { code } = await evaluate(
    'compatibility.mjs',
    `m.record(${JSON.stringify(folder())}, ${JSON.stringify(baseline())})`,
  );
  expect(code).toBe(0);
}

/** What the check says: what it compared with, or what was broken. */
async function check(): Promise<string> {
  const { stdout } = await evaluate(
    'compatibility.mjs',
    `console.log(await m.check(process.env, ${JSON.stringify(folder())}, ${JSON.stringify(baseline())})
      .catch((error) => error.output ?? error.message))`,
  );
  return stdout.trim();
}

test('before the first release there is nothing to break', async () => {
  compiled('name');
  expect(await check()).toBe('nothing has been released yet');
});

test('after the first release, its assembly has to be there', async () => {
  compiled('name');
  writeFileSync(join(folder(), 'package.json'), JSON.stringify({ name: 'it', version: '0.1.1' }));
  expect(await check()).toMatch(
    /^this is 0\.1\.1, and \S+last-release\.jsii\.gz is not there: .*compat:record/,
  );
});

test('what was released may be added to', async () => {
  compiled('name');
  await release();
  expect(existsSync(baseline())).toBe(true);
  compiled('name', 'lifetime');
  expect(await check()).toBe('compared with 0.1.0');
});

test('what was released may not be taken away, unless on purpose', async () => {
  compiled('name', 'lifetime');
  await release();
  compiled('name');
  const broken = await check();
  expect(broken).toContain('it.Props.lifetime');
  const [, key] = /\[(removed:[\w.]+)\]/.exec(broken)!;
  writeFileSync(join(folder(), '.compatignore'), `${key}\n`);
  expect(await check()).toBe('compared with 0.1.0');
});
