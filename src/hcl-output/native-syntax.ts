import { Blocks, BlockShape } from './block-shape';
import { defined, expression, isObject, Json, JsonObject } from './expression';
import { ProviderShapes } from './provider-shapes';
import { literal } from './template';
import { configuration } from './terraform-language';

/**
 * The blocks of a configuration of Terraform's JSON syntax in the native one, HCL: a text each, that ends with its
 * line, laid out as `terraform fmt` does.
 *
 * @throws on a block that Terraform has learned since this was written
 */
export function nativeSyntax(json: JsonObject, providers: ProviderShapes): string[] {
  const known = configuration(providers);
  const strange = Object.keys(json).filter((name) => name !== '//' && !(name in known));
  if (strange.length > 0) {
    throw new Error(
      `HCL output knows no block ${strange.map((name) => JSON.stringify(name)).join(', ')}, which the configuration ` +
        `has at its top, such as by an override of its stack: synthesize JSON instead`,
    );
  }
  const ordered = Object.keys(known).filter((name) => json[name] !== undefined);
  const blocks = ordered.flatMap((name) => written(name, known[name], json[name], ''));
  return blocks.map((lines) => `${lines.join('\n')}\n`);
}

/** A file of such blocks. */
export function toFile(blocks: readonly string[]): string {
  return blocks.join('\n');
}

/** What is inside of a block: its arguments, and then its blocks. */
function body(json: JsonObject, shape: BlockShape, margin: string): string[] {
  const groups: string[][] = [];
  const args: { name: string; value: string }[] = [];
  for (const [name, value] of Object.entries(json)) {
    const blocks = shape.blocks?.[name];
    if (name === '//') continue;
    // No expression makes blocks: where there is one, the name must be an argument's after all.
    if (blocks && typeof value === 'object') {
      groups.push(...written(name, blocks, value, margin));
    } else {
      const write = shape.arguments?.[name] ?? shape.otherwise ?? expression;
      args.push({ name, value: write(value, margin) });
    }
  }
  if (args.length > 0) groups.unshift(defined(args, margin));
  return groups.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** The blocks that a value stands for: none, one or several. */
function written(
  name: string,
  blocks: Blocks,
  value: Json,
  margin: string,
  labels: string[] = [],
): string[][] {
  if (Array.isArray(value)) {
    return value.flatMap((each: Json) => written(name, blocks, each, margin, labels));
  }
  if (!isObject(value)) return [];
  if (labels.length < blocks.labels) {
    return Object.entries(value)
      .filter(([label]) => label !== '//')
      .flatMap(([label, inner]) => written(name, blocks, inner, margin, [...labels, label]));
  }
  const head = [`${margin}${name}`, ...labels.map(literal), '{'].join(' ');
  const inside = body(value, blocks.shape(labels), `${margin}  `);
  return [inside.length === 0 ? [`${head}}`] : [head, ...inside, `${margin}}`]];
}
