import { Token } from 'cdktf';
import { Matcher } from './matcher';

/** Makes of a reference the text that it has in the configuration. */
export type Resolve = (value: unknown) => unknown;

/** What is wrong with a value, a text each that begins with the property it is about. */
export function differences(expected: unknown, actual: unknown, resolve: Resolve, exactly = false): string[] {
  if (expected instanceof Check) return expected.check(actual, resolve);
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

/** A matcher of ours, which can look up references. */
export class Check extends Matcher {
  constructor(public readonly check: (actual: unknown, resolve: Resolve) => string[]) {
    super();
  }

  public test(actual: any): string[] {
    return this.check(actual, (value) => value);
  }
}

function within(name: string, found: readonly string[]): string[] {
  return found.map((text) => (/^[.[]/.test(text) ? `${name}${text}` : `${name} ${text}`));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is there. */
export function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** What is expected, with matchers in it. */
export function described(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) => (each instanceof Matcher ? '<matcher>' : each)) ?? 'none'
  );
}
