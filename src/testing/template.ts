import {
  App,
  DefaultTokenResolver,
  StringConcat,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import { IConstruct } from 'constructs';
import { described, differences } from './differences';
import { FindingLevel } from './finding';
import { Candidate, expectCount, expectOne } from './nearest';
import { normalized, toText } from './normal-form';
import { fits } from './pattern';
import { line, synthesized } from './synthesis';
import { Duration } from '../duration';
import { TOKEN_RESOURCE_TYPES } from '../environment/token-types';
import { RotatingBase } from '../rotation/rotating-base';
import { RotatingToken } from '../rotation/rotating-token';

/** What a token has to be like. In patterns, a `*` stands for anything. */
export interface ExpectedToken {
  /**
   * Pattern of the path of its construct or of its resource, such as `prod/Deploy*`.
   *
   * @default - any
   */
  readonly path?: string;

  /**
   * The Terraform type of its resource, such as `linode_token`.
   *
   * @default - any
   */
  readonly type?: string;

  /**
   * Whether it is a slot of something that rotates.
   *
   * @default - either
   */
  readonly rotates?: boolean;

  /**
   * Attributes of its resource, as Terraform calls them: values or matchers.
   *
   * @default - any
   */
  readonly properties?: { [name: string]: any };
}

/** What a rotation has to be like, whatever its engine and whatever it rotates. */
export interface ExpectedRotation {
  /**
   * Pattern of the construct's path, such as `prod/*`. A `*` stands for anything.
   *
   * @default - any
   */
  readonly path?: string;

  /**
   * The time from one rotation to the next.
   *
   * @default - any
   */
  readonly period?: Duration;

  /**
   * How long a token stays valid after its successor is published.
   *
   * @default - any
   */
  readonly overlap?: Duration;

  /**
   * The longest time between two applies.
   *
   * @default - any
   */
  readonly applyInterval?: Duration;

  /**
   * The instant from which boundaries are counted, without a phase, RFC 3339.
   *
   * @default - any
   */
  readonly anchor?: string;

  /**
   * How many tokens are kept at a time.
   *
   * @default - any
   */
  readonly slots?: number;
}

/**
 * What a stack comes to when it is synthesized, and assertions on it. They need no test framework: what does
 * not hold is thrown, with what comes nearest.
 *
 * @example
 * const template = testing.Template.fromStack(stack);
 * template.hasRotation({ path: 'prod/Pipeline', period: Duration.days(30) });
 * template.hasToken({ type: 'linode_token', properties: { scopes: 'linodes:read_only' } });
 * template.tokenCountIs(2, 'linode_token');
 */
export class Template {
  /**
   * Synthesizes a stack as `App.synth()` does, with aspects and validations, but into memory.
   *
   * @throws all findings together, where the app would be refused for something in the stack: see `Findings` for those
   */
  public static fromStack(stack: TerraformStack): Template {
    const errors = synthesized(stack).filter(({ level }) => level === FindingLevel.ERROR);
    if (errors.length > 0) {
      const lines = errors.map((finding) => `\n  ${line(finding)}`);
      throw new Error(`${stack.node.path} can't be synthesized:${lines.join('')}`);
    }
    return new Template(stack, stack.toTerraform());
  }

  private readonly resources: readonly Resource[];
  private readonly rotations: readonly RotatingBase[];

  private constructor(
    private readonly stack: TerraformStack,
    private readonly configuration: Configuration,
  ) {
    const constructs = within(stack);
    this.rotations = constructs.filter((each): each is RotatingBase => each instanceof RotatingBase);
    this.resources = constructs
      .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each))
      .flatMap((construct) => {
        const { terraformResourceType: type, friendlyUniqueId: name, node } = construct;
        const properties = configuration.resource?.[type]?.[name];
        if (!properties) return [];
        const { isToken, rotates } = roleOf(construct);
        return [{ path: node.path, type, properties, isToken, rotates }];
      });
  }

  /** The configuration, as in a snapshot. */
  public toJson(): { [name: string]: any } {
    return normalized(this.configuration, outdirOf(this.stack)) as Record<string, unknown>;
  }

  /**
   * The configuration as a text for a snapshot: the same on every machine, and after every upgrade that changes nothing
   * else. It has no comments of cdktf and no versions of providers, properties are in order, and `<cwd>`,
   * `<outdir>`, `<tmp>` and `<home>` stand for directories of the machine.
   */
  public toSnapshot(): string {
    return toText(this.toJson());
  }

  /**
   * Asserts that there is such a token, of one of the five services or in a slot of a `RotatingToken`.
   *
   * @throws the tokens that come nearest
   */
  public hasToken(expected: ExpectedToken = {}): void {
    const candidates = this.tokens.map((token) => ({
      name: nameOf(token),
      differences: [
        ...pathDifferences(expected.path, token.path),
        ...this.differences({ type: expected.type, rotates: expected.rotates }, token),
        ...this.differences(expected.properties ?? {}, token.properties),
      ],
    }));
    expectOne(`token ${described(expected)}`, 'token', candidates);
  }

  /**
   * Asserts how many tokens there are, each slot of a rotation counted.
   *
   * @param count how many
   * @param type the Terraform type of their resources. Of any type without it
   * @throws the tokens that there are
   */
  public tokenCountIs(count: number, type?: string): void {
    const found = this.tokens.filter((token) => type === undefined || token.type === type);
    expectCount(count, 'token', found.map(nameOf));
  }

  /**
   * Asserts that something rotates like this.
   *
   * @throws the rotations that come nearest
   */
  public hasRotation(expected: ExpectedRotation = {}): void {
    const { path, ...schedule } = expected;
    const wanted = texts(schedule);
    const candidates = this.rotations.map((rotation) => ({
      name: rotation.node.path,
      differences: [
        ...pathDifferences(path, rotation.node.path),
        ...this.differences(wanted, texts(rotation.schedule)),
      ],
    }));
    expectOne(`rotation ${described({ path, ...wanted })}`, 'rotation', candidates);
  }

  /**
   * Asserts how many things rotate.
   *
   * @throws those that do
   */
  public rotationCountIs(count: number): void {
    expectCount(
      count,
      'rotation',
      this.rotations.map(({ node }) => node.path),
    );
  }

  /**
   * Asserts that there is a resource with these attributes.
   *
   * @param type its Terraform type
   * @param properties attributes as Terraform calls them: values or matchers
   * @throws the resources of the type that come nearest
   */
  public hasResource(type: string, properties: { [name: string]: any } = {}): void {
    const candidates = this.resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        name: nameOf(resource),
        differences: this.differences(properties, resource.properties),
      }));
    expectOne(`${type} ${described(properties)}`, type, candidates);
  }

  /**
   * Asserts how many resources of a type there are.
   *
   * @throws those that there are
   */
  public resourceCountIs(type: string, count: number): void {
    expectCount(count, type, this.resources.filter((resource) => resource.type === type).map(nameOf));
  }

  /**
   * Asserts that there is such an output.
   *
   * @param name pattern of its name in Terraform. A `*` stands for anything
   * @param properties what it has, such as `{ sensitive: true }`: values or matchers
   * @throws the outputs that come nearest
   */
  public hasOutput(name: string, properties: { [name: string]: any } = {}): void {
    const candidates = Object.entries(this.configuration.output ?? {}).map(([given, output]): Candidate => ({
      name: given,
      differences: [
        ...(fits(name, given) ? [] : [`is called ${given}: expected ${name}`]),
        ...this.differences(properties, output),
      ],
    }));
    expectOne(`output ${name} ${described(properties)}`, 'output', candidates);
  }

  private get tokens(): readonly Resource[] {
    return this.resources.filter(({ isToken }) => isToken);
  }

  /** Of those properties that something is expected of. */
  private differences(expected: object, actual: object): string[] {
    const given = Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
    const resolver = new DefaultTokenResolver(new StringConcat());
    return differences(given, actual, (value) =>
      Tokenization.resolve(value, { scope: this.stack, resolver, preparing: false }),
    );
  }
}

