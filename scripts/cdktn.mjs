import './node-version.mjs';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jest } from './checks.mjs';
import { cliTests } from './cli.mjs';
import { companions, root, tool } from './command.mjs';
import { examplesOf } from './examples.mjs';
import { move, pacmak } from './package.mjs';
import { Runner } from './runner.mjs';
import { build } from './steps.mjs';
import { counted, summary } from './summary.mjs';

/*
 * The edition for CDK Terrain: the same source with another import, in a tree of its own that is never committed. What
 * has to differ besides lies in `editions/cdktn`, in files that take the place of those of the same name.
 */

/** Below the checkout, so that Node finds the packages that are installed there. */
export const tree = join(root, '.cache', 'cdktn');
const overlay = join(root, 'editions', 'cdktn');
const EXAMPLES = 'examples/typescript';
const COPIED = [
  'src',
  'test',
  'docs',
  EXAMPLES,
  'rosetta',
  'scripts',
  'tsconfig.json',
  '.npmignore',
  'LICENSE',
];
/** What tests the commands of the checkout, of which an edition is no more than some sources; and their locks. */
const LEFT_OUT = ['test/scripts', 'scripts/cli'];
/** What the example apps are run with. Without it, CDK Terrain takes an app to be for Terraform 1.5.7 as well. */
const TARGETS = { terraform: '>=1.8.0' };

/** A comment of a TypeScript file, of which the docs are made, in the words of the edition. Its files keep their names. */
const retold = (comment) =>
  comment
    .replaceAll('CDKTF', 'CDK Terrain')
    .replaceAll(/\bcdktf(?: 0\.21)?(?=-cli|[^\w./-]|\.(?!\w)|$)/g, 'cdktn');

/**
 * A TypeScript file in the names of the edition: of modules, where there is an import of one, a mock or an entry of `paths`;
 * of the command that the package brings along; and of whatever else the comments name.
 */
