import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { ProviderSchema } from '@cdktf/commons';
import { CodeMaker } from 'codemaker';

/**
 * Generates src/bindings, one class for each resource type of the companion provider, from the
 * provider's own schema; ephemeral resources as well, which cdktf's generator doesn't know.
 *
 *   tsx scripts/bindings.ts [--check] [--schema FILE]
 *
 * `--check` writes nothing and fails when src/bindings differs from what the schema generates.
 * `--schema` reads the output of `terraform providers schema -json` from a file, instead of asking
 * Terraform and the built provider for it.
 */

const ROOT = dirname(__dirname);
const BINDINGS = join(ROOT, 'src', 'bindings');
const BINARY = join(ROOT, 'provider', 'dist', 'terraform-provider-tokens');
const SOURCE = 'access-tokens/tokens';
// A range, so that a patch of the provider needs no release of the constructs.
const CONSTRAINT = `${SOURCE}@~> 0.1`;
const ADDRESS = `registry.terraform.io/${SOURCE}`;

const EPHEMERAL = 'ephemeral';
const EPHEMERAL_BASE = 'TerraformEphemeralResource';
/** Of the base class: in bindings/ beside this script, and in src/bindings. */
const EPHEMERAL_FOLDER = 'terraform-ephemeral-resource';

type Provider = NonNullable<ProviderSchema['provider_schemas']>[string];

interface Ephemerals {
  readonly ephemeral_resource_schemas?: Provider['resource_schemas'];
}

/** What has to be mended by whoever runs this; printed without a stack trace. */
class BindingsError extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, schema: { type: 'string' } } });
  const schema = values.schema ? readSchema(values.schema) : askTerraform();
  const generated = await generate(schema);
  if (values.check) {
    refuseStale(generated);
    console.log(`src/bindings is what the schema generates (${generated.size} files)`);
  } else {
    write(generated);
    console.log(`src/bindings: ${generated.size} files`);
  }
}

function readSchema(file: string): ProviderSchema {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as ProviderSchema;
  // OpenTofu has the same provider under its own registry's name.
  const [, ours] =
    Object.entries(schema.provider_schemas ?? {}).find(([it]) => it.endsWith(`/${SOURCE}`)) ?? [];
  if (!ours) {
    throw new BindingsError(
      `${file} has no schema of ${SOURCE}: give the output of "terraform providers schema -json"`,
    );
  }
  return { ...schema, provider_schemas: { [ADDRESS]: ours } };
}

