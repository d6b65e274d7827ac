import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root } from './command.mjs';
import { translatedExamples } from './examples.mjs';

/*
 * Runs the examples of README.md and of the docstrings as jsii-rosetta tells them in other languages, after
 * `checkExamples`. Go is none of them: it dereferences what are interfaces, and compiles nowhere.
 */

/**
 * The examples that jsii-rosetta can't tell so that they compile, however they are written: what it tells, and what would
 * be right. They have to compile with that put right, so that nothing else is wrong; and not without, or they need not be
 * here any more.
 */
const KNOWN = [
  // In C#, a struct has its interface's type where it is a parameter.
  { language: 'csharp', name: 'IResourceBlueprint', told: ' TokenSlot slot', right: ' ITokenSlot slot' },
  { language: 'csharp', name: 'ITokenBlueprint', told: ' TokenSlot slot', right: ' ITokenSlot slot' },
];

const outdated = 'KNOWN in run-examples.mjs is out of date';
const languages = (...path) => join(root, 'test', 'languages', ...path);

async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'run-examples-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs what a language with a compiler has, each example as a class.
 *
 * @param options.frame the source of a class, given its name and the example
 * @param options.run puts sources, by the names of their classes, into an empty folder, compiles and runs them
 */
async function runFramed(language, { frame, run }) {
  const examples = translatedExamples(language).map(({ name, source }) => {
    const type = `${name.replaceAll(/\W/g, '_')}Example`;
    return { name, type, source: frame(type, source) };
  });
  const runSome = (some) =>
    inTemporaryFolder((folder) => run(folder, new Map(some.map(({ type, source }) => [type, source]))));

  const wrong = [];
  for (const { name, told, right } of KNOWN.filter((each) => each.language === language)) {
    const example = examples.find((each) => each.name === name);
    if (!example?.source.includes(told)) throw new Error(`${name} has no '${told}': ${outdated}`);
    wrong.push({ ...example });
    example.source = example.source.replace(told, right);
  }
  await runSome(examples);
  for (const example of wrong) {
    const runs = await runSome([example]).then(
      () => true,
      () => false,
    );
    if (runs) throw new Error(`${example.name} compiles as it is told: ${outdated}`);
  }
  const but = wrong.length > 0 ? `; mended, ${wrong.map(({ name }) => name).join(', ')} too` : '';
  return `${examples.length - wrong.length} of ${examples.length} examples ran${but}`;
}

/** Parts a source into the lines that belong at the top of a file and the others. */
function hoist(source, pattern) {
  const lines = source.split('\n');
  return [lines.filter((line) => pattern.test(line)), lines.filter((line) => !pattern.test(line)).join('\n')];
}

/** The names of the bindings that the library itself has not got: of two with one name, examples mean the library's. */
function bindings() {
  const types = Object.values(JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')).types);
  const own = types.filter(({ namespace }) => !namespace).map(({ name }) => name);
  return types
    .filter(({ namespace, name }) => namespace === 'bindings' && !own.includes(name))
    .map(({ name }) => name);
}

/**
 * With Maven, as an app with the project file of another.
 *
 * @param options.app folder of the one that has it
 * @param options.args for Maven, so that it finds the library
 */
export function runJavaExamples({ app, args, env }) {
  const library = 'io.github.accesstokens.cdktf';
  const imports = [
    ...['com.hashicorp.cdktf', library, `${library}.testing`, 'java.util', 'software.constructs'].map(
      (name) => `import ${name}.*;`,
    ),
    ...bindings().map((name) => `import ${library}.bindings.${name};`),
  ];
  const frame = (type, source) => {
    const [own, rest] = hoist(source, /^import .*;$/);
    const isClass = /^public class /m.test(rest);
    const members = isClass ? rest : `@Override void show() throws Exception {\n${rest}\n}`;
    const head = ['package com.example.platform;', ...imports, ...own];
    return [...head, `class ${type} extends Fixture {`, members, '}', ''].join('\n');
  };
  const run = async (folder, sources) => {
    const main = join(folder, 'src', 'main', 'java', 'com', 'example', 'platform');
    mkdirSync(main, { recursive: true });
    cpSync(join(app, 'pom.xml'), join(folder, 'pom.xml'));
    cpSync(languages('java'), main, { recursive: true });
    for (const [type, source] of sources) writeFileSync(join(main, `${type}.java`), source);
    const names = `-Dexec.args=${[...sources.keys()].join(' ')}`;
    await capture('mvn', ['--quiet', ...args, 'compile', 'exec:java', names], { cwd: folder, env });
  };
  return runFramed('java', { frame, run });
}

/** @param options.compileProgram as `compileCsharp` gives it back */
export function runCsharpExamples({ compileProgram, env }) {
  const library = 'AccessTokens.Cdktf';
  const used = ['Constructs', 'HashiCorp.Cdktf', 'System.Collections.Generic'];
  const usings = [...used, `${library}.Bindings`, `${library}.Testing`].map((name) => `using ${name};`);
  const frame = (type, source) => {
    const [own, rest] = hoist(source, /^using .*;$/);
    const isClass = /^class /m.test(rest);
    const members = isClass ? rest : `public override void Show()\n{\n${rest}\n}`;
    // What is used inside the namespace comes before what is used outside: of two with one name, the library's is meant.
    const head = [...new Set([...usings, ...own]), 'namespace Examples {', `using ${library};`];
    return [...head, `class ${type} : Fixture {`, members, '}', '}', ''].join('\n');
  };
  const run = async (folder, sources) => {
    cpSync(languages('csharp', 'examples'), folder, { recursive: true });
    for (const [type, source] of sources) writeFileSync(join(folder, `${type}.cs`), source);
    const program = await compileProgram(folder, 'Examples');
    const args = [...program.args, ...sources.keys()];
    await capture(program.file, args, { cwd: folder, env: { ...env, ...program.env }, as: 'the examples' });
  };
  return runFramed('csharp', { frame, run });
}

/** @param python one that has the library */
export const runPythonExamples = (python, env) =>
  inTemporaryFolder(async (folder) => {
    for (const { name, source } of translatedExamples('python')) {
      writeFileSync(join(folder, `${name}.py`), source);
    }
    const said = await capture(python, [languages('examples.py'), folder], { cwd: folder, env });
    return said.trim().split('\n').at(-1);
  });
