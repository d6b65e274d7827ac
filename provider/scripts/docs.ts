import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Attribute, cty, IdentitySchema, Resource, Schema } from '../src/framework';
import { tokensProvider } from '../src/provider';

/**
 * Writes docs/ from the provider's own schema and from examples/, in the layout that the Terraform
 * registry expects. With --check it writes nothing, and fails where docs/ would come out different.
 */
const root = join(__dirname, '..');

function main(folder: string): void {
  const { schema, resources, dataSources = [], ephemeralResources = [], functions = [] } = tokensProvider({});
  write(folder, 'index.md', [
    ...heading('Provider: tokens', 'tokens Provider', schema.description!),
    ...example('provider', 'provider.tf'),
    ...schemaSection(schema),
  ]);
  for (const resource of resources) {
    const { typeName, schema: described } = resource;
    write(folder, `resources/${typeName}.md`, [
      ...heading(`${typeName} Resource - tokens`, `${typeName} (Resource)`, described.description!),
      ...example(`resources/${typeName}`, 'resource.tf'),
      ...schemaSection(described),
      ...(resource.importState ? importSection(resource) : []),
    ]);
  }
  for (const { typeName, schema: described } of dataSources) {
    write(folder, `data-sources/${typeName}.md`, [
      ...heading(`${typeName} Data Source - tokens`, `${typeName} (Data Source)`, described.description!),
      ...example(`data-sources/${typeName}`, 'data-source.tf'),
      ...schemaSection(described),
    ]);
  }
  for (const { typeName, schema: described } of ephemeralResources) {
    write(folder, `ephemeral-resources/${typeName}.md`, [
      ...heading(
        `${typeName} Ephemeral Resource - tokens`,
        `${typeName} (Ephemeral Resource)`,
        described.description!,
      ),
      ...example(`ephemeral-resources/${typeName}`, 'ephemeral-resource.tf'),
      ...schemaSection(described),
    ]);
  }
  for (const { name, signature } of functions) {
    const parameters = signature.parameters.map((each) => `${each.name} ${typeText(each.type)}`).join(', ');
    write(folder, `functions/${name}.md`, [
      ...heading(
        `${name} function - tokens`,
        `function: ${name}`,
        signature.description ?? signature.summary,
      ),
      ...example(`functions/${name}`, 'function.tf'),
      '## Signature',
      '',
      '```text',
      `${name}(${parameters}) ${typeText(signature.returns)}`,
      '```',
      '',
      '## Arguments',
      '',
      ...signature.parameters.map(
        (each, index) => `${index + 1}. \`${each.name}\` (${printType(each.type)}) ${each.description ?? ''}`,
      ),
      '',
    ]);
  }
}

function heading(pageTitle: string, title: string, description: string): string[] {
  return [
    '---',
    `page_title: ${JSON.stringify(pageTitle)}`,
    'description: |-',
    ...description.split('\n').map((line) => `  ${line}`),
    '---',
    '',
    `# ${title}`,
    '',
    description,
    '',
  ];
}

/** Every page has one, and CI runs it. */
function example(folder: string, file: string): string[] {
  const path = join(root, 'examples', folder, file);
  if (!existsSync(path)) throw new Error(`There is no example ${relative(root, path)}`);
  return ['## Example Usage', '', '```terraform', readFileSync(path, 'utf8').trim(), '```', ''];
}

function importSection({ typeName, identity }: Resource): string[] {
  const path = join(root, 'examples', 'resources', typeName, 'import.sh');
  if (!existsSync(path)) throw new Error(`There is no example ${relative(root, path)}`);
  return [
    '## Import',
    '',
    'Import is supported using the following syntax:',
    '',
    '```shell',
    readFileSync(path, 'utf8').trim(),
    '```',
    '',
    'An `import` block takes the same `id`. Terraform finds the provider by the resource there; OpenTofu needs ' +
      '`provider = tokens` in the block as well.',
    '',
    ...(identity ? identitySection(identity) : []),
  ];
}

function identitySection({ attributes }: IdentitySchema): string[] {
  return [
    'Terraform and OpenTofu 1.12 or later also take an `identity` instead of the `id`, with these attributes:',
    '',
    ...Object.entries(attributes).map(([name, { type, description, requiredForImport }]) => {
      const marks = [printType(type), requiredForImport ? 'Required' : 'Optional'];
      return `- \`${name}\` (${marks.join(', ')}) ${description ?? ''}`.trimEnd();
    }),
    '',
  ];
}

