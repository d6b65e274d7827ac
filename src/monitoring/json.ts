import { Fn, Token } from 'cdktf';
import { quoted } from '../hcl';

/** JSON, of which Terraform fills in what is known only when it runs. */
export function json(content: object): string {
  return Fn.jsonencode(expression(content));
}

/** Every string quoted as Terraform reads it, and what is absent as null: a reader finds each key in each file. */
function expression(value: unknown): unknown {
  if (value === undefined) return Token.nullValue();
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value!).map(([key, each]) => [key, expression(each)]));
}
