import { Refusal } from './refusal';

/** Reads the members of a JSON object by their type. A null is as good as absent; another type is refused (400). */
export class Fields {
  constructor(private readonly object: Record<string, unknown>) {}

  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  text(name: string): string | undefined {
    return this.read(name, 'a string', (value): value is string => typeof value === 'string');
  }

  boolean(name: string): boolean | undefined {
    return this.read(name, 'a boolean', (value): value is boolean => typeof value === 'boolean');
  }

  integer(name: string): number | undefined {
    return this.read(name, 'an integer', (value): value is number => Number.isSafeInteger(value));
  }

  texts(name: string): string[] | undefined {
    return this.read(
      name,
      'a list of strings',
      (value): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string'),
    );
  }

  /** An object of strings, such as tags. */
  map(name: string): Record<string, string> | undefined {
    return this.read(
      name,
      'an object of strings',
      (value): value is Record<string, string> =>
        isObject(value) && Object.values(value).every((each) => typeof each === 'string'),
    );
  }

  nested(name: string): Fields {
    const value = this.read(name, 'an object', isObject);
    if (!value) throw new Refusal(400, `${name} is required`, { field: name });
    return new Fields(value);
  }

  /** The text, which must be there and not be empty. */
  required(name: string): string {
    const value = this.text(name);
    if (!value) throw new Refusal(400, `${name} is required`, { field: name });
    return value;
  }

  private read<T>(name: string, kind: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.has(name) ? this.object[name] : undefined;
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw new Refusal(400, `${name} must be ${kind}`, { field: name });
    return value;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
