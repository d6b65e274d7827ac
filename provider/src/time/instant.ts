const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** 9999-12-31T23:59:59.999Z: RFC 3339 writes a year in four digits. */
export const LATEST_INSTANT = 253402300799999;

/** 0001-01-01T00:00:00Z, the first instant that Terraform's own time functions read. */
export const EARLIEST_INSTANT = -62135596800000;

/**
 * Reads an RFC 3339 instant, offset included, as milliseconds since 1970; what is finer than a
 * millisecond is cut off. `undefined` where it is none (a 30th of February is none).
 */
export function parseInstant(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = match[8] ? Number(`${match[8]}1`) * (Number(match[9]) * 60 + Number(match[10])) : 0;
  if (Number(match[9] ?? 0) > 23 || Number(match[10] ?? 0) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, fraction);
  const asGiven =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!asGiven) return undefined;
  const instant = date.getTime() - offset * 60_000;
  return instant < EARLIEST_INSTANT || instant > LATEST_INSTANT ? undefined : instant;
}

/** RFC 3339 in UTC: `2026-01-31T00:00:00Z`, with milliseconds only where there are any. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
