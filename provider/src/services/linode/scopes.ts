/**
 * Whether two texts name the same scopes, in whatever order. The API answers with an order of its own, and takes
 * spaces as well as commas between them.
 */
export function sameScopes(a: string, b: string): boolean {
  return canonicalScopes(a) === canonicalScopes(b);
}

/** One text for all that {@link sameScopes} holds equal. */
export function canonicalScopes(scopes: string): string {
  const all = new Set(scopes.split(/[\s,]+/).filter((scope) => scope !== ''));
  return [...all].sort().join(' ');
}
