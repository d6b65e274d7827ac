import { Fn, IResolvable, Op, ref, Token } from 'cdktf';

/**
 * A string inside a Terraform expression. cdktf puts a plain string between quotes as it is, which a
 * quote, a backslash or a `%{` in it would break out of; references pass through.
 */
export function quoted(text: string): string {
  if (Token.isUnresolved(text)) return text;
  const literal = JSON.stringify(text)
    .replace(/\\b/g, '\\u0008')
    .replace(/\\f/g, '\\u000c')
    .replace(/[$%](?=\{)/g, '$&$&');
  return Token.asString(ref(literal));
}

/** Whether a sensitive value is there, as something that may be shown: the comparison itself would stay sensitive. */
export function isPresent(value: string): IResolvable {
  return Fn.nonsensitive(Op.neq(value, Token.nullValue()));
}
