const NANOSECONDS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5, the micro sign
  μs: 1_000n, // U+03BC, the Greek letter
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h|d)/y;

/**
 * Reads a duration of the form that Go's `time.ParseDuration` takes, and days besides: `"720h"`,
 * `"30d"`, `"1h30m"`, `"-5m"`. The answer is in milliseconds; `undefined` where the text is none,
 * or not a whole number of milliseconds.
 */
export function parseDuration(text: string): number | undefined {
  const negative = text.startsWith('-');
  const rest = negative || text.startsWith('+') ? text.slice(1) : text;
  if (rest === '0') return 0;
  if (rest === '' || rest.length > 100) return undefined;
  let total = 0n;
  for (PART.lastIndex = 0; PART.lastIndex < rest.length;) {
    const match = PART.exec(rest);
    if (!match) return undefined;
    const [, whole, fraction = '', unit] = match;
    if (whole + fraction === '') return undefined;
    const scaled = BigInt(whole + fraction) * NANOSECONDS[unit];
    const scale = 10n ** BigInt(fraction.length);
    if (scaled % scale !== 0n) return undefined;
    total += scaled / scale;
  }
  const milliseconds = Number(total / NANOSECONDS.ms);
  if (total % NANOSECONDS.ms !== 0n || !Number.isSafeInteger(milliseconds)) return undefined;
  return negative && milliseconds !== 0 ? -milliseconds : milliseconds;
}

/** The shortest text that {@link parseDuration} reads back as the same: `30d`, `1d12h`, `0s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = Math.abs(milliseconds);
  let text = milliseconds < 0 ? '-' : '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const length = Number(NANOSECONDS[unit] / NANOSECONDS.ms);
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  return text;
}
