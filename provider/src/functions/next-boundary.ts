import { ArgumentError, ProviderFunction } from '../framework';
import { instantArgument, nowParameter } from './expiry';
import { beginningOf, findings, generationAt, Schedule } from '../rotation/schedule';
import { parseDuration } from '../time/duration';
import { formatInstant, LATEST_INSTANT } from '../time/instant';

/** `next_boundary(period, anchor, now)` */
export const nextBoundary: ProviderFunction = {
  name: 'next_boundary',
  signature: {
    summary: 'When a schedule’s next period begins',
    description:
      'The first instant after `now` that lies a whole number of periods from the anchor, RFC 3339 in UTC: when a ' +
      '`tokens_rotation` with this `period` and `anchor` falls due next.',
    parameters: [
      { name: 'period', type: 'string', description: 'A duration such as `30d`, `720h` or `1h30m`.' },
      { name: 'anchor', type: 'string', description: 'Any instant on a boundary, RFC 3339.' },
      nowParameter,
    ],
    returns: 'string',
  },
  call: (args) => {
    const anchor = instantArgument(args, 1, '"1970-01-01T00:00:00Z"');
    const now = instantArgument(args, 2, 'plantimestamp()');
    const schedule = scheduleOf(args[0] as string, anchor);
    const next = beginningOf(schedule, generationAt(schedule, now) + 1);
    if (next > LATEST_INSTANT) {
      throw new ArgumentError(0, `The next boundary is after ${formatInstant(LATEST_INSTANT)}.`);
    }
    return formatInstant(next);
  },
};

function scheduleOf(given: string, anchor: number): Schedule {
  const period = parseDuration(given);
  if (period === undefined) {
    throw new ArgumentError(
      0,
      `${JSON.stringify(given)} is no duration. Give numbers with units, such as "30d", "720h" or "1h30m".`,
    );
  }
  const schedule = { period, anchor, overlap: 0, applyInterval: 0, slots: 1 };
  const [finding] = findings(schedule);
  if (finding) throw new ArgumentError(0, finding.detail);
  return schedule;
}
