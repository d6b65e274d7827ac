import fc from 'fast-check';
import { backoff, retryAfter, sleep } from '../../src/http/backoff';

const clock = { now: () => Date.UTC(2026, 0, 31) };

describe('backoff', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('doubles to half a minute, half of it by chance', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.constantFrom(0, undefined), chance, (retries, asked, random) => {
        const ceiling = Math.min(30_000, 500 * 2 ** retries);
        const delay = backoff(retries, asked, () => random);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(ceiling / 2);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  test('is what was asked for, and up to half a second more, whichever try it is', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 1e9 }), chance, (retries, asked, random) => {
        const delay = backoff(retries, asked, () => random);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(asked);
        expect(delay).toBeLessThanOrEqual(asked + 500);
      }),
    );
  });

  test('never shrinks from one try to the next, by the same chance', () => {
    fc.assert(
      fc.property(fc.nat(100), chance, (retries, random) => {
        const at = (tries: number) => backoff(tries, undefined, () => random);
        expect(at(retries + 1)).toBeGreaterThanOrEqual(at(retries));
      }),
    );
  });

  test('spreads clients that failed together', () => {
    const delays = Array.from({ length: 64 }, () => backoff(3, undefined, Math.random));
    expect(new Set(delays).size).toBeGreaterThan(32);
  });
});

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 3 ', 3_000],
    ['Sat, 31 Jan 2026 00:00:10 GMT', 10_000],
    ['Fri, 30 Jan 2026 00:00:10 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    ['-1s', undefined],
    [undefined, undefined],
  ])('%j is %j', (header, milliseconds) => {
    expect(retryAfter(header, undefined, clock)).toBe(milliseconds);
  });

  test('of a date counts from the answer’s own', () => {
    const at = (date: string) => retryAfter('Sat, 31 Jan 2026 01:00:00 GMT', date, clock);
    expect(at('Sat, 31 Jan 2026 00:59:00 GMT')).toBe(60_000);
    expect(at('no date')).toBe(3_600_000);
  });

  test('is a number of milliseconds or nothing, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (header, date) => {
        const delay = retryAfter(header, date, clock);
        expect(delay === undefined || delay >= 0).toBe(true);
      }),
    );
  });
});

describe('sleeping', () => {
  test('ends on time', async () => {
    await sleep(1, new AbortController().signal);
  });

  test('ends at once when it is cancelled, before or meanwhile', async () => {
    const stop = new AbortController();
    const asleep = sleep(1e6, stop.signal);
    stop.abort(new Error('stop'));
    await expect(asleep).rejects.toThrow('stop');
    await expect(sleep(1e6, stop.signal)).rejects.toThrow('stop');
  });
});
