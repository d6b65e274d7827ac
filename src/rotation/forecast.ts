import { createHash } from 'node:crypto';
import { Token } from 'cdktf';
import { expiry, generation, nextBoundary, nextRotation, NUMBERS } from './arithmetic';
import type { RotationSchedule } from './rotation-schedule';
import { Timetable } from './timetable';
import { Findings, instant } from '../findings';
import { isInstant } from '../instant';

/** What to forecast. */
export interface ForecastOptions {
  /** An RFC 3339 instant: the rotations after it are told. No clock is read, so that the same app is always synthesized the same. */
  readonly after: string;

  /**
   * How many rotations, from 1 to 1000.
   *
   * @default 12
   */
  readonly count?: number;

  /**
   * The path of the rotating token: the heading of the forecast, and what `spreadOver` makes its phase of.
   *
   * @default - the schedule's own boundaries
   */
  readonly path?: string;
}

/** One rotation that is to come. Instants are RFC 3339 in UTC. */
export interface ForecastRotation {
  /** The generation that it begins, as in `tokens_rotation.generation`: the boundaries since the anchor. */
  readonly number: number;

  /** The boundary at which it falls due. */
  readonly dueAt: string;

  /** The earliest instant at which it is applied: when it is due, and a maintenance window open. */
  readonly earliest: string;

  /** The latest instant at which it is applied, while two applies are never more than the apply interval apart. */
  readonly latest: string;

  /**
   * Until when the token before it is valid for certain, whenever it is applied: consumers have to have the new one
   * by then. At least the overlap after `latest`, or after `earliest` where it is revoked ahead of its expiry.
   */
  readonly previousValidUntil: string;

  /** When the token that it issues expires, where the service has an expiry. */
  readonly expiresAt: string;
}

const MOST = 1000;

/**
 * The rotations that are to come, by the arithmetic that rotates.
 *
 * @example
 * const schedule = RotationSchedule.every(Duration.days(30), { anchor: '2026-01-05T03:00:00Z' });
 * const forecast = schedule.forecast({ after: '2026-01-01T00:00:00Z', count: 6 });
 * const calendar = forecast.toCalendar();
 */
export class RotationForecast {
  /** @internal */
  public static _of(schedule: RotationSchedule, options: ForecastOptions): RotationForecast {
    const { after, count = 12, path } = options;
    const anchor = schedule._anchorFor(path);
    const found = [...schedule._findings(), ...optionFindings(schedule, options)];
    const { period, overlap, applyInterval, revokePreviousAfter } = schedule;
    for (const [name, duration] of Object.entries({ period, overlap, applyInterval, revokePreviousAfter })) {
      if (duration?.isUnresolved()) found.push(later(name));
    }
    if (Token.isUnresolved(anchor)) found.push(later('anchor'));
    if (found.length > 0) throw new Error(`There is no forecast: ${found.join('; ')}`);

    const timetable = schedule._timetable(path);
    const first = generation(NUMBERS, timetable, Date.parse(after)) + 1;
    const rotations = Array.from({ length: count }, (_, index) => rotationInto(timetable, first + index));
    // The same as long as the boundaries are, so that a calendar that is read again has each event once.
    const identity = createHash('sha256')
      .update(JSON.stringify([path ?? '', anchor, timetable.period]))
      .digest('hex')
      .slice(0, 32);
    return new RotationForecast(rotations, path, written(Date.parse(after)), identity);
  }

  /** The rotations, the next one first. */
  public readonly rotations: ForecastRotation[];

  private constructor(
    rotations: ForecastRotation[],
    private readonly path: string | undefined,
    private readonly after: string,
    private readonly identity: string,
  ) {
    this.rotations = rotations;
  }

