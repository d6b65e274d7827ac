import { AttributePath as ProtoPath, AttributePath_Step as ProtoStep } from './generated/tfplugin6';
import type { Block } from './schema';
import type { Value } from './value';

type Step = { attribute: string } | { index: number } | { key: string } | { element: Value };

/**
 * The way from a resource's root to something in it. A path never changes: each method gives a
 * longer one. `AttributePath.root.attribute('tokens').index(0).attribute('name')`
 */
export class AttributePath {
  static readonly root = new AttributePath();

  static of(attribute: string): AttributePath {
    return AttributePath.root.attribute(attribute);
  }

  private constructor(
    private readonly parent?: AttributePath,
    private readonly step?: Step,
  ) {}

  /** Into an attribute of an object, or a nested block by its name. */
  attribute(name: string): AttributePath {
    return new AttributePath(this, { attribute: name });
  }

  /** Into an element of a list or a tuple, counted from 0. */
  index(index: number): AttributePath {
    return new AttributePath(this, { index });
  }

  /** Into an element of a map. */
  key(key: string): AttributePath {
    return new AttributePath(this, { key });
  }

  /**
   * Into an element of a set, which is its own address. A path is printed: for a set that holds
   * secrets stop at the set.
   */
  element(value: Value): AttributePath {
    return new AttributePath(this, { element: value });
  }

  get isRoot(): boolean {
    return this.step === undefined;
  }

  /** As Terraform writes it: `tokens[0].name`, `labels["team"]`; a set's compound element is `[...]`. */
  toString(): string {
    return this.steps.map(print).join('').replace(/^\./, '');
  }

  /**
   * For `requires_replace` and the like. The protocol has no step for an element of a set, so the
   * path ends at the set.
   */
  toProto(): ProtoPath {
    const steps = this.steps;
    const end = steps.findIndex((step) => 'element' in step);
    return { steps: (end < 0 ? steps : steps.slice(0, end)).map(stepToProto) };
  }

  /**
   * As much of the path as Terraform can find in the configuration. It follows nested blocks, then
   * one attribute and one index or key of that; given more, it points at the whole resource.
   * Without the block that the path starts in, an attribute can't be told from a nested block, and
   * the path is cut at its last index.
   */
  forDiagnostics(block?: Block): AttributePath {
    const steps = this.steps;
    const stop = block ? locatable(steps, block) : lastIndex(steps);
    let cut: AttributePath = this;
    for (let length = steps.length; length > stop; length--) cut = cut.parent!;
    return cut;
  }

  private get steps(): Step[] {
    const steps: Step[] = [];
    for (let path: AttributePath = this; path.step; path = path.parent!) steps.push(path.step);
    return steps.reverse();
  }
}

const isIndex = (step: Step | undefined): boolean => step !== undefined && ('index' in step || 'key' in step);

function locatable(steps: Step[], root: Block): number {
  let block: Block = root;
  for (let at = 0; at < steps.length;) {
    const step = steps[at++];
    const nested = 'attribute' in step ? block.blocks?.[step.attribute] : undefined;
    if (!nested) return isIndex(steps[at]) ? at + 1 : at;
    block = nested.block;
    if (isIndex(steps[at])) at++;
    else if (at < steps.length && !('attribute' in steps[at])) return at;
  }
  return steps.length;
}

function lastIndex(steps: Step[]): number {
  const element = steps.findIndex((step) => 'element' in step);
  const length = element < 0 ? steps.length : element;
  for (let at = length; at > 0; at--) if (isIndex(steps[at - 1])) return at;
  return length;
}

function print(step: Step): string {
  if ('attribute' in step) return `.${step.attribute}`;
  if ('index' in step) return `[${step.index}]`;
  if ('key' in step) return `[${JSON.stringify(step.key)}]`;
  const { element } = step;
  return element === null || typeof element === 'object' ? '[...]' : `[${JSON.stringify(element)}]`;
}

function stepToProto(step: Step): ProtoStep {
  if ('attribute' in step) return { attributeName: step.attribute };
  if ('key' in step) return { elementKeyString: step.key };
  return { elementKeyInt: BigInt((step as { index: number }).index) };
}
