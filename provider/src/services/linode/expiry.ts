import { parseInstant } from '../../time/instant';

/** What the API makes of a token that is to expire never (seen in recorded traffic of its own client). */
export const NEVER = '2999-12-12T05:00:00Z';

/** Whether two RFC 3339 texts are the same instant to the API, which keeps whole seconds. */
export function sameInstant(a: string, b: string): boolean {
  return seconds(a) === seconds(b);
}

/** The API's own form: UTC, whole seconds, no zone. */
export function toApi(instant: string): string {
  return new Date(seconds(instant) * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

/** RFC 3339 of the API's form. @throws where it is neither that nor RFC 3339 */
export function fromApi(text: string): string {
  const instant = /(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`;
  if (parseInstant(instant) === undefined) throw new Error('a time is not of the form YYYY-MM-DDTHH:MM:SS');
  return instant;
}

function seconds(instant: string): number {
  return Math.floor(parseInstant(instant)! / 1000);
}
