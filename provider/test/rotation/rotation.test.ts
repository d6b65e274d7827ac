import * as fc from 'fast-check';
import {
  advance,
  begin,
  currentSlot,
  isRefusal,
  nextRotationAt,
  previousSlot,
  Request,
  Rotation,
  rotatedAt,
} from '../../src/rotation/rotation';
import { findings, Schedule } from '../../src/rotation/schedule';
import { parseWindows } from '../../src/rotation/window-config';
import { parseDuration } from '../../src/time/duration';
import { formatInstant } from '../../src/time/instant';

const DAY = 86_400_000;
const day = (days: number) => days * DAY;

/** Boundaries on days 0, 10, 20 ...; two days of overlap, one day between applies. */
const TEN_DAYS: Schedule = {
  period: day(10),
  anchor: 0,
  overlap: day(2),
  applyInterval: day(1),
  slots: 2,
};

function go(rotation: Rotation, request: Request, schedule = TEN_DAYS, before = schedule): Rotation {
  const after = advance(before, schedule, rotation, request);
  if (isRefusal(after)) throw new Error(after.reason);
  return after;
}

function refusal(rotation: Rotation, request: Request, schedule = TEN_DAYS, before = schedule) {
  const answer = advance(before, schedule, rotation, request);
  if (!isRefusal(answer)) throw new Error('it was not refused');
  return answer;
}

const serials = (rotation: Rotation) => rotation.slots.map(({ serial }) => serial);

describe('the first issue', () => {
  const first = begin(TEN_DAYS, day(13));

  test('fills every slot, and slot 0 is current', () => {
    expect(serials(first)).toEqual([2, 1]);
    expect([currentSlot(first), previousSlot(first)]).toEqual([0, 1]);
    expect(first.generation).toBe(1);
    expect(rotatedAt(first)).toBe(day(13));
  });

  test('expires with the generation, an apply interval and an overlap later', () => {
    expect(first.slots.map(({ expiresAt }) => expiresAt)).toEqual([day(23), day(23)]);
    expect(nextRotationAt(TEN_DAYS, first)).toBe(day(20));
  });

  test('before the anchor counts negative generations', () => {
    expect(begin(TEN_DAYS, -1).generation).toBe(-1);
  });
});

describe('a boundary', () => {
  const first = begin(TEN_DAYS, day(13));

  test('is not passed a moment before it', () => {
    expect(go(first, { now: day(20) - 1 })).toBe(first);
  });

  test('reissues the slot with the lowest serial, which becomes current', () => {
    const second = go(first, { now: day(20) });
    expect(serials(second)).toEqual([2, 3]);
    expect([currentSlot(second), previousSlot(second)]).toEqual([1, 0]);
    expect(second.slots[0]).toBe(first.slots[0]);
    expect(second.slots[1]).toEqual({ serial: 3, issuedAt: day(20), expiresAt: day(33), active: true });
    const third = go(second, { now: day(30.5) });
    expect(serials(third)).toEqual([4, 3]);
  });

  test('makes one rotation, however many passed unseen', () => {
    const late = go(first, { now: day(75) });
    expect(serials(late)).toEqual([2, 3]);
    expect(late.generation).toBe(7);
    expect(go(late, { now: day(75) })).toBe(late);
  });
});

describe('a clock set back', () => {
  test('undoes nothing, and issues nothing in the past', () => {
    const second = go(begin(TEN_DAYS, day(13)), { now: day(20) });
    expect(go(second, { now: day(1) })).toBe(second);
    expect(rotatedAt(go(second, { now: day(1), revoke: true }))).toBe(day(20));
  });
});

describe('a rotation by hand', () => {
  const first = begin(TEN_DAYS, day(13));

  test('reissues one slot without moving the anchor', () => {
    const rotated = go(first, { now: day(14), rotate: true });
    expect(serials(rotated)).toEqual([2, 3]);
    expect(rotated.generation).toBe(1);
    expect(nextRotationAt(TEN_DAYS, rotated)).toBe(day(20));
  });

  test('takes a boundary early that is nearer than overlap and apply interval', () => {
    const rotated = go(first, { now: day(17.5), rotate: true });
    expect(rotated.generation).toBe(2);
    expect(go(rotated, { now: day(20) })).toBe(rotated);
    expect(rotated.slots[1].expiresAt).toBe(day(33));
  });

  test('is refused while the token that the last rotation retired is promised', () => {
    const rotated = go(first, { now: day(14), rotate: true });
    expect(refusal(rotated, { now: day(14), rotate: true })).toMatchObject({
      refused: 'rotate',
      allowedAt: day(16),
    });
    expect(refusal(rotated, { now: day(16) - 1, rotate: true }).allowedAt).toBe(day(16));
    expect(serials(go(rotated, { now: day(16), rotate: true }))).toEqual([4, 3]);
  });

  test('at a boundary is that boundary’s rotation, not another', () => {
    const second = go(first, { now: day(21), rotate: true });
    expect(serials(second)).toEqual([2, 3]);
    expect(second.generation).toBe(2);
  });
});

