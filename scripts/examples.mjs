import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root, tool } from './command.mjs';
import { buildRecord } from './freshness.mjs';

/* The examples of README.md and of the docstrings, which jsii tells in every language that the library is published in. */

const LANGUAGES = ['python', 'csharp', 'java', 'go'];

/** Where jsii-rosetta puts the translations of a library, and jsii-pacmak looks for them. */
const TABLET = '.jsii.tabl.json';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Where jsii-rosetta tells a language wrongly: our own translation takes its place, so that packages have it too. */
async function ourOwn() {
  // Not before the packages of this clone are installed.
  const [{ toGo }, { toCSharp }] = await Promise.all([
    import('./rosetta/go.mjs'),
    import('./rosetta/csharp.mjs'),
  ]);
  return { go: toGo, csharp: toCSharp };
}

/** Has `ourOwn` translate what a tablet has. `folder` has the packages that an example imports. */
async function translateAgain(tablet, folder) {
  const { BatchSnippetTranslator, LanguageTablet } = await import('jsii-rosetta');
  const own = Object.entries(await ourOwn());
  const all = await LanguageTablet.fromFile(tablet);
  const told = all.translatedSnippets;
  const sources = told.map(({ snippet: { fullSource, location } }) => ({
    visibleSource: fullSource,
    location,
    strict: true,
  }));
  const wrong = [];
  let index = 0;
  for (const [, translator] of new BatchSnippetTranslator(sources, { compilationDirectory: folder })) {
    for (const [language, tell] of own) told[index].addTranslation(language, tell(translator), '0');
    wrong.push(...translator.diagnostics.map(({ messageText }) => messageText.messageText ?? messageText));
    index += 1;
  }
  if (wrong.length > 0) throw new Error(`examples can't be translated\n  - ${wrong.join('\n  - ')}`);
  await all.save(tablet);
}

/** Has jsii-rosetta compile and translate what an assembly has; rejects with all that it says where something is wrong. */
async function translate(library, env) {
  const tablet = join(library, TABLET);
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  try {
    // The library as an example imports it, beside what it asks its users for.
    const { name, peerDependencies } = json(join(library, 'package.json'));
    const link = (target, as) => {
      const path = join(folder, 'node_modules', as);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(target, path, 'junction');
    };
    link(library, name);
    for (const peer of Object.keys(peerDependencies)) link(join(library, 'node_modules', peer), peer);
    // What is there is taken over unseen, also what could not be translated.
    rmSync(tablet, { force: true });
    const options = ['--strict', '--batch', '1000', '--directory', folder];
    await tool('jsii-rosetta', ['extract', ...options, library], { env });
    await translateAgain(tablet, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The classes that a user makes something of, and the docs of which have no example. */
function withoutExample(library) {
  const { name, types } = json(join(library, '.jsii'));
  return Object.values(types)
    .filter(({ kind, abstract }) => kind === 'class' && !abstract)
    .filter(({ namespace = '' }) => namespace.split('.')[0] !== 'bindings')
    .filter(({ docs }) => !docs?.example)
    .map(({ fqn }) => fqn.slice(name.length + 1));
}

/** The translations into a language, by where the examples are, such as `README-L11` or `testing.Match`. */
export function translatedExamples(language, library = root) {
  return Object.values(json(join(library, TABLET)).snippets).map(({ location, translations }) => {
    const { fqn, memberName, moduleFqn } = location.api;
    const at = moduleFqn ? `README-L${location.field.line}` : fqn.slice(fqn.indexOf('.') + 1);
    return { name: memberName ? `${at}.${memberName}` : at, source: translations[language]?.source };
  });
}

/** Fails where an example does not compile, or has something in it that another language can't say, or a class has none. */
async function check(library, env) {
  const lacking = withoutExample(library);
  if (lacking.length > 0) throw new Error(`${lacking.join(', ')}: give the docstring an @example`);
  const of = (name) => relative(root, join(library, name));
  const inputs = [of('.jsii'), of('rosetta'), 'scripts/rosetta', of('package.json'), 'package-lock.json'];
  const id = `examples-${json(join(library, 'package.json')).name}`;
  const record = buildRecord(root, id, { inputs, outputs: [of(TABLET)] });
  if (!record.isCurrent()) {
    record.forget();
    await translate(library, env);
    record.remember();
  }
  const counts = LANGUAGES.map((language) => {
    const told = translatedExamples(language, library);
    const missing = told.filter(({ source }) => !source);
    if (missing.length > 0) {
      throw new Error(`${missing.map(({ name }) => name).join(', ')}: not translated to ${language}`);
    }
    return told.length;
  });
  return `${counts[0]} examples in ${1 + LANGUAGES.length} languages`;
}

/** The step that checks a library's examples and writes their translations, for packages to have in their docs. */
export const examplesOf = (library, name = 'examples compile and translate') => ({
  name,
  run: ({ env }) => check(library, env),
});

export const examples = examplesOf(root);
