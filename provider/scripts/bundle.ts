import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';

/**
 * Builds `dist/terraform-provider-tokens`, or the file that is named: one executable file, not minified, so that a
 * crash's stack can be read.
 *
 * Terraform starts a process for each phase of a command and waits for its handshake, and V8 parses all of a
 * script before it runs any. So what is not needed for the handshake is carried in comments, as parts that are
 * compiled when they are first imported.
 */
const PARTS: Record<string, { imports: RegExp; entryPoint: string }> = {
  provider: { imports: /^\.\/serving$/, entryPoint: 'src/serving.ts' },
  undici: { imports: /^undici$/, entryPoint: 'undici' },
};

/**
 * A shell reads the first lines and starts Node on the same file, or says what is missing: Terraform shows
 * its user the first line that a plugin prints. To Node they are a string and a comment.
 */
const HEAD = [
  '#!/bin/sh',
  `':' //; command -v node >/dev/null && exec node "$0" "$@"; echo "terraform-provider-tokens needs Node.js 20.18 or newer on PATH"; exit 1`,
];

const root = join(__dirname, '..');
const outfile = resolve(process.argv[2] ?? join(root, 'dist', 'terraform-provider-tokens'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Stands in a part for what would end the comment that it is in. */
const ESCAPED = '*\\u002f';

/** Evaluates a part of the file that runs. */
const LOADER = `function carried(part) {
  const text = require('node:fs').readFileSync(__filename, 'utf8');
  const head = '/*' + 'part ' + part + '\\n';
  const from = text.indexOf(head) + head.length;
  const code = text.slice(from, text.indexOf('*/', from)).replaceAll(${JSON.stringify(ESCAPED)}, '*/');
  const module = { exports: {} };
  const names = ['module', 'exports', 'require', '__filename', 'carried'];
  const run = require('node:vm').compileFunction(code, names, { filename: __filename + '.' + part + '.js' });
  run(module, module.exports, require, __filename, carried);
  return module.exports;
}`;

/** An import of a part asks for it by its name. */
const importParts: Plugin = {
  name: 'parts',
  setup({ onResolve, onLoad }) {
    for (const [part, { imports }] of Object.entries(PARTS)) {
      onResolve({ filter: imports }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: part, namespace: 'part' } : undefined,
      );
    }
    onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
      contents: `module.exports = carried(${JSON.stringify(path)});`,
    }));
  },
};

async function bundle(entryPoint: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20.18',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'inline',
    define: { PROVIDER_VERSION: JSON.stringify(version) },
    plugins: [importParts],
    ...options,
  });
  return outputFiles![0].text;
}

async function main(): Promise<void> {
  let text = await bundle('src/main.ts', { banner: { js: [...HEAD, LOADER].join('\n') } });
  for (const [part, { entryPoint }] of Object.entries(PARTS)) {
    const code = await bundle(entryPoint);
    if (code.includes(ESCAPED)) {
      throw new Error(`${part} holds ${ESCAPED}, which stands for the end of a comment`);
    }
    text += `/*part ${part}\n${code.replaceAll('*/', ESCAPED)}*/\n`;
  }
  mkdirSync(dirname(outfile), { recursive: true });
  // Renamed into place: whoever starts or copies it at this moment gets one or the other whole.
  const beside = `${outfile}.${process.pid}.part`;
  writeFileSync(beside, text);
  chmodSync(beside, 0o755);
  renameSync(beside, outfile);
}

void main();
