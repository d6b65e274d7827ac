import { AnnotationMetadataEntryType, TerraformStack } from 'cdktf';
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
import { IConstruct } from 'constructs';
import { Finding, FindingLevel } from './finding';

/**
 * Does what `App.synth()` does before it writes: cross-stack references, and then, stack by stack, aspects and
 * validations. Nothing stops it at the first stack with a finding.
 */
export function synthesized(scope: IConstruct): Finding[] {
  const { root } = scope.node;
  const stacks = root.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
  for (const stack of stacks) stack.prepareStack();
  const found = stacks.flatMap((stack) => {
    invokeAspects(stack);
    return [...validated(stack), ...annotated(stack)];
  });
  const all = TerraformStack.isStack(root)
    ? found
    : [...found, ...root.node.validate().map((text) => error(root, text))];
  return distinct(all.filter(({ at }) => at.node.scopes.includes(scope)));
}

/** As cdktf writes a finding. */
export function line({ path, message }: Finding): string {
  return `[${path}] ${message}`;
}

interface Found {
  readonly at: IConstruct;
  readonly message: string;
  readonly level: FindingLevel;
}

function error(at: IConstruct, message: string): Found {
  return { at, message, level: FindingLevel.ERROR };
}

function validated(stack: TerraformStack): Found[] {
  return stack.node.findAll().flatMap((at) => at.node.validate().map((message) => error(at, message)));
}

const LEVELS: Readonly<Record<string, FindingLevel>> = {
  [AnnotationMetadataEntryType.ERROR]: FindingLevel.ERROR,
  [AnnotationMetadataEntryType.WARN]: FindingLevel.WARNING,
  [AnnotationMetadataEntryType.INFO]: FindingLevel.INFO,
};

function annotated(stack: TerraformStack): Found[] {
  return stack.node
    .findAll()
    .flatMap((at) =>
      at.node.metadata
        .filter(({ type }) => type in LEVELS)
        .map(({ type, data }) => ({ at, message: String(data), level: LEVELS[type] })),
    );
}

/** Once each: a stack inside of another is looked at with both. */
function distinct(found: readonly Found[]): Finding[] {
  const all = found.map(({ at, message, level }) => ({ path: at.node.path, message, level }));
  return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
}
