import { block, BlockShape } from './block-shape';
import { expression, isObject, JsonObject } from './expression';

/** Where a configuration has something that providers define. */
export const KINDS = ['provider', 'resource', 'data', 'ephemeral'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * Which names in resources and in provider configurations are blocks. The JSON syntax does not say: Terraform
 * asks the provider. Here it is known from the provider's schema, or from the classes that cdktf generated of it.
 */
export class ProviderShapes {
  private readonly known = new Map<string, Known>();
  private readonly shapes = new Map<string, BlockShape>();

  /** The shape of what has a type; empty, where nobody told of it. */
  public of(kind: Kind, type: string): BlockShape {
    const key = `${kind} ${type}`;
    const shape = this.shapes.get(key) ?? shapeOf(this.known.get(key));
    this.shapes.set(key, shape);
    return shape;
  }

  /** Learns from what an element has for cdktf's own renderer, where each attribute says whether it is a block. */
  public learnFromElement(kind: Kind, type: string, attributes: object): void {
    learnFromMarks(this.about(kind, type), attributes);
  }

  /** Learns from the answer of `terraform providers schema -json`. */
  public learnFromSchemas(
    { provider_schemas: schemas = {} }: ProviderSchemas,
    configuration: JsonObject,
  ): void {
    for (const [address, schema] of Object.entries(schemas)) {
      for (const name of localNames(address, configuration)) {
        learnFromSchema(this.about('provider', name), schema.provider?.block);
      }
      const kinds = {
        resource: schema.resource_schemas,
        data: schema.data_source_schemas,
        ephemeral: schema.ephemeral_resource_schemas,
      };
      for (const [kind, types] of Object.entries(kinds)) {
        for (const [type, { block: inner }] of Object.entries(types ?? {})) {
          learnFromSchema(this.about(kind as Kind, type), inner);
        }
      }
    }
  }

  /** Knows the companion provider, without anybody's help. */
  public learnOfCompanion(configuration: JsonObject): void {
    for (const name of localNames(COMPANION, configuration)) {
      const { blocks } = this.about('provider', name);
      for (const service of SERVICES) blocks.set(service, nothing());
    }
  }

  private about(kind: Kind, type: string): Known {
    const key = `${kind} ${type}`;
    this.shapes.delete(key);
    if (!this.known.has(key)) this.known.set(key, nothing());
    return this.known.get(key)!;
  }
}

/** What `terraform providers schema -json` prints, as far as it is of use here. */
export interface ProviderSchemas {
  readonly provider_schemas?: Readonly<Record<string, ProviderSchema>>;
}

interface ProviderSchema {
  readonly provider?: { readonly block?: BlockSchema };
  readonly resource_schemas?: Schemas;
  readonly data_source_schemas?: Schemas;
  readonly ephemeral_resource_schemas?: Schemas;
}

type Schemas = Readonly<Record<string, { readonly block: BlockSchema }>>;

interface BlockSchema {
  readonly attributes?: object;
  readonly block_types?: Readonly<Record<string, { readonly block?: BlockSchema }>>;
}

const COMPANION = 'registry.terraform.io/access-tokens/tokens';
/** Blocks in its configuration. A test compares them with the provider's schema. */
const SERVICES = ['aiven', 'harness', 'linode', 'pyvider', 'seqera'];

/** What is known of a block that a provider defines. */
interface Known {
  readonly blocks: Map<string, Known>;
  readonly attributes: Set<string>;
}

function nothing(): Known {
  return { blocks: new Map(), attributes: new Set() };
}

function learnBlock(known: Known, name: string): Known {
  const inner = known.blocks.get(name) ?? nothing();
  known.blocks.set(name, inner);
  return inner;
}

function learnFromSchema(known: Known, schema: BlockSchema = {}): void {
  for (const name of Object.keys(schema.attributes ?? {})) known.attributes.add(name);
  for (const [name, { block: inner }] of Object.entries(schema.block_types ?? {})) {
    learnFromSchema(learnBlock(known, name), inner);
  }
}

function learnFromMarks(known: Known, attributes: object): void {
  for (const [name, marked] of Object.entries(attributes)) {
    const isBlock: unknown = marked?.isBlock ?? marked?.is_block;
    if (isBlock === true) {
      const inner = learnBlock(known, name);
      for (const each of [marked.value].flat()) {
        if (typeof each === 'object' && each !== null) learnFromMarks(inner, each);
      }
    } else if (isBlock === false) {
      known.attributes.add(name);
    }
  }
}

function shapeOf(known: Known = nothing()): BlockShape {
  return {
    blocks: Object.fromEntries([...known.blocks].map(([name, inner]) => [name, block(shapeOf(inner))])),
    arguments: Object.fromEntries([...known.attributes].map((name) => [name, expression])),
  };
}

/** What a configuration calls a provider. */
function localNames(address: string, { terraform }: JsonObject): string[] {
  const required = [terraform ?? []]
    .flat()
    .flatMap((each) => (isObject(each) ? [each.required_providers ?? []].flat() : []));
  const named = required.flatMap((each) => (isObject(each) ? Object.entries(each) : []));
  const given = named.filter(([name, requirement]) => {
    const source = isObject(requirement) ? requirement.source : undefined;
    return `/${address}`.endsWith(
      `/${typeof source === 'string' ? source.toLowerCase() : `hashicorp/${name}`}`,
    );
  });
  return given.map(([name]) => name);
}
