import { Fn, IResolvable, Op, ref, Token, Tokenization } from 'cdktf';

/**
 * A string inside a Terraform expression. cdktf puts plain text between quotes as it is, which a quote, a
 * backslash or a `%{` in it would break out of, also where a reference stands beside it.
 */
export function quoted(text: string): string {
  if (!Token.isUnresolved(text)) return literal(text);
  const parts: string | string[] = Tokenization.reverseString(text).join({
    join: (left: string | string[], right: string) => [left, right].flat(),
  });
  if (typeof parts === 'string') return text;
  return Fn.join(
    '',
    parts.map((part) => (Token.isUnresolved(part) ? part : literal(part))),
  );
}

function literal(text: string): string {
  const escaped = JSON.stringify(text)
    .replace(/\\b/g, '\\u0008')
    .replace(/\\f/g, '\\u000c')
    .replace(/[$%](?=\{)/g, '$&$&');
  return Token.asString(ref(escaped));
}

/** Whether a sensitive value is there, as something that may be shown: the comparison itself would stay sensitive. */
export function isPresent(value: string): IResolvable {
  return Fn.nonsensitive(Op.neq(value, Token.nullValue()));
}