export function rewritten(text) {
  return (
    text
      .replaceAll(/(['"])cdktf(\/[\w/-]+)?\1/g, '$1cdktn$2$1')
      .replaceAll(/(['"])cdktf-access-tokens\1/g, '$1cdktn-access-tokens$1')
      .replaceAll('cdktf-json-to-hcl', 'cdktn-json-to-hcl')
      // It has the null provider's classes itself.
      .replaceAll(/ It needs the package\s+\*\s+`@cdktf\/provider-null`\./g, '')
      .replaceAll(/^\s*(?:\/\*|\*|\/\/).*$/gm, retold)
  );
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** What the root's package.json says, for the edition: names of packages, modules and artifacts differ by one letter. */
function manifest() {
  const { name, bin, jsii, keywords, jest: config, devDependencies, ...rest } = readJson('package.json');
  const renamed = JSON.stringify({ name, bin, keywords, jsii: { ...jsii, outdir: 'dist' } })
    .replaceAll('cdktf', 'cdktn')
    .replaceAll('Cdktf', 'Cdktn');
  const cdktn = readJson('node_modules/cdktn/package.json');
  return {
    ...JSON.parse(renamed),
    ...Object.fromEntries(
      ['version', 'repository', 'author', 'main', 'types', 'license', 'stability', 'publishConfig', 'engines']
        .filter((key) => key in rest)
        .map((key) => [key, rest[key]]),
    ),
    description: rest.description.replace('CDK for Terraform', 'CDK Terrain'),
    peerDependencies: {
      cdktn: `^${cdktn.version}`,
      constructs: cdktn.peerDependencies.constructs,
    },
    devDependencies: { cdktn: cdktn.version, constructs: devDependencies.constructs },
    jest: {
      ...config,
      // For what the tests of other providers' bindings take from a package that knows cdktf alone.
      moduleNameMapper: { '^cdktf$': 'cdktn' },
    },
  };
}

function* typescriptIn(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /\.(ts|ts-fixture|json)$/.test(entry.name))
      yield join(entry.parentPath, entry.name);
  }
}

function edit(path, change) {
  const file = join(tree, path);
  // projen signs what it generates.
  const parsed = JSON.parse(readFileSync(file, 'utf8').replace(/^\/\/.*\n/, ''));
  writeFileSync(file, `${JSON.stringify(change(parsed), undefined, 2)}\n`);
}

/** Makes the edition's sources anew; what was compiled there stays. */
export function generate() {
  mkdirSync(tree, { recursive: true });
  for (const path of COPIED) {
    rmSync(join(tree, path), { recursive: true, force: true });
    cpSync(join(root, path), join(tree, path), { recursive: true });
  }
  for (const path of LEFT_OUT) rmSync(join(tree, path), { recursive: true, force: true });
  cpSync(overlay, tree, { recursive: true });
  // For the tests alone: they are of the other edition, where the README leads.
  appendFileSync(join(tree, '.npmignore'), '/docs/\n');
  for (const folder of ['src', 'test', 'examples', 'rosetta', 'scripts']) {
    for (const file of typescriptIn(join(tree, folder))) {
      writeFileSync(file, rewritten(readFileSync(file, 'utf8')));
    }
  }
  for (const name of readdirSync(join(tree, EXAMPLES))) {
    const file = join(EXAMPLES, name, 'cdktf.json');
    if (existsSync(join(tree, file))) edit(file, (project) => ({ ...project, targetVersions: TARGETS }));
  }
  // As jest's moduleNameMapper does for the tests themselves.
  edit('test/tsconfig.json', ({ compilerOptions, ...rest }) => ({
    ...rest,
    compilerOptions: { ...compilerOptions, paths: { cdktf: ['../node_modules/cdktn'] } },
  }));
  for (const name of [...companions, 'node_modules']) {
    if (!existsSync(join(tree, name))) symlinkSync(join(root, name), join(tree, name), 'junction');
  }
  writeFileSync(join(tree, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

/** For the tools of jsii. */
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

const generateEdition = {
  name: 'write the sources of the edition for CDK Terrain',
  run: async () => generate(),
};

const compileEdition = build('compile the edition for CDK Terrain (jsii)', {
  record: 'cdktn',
  inputs: ['.cache/cdktn/src', '.cache/cdktn/package.json', '.cache/cdktn/README.md', 'package-lock.json'],
  outputs: ['.cache/cdktn/lib/index.js', '.cache/cdktn/.jsii'],
  run: async (env) => {
    // What was compiled of a file that is gone would be packaged.
    rmSync(join(tree, 'lib'), { recursive: true, force: true });
    await tool('jsii', ['--silence-warnings=reserved-word'], {
      cwd: tree,
      packages: root,
      env: { ...env, ...QUIET },
    });
    // As .projenrc.ts has it, and for the reason that it gives.
    for (const command of Object.values(manifest().bin)) chmodSync(join(tree, command), 0o755);
  },
});

const setUpEdition = [generateEdition, compileEdition];

const examples = examplesOf(tree, 'examples compile and translate, on CDK Terrain');

/** Those of the sources, the compiler of the library looks at. */
const typesOfTests = {
  name: 'types of the tests, on CDK Terrain',
  run: ({ env }) =>
    tool('typescript', ['--noEmit', '--pretty', 'false', '-p', 'test/tsconfig.json'], {
      cwd: tree,
      packages: root,
      env,
      name: 'tsc',
    }),
};

/** Runs the test suite on the edition, and an app by CDK Terrain's own CLI. Gives back the exit code. */
export async function testEdition(args, runner, env) {
  if (!(await runner.inOrder(setUpEdition, env))) return 1;
  const patterns = args.length > 0 ? ['--passWithNoTests', ...args] : [];
  const suite = jest('tests of the library, on CDK Terrain', tree, patterns, root);
  const counts = [];
  for (const step of args.length > 0
    ? [suite]
    : [typesOfTests, examples, suite, cliTests('cdktn', { cwd: tree })]) {
    const { outcome } = await runner.run(step, env);
    counts.push(counted(step, outcome));
  }
  console.log(summary(counts));
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

/*
 * `projen package:cdktn`. What Go, Java and .NET would build their packages of, CDK Terrain has not published for them
 * everywhere: those are left as source.
 */
const packaged = (target, what, args = []) => ({
  name: `package the edition for CDK Terrain: ${what}`,
  run: ({ env, progress }) =>
    pacmak(target, [tree], {
      env,
      progress,
      args: () => args,
      place: (folder) => move(folder, join(root, 'dist', 'cdktn', target)),
    }),
});
const packageEdition = [
  packaged('js', 'npm'),
  packaged('python', 'PyPI'),
  packaged('go', 'source for Go', ['--code-only']),
  packaged('java', 'source for Java', ['--code-only']),
  packaged('dotnet', 'source for .NET', ['--code-only']),
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const done = await new Runner().inOrder([...setUpEdition, examples, ...packageEdition], { ...process.env });
  process.exitCode = done ? 0 : 1;
}