describe('a revocation', () => {
  test('reissues every slot at once, and slot 0 is current', () => {
    const second = go(begin(TEN_DAYS, day(13)), { now: day(20) });
    const revoked = go(second, { now: day(21), revoke: true });
    expect(serials(revoked)).toEqual([5, 4]);
    expect(revoked.slots.every(({ issuedAt }) => issuedAt === day(21))).toBe(true);
    expect(currentSlot(revoked)).toBe(0);
    expect(revoked.generation).toBe(2);
  });
});

describe('another schedule', () => {
  const first = begin(TEN_DAYS, day(13));
  const monthly = { ...TEN_DAYS, period: day(30) };

  test('keeps serials and expiries', () => {
    const after = go(first, { now: day(14) }, monthly, TEN_DAYS);
    expect(after.slots).toEqual(first.slots);
  });

  test('with a longer period rotates once more when the current token needs it', () => {
    const after = go(first, { now: day(14) }, monthly, TEN_DAYS);
    expect(nextRotationAt(monthly, after)).toBe(day(20));
    const rotated = go(after, { now: day(20) }, monthly);
    expect(serials(rotated)).toEqual([2, 3]);
    expect(nextRotationAt(monthly, rotated)).toBe(day(30));
  });

  test('with a shorter period rotates only where one of its boundaries has passed', () => {
    const daily = { ...TEN_DAYS, period: day(3), overlap: day(1) };
    expect(go(first, { now: day(14) }, daily, TEN_DAYS).slots).toBe(first.slots);
    expect(serials(go(first, { now: day(18) }, daily, TEN_DAYS))).toEqual([2, 3]);
  });

  test('that would cut off whoever holds the token retired last is refused until then', () => {
    const second = go(first, { now: day(20) });
    const long = { ...TEN_DAYS, period: day(60), overlap: day(20), applyInterval: day(7) };
    expect(refusal(second, { now: day(21) }, long, TEN_DAYS)).toMatchObject({
      refused: 'reschedule',
      allowedAt: day(22),
    });
    expect(serials(go(second, { now: day(22) }, long, TEN_DAYS))).toEqual([4, 3]);
  });
});

describe('a shorter overlap', () => {
  test('has nothing live for longer than it says, also where a boundary was taken early before', () => {
    const ahead = go(begin(TEN_DAYS, 0), { now: day(8), rotate: true });
    const short = { ...TEN_DAYS, overlap: 0, applyInterval: 0 };
    const revoked = go(ahead, { now: day(8.5), revoke: true }, short, TEN_DAYS);
    expect(revoked.slots.map(({ expiresAt }) => expiresAt)).toEqual([day(10), day(10)]);
    expect(nextRotationAt(short, revoked)).toBe(day(10));
  });
});