interface Described {
  readonly name: string;
  readonly type: string;
  readonly attribute: Pick<
    Attribute,
    'description' | 'required' | 'optional' | 'computed' | 'sensitive' | 'writeOnly'
  >;
  readonly nested?: { title: string; attributes: Schema['attributes'] };
}

function schemaSection(schema: Schema): string[] {
  const attributes = describe(schema.attributes, '');
  const blocks = Object.entries(schema.blocks ?? {}).map(([name, { block }]): Described => {
    return {
      name,
      type: 'Block',
      attribute: { optional: true, description: block.description },
      nested: { title: name, attributes: block.attributes },
    };
  });
  const all = [...attributes, ...blocks];
  if (all.length === 0) return [];
  return [
    '## Schema',
    '',
    ...groups(all, '###'),
    ...all.flatMap(({ nested }) => (nested ? nestedSection(nested) : [])),
  ];
}

/** As the registry's own pages name nested attributes. */
const NESTED = {
  single: 'Attributes',
  list: 'Attributes List',
  set: 'Attributes Set',
  map: 'Attributes Map',
};

function describe(attributes: Schema['attributes'], within: string): Described[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    attribute,
    type: attribute.nested ? NESTED[attribute.nested.nesting] : printType(attribute.type),
    nested: attribute.nested && { title: within + name, attributes: attribute.nested.attributes },
  }));
}

function groups(all: Described[], level: string): string[] {
  return [
    ['Required', all.filter(({ attribute }) => attribute.required)] as const,
    ['Optional', all.filter(({ attribute }) => attribute.optional)] as const,
    ['Read-Only', all.filter(({ attribute }) => attribute.computed && !attribute.optional)] as const,
  ].flatMap(([title, some]) =>
    some.length === 0
      ? []
      : [
          `${level} ${title}`,
          '',
          ...some
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map(({ name, type, attribute, nested }) => {
              const marks = [type, attribute.sensitive && 'Sensitive', attribute.writeOnly && 'Write-only'];
              const see = nested ? ` (see [below for nested schema](#nested--${nested.title}))` : '';
              return `- \`${name}\` (${marks.filter(Boolean).join(', ')}) ${attribute.description ?? ''}${see}`;
            }),
          '',
        ],
  );
}

function nestedSection({ title, attributes }: { title: string; attributes: Schema['attributes'] }): string[] {
  const some = describe(attributes, `${title}.`);
  return [`<a id="nested--${title}"></a>`, `### Nested Schema for \`${title}\``, '', ...groups(some, '####')];
}

/** As the registry's own pages name types. */
function printType(type: Attribute['type'] & {}): string {
  const name = typeText(type);
  return name
    .replace(
      /^(list|set|map) of (\w)(.*)$/,
      (_, outer: string, first: string, rest: string) =>
        `${outer[0].toUpperCase()}${outer.slice(1)} of ${first.toUpperCase()}${rest}`,
    )
    .replace(/^bool$/, 'Boolean')
    .replace(/^\w/, (first) => first.toUpperCase());
}

function typeText(type: Attribute['type'] & {}): string {
  return typeof type === 'object' && 'object' in type
    ? `object({${Object.entries(type.object)
        .map(([name, each]) => `${name} = ${typeText(each)}`)
        .join(', ')}})`
    : cty.describeType(type);
}

function write(folder: string, path: string, lines: string[]): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join('\n').replace(/\n+$/, '\n'));
}

function pages(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort();
}

function check(): void {
  const fresh = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    main(fresh);
    const committed = join(root, 'docs');
    const stale = [...new Set([...pages(fresh), ...pages(committed)])].filter((page) => {
      const [a, b] = [fresh, committed].map((folder) => join(folder, page));
      return !existsSync(a) || !existsSync(b) || readFileSync(a, 'utf8') !== readFileSync(b, 'utf8');
    });
    if (stale.length > 0) {
      throw new Error(
        `docs/ is stale: ${stale.join(', ')}. Run \`npx projen docs\` in provider/ and commit it.`,
      );
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) {
  check();
} else {
  rmSync(join(root, 'docs'), { recursive: true, force: true });
  main(join(root, 'docs'));
}