/** The schema as Terraform reads it from the real binary, through a filesystem mirror. */
function askTerraform(): ProviderSchema {
  if (!existsSync(BINARY)) {
    throw new BindingsError(
      `${relative(ROOT, BINARY)} does not exist: build it with "npx projen build" in provider/`,
    );
  }
  const terraform = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';
  const scratch = mkdtempSync(join(tmpdir(), 'bindings-schema-'));
  try {
    const mirror = join(scratch, 'mirror');
    const config = join(scratch, 'terraform.rc');
    writeFileSync(
      config,
      `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
    );
    writeFileSync(
      join(scratch, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: { tokens: { source: SOURCE } } } }),
    );
    const inScratch = `-chdir=${scratch}`;
    const env = { ...process.env, TF_CLI_CONFIG_FILE: config, TF_IN_AUTOMATION: '1' };
    run(BINARY, ['install', '--dir', mirror], env);
    run(terraform, [inScratch, 'init', '-input=false', '-no-color'], env);
    const file = join(scratch, 'schema.json');
    writeFileSync(file, run(terraform, [inScratch, 'providers', 'schema', '-json'], env));
    return readSchema(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the command wrote; its complaints go to the terminal. */
function run(command: string, args: string[], env: NodeJS.ProcessEnv): string {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status === 0) return done.stdout;
  throw new BindingsError(`${command} ${args.join(' ')} failed: ${done.error?.message ?? 'see above'}`);
}

/** The files below src/bindings, by their path there. */
async function generate(schema: ProviderSchema): Promise<Map<string, string>> {
  // Loading the generator would call home and log what it thinks of the Terraform on PATH.
  Object.assign(process.env, { CHECKPOINT_DISABLE: '1', CDKTF_LOG_LEVEL: 'off' });
  const { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } =
    await import('@cdktf/commons');
  // The package's own entry point needs jsii-pacmak, which it doesn't declare.
  const { TerraformProviderGenerator } =
    await import('@cdktf/provider-generator/lib/get/generator/provider-generator.js');
  const target = new ConstructsMakerProviderTarget(
    new TerraformProviderConstraint(CONSTRAINT),
    Language.TYPESCRIPT,
  );
  // `never`: the generator's types name a copy of codemaker of its own, and a branded string.
  const all = withEphemerals(schema);
  const newGenerator = () => new TerraformProviderGenerator(new CodeMaker() as never, all);

  refuseCollisions(newGenerator().buildResourceModels(ADDRESS as never, target));
  const generator = newGenerator();
  generator.generate(target);

  const scratch = mkdtempSync(join(tmpdir(), 'bindings-'));
  try {
    await generator.save(scratch);
    return collect(join(scratch, 'providers', 'tokens'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * The generator strips the provider's own prefix from a type, so `linode_token` and
 * `tokens_linode_token` would silently overwrite one another.
 */
function refuseCollisions(models: readonly { filePath: string; terraformType: string }[]): void {
  const typesOf = new Map<string, string[]>();
  for (const { filePath, terraformType } of models) {
    typesOf.set(filePath, [...(typesOf.get(filePath) ?? []), terraformType]);
  }
  const collisions = [...typesOf].filter(([, types]) => types.length > 1);
  if (collisions.length > 0) {
    throw new BindingsError(
      collisions
        .map(([file, types]) => {
          const place = join('src', 'bindings', basename(dirname(file)), 'index.ts');
          return `${types.join(' and ')} would both be written to ${place}: rename one of them in the provider`;
        })
        .join('\n'),
    );
  }
}

/** The generator knows no ephemeral resources: to it they are resources of another name, made of another class below. */
function withEphemerals(schema: ProviderSchema): ProviderSchema {
  const provider = schema.provider_schemas![ADDRESS] as Provider & Ephemerals;
  const renamed = Object.entries(provider.ephemeral_resource_schemas ?? {}).map(
    ([type, each]) => [`${EPHEMERAL}_${type}`, each] as const,
  );
  const resources = { ...provider.resource_schemas, ...Object.fromEntries(renamed) };
  return { ...schema, provider_schemas: { [ADDRESS]: { ...provider, resource_schemas: resources } } };
}

/** Gives the class of an ephemeral resource its own name in Terraform, and the base class that writes its block. */
function asEphemeral(text: string): string {
  const made = text
    .replaceAll(`/resources/${EPHEMERAL}_`, '/ephemeral-resources/')
    .replaceAll(new RegExp(`(?<=["' ])${EPHEMERAL}_(?=[a-z_]+["'}])`, 'g'), '')
    .replace('extends cdktf.TerraformResource', `extends ${EPHEMERAL_BASE}`)
    .replace(
      "import * as cdktf from 'cdktf';",
      `import * as cdktf from 'cdktf';\nimport { ${EPHEMERAL_BASE} } from '../${EPHEMERAL_FOLDER}';`,
    )
    // Nothing ephemeral can be imported.
    .replace(/ {2}\/\/ =+\n {2}\/\/ STATIC Methods\n[^]*?\n {6}\}\n\n/, '');
  const left = /\bephemeral_|cdktf\.TerraformResource\b|ImportableResource/.exec(made);
  if (left) {
    throw new Error(`the generator writes ephemeral resources in another way than before: ${left[0]}`);
  }
  return made;
}

function collect(folder: string): Map<string, string> {
  const base = readFileSync(join(__dirname, 'bindings', `${EPHEMERAL_FOLDER}.ts`), 'utf8');
  const generated = new Map([[join(EPHEMERAL_FOLDER, 'index.ts'), base]]);
  for (const file of filesBelow(folder)) {
    // The generator's own indexes make one namespace a type; ours is flat.
    if (dirname(file) !== '.' && basename(file) !== 'README.md') {
      const text = readFileSync(join(folder, file), 'utf8');
      generated.set(file, file.startsWith(`${EPHEMERAL}-`) ? asEphemeral(text) : text);
    }
  }
  const types = [...new Set([...generated.keys()].map((file) => file.split(sep)[0]))].sort();
  const index = types.map((type) => `export * from './${type}';\n`);
  return generated.set('index.ts', ['// generated by scripts/bindings.ts\n', ...index].join(''));
}

function refuseStale(generated: Map<string, string>): void {
  const present = new Set(existsSync(BINDINGS) ? filesBelow(BINDINGS) : []);
  const stale = [
    ...[...generated].flatMap(([file, text]) => {
      if (!present.has(file)) return [`${file} is missing`];
      return readFileSync(join(BINDINGS, file), 'utf8') === text ? [] : [`${file} differs`];
    }),
    ...[...present].filter((file) => !generated.has(file)).map((file) => `${file} is no longer generated`),
  ].sort();
  if (stale.length > 0) {
    throw new BindingsError(
      [
        "src/bindings is not what the provider's schema generates:",
        ...stale.map((line) => `  src/bindings/${line}`),
        'run "npm run bindings" and commit the result',
      ].join('\n'),
    );
  }
}

function write(generated: Map<string, string>): void {
  rmSync(BINDINGS, { recursive: true, force: true });
  for (const [file, text] of generated) {
    mkdirSync(dirname(join(BINDINGS, file)), { recursive: true });
    writeFileSync(join(BINDINGS, file), text);
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

main().then(
  // The generator leaves handles open that would keep the process alive.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof BindingsError ? error.message : error);
    process.exit(1);
  },
);
