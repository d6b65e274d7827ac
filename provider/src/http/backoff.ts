import { Clock } from '../time/clock';

/** How a client waits; all of it in milliseconds. */
export interface Timing {
  /** The machine's clock, also where a rehearsal has set another for the provider. */
  readonly clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** @throws the signal's reason, at once, when it is aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const FIRST = 500;
const LONGEST = 30_000;

/**
 * How long to wait before the next try: doubling from half a second to half a minute, half of it by chance, so
 * that clients which failed together don't come back together. Where the service says how long, that long and up to
 * half a second more.
 *
 * @param retries how many tries went before the one that failed
 * @param asked what the service asked for with Retry-After
 */
export function backoff(retries: number, asked: number | undefined, random: () => number): number {
  if (asked) return asked + Math.round(random() * FIRST);
  return Math.round(Math.min(LONGEST, FIRST * 2 ** retries) * (0.5 + random() / 2));
}

/**
 * Milliseconds that a Retry-After header asks for, as seconds or as a date; `undefined` where it says nothing that
 * can be understood.
 *
 * @param date the answer's own Date header: the clock that the service's date was read from
 */
export function retryAfter(
  header: string | undefined,
  date: string | undefined,
  clock: Clock,
): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header);
  if (Number.isNaN(until)) return undefined;
  const from = Date.parse(date ?? '');
  return Math.max(0, until - (Number.isNaN(from) ? clock.now() : from));
}

/** Waits on a real timer. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