describe('another number of slots', () => {
  const first = begin(TEN_DAYS, day(13));
  const three = { ...TEN_DAYS, slots: 3 };

  test('issues the new ones and leaves the others alone', () => {
    const more = go(first, { now: day(14) }, three, TEN_DAYS);
    expect(serials(more)).toEqual([2, 1, 3]);
    expect(currentSlot(more)).toBe(2);
    expect(more.slots.slice(0, 2)).toEqual(first.slots);
  });

  test('lets the last ones go', () => {
    const fewer = go(begin(three, day(13)), { now: day(14) }, TEN_DAYS, three);
    expect(serials(fewer)).toEqual([3, 2]);
  });

  test('never takes the current one', () => {
    const rotated = go(begin(three, day(13)), { now: day(20) }, three);
    expect(serials(rotated)).toEqual([3, 2, 4]);
    expect(refusal(rotated, { now: day(21) }, TEN_DAYS, three)).toMatchObject({ refused: 'shrink' });
  });

  test('never takes one that is still promised', () => {
    const once = go(begin(three, day(13)), { now: day(20) }, three);
    const twice = go(once, { now: day(30) }, three);
    expect(serials(twice)).toEqual([3, 5, 4]);
    expect(refusal(twice, { now: day(31) }, TEN_DAYS, three).allowedAt).toBe(day(32));
    expect(serials(go(twice, { now: day(32) }, TEN_DAYS, three))).toEqual([3, 5]);
  });

  test('tells of several that go the reason that lasts longest', () => {
    const four = { ...TEN_DAYS, slots: 4 };
    const byHand = [14, 18, 22, 26, 29.5];
    const rotated = byHand.reduce(
      (rotation, at) => go(rotation, { now: day(at), rotate: true }, four),
      begin(four, day(11)),
    );
    expect(serials(rotated)).toEqual([8, 7, 6, 9]);
    // Slot 2 is promised for a day more, but slot 3 is the current one.
    const longer = { ...TEN_DAYS, overlap: day(8) };
    const { reason, allowedAt } = refusal(rotated, { now: day(29.5) }, longer, four);
    expect(reason).toMatch(/^slot 3 holds the current token/);
    expect(allowedAt).toBeUndefined();
  });

  test('that grows makes a rotation by hand needless', () => {
    const rotated = go(begin(TEN_DAYS, day(13)), { now: day(20) });
    const grown = go(rotated, { now: day(21), rotate: true }, three, TEN_DAYS);
    expect(serials(grown)).toEqual([2, 3, 4]);
    expect(grown).toEqual(go(rotated, { now: day(21) }, three, TEN_DAYS));
  });

  test('has the token before the growth as the previous one, and none that nobody held', () => {
    const rotated = go(begin(TEN_DAYS, day(13)), { now: day(20) });
    const grown = go(rotated, { now: day(21) }, { ...TEN_DAYS, slots: 4 }, TEN_DAYS);
    expect(serials(grown)).toEqual([2, 3, 5, 4]);
    expect([currentSlot(grown), previousSlot(grown)]).toEqual([2, 1]);
  });
});

describe('revoking the previous token', () => {
  const revoking = { ...TEN_DAYS, revokePreviousAfter: day(4) };
  const active = (rotation: Rotation) => rotation.slots.map((slot) => slot.active);
  const first = begin(revoking, day(13));
  const second = go(first, { now: day(20) }, revoking);

  test('leaves out slots that nobody can hold', () => {
    expect(active(first)).toEqual([true, false]);
    expect(active(begin({ ...revoking, slots: 4 }, 0))).toEqual([true, false, false, false]);
    expect(active(begin(TEN_DAYS, 0))).toEqual([true, true]);
    expect(active(go(first, { now: day(14), revoke: true }, revoking))).toEqual([true, false]);
  });

  test('counts from when the successor was issued', () => {
    expect(active(second)).toEqual([true, true]);
    expect(go(second, { now: day(24) - 1 }, revoking)).toBe(second);
    const revoked = go(second, { now: day(24) }, revoking);
    expect(active(revoked)).toEqual([false, true]);
    expect(serials(revoked)).toEqual(serials(second));
    expect(go(revoked, { now: day(27) }, revoking)).toBe(revoked);
    expect(active(go(revoked, { now: day(30) }, revoking))).toEqual([true, true]);
  });

  test('of three leaves the one before the last alone', () => {
    const three = { ...revoking, slots: 3, revokePreviousAfter: day(12) };
    let rotation = begin(three, day(13));
    for (const now of [20, 30]) rotation = go(rotation, { now: day(now) }, three);
    expect(serials(rotation)).toEqual([3, 5, 4]);
    expect(active(rotation)).toEqual([true, true, true]);
    expect(active(go(rotation, { now: day(32) }, three))).toEqual([false, true, true]);
  });

  test('keeps for the overlap a token that is replaced in the second in which it was issued', () => {
    const rotated = go(first, { now: day(13), rotate: true }, revoking);
    expect(active(rotated)).toEqual([true, true]);
    expect(refusal(rotated, { now: day(13), rotate: true }, revoking).allowedAt).toBe(day(15));
  });

  test('is not undone by a clock that goes back, nor by a longer time', () => {
    const revoked = go(second, { now: day(24) }, revoking);
    expect(go(revoked, { now: day(20) }, revoking)).toBe(revoked);
    const longer = { ...revoking, revokePreviousAfter: day(9) };
    expect(go(revoked, { now: day(25) }, longer, revoking)).toBe(revoked);
  });

  test('begins and ends without a rotation', () => {
    expect(active(go(begin(TEN_DAYS, day(13)), { now: day(14) }, revoking, TEN_DAYS))).toEqual([true, false]);
    // A slot without a token gets one that is not born expired, and that is nobody's.
    const revoked = go(second, { now: day(26) }, revoking);
    const ended = go(revoked, { now: day(26) }, TEN_DAYS, revoking);
    expect(ended.slots).toEqual([
      { serial: 2, issuedAt: day(26), expiresAt: day(33), active: true },
      revoked.slots[1],
    ]);
    expect(active(go(ended, { now: day(26) }, revoking, TEN_DAYS))).toEqual([false, true]);
  });
});

