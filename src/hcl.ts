import { Fn, IResolvable, Op, ref, Token, Tokenization } from 'cdktf';

/**
 * A string inside a Terraform expression. cdktf puts plain text between quotes as it is, which a quote, a
 * backslash or a `%{` in it would break out of, also where a reference stands beside it.
 */
export function quoted(text: string): string {
  const parts = partsOf(text);
  if (parts.every((part) => !Token.isUnresolved(part))) return literal(text);
  return parts.length === 1 ? parts[0] : Fn.join('', parts.map(orLiteral));
}

/** References and the plain text between them. */
function partsOf(text: string): string[] {
  if (text === '') return [];
  const parts: string | string[] = Tokenization.reverseString(text).join({
    join: (left: string | string[], right: string) => [left, right].flat(),
  });
  return [parts].flat().flatMap((part) => (Token.isUnresolved(part) ? part : withoutNumbers(part)));
}

const NUMBER = /(-?\d+(?:\.\d+)?e\+\d+)/;

/** In a text, cdktf's stand-in for a number that is known later looks like any number. */
function withoutNumbers(plain: string): string[] {
  return plain
    .split(NUMBER)
    .filter((part) => part !== '')
    .map((part) =>
      NUMBER.test(part) && Token.isUnresolved(Number(part)) ? Fn.tostring(Number(part)) : part,
    );
}

function orLiteral(part: string): string {
  return Token.isUnresolved(part) ? part : literal(part);
}

function literal(text: string): string {
  const escaped = JSON.stringify(text)
    .replace(/\\b/g, '\\u0008')
    .replace(/\\f/g, '\\u000c')
    .replace(/[$%](?=\{)/g, '$&$&');
  return Token.asString(ref(escaped));
}

/**
 * A string inside a Terraform expression in which nothing stands for what is null. For whoever takes no null, such as
 * an attribute that is required, or `join`.
 */
export function withoutNull(text: string): string {
  const parts = partsOf(text);
  if (parts.every((part) => !Token.isUnresolved(part))) return literal(text);
  return Fn.join('', Fn.compact(parts.map(orLiteral)));
}

/**
 * A value with a text before it; null where there is none. No conditional: cdktf puts no parentheses around
 * those, and the value would stand there twice.
 */
export function prefixed(prefix: string, value: string): string {
  if (prefix === '' || !Token.isUnresolved(value)) return quoted(prefix + value);
  const format = `${prefix.replace(/%/g, '%%')}%s`;
  return Token.asString(Fn.one(Fn.formatlist(literal(format), [Fn.compact([quoted(value)])])));
}

/** Whether a sensitive value is there, as something that may be shown: the comparison itself would stay sensitive. */
export function isPresent(value: string): IResolvable {
  return Fn.nonsensitive(Op.neq(value, Token.nullValue()));
}
