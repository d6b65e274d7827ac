/** Tags as Harness keeps them, from `key:value` or `key`. What follows the first colon is the value. */
export function toTags(texts: readonly string[] | null): Record<string, string> {
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const colon = text.indexOf(':');
      return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
    }),
  );
}

/**
 * Tags as they are written, `before` in its own spelling where that says the same.
 *
 * @param known whether that is of this provider's making: the vendor's own writes an empty set where there are none
 */
export function fromTags(
  tags: Readonly<Record<string, string>>,
  before: string[] | null,
  known = true,
): string[] | null {
  if (before?.length === 0 && !known) return fromTags(tags, null, known);
  if (sameTags(tags, toTags(before))) return before;
  return Object.entries(tags).map(([key, value]) => (value === '' ? key : `${key}:${value}`));
}

export function sameTags(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
  );
}
