import * as fc from 'fast-check';
import { Unknown } from '../../src/framework';
import {
  longestGap,
  MaintenanceWindow,
  recurAfter,
  sinceWindow,
  untilWindow,
} from '../../src/rotation/maintenance-windows';
import { parseWindows, windowFindings } from '../../src/rotation/window-config';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const given = (start: string | null, duration: string | null, day: string | null = null) => ({
  day,
  start,
  duration,
});
const parsed = (...windows: Parameters<typeof given>[]) => parseWindows(windows.map((it) => given(...it)))!;

/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);

describe('a weekly window', () => {
  const windows = parsed(['22:00', '6h', 'saturday']);
  const opens = MONDAY + 5 * DAY + 22 * HOUR;

  test('is open from its start for its duration, both ends included', () => {
    for (const instant of [opens, opens + HOUR, opens + 6 * HOUR, opens - WEEK, opens + 1000 * WEEK]) {
      expect([sinceWindow(windows, instant), untilWindow(windows, instant)]).toEqual([0, 0]);
    }
  });

  test('says how far off it is', () => {
    expect([sinceWindow(windows, opens + 8 * HOUR), untilWindow(windows, opens - HOUR)]).toEqual([
      2 * HOUR,
      HOUR,
    ]);
    expect(longestGap(windows)).toBe(WEEK - 6 * HOUR);
  });

  test('recurs after whole weeks', () => {
    expect([WEEK, 4 * WEEK, DAY, WEEK + 1].map((period) => recurAfter(windows, period))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

test('a daily window is open every day, and recurs after whole days', () => {
  const windows = parsed(['02:30', '90m']);
  for (let day = 0; day < 8; day++) {
    expect(untilWindow(windows, MONDAY + day * DAY)).toBe(2.5 * HOUR);
  }
  expect(longestGap(windows)).toBe(22.5 * HOUR);
  expect([DAY, 30 * DAY, DAY / 2].map((period) => recurAfter(windows, period))).toEqual([true, true, false]);
  expect(recurAfter(parsed(['02:00', '1h'], ['14:00', '1h']), DAY / 2)).toBe(true);
});

test('windows that cover all of the week leave no gap', () => {
  expect(longestGap(parsed(['10:00', '24h']))).toBe(0);
  expect(longestGap(parsed(['10:00', '7d', 'sunday']))).toBe(0);
  expect(longestGap(parsed(['00:00', '12h'], ['12:00', '12h']))).toBe(0);
});

test('without windows it is always time', () => {
  expect([sinceWindow([], MONDAY), untilWindow([], MONDAY), longestGap([])]).toEqual([0, 0, 0]);
});

describe('the arithmetic', () => {
  // Few places in the week, so that windows touch, overlap and hold one another.
  const STEP = WEEK / 12;
  const window = fc.record({
    opensAt: fc.integer({ min: 0, max: 11 }).map((step) => step * STEP),
    length: fc.integer({ min: 1, max: 12 }).map((step) => step * STEP),
  });
  const windows = fc.array(window, { minLength: 1, maxLength: 4 });
  const open = (all: readonly MaintenanceWindow[], instant: number) =>
    all.some(({ opensAt, length }) =>
      [-2, -1, 0, 1].some((week) => {
        const from = opensAt + week * WEEK;
        return from <= instant && instant <= from + length;
      }),
    );

  test('is what one finds by walking', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: 23 }), (all, half) => {
        const instant = (half * STEP) / 2;
        let [back, ahead] = [instant, instant];
        while (!open(all, back)) back -= STEP / 2;
        while (!open(all, ahead)) ahead += STEP / 2;
        expect(sinceWindow(all, instant)).toBe(instant - back);
        expect(untilWindow(all, instant)).toBe(ahead - instant);
      }),
      { numRuns: 300 },
    );
  });

  test('waits for no longer than the longest gap, and once for as long', () => {
    fc.assert(
      fc.property(windows, (all) => {
        const waits = all.map(({ opensAt, length }) => untilWindow(all, opensAt + length + 1));
        expect(longestGap(all)).toBe(Math.max(...waits.map((wait) => (wait === 0 ? 0 : wait + 1))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the configuration', () => {
  test.each([
    [
      given('22:00', '6h', 'Saturday'),
      'maintenance_windows[1].day is "Saturday": give a day of the week such as "saturday"',
    ],
    [
      given('24:00', '6h'),
      'maintenance_windows[1].start is "24:00": give hours and minutes in UTC, from "00:00" to "23:59".',
    ],
    [given('2:00', '6h'), 'start is "2:00"'],
    [given(null, '6h'), 'start is null'],
    [
      given('02:00', '25h'),
      'duration is "25h": give a length such as "2h", longer than 0s and at most 1d, since it opens every day.',
    ],
    [
      given('02:00', '8d', 'friday'),
      'duration is "8d": give a length such as "2h", longer than 0s and at most 7d.',
    ],
    [given('02:00', '0s'), 'duration is "0s"'],
    [given('02:00', 'long'), 'duration is "long"'],
    [given('02:00', null), 'duration is null'],
    [null, 'start is null'],
  ])('%j is refused', (window, says) => {
    const found = windowFindings([given('02:00', '1h'), window]);
    expect(found.map(({ index }) => index)).toEqual(window ? [1] : [1, 1]);
    expect(found[0].detail).toContain(says);
    expect(parseWindows([window])).toBeUndefined();
  });

  test('is taken to its edges', () => {
    const edges = [given('00:00', '24h'), given('23:59', '7d', 'sunday'), given('12:00', '1ms')];
    expect(windowFindings(edges)).toEqual([]);
    expect(windowFindings(Array(100).fill(edges[0]))).toEqual([]);
    expect(windowFindings(Array(101).fill(edges[0]))).toMatchObject([
      { detail: 'maintenance_windows has 101 elements: make it at most 100.' },
    ]);
  });

  test('is no window as long as any of it is unknown', () => {
    for (const window of [Unknown.any, { ...given('02:00', '1h'), day: Unknown.any }]) {
      expect(windowFindings([window])).toEqual([]);
      expect(parseWindows([window])).toBeUndefined();
    }
    expect(windowFindings([{ ...given('2', '8d'), day: Unknown.any }])).toHaveLength(2);
  });
});
