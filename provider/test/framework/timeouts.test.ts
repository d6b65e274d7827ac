import { isTimeout, withTimeout } from '../../src/framework';
import { parseDuration } from '../../src/time/duration';

const FALLBACK = 20 * 60_000;
const DAY = 24 * 60 * 60_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const findings = (value: string) => {
  const found: string[] = [];
  isTimeout(value, (summary, detail) => found.push(`${summary}: ${detail}`));
  return found;
};

test.each(['1ms', '30s', '30d'])('%s is a timeout', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each(['0', '0s', '-5m'])('%s is none', (text) => {
  expect(findings(text)).toEqual([
    `Invalid timeout: a duration of more than 0s is needed, such as "30s", got "${text}"`,
  ]);
});

test('what is no duration is said to be none, once', () => {
  expect(findings('soon')).toEqual([expect.stringMatching(/^Invalid duration: "soon" is no duration/)]);
});

test('an operation ends with its timeout, and says so', () => {
  const signal = withTimeout(new AbortController().signal, '5m', FALLBACK);
  jest.advanceTimersByTime(parseDuration('5m')! - 1);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(1);
  expect(signal.reason).toEqual(new Error('It took longer than the 5m that its timeout allows'));
});

test('a timeout of more than a timer can wait for does not end it at once', () => {
  const signal = withTimeout(new AbortController().signal, '30d', FALLBACK);
  jest.advanceTimersByTime(24 * DAY);
  expect(signal.aborted).toBe(false);
});

test.each([null, undefined, '0s', '-5m'])('%s, be it of an old state, is the default', (given) => {
  const signal = withTimeout(new AbortController().signal, given, FALLBACK);
  jest.advanceTimersByTime(FALLBACK - 1);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});
