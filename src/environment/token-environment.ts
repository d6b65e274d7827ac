import { TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { bind, BindingProblem, boundTo, environmentOf } from './binding';
import { watch } from './inspection';
import { loosenings, TokenPolicy } from './token-policy';
import { tokenType } from './token-types';
import { Duration } from '../duration';

/** Long enough for a word or two, and short enough to leave room for a name behind it. */
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,23}$/;

/**
 * A boundary around tokens, such as development or production: what it asks of every token in it, and a prefix for
 * their names.
 *
 * One stack is one environment, with a backend and a provider of its own, whose credential is its own as well. Bind
 * the environment before anything is made in the stack.
 *
 * What is wrong with the tokens or between the environments comes to light when the app is synthesized:
 * `TokenFindings` says what that is, and how to acknowledge it.
 *
 * @example
 * const stack = new TerraformStack(app, 'production');
 * TokenEnvironment.production('prod').bind(stack);
 */
export class TokenEnvironment {
  /**
   * Where people try things out: a token lives at most a week. The limits of all three presets are those of pyvider's
   * handbook.
   *
   * @param name such as `dev`: a letter, then at most 23 letters, digits and hyphens
   * @param policy what differs from that
   */
  public static development(name: string = 'dev', policy: TokenPolicy = {}): TokenEnvironment {
    return new TokenEnvironment(name, { maxLifetime: Duration.hours(168), ...policy }, false);
  }

  /**
   * What comes before production: a token lives at most a day.
   *
   * @param name such as `staging`: a letter, then at most 23 letters, digits and hyphens
   * @param policy what differs from that
   */
  public static staging(name: string = 'staging', policy: TokenPolicy = {}): TokenEnvironment {
    return new TokenEnvironment(name, { maxLifetime: Duration.hours(24), ...policy }, false);
  }

  /**
   * What counts: a token lives at most an hour, rotates, is monitored, and may not do everything. Give a longer
   * `maxLifetime` where an apply comes less often than every quarter of an hour.
   *
   * @param name such as `prod`: a letter, then at most 23 letters, digits and hyphens
   * @param policy what differs from that
   */
  public static production(name: string = 'prod', policy: TokenPolicy = {}): TokenEnvironment {
    const preset: TokenPolicy = {
      maxLifetime: Duration.hours(1),
      rotationRequired: true,
      monitoringRequired: true,
      allowWildcardScopes: false,
    };
    return new TokenEnvironment(name, { ...preset, ...policy }, true);
  }

  /**
   * An environment of your own.
   *
   * @param name such as `qa`: a letter, then at most 23 letters, digits and hyphens
   * @param policy what it asks of tokens. By default nothing but a prefix
   */
  public static of(name: string, policy: TokenPolicy = {}): TokenEnvironment {
    return new TokenEnvironment(name, policy, false);
  }

  /** The environment that a construct is in: the one that is bound nearest, to it or to what it is in. */
  public static find(construct: IConstruct): TokenEnvironment | undefined {
    return environmentOf(construct);
  }

  /** What it is called. */
  public readonly name: string;

  /** What it asks of tokens: as strict as all those that it is a child of. */
  public readonly policy: TokenPolicy;

  /** Whether it is production, or a child of it. */
  public readonly isProduction: boolean;

  /** The environment that it is a child of. */
  public readonly parent?: TokenEnvironment;

  /**
   * What is wrong with it, wherever it is bound.
   *
   * @internal
   */
  public readonly _problems: BindingProblem[] = [];

  private constructor(name: string, policy: TokenPolicy, isProduction: boolean, parent?: TokenEnvironment) {
    this.name = name;
    this.isProduction = isProduction;
    this.parent = parent;
    if (!NAME.test(name)) {
      this._problems.push({
        id: 'environment-name',
        text:
          `the environment’s name is ${JSON.stringify(name)}: make it a letter and then at most 23 letters, digits ` +
          `and hyphens, such as "prod"`,
      });
    }
    this.policy = { ...this.withinParent(policy), namePrefix: policy.namePrefix ?? name };
  }

  /**
   * An environment inside this one, such as production in one region. Its policy may only be tighter.
   *
   * @param name such as `prod-eu`
   * @param policy what is tighter than here. By default nothing
   */
  public child(name: string, policy: TokenPolicy = {}): TokenEnvironment {
    return new TokenEnvironment(name, policy, this.isProduction, this);
  }

  /**
   * This environment with a tighter policy: for a part of a stack, which it can be bound to.
   *
   * @param policy what is tighter than here
   */
  public tighten(policy: TokenPolicy): TokenEnvironment {
    const { namePrefix } = this.policy;
    return new TokenEnvironment(this.name, { namePrefix, ...policy }, this.isProduction, this);
  }

  /**
   * Makes this the environment of everything that is made in the scope from now on.
   *
   * @param scope a stack, or what stacks are made in, or a part of a stack that has this environment or one that
   * this is a child of
   */
  public bind(scope: IConstruct): void {
    bind(scope, this, [...this._problems, ...this.bindingProblems(scope)]);
    const stack = scope.node.scopes.find((each) => TerraformStack.isStack(each));
    if (stack) watch(stack as TerraformStack);
  }

  /**
   * Whether this is the other one, or inside it.
   *
   * @internal
   */
  public _isWithin(other: TokenEnvironment): boolean {
    return this === other || (this.parent?._isWithin(other) ?? false);
  }

  private bindingProblems(scope: IConstruct): BindingProblem[] {
    const found: BindingProblem[] = [];
    const other = boundTo(scope);
    if (other && other !== this) {
      found.push({
        id: 'two-environments',
        text: `${this.name} is bound where ${other.name} is already: bind one of them`,
      });
    }
    const early = scope.node.findAll().find(isToken);
    if (early) {
      found.push({
        id: 'late-binding',
        text:
          `${this.name} is bound after ${early.node.path} was made, whose name has no prefix therefore: bind it ` +
          `before anything is made in the scope`,
      });
    }
    return found;
  }

  /** The policy, as strict as the parent's. */
  private withinParent(given: TokenPolicy): TokenPolicy {
    const { parent } = this;
    if (!parent) return given;
    const own: TokenPolicy = { ...parent.policy, ...given };
    const loose = loosenings(own, parent.policy);
    for (const { property, given: value, allowed } of loose) {
      this._problems.push({
        id: 'policy-loosened',
        text:
          `${property} is ${value} in ${this.name}, but ${allowed} in ${parent.name}, which it is a child of: a child ` +
          `may only be tighter, so leave ${property} out here, or change it in ${parent.name}`,
      });
    }
    const kept = loose.map(({ property }) => [property, parent.policy[property]]);
    return { ...own, ...Object.fromEntries(kept) };
  }
}

function isToken(construct: IConstruct): boolean {
  return (
    TerraformResource.isTerraformResource(construct) &&
    tokenType(construct.terraformResourceType) !== undefined
  );
}
