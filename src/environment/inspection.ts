import { Aspects, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import {
  Acknowledgement,
  acknowledgementsIn,
  covering,
  unusedAcknowledgement,
  wrongAcknowledgement,
} from './acknowledgement';
import { isolationFindings } from './isolation';
import { StackSurvey } from './stack-survey';
import { Finding, TokenFinding } from './token-finding';
import { writeOnlyFindings } from './write-only';
import { CompanionProvider } from '../companion-provider';

/** What was found in some stacks of an app, and what of it somebody has acknowledged. */
export interface Inspection {
  readonly open: readonly Finding[];
  readonly acknowledged: readonly (readonly [Finding, Acknowledgement])[];
}

/** What is known of an app while nothing is made in it. */
interface Known {
  readonly changes: number;
  readonly surveys: Map<TerraformStack, StackSurvey>;
  readonly isolation: readonly Finding[];
}

const watched = new WeakSet<TerraformStack>();
const known = new WeakMap<IConstruct, Known>();
/** How often something was made that matters here. */
let changes = 0;

/**
 * Looks at a stack when it is synthesized, and at the others of its app.
 *
 * @param construct the stack, or something in it that is being made
 */
export function watch(construct: IConstruct): void {
  changes++;
  const stack = TerraformStack.of(construct);
  if (watched.has(stack)) return;
  watched.add(stack);
  stack.node.addValidation({ validate: () => [...validate(stack), ...writeOnlyFindings(stack)] });
}

/** All findings in a scope, and how they were acknowledged. */
export function findingsIn(scope: IConstruct): TokenFinding[] {
  const { root } = scope.node;
  const { open, acknowledged } = inspectAll(root, () => true);
  return [...open.map((finding) => [finding, undefined] as const), ...acknowledged]
    .filter(([{ at }]) => at.node.scopes.includes(scope))
    .map(([{ id, at, text }, acknowledgement]) => ({
      id,
      path: at.node.path,
      message: text,
      acknowledgement: acknowledgement?.reason,
    }));
}

/**
 * What is wrong with a stack. The first one that is synthesized speaks for all of them, so that everything comes to
 * light at once: cdktf stops at the first stack that it refuses.
 */
function validate(stack: TerraformStack): string[] {
  const { root } = stack.node;
  const stacks = stacksOf(root);
  const isFirst = stacks.find((each) => watched.has(each)) === stack;
  const { open, acknowledged } = isFirst
    ? inspectAll(root, (each) => each === stack || isSettled(each))
    : inspectOne(stack, root);
  note(stack, acknowledged);
  return open.map(({ id, at, text }) => `${at.node.path}: ${text} [${id}]`);
}

/** @param isReady whether what is wrong with a stack alone is to be said now */
function inspectAll(root: IConstruct, isReady: (stack: TerraformStack) => boolean): Inspection {
  const stacks = stacksOf(root);
  const { surveys, isolation } = surveyAll(root);
  const ready = stacks.filter(isReady);
  const found = [...ready.flatMap((stack) => surveys.get(stack)!.findings), ...isolation];
  const isAll = ready.length === stacks.length;
  return sorted(root, found, (at) => isAll || ready.some((stack) => at.node.scopes.includes(stack)));
}

/** Looks at one stack again, as its aspects have left it. */
function inspectOne(stack: TerraformStack, root: IConstruct): Inspection {
  const before = known.get(root);
  const { isolation } = before?.changes === changes ? before : surveyAll(root);
  const { findings } = new StackSurvey(stack, synthesisTime());
  const isInside = (at: IConstruct) => at.node.scopes.includes(stack);
  return sorted(root, [...findings, ...isolation.filter(({ at }) => isInside(at))], isInside);
}

/** @param isJudged where acknowledgements are to be looked at themselves */
function sorted(root: IConstruct, found: Finding[], isJudged: (at: IConstruct) => boolean): Inspection {
  const acknowledgements = acknowledgementsIn(root);
  const open: Finding[] = [];
  const acknowledged: [Finding, Acknowledgement][] = [];
  for (const finding of found) {
    const acknowledgement = covering(acknowledgements, finding);
    if (acknowledgement) acknowledged.push([finding, acknowledgement]);
    else open.push(finding);
  }
  const used = new Set(acknowledged.map(([, acknowledgement]) => acknowledgement));
  for (const acknowledgement of acknowledgements.filter(({ at }) => isJudged(at))) {
    const wrong = wrongAcknowledgement(acknowledgement);
    if (wrong) open.push(wrong);
    else if (!used.has(acknowledgement)) open.push(unusedAcknowledgement(acknowledgement));
  }
  return { open, acknowledged };
}

function surveyAll(root: IConstruct): Known {
  const now = synthesisTime();
  const surveys = new Map(stacksOf(root).map((stack) => [stack, new StackSurvey(stack, now)]));
  const found = { changes, surveys, isolation: isolationFindings([...surveys.values()]) };
  known.set(root, found);
  return found;
}

/** Milliseconds since 1970, by the clock that rehearsals of the companion provider are run with. */
function synthesisTime(): number {
  return Date.parse(process.env.TOKENS_NOW ?? '') || Date.now();
}

/** Writes down what was acknowledged, where a reviewer of the synthesized configuration finds it. */
function note(stack: TerraformStack, acknowledged: Inspection['acknowledged']): void {
  const own = acknowledged.filter(([{ at }]) => at.node.scopes.includes(stack));
  if (own.length === 0) return;
  stack.addOverride(
    '//.acknowledged_findings',
    own.map(([{ id, at }, { reason }]) => ({ id, path: at.node.path, reason })),
  );
}

/** The stacks of an app, but for those in stacks. */
function stacksOf(scope: IConstruct): TerraformStack[] {
  if (TerraformStack.isStack(scope)) return [scope];
  return scope.node.children.flatMap(stacksOf);
}

/** Whether no aspect of the user is still to change a stack: cdktf runs those of a stack right before it validates it. */
function isSettled(stack: TerraformStack): boolean {
  return Aspects.of(stack).all.every((aspect) => aspect instanceof CompanionProvider);
}
