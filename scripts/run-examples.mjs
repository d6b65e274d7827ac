import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root } from './command.mjs';
import { translatedExamples } from './examples.mjs';
import { goModule } from './package.mjs';

/*
 * Runs the examples of README.md and of the docstrings as they are told in other languages, after the step `examples`: what
 * the packages of those languages have in their docs is compiled and run, each example in an app of its own.
 */

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
 * Runs what a language with a compiler has, each example as a source.
 *
 * @param options.frame the source, given the name that it has to give the example, the example, and where that is
 * @param options.run puts sources, by the names that they give, into an empty folder, compiles and runs them
 */
async function runFramed(language, { frame, run }) {
  const sources = new Map(
    translatedExamples(language).map(({ name: at, source }) => {
      const name = `${at.replaceAll(/\W/g, '_')}Example`;
      return [name, frame(name, source, at)];
    }),
  );
  await inTemporaryFolder((folder) => run(folder, sources));
  return `${sources.size} examples ran`;
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

/**
 * @param options.app folder of an app that has the library
 * @param options.library its module
 */
export function runGoExamples({ app, library, env }) {
  const packages = {
    jsii: 'github.com/aws/jsii-runtime-go',
    constructs: 'github.com/aws/constructs-go/constructs/v10',
    cdktf: 'github.com/hashicorp/terraform-cdk-go/cdktf',
    cdktfaccesstokens: library,
    bindings: `${library}/bindings`,
    testing: `${library}/testing`,
  };
  const given = ['app', 'stack', 'deploy', 'token', 'apiKey', 'passwords', 'plan'];
  // Go takes no variable that nothing is done with.
  const used = (names) => names.map((each) => `_ = ${each}`).join('\n');
  const show = (name, body) => `func init() { examples["${name}"] = func(given fixture) {\n${body}\n} }`;
  const frame = (name, source, at) => {
    const [own, rest] = hoist(source, /^import /);
    const [, type] = /^type (\w+) struct/m.exec(rest) ?? [];
    const names = [...rest.matchAll(/^(\w+) :=/gm)].map(([, each]) => each);
    const variables = ['this := given.construct', ...given.map((each) => `${each} := given.${each}`)].join(
      '\n',
    );
    const text = type
      ? `${rest}\nvar _ cdktfaccesstokens.${at} = &${type}{}\n${show(name, '')}`
      : show(name, `${variables}\n${used(['this', ...given])}\n{\n${rest}\n${used(names)}\n}`);
    // An example with imports has to have all that it needs.
    const imports =
      own.length > 0
        ? own
        : Object.entries(packages)
            .filter(([alias]) => text.includes(`${alias}.`))
            .map(([alias, path]) => `import ${alias} "${path}"`);
    return ['package main', ...imports, text, ''].join('\n');
  };
  const run = async (folder, sources) => {
    cpSync(languages('go'), folder, { recursive: true });
    cpSync(join(app, 'go.sum'), join(folder, 'go.sum'));
    writeFileSync(join(folder, 'go.mod'), goModule(app));
    for (const [name, source] of sources) writeFileSync(join(folder, `${name}.go`), source);
    const program = join(folder, 'examples');
    await capture('go', ['build', '-o', program, '.'], { cwd: folder, env });
    await capture(program, [...sources.keys()], { cwd: folder, env, as: 'the examples' });
  };
  return runFramed('go', { frame, run });
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