  /** A table in Markdown, under a heading. */
  public toMarkdown(): string {
    const head = ['#', 'Due', 'Applied from', 'Applied by', 'Token before valid until', 'New token expires'];
    const rows = this.rotations.map((it) => [
      String(it.number),
      it.dueAt,
      it.earliest,
      it.latest,
      it.previousValidUntil,
      it.expiresAt,
    ]);
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    const title = this.path === undefined ? 'Rotations' : `Rotations of ${escapeMarkdown(this.path)}`;
    return [
      `## ${title}`,
      '',
      `From ${this.after}, in UTC.`,
      '',
      line(head),
      line(['---:', ...head.slice(1).map(() => '---')]),
      ...rows.map(line),
      '',
    ].join('\n');
  }

  /**
   * A calendar of RFC 5545 (`.ics`), in which each rotation is an event from the earliest to the latest instant at
   * which it is applied. Its events keep their UIDs, so that a calendar that subscribes to it has each of them once.
   */
  public toCalendar(): string {
    const name = this.path === undefined ? 'Token rotation' : `Rotation of ${this.path}`;
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//cdktf-access-tokens//Rotation forecast//EN',
      'CALSCALE:GREGORIAN',
      ...this.rotations.flatMap((it) => [
        'BEGIN:VEVENT',
        `UID:${this.identity}-${it.number}@cdktf-access-tokens`,
        `DTSTAMP:${calendarTime(this.after)}`,
        `DTSTART:${calendarTime(it.earliest)}`,
        // It has to be later than the start, if it is there.
        ...(calendarTime(it.latest) > calendarTime(it.earliest) ? [`DTEND:${calendarTime(it.latest)}`] : []),
        `SUMMARY:${escapeText(name)}`,
        `DESCRIPTION:${escapeText(
          `Due at ${it.dueAt}, applied by ${it.latest}.\n` +
            `The token before it is valid until ${it.previousValidUntil}; the new one expires at ${it.expiresAt}.`,
        )}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ];
    return lines.map((line) => `${fold(line)}\r\n`).join('');
  }
}

/** The rotation that begins a generation, where nothing is rotated by hand and two applies are never too far apart. */
function rotationInto(timetable: Timetable, number: number): ForecastRotation {
  const { applyInterval, slots, revokePreviousAfter = Infinity } = timetable;
  const before = number - 1;
  const earliest = nextRotation(NUMBERS, timetable, before);
  const previousValidUntil = Math.min(
    expiry(NUMBERS, timetable, before),
    // When the slot of the token before is issued again.
    nextRotation(NUMBERS, timetable, before - 1 + slots),
    earliest + revokePreviousAfter,
  );
  return {
    number,
    dueAt: written(nextBoundary(NUMBERS, timetable, before)),
    earliest: written(earliest),
    latest: written(earliest + applyInterval),
    previousValidUntil: written(previousValidUntil),
    expiresAt: written(expiry(NUMBERS, timetable, number)),
  };
}

function optionFindings(schedule: RotationSchedule, { after, count = 12, path }: ForecastOptions): Findings {
  const found = Token.isUnresolved(after) ? [later('after')] : instant('after', after);
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    found.push(`count is ${count}: make it a whole number from 1 to ${MOST}`);
  }
  if (path === undefined && schedule.spreadOver) {
    found.push('spreadOver gives each token a phase of its own: give path, the path of the rotating token');
  }
  return found;
}

function later(name: string): string {
  return `${name} is known only when Terraform runs: give a value that is known here`;
}

function written(milliseconds: number): string {
  const date = new Date(milliseconds);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('.000Z', 'Z');
  if (isInstant(text)) return text;
  throw new Error('There is no forecast beyond the year 9999: give an earlier after, or a smaller count');
}

/** Text in a heading or a cell of a table. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}

/** RFC 5545, 3.3.5, form 2: UTC. */
function calendarTime(text: string): string {
  return text.replace(/\.\d+/, '').replace(/[-:]/g, '');
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** RFC 5545, 3.1: no line is longer than 75 octets, and no character is cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
