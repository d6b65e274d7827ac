import { relative } from 'node:path';
import { cdk, javascript, JsonFile, typescript } from 'projen';

/**
 * Two packages, one definition: the construct library (jsii) at the root, and the companion
 * provider (one executable) in `provider/`. They never import one another; they meet in the
 * provider's schema, from which `src/bindings` is generated.
 */

const common = {
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.18.1',
  github: false,
  depsUpgrade: false,
  release: false,
  sampleCode: false,
  prettier: true,
  prettierOptions: {
    settings: {
      singleQuote: true,
      printWidth: 110,
      trailingComma: javascript.TrailingComma.ALL,
    },
  },
};

/** Of both packages: the library's bindings ask for a provider of the same minor version. */
const version = '0.1.0';

const author = {
  authorName: 'The cdktf-access-tokens authors',
  copyrightOwner: 'The cdktf-access-tokens authors',
};

/** Real processes on two busy cores take their time. */
const jestConfig: javascript.JestConfigOptions = {
  collectCoverage: false,
  testTimeout: 60_000,
  // They wait for Terraform more than they compute.
  maxWorkers: 3,
};

const arrows = (zones: { target: string; from: string; except?: string[]; message: string }[]) => ({
  'import/no-restricted-paths': ['error', { zones }],
  // projen's default lists the development folders; ours are these.
  'import/no-extraneous-dependencies': [
    'error',
    {
      devDependencies: ['**/test/**', '**/bench/**', '**/scripts/**', '**/examples/**', '.projenrc.ts'],
      optionalDependencies: false,
      peerDependencies: true,
    },
  ],
});

/** What all rooms of the library may use. */
const WORDS = [
  'access-token',
  'authorization-scheme',
  'companion-provider',
  'credential',
  'duration',
  'ephemeral-token',
  'findings',
  'hcl',
  'import-block',
  'instant',
  'sibling-names',
  'slot-name',
  'token-blueprint',
  'token-status',
  'target-versions',
  'terraform-version',
  'unix-time',
  'written-file',
];

const project = new cdk.JsiiProject({
  ...common,
  name: 'cdktf-access-tokens',
  description:
    'Constructs for CDK for Terraform that create API tokens and rotate them without cutting anybody off.',
  author: author.authorName,
  authorAddress: 'maintainers@cdktf-access-tokens.invalid',
  repositoryUrl: 'https://github.com/access-tokens/cdktf-access-tokens.git',
  license: 'Apache-2.0',
  copyrightOwner: author.copyrightOwner,
  keywords: ['cdktf', 'terraform', 'token', 'credentials', 'rotation'],
  projenrcTs: true,
  jsiiVersion: '~5.9.0',
  // The null provider is for hooks only: nothing else loads it.
  peerDeps: ['cdktf@^0.21.0', 'constructs@^10.6.0', '@cdktf/provider-null@^11.0.1'],
  peerDependencyOptions: { pinnedDevDependency: true },
  devDeps: [
    '@cdktf/provider-generator@0.21.0',
    '@cdktf/commons@0.21.0',
    '@types/node@^20',
    // Of the edition for CDK Terrain: scripts/cdktn.mjs.
    'cdktn@0.24.0',
    'codemaker@^1.127.0',
    'fast-check@^4.10.2',
    'ts-node@^10.9.2',
    'tsx@^4.23.15',
  ],
  jestOptions: {
    // A wrong snapshot must fail; `npx projen test:update` is the way to accept a new one.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: { ...jestConfig, setupFilesAfterEnv: ['<rootDir>/test/setup.ts'] },
  },
  publishToPypi: { distName: 'cdktf-access-tokens', module: 'cdktf_access_tokens' },
  publishToGo: { moduleName: 'github.com/access-tokens/cdktf-access-tokens-go' },
  publishToMaven: {
    javaPackage: 'io.github.accesstokens.cdktf',
    mavenGroupId: 'io.github.accesstokens',
    mavenArtifactId: 'cdktf-access-tokens',
  },
  publishToNuget: { dotNetNamespace: 'AccessTokens.Cdktf', packageId: 'AccessTokens.Cdktf' },
});