describe('maintenance windows', () => {
  // 1970 began on a Thursday, so that this one opens on days 2.5, 9.5, 16.5, 23.5 ... for half a day.
  const windows = parseWindows([{ day: 'saturday', start: '12:00', duration: '12h' }]);
  const open = { ...TEN_DAYS, windows };
  const first = begin({ ...open, period: day(20) }, day(13));
  const twenty = { ...open, period: day(20) };

  test('have a boundary wait, and tokens live longer by the longest wait', () => {
    expect(nextRotationAt(twenty, first)).toBe(day(23.5));
    expect(first.slots[0].expiresAt).toBe(day(20 + 6.5 + 1 + 2));
    expect(go(first, { now: day(23.5) - 1 }, twenty)).toBe(first);
    expect(serials(go(first, { now: day(23.5) }, twenty))).toEqual([2, 3]);
  });

  test('that nobody applied in are made up for', () => {
    expect(serials(go(first, { now: day(26) }, twenty))).toEqual([2, 3]);
  });

  test('don’t hold up a rotation by hand, nor a revocation', () => {
    expect(serials(go(first, { now: day(14), rotate: true }, twenty))).toEqual([2, 3]);
    expect(serials(go(first, { now: day(14), revoke: true }, twenty))).toEqual([4, 3]);
  });

  test('have a rotation by hand take a boundary early that is taken soon after', () => {
    const rotated = go(first, { now: day(21), rotate: true }, twenty);
    expect(rotated.generation).toBe(1);
    expect(nextRotationAt(twenty, rotated)).toBe(day(40 + 4.5));
  });

  test('count by where the clock was when it goes back', () => {
    const second = go(first, { now: day(23.5) }, twenty);
    expect(go(second, { now: day(20) }, twenty)).toBe(second);
  });

  test('taken away don’t bring the next boundary into a running overlap', () => {
    // Each boundary waits from Saturday midnight and some hours until the next Saturday.
    const weekly = { ...open, period: day(7), anchor: day(3.25) };
    const waited = go(begin(weekly, day(12)), { now: day(16.5) }, weekly);
    expect(serials(waited)).toEqual([2, 3]);
    const anyTime = { ...weekly, windows: undefined };
    const free = go(waited, { now: day(16.5) }, anyTime, weekly);
    expect(free.slots).toBe(waited.slots);
    // Not on day 17.25, but when the token that was made to wait has to be replaced.
    expect(nextRotationAt(anyTime, free)).toBe(day(23.75));
  });

  test('are no change where they are the same', () => {
    const same = {
      ...twenty,
      windows: parseWindows([{ day: 'saturday', start: '12:00', duration: '720m' }]),
    };
    expect(go(first, { now: day(14) }, same, twenty)).toBe(first);
  });

  test('that are added rotate at once only where the current token would not last until the next one', () => {
    const without = { ...TEN_DAYS, period: day(20) };
    const begun = begin(without, day(1));
    // Expires on day 23: a rotation on day 16.5 is in time, one on day 23.5 is not.
    expect(go(begun, { now: day(12) }, twenty, without).slots).toBe(begun.slots);
    expect(nextRotationAt(twenty, begun)).toBe(day(16.5));
    expect(serials(go(begun, { now: day(18) }, twenty, without))).toEqual([2, 3]);
  });
});

