import { Attribute as ProtocolAttribute, Decimal, Type, Unknown, Value } from '../protocol';
import { PlanModifier } from './plan-modifiers';
import { Validator } from './validators';

/** How the framework plans and checks an attribute. */
interface Behaviour<T> {
  /** The value where the configuration has none. The attribute must be optional and computed. */
  readonly default?: Value;
  /** What a plan says of a value that only the apply will know. @default nothing */
  readonly unknownAs?: Unknown;
  readonly validators?: readonly Validator[];
  readonly planModifiers?: readonly PlanModifier[];
  /** What a resource's code sees; for the compiler only. */
  readonly valueType?: T;
}

/** One attribute of a schema: what Terraform is told of it, and how the framework plans and checks it. */
export type Attribute<T = unknown> = ProtocolAttribute & Behaviour<T>;

export type Attributes = Readonly<Record<string, Attribute>>;

/** The known values of some attributes, null where there is none. */
export type ValuesOf<A extends Attributes> = { -readonly [Name in keyof A]: ValueOf<A[Name]> | null };

/** The value of one attribute, where there is one. */
export type ValueOf<A> = A extends Attribute<infer T> ? T : never;

/** What all attributes may say; `description` is Markdown, and carries units. */
export type AttributeOptions<T> = Omit<Attribute, 'type' | 'nested' | 'valueType' | 'default'> & {
  readonly description: string;
  readonly default?: T;
};

function attribute<T>(type: Type, options: AttributeOptions<T>): Attribute<T> {
  if (options.default !== undefined && !(options.optional && options.computed)) {
    throw new Error('an attribute with a default must be optional and computed');
  }
  return { ...options, type } as Attribute<T>;
}

export function stringAttribute(options: AttributeOptions<string>): Attribute<string> {
  return attribute('string', options);
}

export function boolAttribute(options: AttributeOptions<boolean>): Attribute<boolean> {
  return attribute('bool', options);
}

/** A whole number that JavaScript can hold; another one is refused when the configuration is validated. */
export function int64Attribute(options: AttributeOptions<number>): Attribute<number> {
  const whole: Validator = (value, report) => {
    if (!Number.isSafeInteger(value instanceof Decimal ? value.toNumber() : value)) {
      report('Not a whole number', `a whole number is needed, got ${String(value)}`);
    }
  };
  return attribute('number', { ...options, validators: [whole, ...(options.validators ?? [])] });
}

export function listAttribute<T>(element: Type, options: AttributeOptions<T[]>): Attribute<T[]> {
  return attribute({ list: element }, options);
}

export function setAttribute<T>(element: Type, options: AttributeOptions<T[]>): Attribute<T[]> {
  return attribute({ set: element }, options);
}

/** An object with a schema of its own, all of whose attributes are known, or unknown, together. */
export function objectAttribute<const A extends Attributes>(
  attributes: A,
  options: AttributeOptions<ValuesOf<A>>,
): Attribute<ValuesOf<A>> {
  return { ...options, nested: { nesting: 'single', attributes } } as Attribute<ValuesOf<A>>;
}

export function mapAttribute<T>(
  element: Type,
  options: AttributeOptions<Record<string, T>>,
): Attribute<Record<string, T>> {
  return attribute({ map: element }, options);
}
