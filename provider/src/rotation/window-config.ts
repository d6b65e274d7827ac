import { MaintenanceWindow } from './maintenance-windows';
import { isUnknown, Unknown } from '../framework';
import { formatDuration, parseDuration } from '../time/duration';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WEEK = 7 * DAY;

/** As `day` has them, in the order of {@link MaintenanceWindow.opensAt}. */
const DAYS = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'];

/** Each of them counts seven times where it is daily; beyond it, a generated list went wrong. */
const MAX_WINDOWS = 100;

interface Fields {
  readonly day: unknown;
  readonly start: unknown;
  readonly duration: unknown;
}

/** A window as the configuration has it: any of it may be unknown, and any that is known be null. */
export type GivenWindow = Fields | Unknown | null;

const NO_WINDOW: Fields = { day: null, start: null, duration: null };

/** What is wrong with the windows of a configuration. */
export interface WindowFinding {
  /** Of the window; absent where it is about all of them. */
  readonly index?: number;
  readonly summary: string;
  readonly detail: string;
}

/** Everything that is wrong with the windows of a configuration, as far as they are known. */
export function windowFindings(given: readonly GivenWindow[]): WindowFinding[] {
  if (given.length > MAX_WINDOWS) {
    const detail = `maintenance_windows has ${given.length} elements: make it at most ${MAX_WINDOWS}.`;
    return [{ summary: 'Too many maintenance windows', detail }];
  }
  return given.flatMap((window, index) => {
    if (isUnknown(window)) return [];
    const { day, start, duration } = window ?? NO_WINDOW;
    const found: WindowFinding[] = [];
    const say = (attribute: string, value: unknown, right: string) =>
      found.push({
        index,
        summary: 'Invalid maintenance window',
        detail: `maintenance_windows[${index}].${attribute} is ${JSON.stringify(value)}: ${right}.`,
      });
    if (!isUnknown(day) && day !== null && !DAYS.includes(day as string)) {
      say('day', day, 'give a day of the week such as "saturday", or leave it out for every day');
    }
    if (!isUnknown(start) && startOf(start) === undefined) {
      say('start', start, 'give hours and minutes in UTC, from "00:00" to "23:59"');
    }
    const daily = day === null;
    const longest = daily ? DAY : WEEK;
    if (!isUnknown(duration) && !((lengthOf(duration) ?? 0) > 0 && lengthOf(duration)! <= longest)) {
      const most = `${formatDuration(longest)}${daily ? ', since it opens every day' : ''}`;
      say('duration', duration, `give a length such as "2h", longer than 0s and at most ${most}`);
    }
    return found;
  });
}

/** The windows of a configuration in which all is known and nothing is wrong; undefined where it isn't so. */
export function parseWindows(given: readonly GivenWindow[]): MaintenanceWindow[] | undefined {
  const known = given.every((it) => !isUnknown(it) && !Object.values(it ?? NO_WINDOW).some(isUnknown));
  if (!known || windowFindings(given).length > 0) return undefined;
  return given.flatMap((window) => {
    const { day, start, duration } = window as Fields;
    const days = day === null ? DAYS : [day as string];
    return days.map((each) => ({
      opensAt: DAYS.indexOf(each) * DAY + startOf(start)!,
      length: lengthOf(duration)!,
    }));
  });
}

function startOf(text: unknown): number | undefined {
  const match = typeof text === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  return match ? (Number(match[1]) * 60 + Number(match[2])) * MINUTE : undefined;
}

function lengthOf(text: unknown): number | undefined {
  return typeof text === 'string' ? parseDuration(text) : undefined;
}