// unrs-resolver 1.13.0 names platform bindings that its registry entry lacks, which breaks `npm ci`.
const unrsResolver = 'unrs-resolver@1.12.2';
project.package.addPackageResolutions(unrsResolver);
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// Generated code is neither linted, formatted, nor in the handbook.
project.eslint?.addIgnorePattern('src/bindings/**');
project.prettier?.addIgnorePattern('src/bindings/**');
project.prettier?.addIgnorePattern('*.json');
project.prettier?.addIgnorePattern('API.md');
project.prettier?.addIgnorePattern('docs/testing.md');
project.tasks.tryFind('docgen')!.reset('jsii-docgen -s root -o API.md');
project.tasks.tryFind('docgen')!.exec('jsii-docgen -s cdktf-access-tokens.testing -o docs/testing.md');
project.packageTask.reset('jsii-pacmak -v --target js');

const converter = 'lib/hcl-output/main.js';
project.addBins({ 'cdktf-json-to-hcl': converter });
// npm makes it executable where it installs the package; jsii, which runs it in the other languages, does not.
project.compileTask.exec(`node --eval "fs.chmodSync('${converter}', 0o755)"`);

project.eslint?.addRules(
  arrows([
    { target: './src', from: './provider', message: 'constructs never import the provider' },
    { target: './src', from: './emulator', message: 'constructs never import the emulator' },
    {
      target: './src/bindings',
      from: './src',
      except: ['./bindings'],
      message: 'bindings are generated and import nothing of ours',
    },
    ...['aiven', 'harness', 'linode', 'pyvider', 'seqera'].map((service) => ({
      target: `./src/${service}`,
      from: './src',
      except: [
        './bindings',
        './environment/token-name.ts',
        `./${service}`,
        ...WORDS.map((word) => `./${word}.ts`),
      ],
      message: 'a service knows no other, no rotation and no monitor',
    })),
    {
      target: './src/rotation',
      from: './src',
      except: [
        './bindings',
        './hcl-output/hcl-output.ts',
        './rotation',
        ...WORDS.map((word) => `./${word}.ts`),
      ],
      message: 'a rotation knows no service and no monitor: it issues tokens from a blueprint',
    },
    {
      target: './src/consumption',
      from: './src',
      except: ['./bindings', './consumption', ...WORDS.map((word) => `./${word}.ts`)],
      message: 'consumption knows what a token says of itself',
    },
    {
      target: './src/environment',
      from: './src',
      except: [
        './bindings',
        './environment',
        './monitoring',
        './rotation',
        ...WORDS.map((word) => `./${word}.ts`),
      ],
      message: 'an environment knows rotations and monitors, and no service',
    },
    {
      target: './src/hcl-output',
      from: './src',
      except: ['./hcl-output'],
      message: 'HCL output knows no construct',
    },
    {
      target: './src/hooks',
      from: './src',
      except: ['./hooks', './rotation', ...WORDS.map((word) => `./${word}.ts`)],
      message: 'a hook knows rotations',
    },
    {
      target: './src/monitoring',
      from: './src',
      except: [
        './bindings',
        './environment/binding.ts',
        './monitoring',
        ...WORDS.map((word) => `./${word}.ts`),
      ],
      message: 'a monitor looks at what a token says of itself',
    },
  ]),
);

project.addTask('bindings', {
  description: 'Generate src/bindings from the schema of the built provider',
  exec: 'tsx scripts/bindings.ts',
});
project.addTask('bindings:check', {
  description: 'Fail when src/bindings differs from what the provider’s schema generates',
  exec: 'tsx scripts/bindings.ts --check',
});
project.addTask('bench', {
  description: 'Measure, print a table and write bench/out/latest.json',
  exec: 'tsx bench/main.ts',
  receiveArgs: true,
});

