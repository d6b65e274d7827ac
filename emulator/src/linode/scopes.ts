/** Scopes of a token: `*`, or `area:level` joined by spaces or commas. */
export type Scopes = readonly string[];

const SCOPE = /^[a-z_]+:(?:read_only|read_write)$/;

/** @returns nothing when the text isn't a list of scopes. */
export function parseScopes(text: string): Scopes | undefined {
  const scopes = text.trim().split(/[\s,]+/);
  const wellFormed = scopes.every((scope) => scope === '*' || SCOPE.test(scope));
  return wellFormed ? scopes : undefined;
}

/** Whether whoever holds `held` may do, or give away, `wanted`. */
export function covers(held: Scopes, wanted: Scopes): boolean {
  return wanted.every(
    (scope) =>
      held.includes('*') || held.includes(scope) || held.includes(scope.replace(':read_only', ':read_write')),
  );
}
