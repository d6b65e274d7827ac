/**
 * A string of Terraform's JSON syntax, where it stands for an expression: text with `${...}` and `%{...}` in it.
 * The native syntax has the same, between quotes; only what is outside of the sequences is escaped there.
 */
export function template(text: string): string {
  const sole = soleOf(text);
  return sole !== undefined && isPlain(sole) ? inner(sole) : quoted(text);
}

/** The same, always between quotes: bare names are no expressions where they are keys. */
export function quoted(text: string): string {
  const parts = partsOf(text).map((part) => (part.sequence ? part.text : escaped(part.text)));
  return `"${parts.join('')}"`;
}

/** A string that Terraform takes as it stands, such as the default of a variable. */
export function literal(text: string): string {
  return `"${escaped(text.replace(/[$%](?=\{)/g, '$&$&'))}"`;
}

/** The one expression that a string consists of, or else the string: an address, a keyword or a type. */
export function bare(text: string): string {
  const sole = soleOf(text);
  return sole?.startsWith('${') ? inner(sole) : text;
}

/** The only sequence, where there is nothing else. */
function soleOf(text: string): string | undefined {
  const parts = partsOf(text);
  return parts.length === 1 && parts[0].sequence ? parts[0].text : undefined;
}

function inner(sequence: string): string {
  return sequence.slice(2, -1).trim();
}

interface Part {
  readonly text: string;
  /** Whether it is an interpolation or a directive, from `${` or `%{` to its `}`. */
  readonly sequence: boolean;
}

function partsOf(text: string): Part[] {
  return trimmed(split(text));
}

function split(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let at = 0;
  const take = (sequence: boolean, end: number) => {
    if (end > start) parts.push({ text: text.slice(start, end), sequence });
    start = end;
  };
  while (at < text.length) {
    if (isEscape(text, at)) {
      at += 3;
    } else if (isSequence(text, at)) {
      take(false, at);
      at = endOfExpression(text, at + 2);
      take(true, at);
    } else {
      at += 1;
    }
  }
  take(false, at);
  return parts;
}

/**
 * A `~` in a sequence trims the text beside it, up to the end of one line: that of a JSON string, but all of what is
 * between quotes. So it is done here.
 */
function trimmed(parts: readonly Part[]): Part[] {
  return parts.map(({ text, sequence }, index) => {
    if (sequence) return { text: text.replace(/(?<=^[$%]\{)~/, '').replace(/~(?=\}$)/, ''), sequence };
    const after = parts[index - 1]?.text.endsWith('~}');
    const before = /^[$%]\{~/.test(parts[index + 1]?.text ?? '');
    const lines = text.split(/(?<=\n)/);
    if (after) lines[0] = lines[0].replace(/^[\t-\r\x85\p{Z}]+/u, '');
    if (before) lines.push(lines.pop()!.replace(/[\t-\r\x85\p{Z}]+$/u, ''));
    return { text: lines.join(''), sequence };
  });
}

function isEscape(text: string, at: number): boolean {
  return text.startsWith('$${', at) || text.startsWith('%%{', at);
}

function isSequence(text: string, at: number): boolean {
  return text.startsWith('${', at) || text.startsWith('%{', at);
}

const HEREDOC = /^<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/u;

/** The index after the `}` that closes an expression; strings, comments and heredocs in it may have braces of their own. */
function endOfExpression(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length) {
    const heredoc = text.startsWith('<<', at) ? HEREDOC.exec(text.slice(at, at + 256)) : null;
    if (heredoc) {
      at = endOf(new RegExp(`^[ \\t]*${heredoc[1]}[ \\t]*\\r?$`, 'm'), text, at + heredoc[0].length);
    } else if (text[at] === '"') {
      at = endOfQuoted(text, at + 1);
    } else if (text[at] === '#' || text.startsWith('//', at)) {
      at = endOf(/\n/, text, at);
    } else if (text.startsWith('/*', at)) {
      at = endOf(/\*\//, text, at + 2);
    } else {
      if (text[at] === '{') depth += 1;
      if (text[at] === '}') depth -= 1;
      at += 1;
      if (depth === 0) break;
    }
  }
  return Math.min(at, text.length);
}

function endOfQuoted(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 2;
    else if (isEscape(text, at)) at += 3;
    else if (isSequence(text, at)) at = endOfExpression(text, at + 2);
    else at += 1;
  }
  return at + 1;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  const found = pattern.exec(text.slice(from));
  return found ? from + found.index + found[0].length : text.length;
}

/** An interpolation that means the same without its quotes: no directive, on one line, with no comment. */
function isPlain(sequence: string): boolean {
  return /^\$\{[^\n\r#]*\}$/.test(sequence) && !/\/\/|\/\*/.test(sequence);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Text between quotes. What can't be seen is written by its number. */
function escaped(text: string): string {
  return text.replace(/["\\]|[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return (
      ESCAPES[character] ?? (code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`)
    );
  });
}