project.tasks.tryFind('compat')!.reset('node scripts/compatibility.mjs');
project.addTask('compat:record', {
  description: 'Keep the assembly that is released, for `compat` to compare with',
  exec: 'node scripts/compatibility.mjs record',
});
project.addTask('package:all', {
  description:
    'Build the packages of all languages into dist, or of those that are named: js python go java dotnet',
  exec: 'node scripts/package.mjs',
  receiveArgs: true,
});
project.addTask('package:cdktn', {
  description: 'Build cdktn-access-tokens, the edition for CDK Terrain, into dist/cdktn',
  exec: 'node scripts/cdktn.mjs',
});

// These work on a bare clone: plain Node installs what the projen tasks behind them need.
project.setScript('test', 'node scripts/run.mjs test');
project.setScript('test:matrix', 'node scripts/run.mjs matrix');
project.setScript('test:languages', 'node scripts/run.mjs languages');
project.setScript('test:cdktn', 'node scripts/run.mjs cdktn');
project.setScript('demo', 'node scripts/run.mjs demo');
project.setScript('bench', 'node scripts/run.mjs bench');

for (const path of ['/bench/out/', '/cdktf.out/', '/.cache/', '/.demo/', '/dist-code/', '.jsii.tabl.json']) {
  project.gitignore.exclude(path);
}
for (const path of [
  '/ARCHITECTURE.md',
  '/cdktf.out/',
  '/provider/',
  '/emulator/',
  '/bench/',
  '/scripts/',
  '/compatibility/',
  '/editions/',
  '/examples/',
  '/rosetta/',
  '/.ci/',
  '/.cache/',
]) {
  project.addPackageIgnore(path);
}

const provider = new typescript.TypeScriptProject({
  ...common,
  parent: project,
  outdir: 'provider',
  name: 'terraform-provider-tokens',
  description: 'Terraform provider for API tokens of five services, and for rotating them.',
  authorName: author.authorName,
  license: 'Apache-2.0',
  copyrightOwner: author.copyrightOwner,
  package: false,
  entrypoint: '',
  bin: { 'terraform-provider-tokens': 'dist/terraform-provider-tokens' },
  deps: ['@bufbuild/protobuf@^2.17.0', '@msgpack/msgpack@^3.1.3', 'undici@^7'],
  devDeps: [
    // 1.75.0 lacks platform packages in the registry, which breaks `npm ci`.
    '@bufbuild/buf@1.74.0',
    '@grpc/grpc-js@^1.14.7',
    '@types/node@^20',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    'fflate@^0.8.3',
    'openpgp@^6.3.2',
    'ts-node@^10.9.2',
    'ts-proto@^2.18.0',
    'tsx@^4.23.15',
  ],
  tsconfig: { compilerOptions: { lib: ['es2023'], target: 'es2022', skipLibCheck: true } },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig,
  },
});
provider.package.addPackageResolutions(unrsResolver);
provider.eslint?.addIgnorePattern('src/protocol/generated/**');
provider.prettier?.addIgnorePattern('src/protocol/generated/**');
provider.prettier?.addIgnorePattern('*.json');
provider.gitignore.exclude('/dist/');

// Who may import whom, besides itself: arrows point down. `main.ts` and `provider.ts` put the rooms together.
const rooms: Record<string, string[]> = {
  time: [],
  plugin: [],
  protocol: ['plugin'],
  framework: ['protocol', 'plugin', 'time'],
  http: ['plugin', 'time'],
  rotation: ['framework', 'time'],
  services: ['framework', 'http', 'time'],
  functions: ['framework', 'rotation', 'time'],
};
provider.eslint?.addRules(
  arrows([
    { target: './src', from: '../src', message: 'the provider never imports constructs' },
    { target: './src', from: '../emulator', message: 'the provider never imports the emulator' },
    ...Object.entries(rooms).map(([room, beneath]) => ({
      target: `./src/${room}`,
      from: './src',
      except: [room, ...beneath].map((other) => `./${other}`),
      message: `${room} imports ${beneath.join(', ') || 'no other room'}: see ARCHITECTURE.md`,
    })),
  ]),
);

