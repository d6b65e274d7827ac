import { Token } from 'cdktf';
import { fits } from './pattern';

/** What a value in a synthesized configuration has to be like. */
export abstract class Matcher {
  /**
   * What is wrong with a value.
   *
   * @param actual the value as it is in the JSON; undefined where there is none
   * @returns a text for each difference, such as `is "a": expected "b"`; none where it matches
   */
  public abstract test(actual: any): string[];
}

/**
 * Matchers for the properties of resources.
 *
 * Without one, a value is compared by what is expected of it: of an object it has to have the properties that
 * are named, a list has to be the same element by element, and so on downwards.
 */
export class Match {
  /** Anything that is there. */
  public static anyValue(): Matcher {
    return new Check((actual) => (actual === undefined || actual === null ? ['is missing'] : []));
  }

  /** Nothing: the property must not be there. */
  public static absent(): Matcher {
    return new Check((actual) => (actual === undefined ? [] : [`is ${shown(actual)}: expected none`]));
  }

  /**
   * Exactly this, down to the last property.
   *
   * @param value what it has to be
   */
  public static exact(value: any): Matcher {
    return new Check((actual, resolve) => differences(value, actual, resolve, true));
  }

  /**
   * A list with these elements in it, in this order; others may be between them.
   *
   * @param elements what it has to have: values or matchers
   */
  public static arrayWith(elements: any[]): Matcher {
    return new Check((actual, resolve) => {
      if (!Array.isArray(actual)) return [`is ${shown(actual)}: expected a list`];
      let from = 0;
      for (const element of elements) {
        const found = actual.findIndex(
          (each, at) => at >= from && differences(element, each, resolve).length === 0,
        );
        if (found < 0)
          return [`is ${shown(actual)}: expected it to have ${described(element)}${from > 0 ? ' next' : ''}`];
        from = found + 1;
      }
      return [];
    });
  }

  /**
   * A text such as this.
   *
   * @param pattern all of the text, where a `*` stands for anything
   */
  public static stringLike(pattern: string): Matcher {
    return new Check((actual) =>
      typeof actual === 'string' && fits(pattern, actual)
        ? []
        : [`is ${shown(actual)}: expected a text like ${JSON.stringify(pattern)}`],
    );
  }

  /**
   * Anything but this.
   *
   * @param value what it must not be: a value or a matcher
   */
  public static not(value: any): Matcher {
    return new Check((actual, resolve) =>
      differences(value, actual, resolve).length > 0 ? [] : [`is ${shown(actual)}: expected anything else`],
    );
  }

  private constructor() {}
}

/** Makes of a reference the text that it has in the configuration. */
export type Resolve = (value: unknown) => unknown;

/** What is wrong with a value, a text each that begins with the property it is about. */
export function differences(expected: unknown, actual: unknown, resolve: Resolve, exactly = false): string[] {
  if (expected instanceof Check) return expected.differences(actual, resolve);
  if (expected instanceof Matcher) return expected.test(actual);
  const value = Token.isUnresolved(expected) ? resolve(expected) : expected;
  if (Array.isArray(value) && Array.isArray(actual)) {
    if (value.length !== actual.length) {
      return [
        `has ${actual.length} elements, ${shown(actual)}: expected ${value.length}, ${described(value)}`,
      ];
    }
    return value.flatMap((each, index) =>
      within(`[${index}]`, differences(each, actual[index], resolve, exactly)),
    );
  }
  if (isRecord(value) && isRecord(actual)) {
    const names = exactly
      ? new Set([...Object.keys(value), ...Object.keys(actual)])
      : new Set(Object.keys(value));
    return [...names].flatMap((name) =>
      within(`.${name}`, differences(value[name], actual[name], resolve, exactly)),
    );
  }
  if (value === actual) return [];
  return [
    actual === undefined
      ? `is missing: expected ${described(value)}`
      : `is ${shown(actual)}: expected ${described(value)}`,
  ];
}

class Check extends Matcher {
  constructor(public readonly differences: (actual: unknown, resolve: Resolve) => string[]) {
    super();
  }

  public test(actual: any): string[] {
    return this.differences(actual, (value) => value);
  }
}

function within(name: string, found: readonly string[]): string[] {
  return found.map((text) => (/^[.[]/.test(text) ? `${name}${text}` : `${name} ${text}`));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** What is expected, with matchers in it. */
export function described(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) => (each instanceof Matcher ? '<matcher>' : each)) ?? 'none'
  );
}
