import './node-version.mjs';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PIP, root, stopCommands, tool } from './command.mjs';
import { examples } from './examples.mjs';
import { Runner } from './runner.mjs';
import { findRuntimes } from './runtimes.mjs';
import { build, compileLibrary } from './steps.mjs';

/*
 * The packages of all languages, as they would be published, in `dist/`. Each is built elsewhere and moved there, so that
 * what is there is whole.
 */

const dist = join(root, 'dist');
const modules = (...names) => names.map((name) => join(root, 'node_modules', name));

/** Where Maven keeps what it has downloaded: nobody's own repository has to be there, or gets anything of ours. */
export const mavenRepository = join(root, '.cache', 'maven');

/** What the library's own packages are made of. The tablet has the examples of the docs in each language. */
const OURS = [
  '.jsii',
  '.jsii.tabl.json',
  'lib',
  'package.json',
  'README.md',
  'LICENSE',
  '.npmignore',
  'API.md',
  'docs',
];

/** Settings for Maven with further repositories: folders, in the layout of one. */
export const mavenSettings = (folders) =>
  [
    '<settings>',
    '  <interactiveMode>false</interactiveMode>',
    `  <localRepository>${mavenRepository}</localRepository>`,
    '  <profiles><profile><id>built</id><repositories>',
    ...folders.map(
      (folder, index) =>
        `    <repository><id>built-${index}</id><url>${pathToFileURL(folder)}</url></repository>`,
    ),
    '  </repositories></profile></profiles>',
    '  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>',
    '</settings>',
    '',
  ].join('\n');

/** Has jsii-pacmak write packages into an empty folder, and `place` move them where they belong. */
export async function pacmak(target, packages, { env, progress, args = () => [], place }) {
  // Not in the checkout: where its path has a space, neither Go's package nor Python's can be made there.
  const staging = mkdtempSync(join(tmpdir(), 'pacmak-'));
  const options = ['--verbose', '--no-npmignore', '--target', target, '--outdir', staging];
  const onLine = (line) => {
    const [, words] = /\[jsii-pacmak\] \[INFO\] (?:\[.*?\] )?(.*)/.exec(line) ?? [];
    if (words) progress(words);
  };
  try {
    await tool('jsii-pacmak', [...options, ...args(staging), ...packages], {
      env: { ...env, ...PIP, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
      onLine,
    });
    place(join(staging, target));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Puts a folder in the place of another, which may be on another disk. */
export function move(from, to) {
  const beside = `${to}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, beside, { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(beside, to);
  rmSync(from, { recursive: true });
}

/** The go.mod of an app of this clone, for its copy in another folder: what it replaces lies here. */
export const goModule = (app) =>
  readFileSync(join(app, 'go.mod'), 'utf8').replaceAll(
    /=> \.\.\/\.\.\/\.\.\/(\S+)/g,
    (_, path) => `=> ${JSON.stringify(join(root, path))}`,
  );

const ours = (target, what, options = {}) =>
  build(`package ${what}`, {
    record: `package-${target}`,
    inputs: [...OURS, ...(options.inputs ?? [])],
    outputs: [`dist/${target}`, ...(options.outputs ?? [])],
    run: async (env, progress) =>
      pacmak(target, [root, ...(options.besides ?? [])], {
        env,
        progress,
        args: options.args,
        place: options.place ?? ((folder) => move(folder, join(dist, target))),
      }),
  });

/*
 * cdktf was archived before all of it was published everywhere: Maven Central has com.hashicorp:cdktf up to 0.19.2 and no
 * cdktf-provider-null, and Go's proxy no module of github.com/cdktf/cdktf-provider-null-go. Our packages depend on them by
 * their names, as everybody's do, so they are made of the npm packages here, and kept apart: they are none of ours.
 */
const UNPUBLISHED_JAVA = ['cdktf', '@cdktf/provider-null'];
const UNPUBLISHED_GO = ['@cdktf/provider-null'];
const unpublished = join(dist, 'unpublished');

const unpublishedJava = build('package what Maven Central lacks (cdktf, cdktf-provider-null)', {
  record: 'package-unpublished-java',
  inputs: [...UNPUBLISHED_JAVA, 'jsii-pacmak'].map((name) => `node_modules/${name}/package.json`),
  outputs: ['dist/unpublished/java'],
  run: async (env, progress) =>
    pacmak('java', modules(...UNPUBLISHED_JAVA), {
      // Nobody reads it here.
      env: { ...env, MAVEN_OPTS: `${env.MAVEN_OPTS ?? ''} -Dmaven.javadoc.skip=true` },
      progress,
      args: () => ['--maven-local-repository', mavenRepository],
      place: (folder) => move(folder, join(unpublished, 'java')),
    }),
});

const java = ours('java', 'for Maven', {
  inputs: ['dist/unpublished/java'],
  args: (staging) => {
    forgetInstalled();
    const settings = join(staging, 'settings.xml');
    writeFileSync(settings, mavenSettings([join(unpublished, 'java')]));
    return ['--maven-local-repository', mavenRepository, '--mvn-global-settings', settings];
  },
});

/** Maven installs what it builds, and would take it from there ever after, instead of from `dist/`. */
export function forgetInstalled() {
  for (const group of ['io/github/accesstokens', 'com/hashicorp']) {
    rmSync(join(mavenRepository, group), { recursive: true, force: true });
  }
}

const go = ours('go', 'for Go', {
  besides: modules(...UNPUBLISHED_GO),
  inputs: UNPUBLISHED_GO.map((name) => `node_modules/${name}/package.json`),
  outputs: ['dist/unpublished/go'],
  place: (folder) => {
    for (const name of readdirSync(folder)) {
      const [to, other] = name === 'null' ? [unpublished, 'go'] : [dist, 'go'];
      move(join(folder, name), join(to, other, name));
    }
  },
});

/** The packages by language: what builds them, and what has to be there for that. */
export const PACKAGES = {
  js: { runtimes: [], steps: [examples, ours('js', 'for npm')] },
  python: { runtimes: ['python'], steps: [examples, ours('python', 'for PyPI')] },
  go: { runtimes: ['go'], steps: [examples, go] },
  java: { runtimes: ['jdk', 'maven'], steps: [examples, unpublishedJava, java] },
  // As source: what compiles it is no matter of a registry that tests may use. See csharp.mjs.
  dotnet: {
    runtimes: [],
    steps: [examples, ours('dotnet', 'the source for NuGet', { args: () => ['--code-only'] })],
  },
};

/** All that the packages of some languages need, and all that is to be done for them, once each. */
export const packagesOf = (languages) => ({
  runtimes: [...new Set(languages.flatMap((name) => PACKAGES[name].runtimes))],
  steps: [...new Set(languages.flatMap((name) => PACKAGES[name].steps))],
});

// `npx projen package:all [js python go java dotnet]`
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}

async function main(args) {
  const unknown = args.find((name) => !Object.hasOwn(PACKAGES, name));
  if (unknown !== undefined) {
    console.error(`${unknown}: there are ${Object.keys(PACKAGES).join(', ')}`);
    return 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopCommands());
  const { runtimes, steps } = packagesOf(args.length > 0 ? args : Object.keys(PACKAGES));
  const find = runtimes.length > 0 ? [findRuntimes(runtimes)] : [];
  return (await new Runner().inOrder([...find, compileLibrary, ...steps], process.env)) ? 0 : 1;
}
