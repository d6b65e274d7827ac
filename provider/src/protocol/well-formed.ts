/**
 * The text with U+FFFD for each half of a surrogate pair: a service's JSON may hold such, UTF-8 and
 * with it all of Terraform may not.
 */
export function wellFormed(text: string): string {
  // Of ECMAScript 2024, and in Node 20 already.
  return (text as string & { toWellFormed(): string }).toWellFormed();
}