provider.addTask('protocol', {
  description: 'Generate src/protocol/generated from tfplugin6.proto',
  exec: 'buf generate',
  cwd: 'src/protocol',
});
provider.addTask('docs', {
  description: 'Generate docs/ from the schema, in the layout of the Terraform registry',
  exec: 'tsx scripts/docs.ts',
  receiveArgs: true,
});
provider.addTask('release', {
  description: 'Build the files of a release, in the layout of the Terraform registry, into dist/release',
  exec: 'tsx scripts/release.ts',
  receiveArgs: true,
});
provider.compileTask.reset('tsc --noEmit -p tsconfig.json');
provider.compileTask.exec('tsc --noEmit -p test/tsconfig.json');
provider.compileTask.exec('tsc --noEmit -p scripts/tsconfig.json');
const bundle = provider.addTask('bundle', {
  description: 'Build dist/terraform-provider-tokens, one executable file',
  exec: 'tsx scripts/bundle.ts',
});
provider.postCompileTask.spawn(bundle);

const emulator = new typescript.TypeScriptProject({
  ...common,
  parent: project,
  outdir: 'emulator',
  name: 'tokens-emulator',
  description: 'Answers on loopback as the token APIs of Linode, Aiven, Seqera and Harness do.',
  authorName: author.authorName,
  license: 'Apache-2.0',
  copyrightOwner: author.copyrightOwner,
  package: false,
  entrypoint: '',
  bin: { 'tokens-emulator': 'dist/tokens-emulator' },
  devDeps: ['@types/node@^20', 'esbuild@^0.28.2', 'fast-check@^4.10.2', 'ts-node@^10.9.2', 'tsx@^4.23.15'],
  tsconfig: { compilerOptions: { lib: ['es2023'], target: 'es2022', skipLibCheck: true } },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig,
  },
});
emulator.package.addPackageResolutions(unrsResolver);
emulator.gitignore.exclude('/dist/');
emulator.eslint?.addRules(
  arrows([
    { target: './src', from: '../provider', message: 'a mistake in a client must not hide in the emulator' },
    { target: './src', from: '../src', message: 'the emulator knows no constructs' },
  ]),
);
emulator.compileTask.reset('tsc --noEmit -p tsconfig.json');
emulator.compileTask.exec('tsc --noEmit -p test/tsconfig.json');
emulator.compileTask.exec('tsc --noEmit -p scripts/tsconfig.json');
emulator.postCompileTask.spawn(
  emulator.addTask('bundle', {
    description: 'Build dist/tokens-emulator, one executable file',
    exec: 'tsx scripts/bundle.ts',
  }),
);

for (const each of [project, provider, emulator]) {
  each.package.addVersion(version);
  // Types are the compiler's to check; the tests should start at once.
  each.tryFindObjectFile('test/tsconfig.json')?.addOverride('compilerOptions.isolatedModules', true);
  const folders = each === project ? ['scripts', 'bench', 'examples/typescript'] : ['scripts'];
  for (const folder of folders) each.eslint?.addLintPattern(folder);
  // Frames, tags and file modes are bits.
  each.eslint?.addRules({ 'no-bitwise': 'off' });
  for (const folder of folders) {
    const up = relative(folder, '.');
    new JsonFile(each, `${folder}/tsconfig.json`, {
      obj: {
        extends: `${up}/tsconfig.json`,
        compilerOptions: {
          noEmit: true,
          rootDir: up,
          stripInternal: true,
          isolatedModules: true,
          skipLibCheck: true,
          // Examples import the library as a user does.
          ...(folder.startsWith('examples/') && { paths: { 'cdktf-access-tokens': [`${up}/src`] } }),
        },
        include: ['**/*.ts'],
        exclude: ['node_modules'],
      },
    });
  }
}
// The compiler resolves what the examples import; the linter can't.
project.eslint?.addOverride({ files: ['examples/**'], rules: { 'import/no-unresolved': 'off' } });

project.synth();
