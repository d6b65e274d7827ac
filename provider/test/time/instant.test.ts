import * as fc from 'fast-check';
import { clockFromEnvironment } from '../../src/time/clock';
import { EARLIEST_INSTANT, formatInstant, LATEST_INSTANT, parseInstant } from '../../src/time/instant';

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['2026-01-31T12:00:00+02:00', Date.UTC(2026, 0, 31, 10)],
  ['2026-01-31T12:00:00.123456-00:30', Date.UTC(2026, 0, 31, 12, 30, 0, 123)],
  ['2024-02-29T00:00:00z', Date.UTC(2024, 1, 29)],
])('%s is %d ms after 1970', (text, instant) => {
  expect(parseInstant(text)).toBe(instant);
});

test.each([
  '',
  '2026-01-31',
  '2026-01-31T00:00:00',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T00:00:60Z',
  '2026-01-31T00:00:00+24:00',
  '2026-01-31T00:00:00+0100',
  ' 2026-01-31T00:00:00Z',
  '0000-12-31T00:00:00Z',
])('%j is no RFC 3339 instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test('what is formatted reads back as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: EARLIEST_INSTANT, max: LATEST_INSTANT }), (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant);
    }),
  );
});

test('seconds are written without a fraction', () => {
  expect(formatInstant(0)).toBe('1970-01-01T00:00:00Z');
  expect(formatInstant(1)).toBe('1970-01-01T00:00:00.001Z');
});

test('TOKENS_NOW sets the clock, and stands still', () => {
  const clock = clockFromEnvironment({ TOKENS_NOW: '2030-01-01T00:00:00Z' });
  expect([clock.now(), clock.now()]).toEqual([Date.UTC(2030, 0, 1), Date.UTC(2030, 0, 1)]);
});

test('a TOKENS_NOW that is no instant is refused, never ignored', () => {
  expect(() => clockFromEnvironment({ TOKENS_NOW: 'tomorrow' })).toThrow(
    'TOKENS_NOW must be an RFC 3339 instant such as "2026-01-31T00:00:00Z", got "tomorrow"',
  );
});

test('without TOKENS_NOW the time is the machine’s', () => {
  const before = Date.now();
  const now = clockFromEnvironment({}).now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