interface Resource {
  readonly path: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly isToken: boolean;
  readonly rotates: boolean;
}

interface Configuration {
  readonly terraform?: { readonly required_providers?: Readonly<Record<string, object>> };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, object>>;
}

/** What is in a stack, but not in stacks inside of it. */
function within(scope: IConstruct): IConstruct[] {
  return scope.node.children.flatMap((child) =>
    TerraformStack.isStack(child) ? [] : [child, ...within(child)],
  );
}

/** Whether a resource makes a token, and whether it is in a slot of something that rotates. */
function roleOf(resource: TerraformResource): Pick<Resource, 'isToken' | 'rotates'> {
  const { scopes } = resource.node;
  const rotating = scopes.find((scope, index) => scope instanceof RotatingBase && isSlot(scopes[index + 1]));
  const makesToken = TOKEN_RESOURCE_TYPES.includes(resource.terraformResourceType);
  const isSlotOfToken =
    rotating instanceof RotatingToken && resource.lifecycle?.replaceTriggeredBy !== undefined;
  const rotatesInPlace = resource.node.children.some((child) => child instanceof RotatingBase);
  return { isToken: makesToken || isSlotOfToken, rotates: rotating !== undefined || rotatesInPlace };
}

function isSlot(construct?: IConstruct): boolean {
  return /^Slot\d+$/.test(construct?.node.id ?? '');
}

function nameOf({ path, type }: Resource): string {
  return `${path} (${type})`;
}

function pathDifferences(pattern: string | undefined, path: string): string[] {
  // An L2's resource lies below it.
  const fitting =
    pattern === undefined || fits(pattern, path) || fits(pattern, path.replace(/\/Resource$/, ''));
  return fitting ? [] : [`is at ${path}: expected ${pattern}`];
}

/** What is expected of a schedule, or a schedule, with texts for durations: equal ones are written the same. */
function texts({ period, overlap, applyInterval, anchor, slots }: ExpectedRotation): Record<string, unknown> {
  return {
    period: period?.toString(),
    overlap: overlap?.toString(),
    applyInterval: applyInterval?.toString(),
    anchor,
    slots,
  };
}

function outdirOf(stack: TerraformStack): string | undefined {
  const { root } = stack.node;
  return App.isApp(root) ? root.outdir : undefined;
}
