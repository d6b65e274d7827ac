import { bare, literal, quoted, template } from './template';

/** What `JSON.parse` answers with. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * Writes the value of an argument.
 *
 * @param margin what stands before the line on which the value begins
 */
export type Writer = (value: Json, margin: string) => string;

/** What is written for a name or an element, and for what it is. */
export interface Definition {
  readonly name: string;
  readonly value: string;
}

/** Most arguments: strings in them, at any depth, are templates. */
export const expression: Writer = writer(template, quoted);

/** An argument that Terraform reads before there is anything to refer to: strings in it stand for themselves. */
export const constant: Writer = writer(literal, literal);

/** An argument that takes addresses, keywords or a type: the JSON syntax puts them between quotes, the native one does not. */
export const reference: Writer = writer(bare, bare);

/** Definitions, a line each, as `terraform fmt` has them: neighbours of one line have their `=` in one column. */
export function defined(definitions: readonly Definition[], margin: string): string[] {
  const lines: string[] = [];
  let neighbours: Definition[] = [];
  const flush = () => {
    const width = Math.max(...neighbours.map(({ name }) => lengthOf(name)));
    for (const { name, value } of neighbours) {
      lines.push(`${margin}${name}${' '.repeat(width - lengthOf(name))} = ${value}`);
    }
    neighbours = [];
  };
  for (const definition of definitions) {
    if (definition.value.includes('\n')) {
      flush();
      lines.push(`${margin}${definition.name} = ${definition.value}`);
    } else {
      neighbours.push(definition);
    }
  }
  flush();
  return lines;
}

/** Whether it is an object, and no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** So many columns fit on a line. */
const WIDTH = 100;

/** Words that mean something else at the beginning of an element. */
const RESERVED = /^(for|null|true|false)$/;

function writer(text: (value: string) => string, key: (name: string) => string): Writer {
  const write: Writer = (value, margin) => {
    if (typeof value === 'string') return text(value);
    if (isObject(value)) return object(value, margin);
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return list(value, margin);
  };
  const list = (elements: readonly Json[], margin: string) => {
    const each = elements.map((element) => write(element, `${margin}  `));
    const line = `[${each.join(', ')}]`;
    if (line.length <= WIDTH && !line.includes('\n')) return line;
    return `[\n${each.map((element) => `${margin}  ${element},\n`).join('')}${margin}]`;
  };
  const object = (value: JsonObject, margin: string) => {
    const elements = Object.entries(value).map(([name, element]) => ({
      name: isIdentifier(name) && !RESERVED.test(name) ? name : key(name),
      value: write(element, `${margin}  `),
    }));
    if (elements.length === 0) return '{}';
    return `{\n${defined(elements, `${margin}  `).join('\n')}\n${margin}}`;
  };
  return write;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}

/** Columns, as `terraform fmt` counts them. */
function lengthOf(name: string): number {
  return /^[\x20-\x7e]*$/.test(name) ? name.length : [...new Intl.Segmenter().segment(name)].length;
}
