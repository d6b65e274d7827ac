import { IConstruct } from 'constructs';
import type { TokenEnvironment } from './token-environment';
import { FindingId } from './token-finding';

/** Something that was wrong when an environment was bound. */
export interface BindingProblem {
  readonly id: FindingId;
  readonly text: string;
}

const environments = new WeakMap<IConstruct, TokenEnvironment>();
const problems = new WeakMap<IConstruct, BindingProblem[]>();

/** What an environment was bound to. The first one stays. */
export function boundTo(construct: IConstruct): TokenEnvironment | undefined {
  return environments.get(construct);
}

/** The environment of a construct: that of the nearest one, of itself and those that it is in. */
export function environmentOf(construct: IConstruct): TokenEnvironment | undefined {
  let each: IConstruct | undefined = construct;
  while (each) {
    const environment = environments.get(each);
    if (environment) return environment;
    each = each.node.scope;
  }
  return undefined;
}

/** Binds an environment, and notes what is wrong with that. */
export function bind(construct: IConstruct, environment: TokenEnvironment, found: BindingProblem[]): void {
  if (!environments.has(construct)) environments.set(construct, environment);
  problems.set(construct, [...problemsOf(construct), ...found]);
}

/** What was wrong when environments were bound to a construct. */
export function problemsOf(construct: IConstruct): readonly BindingProblem[] {
  return problems.get(construct) ?? [];
}
