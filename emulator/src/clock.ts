/** The time that all services go by: the machine's, until it is frozen at an instant. */
export class Clock {
  private frozenAt?: number;

  get frozen(): boolean {
    return this.frozenAt !== undefined;
  }

  now(): Date {
    return new Date(this.frozenAt ?? Date.now());
  }

  freeze(at: Date): void {
    this.frozenAt = at.getTime();
  }

  /** Lets the clock run with the machine's again. */
  run(): void {
    this.frozenAt = undefined;
  }
}

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** An RFC 3339 instant, or nothing when the text isn't one (a 30 February included). */
export function parseInstant(text: string): Date | undefined {
  const date = RFC3339.exec(text);
  if (!date) return undefined;
  const [year, month, day] = date.slice(1).map(Number);
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return undefined;
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** RFC 3339 in UTC to the second, as services without sub-second times write it. */
export function toSeconds(instant: Date | number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
