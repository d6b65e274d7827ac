import * as fc from 'fast-check';
import { formatDuration, parseDuration } from '../../src/time/duration';

test.each([
  ['0', 0],
  ['0s', 0],
  ['30d', 30 * 86_400_000],
  ['720h', 720 * 3_600_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['400.1d', 34_568_640_000],
  ['.5s', 500],
  ['2000us', 2],
  ['2000µs', 2],
  ['1000000ns', 1],
  ['-5m', -300_000],
  ['+5m', 300_000],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  '',
  '-',
  '30',
  'd',
  '1 h',
  '1h ',
  '1ns',
  '1.5ms',
  '1w',
  '1e3s',
  '.s',
  '9'.repeat(20) + 'd',
  '1h-1m',
])('%j is no duration in whole milliseconds', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('what is formatted reads back as the same', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (milliseconds) => {
      fc.pre(!Object.is(milliseconds, -0));
      expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
    }),
  );
});

test('the text is the shortest: days first, empty units left out', () => {
  expect(formatDuration(129_600_000)).toBe('1d12h');
  expect(formatDuration(0)).toBe('0s');
  expect(formatDuration(-61_000)).toBe('-1m1s');
});