describe('findings', () => {
  test('none for a schedule that keeps the promise, to the very edge', () => {
    expect(findings(TEN_DAYS)).toEqual([]);
    expect(findings({ ...TEN_DAYS, period: day(3) })).toEqual([]);
    expect(findings({ ...TEN_DAYS, slots: 1, overlap: 0 })).toEqual([]);
    expect(findings({ ...TEN_DAYS, revokePreviousAfter: day(2) })).toEqual([]);
  });

  test.each([
    [
      { period: day(3) - 1 },
      'Make period at least 3d, or overlap at most 1d23h59m59s999ms, or apply_interval at most 23h59m59s999ms (and apply that often).',
    ],
    [{ overlap: day(11) }, 'Make overlap at most 9d.'],
    [{ period: 0 }, 'period must be from 1s to 36500d, got 0s.'],
    [{ period: -1 }, 'got -1ms.'],
    [{ overlap: -day(1) }, 'overlap must be 0s or longer, got -1d.'],
    [{ applyInterval: -day(1) }, 'apply_interval must be 0s or longer, got -1d.'],
    [{ slots: 0 }, 'slots must be a whole number from 1 to 100, got 0.'],
    [{ slots: 1.5 }, 'slots must be a whole number from 1 to 100, got 1.5.'],
    [{ slots: 1 }, 'Use slots = 2, or overlap = "0s".'],
    [{ revokePreviousAfter: -1 }, 'revoke_previous_after must be 0s or longer, got -1ms.'],
    [
      { revokePreviousAfter: day(1) },
      'revoke_previous_after is 1d, but overlap promises a token 2d after its successor was issued. Make ' +
        'revoke_previous_after at least 2d, or overlap at most 1d.',
    ],
    [
      { slots: 1, overlap: 0, revokePreviousAfter: day(1) },
      'with slots = 1 there is no previous token. Leave it out, or use slots = 2.',
    ],
  ])('%j', (change, remedy) => {
    const found = findings({ ...TEN_DAYS, ...change });
    expect(found.map(({ detail }) => detail).join('\n')).toContain(remedy);
  });

  test('the period needs room for the wait for a window, unless it is whole weeks', () => {
    const windows = parseWindows([{ day: 'saturday', start: '12:00', duration: '12h' }]);
    expect(findings({ ...TEN_DAYS, windows })).toEqual([]);
    expect(findings({ ...TEN_DAYS, windows, period: day(9.5) })).toEqual([]);
    expect(findings({ ...TEN_DAYS, windows, period: day(7) })).toEqual([]);
    expect(findings({ ...TEN_DAYS, windows, period: day(9) })).toEqual([
      {
        attribute: 'period',
        summary: 'Period is too short for its maintenance windows',
        detail:
          'period is 9d, but overlap (2d), apply_interval (1d) and the time between two maintenance windows (6d12h) ' +
          'need at least 9d12h: a rotation that comes so much and apply_interval late would be followed by the next ' +
          'one before its overlap is over. Make period at least 9d12h, or whole weeks of at least 7d, or overlap at ' +
          'most 1d12h, or apply_interval at most 12h (and apply that often), or maintenance_windows at most 6d apart.',
      },
    ]);
  });

  test('each remedy for the inequality mends it', () => {
    const hours = (max: number) => fc.integer({ min: 0, max }).map((count) => count * (day(1) / 24));
    const gaps = fc.constantFrom<(string | null)[]>([], ['saturday'], [null], ['monday', 'saturday']);
    fc.assert(
      fc.property(hours(400), hours(100), hours(100), gaps, (more, overlap, applyInterval, days) => {
        const windows = parseWindows(days.map((each) => ({ day: each, start: '12:00', duration: '6h' })));
        const schedule = { ...TEN_DAYS, period: day(1) + more, overlap, applyInterval, windows };
        const detail = findings(schedule)[0]?.detail ?? '';
        const mended = (name: string, change: (duration: number) => Partial<Schedule>) => {
          const remedy = new RegExp(`${name} at (?:least|most) (\\w+)`).exec(detail)?.[1];
          if (remedy) expect(findings({ ...schedule, ...change(parseDuration(remedy)!) })).toEqual([]);
        };
        mended('period', (period) => ({ period }));
        mended('whole weeks of', (period) => ({ period }));
        mended('overlap', (shorter) => ({ overlap: shorter }));
        mended('apply_interval', (shorter) => ({ applyInterval: shorter }));
        expect(findings(schedule).length).toBeLessThanOrEqual(1);
      }),
      { examples: [[day(6), day(3.5), day(3.5) + day(1) / 24, ['saturday']]], numRuns: 1000 },
    );
  });

  test('come all at once', () => {
    const found = findings({ period: 0, overlap: -1, applyInterval: -1, anchor: 0, slots: 0 });
    expect(found.map(({ attribute }) => attribute)).toEqual(['period', 'overlap', 'apply_interval', 'slots']);
  });

  test('the longest period keeps every instant within four-digit years', () => {
    const longest = { ...TEN_DAYS, period: day(36500) };
    expect(findings(longest)).toEqual([]);
    expect(formatInstant(nextRotationAt(longest, begin(longest, Date.UTC(2100))))).toMatch(/^2\d{3}-/);
  });
});
