import { Check, described, differences, shown } from './differences';
import { Matcher } from './matcher';
import { fits } from './pattern';

/**
 * Matchers for the properties of resources.
 *
 * Without one, a value is compared by what is expected of it: of an object it has to have the properties that
 * are named, a list has to be the same element by element, and so on downwards.
 *
 * @example
 * testing.Template.fromStack(stack).hasToken({
 *   type: 'linode_token',
 *   properties: { label: testing.Match.stringLike('prod-*'), expiry: testing.Match.anyValue() },
 * });
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
   * A list with these elements in it, in this order. Others may be between them.
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
        if (found < 0) {
          return [`is ${shown(actual)}: expected it to have ${described(element)}${from > 0 ? ' next' : ''}`];
        }
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
