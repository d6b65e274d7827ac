import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IStackSynthesizer, ISynthesisSession, TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { isObject, Json, JsonObject } from './expression';
import { nativeSyntax, toFile } from './native-syntax';
import { KINDS, ProviderShapes } from './provider-shapes';

/** Where blocks go that call functions of providers, beside cdktf's own file. */
const FUNCTIONS = 'provider-functions.tf';

/** What cdktf's own synthesizer keeps to itself. */
export interface CdktfSynthesizer extends IStackSynthesizer {
  hclOutput: boolean;
}

/** What cdktf wants of a stack in HCL. */
export interface Hcl {
  readonly hcl: string;
  /** What its command line looks for, and finds in JSON beside the rest. */
  readonly metadata: object;
}

/**
 * What is written of a stack, and under which names. cdktf takes the name of the file from the app and the
 * syntax in it from the environment; here the name decides.
 */
export class StackOutput implements IStackSynthesizer {
  private blocks: readonly string[] = [];

  constructor(
    private readonly stack: TerraformStack,
    private readonly cdktf: CdktfSynthesizer,
  ) {}

  public toHcl(): Hcl {
    const configuration: JsonObject = this.stack.toTerraform();
    const shapes = new ProviderShapes();
    shapes.learnOfCompanion(configuration);
    for (const element of elementsOf(this.stack)) learn(shapes, element);
    this.blocks = nativeSyntax(configuration, shapes);
    return { hcl: toFile(this.blocks), metadata: metadataOf(configuration) };
  }

  public synthesize(session: ISynthesisSession): void {
    const { synthesizedStackPath } = session.manifest.forStack(this.stack);
    const path = join(session.outdir, synthesizedStackPath);
    const functions = join(dirname(path), FUNCTIONS);
    this.cdktf.hclOutput = !path.endsWith('.json');
    // Terraform reads all files in the directory: what was written there in the other syntax, it would have twice.
    rmSync(this.cdktf.hclOutput ? `${path}.json` : path.replace(/\.json$/, ''), { force: true });
    rmSync(functions, { force: true });
    this.cdktf.synthesize(session);
    if (!this.cdktf.hclOutput) return;
    const calling = this.blocks.filter(callsProvider);
    if (calling.length === 0) return;
    // cdktf-cli formats the one file that it knows of, and tears `provider::name::function` apart.
    writeFileSync(functions, toFile(calling));
    writeFileSync(path, toFile(this.blocks.filter((each) => !callsProvider(each))));
  }
}

function callsProvider(block: string): boolean {
  return block.includes('provider::');
}

/** The classes that cdktf generates say which of their attributes are blocks. */
function learn(shapes: ProviderShapes, element: TerraformElement): void {
  const fragment = element.toHclTerraform();
  for (const kind of KINDS) {
    for (const [type, each] of Object.entries<object>(fragment[kind] ?? {})) {
      for (const attributes of Object.values(each)) shapes.learnFromElement(kind, type, attributes);
    }
  }
}

/** Those of the stack itself, not of stacks inside it. */
function elementsOf(scope: IConstruct): TerraformElement[] {
  return scope.node.children.flatMap((child) => {
    if (TerraformStack.isStack(child)) return [];
    return TerraformElement.isTerraformElement(child) ? [child, ...elementsOf(child)] : elementsOf(child);
  });
}

function metadataOf(configuration: JsonObject): JsonObject {
  const { '//': comment = {}, terraform = {}, resource, data, ephemeral, module } = configuration;
  return {
    '//': comment,
    terraform,
    ...comments({ resource, data, ephemeral }, 3),
    ...comments({ module }, 2),
  };
}

/** Of what lies so many names deep, nothing but its comment. */
function comments(value: Readonly<Record<string, Json | undefined>>, depth: number): JsonObject {
  const inner = Object.entries(value).flatMap(([name, each]): [string, Json][] => {
    if (!isObject(each)) return [];
    if (depth > 1) return [[name, comments(each, depth - 1)]];
    return '//' in each ? [[name, { '//': each['//'] }]] : [];
  });
  return Object.fromEntries(inner);
}
