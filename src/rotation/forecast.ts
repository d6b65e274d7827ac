import { createHash } from 'node:crypto';
import { Token } from 'cdktf';
import { generationAt, rotationAt, Timetable } from './forecast-arithmetic';
import type { RotationSchedule } from './rotation-schedule';
import { Findings, instant } from '../findings';
import { isInstant } from '../instant';

/** What a forecast is to be of. */
export interface ForecastOptions {
  /** The rotations after this RFC 3339 instant. It is given, and no clock is read, so that a synthesis is repeatable. */
  readonly from: string;

  /**
   * How many rotations, from 1 to 1000.
   *
   * @default 12
   */
  readonly count?: number;

  /**
   * The path of the rotating token: what the forecast is headed with, and what `spreadOver` makes a phase of.
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

/** The rotations that are to come, by the arithmetic that rotates. */
export class RotationForecast {
  /** @internal */
  public static _of(schedule: RotationSchedule, options: ForecastOptions): RotationForecast {
    const { from, count = 12, path } = options;
    const anchor = path === undefined ? schedule.anchor : schedule._anchorFor(path);
    const found = [...schedule._findings(), ...optionFindings(schedule, options)];
    const { period, overlap, applyInterval, revokePreviousAfter } = schedule;
    for (const [name, duration] of Object.entries({ period, overlap, applyInterval, revokePreviousAfter })) {
      if (duration?.isUnresolved()) found.push(later(name));
    }
    if (Token.isUnresolved(anchor)) found.push(later('anchor'));
    if (found.length > 0) throw new Error(`There is no forecast: ${found.join('; ')}`);

    const timetable: Timetable = {
      period: period.toMilliseconds(),
      anchor: Date.parse(anchor),
      overlap: overlap.toMilliseconds(),
      applyInterval: applyInterval.toMilliseconds(),
      slots: schedule.slots,
      windows: schedule._stretches,
      revokePreviousAfter: revokePreviousAfter?.toMilliseconds(),
    };
    const first = generationAt(timetable, Date.parse(from)) + 1;
    const rotations = Array.from({ length: count }, (_, index): ForecastRotation => {
      const { dueAt, earliest, latest, previousValidUntil, expiresAt } = rotationAt(timetable, first + index);
      return {
        number: first + index,
        dueAt: written(dueAt),
        earliest: written(earliest),
        latest: written(latest),
        previousValidUntil: written(previousValidUntil),
        expiresAt: written(expiresAt),
      };
    });
    // The same as long as the boundaries are, so that a calendar that is read again has each event once.
    const identity = createHash('sha256')
      .update(JSON.stringify([path ?? '', anchor, timetable.period]))
      .digest('hex')
      .slice(0, 32);
    return new RotationForecast(rotations, path, written(Date.parse(from)), identity);
  }

  /** The rotations, the next one first. */
  public readonly rotations: ForecastRotation[];

  private constructor(
    rotations: ForecastRotation[],
    private readonly path: string | undefined,
    private readonly from: string,
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
      `From ${this.from}, in UTC.`,
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
  public toICalendar(): string {
    const name = this.path === undefined ? 'Token rotation' : `Rotation of ${this.path}`;
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//cdktf-access-tokens//Rotation forecast//EN',
      'CALSCALE:GREGORIAN',
      ...this.rotations.flatMap((it) => [
        'BEGIN:VEVENT',
        `UID:${this.identity}-${it.number}@cdktf-access-tokens`,
        `DTSTAMP:${calendarTime(this.from)}`,
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

function optionFindings(schedule: RotationSchedule, { from, count = 12, path }: ForecastOptions): Findings {
  const found = Token.isUnresolved(from) ? [later('from')] : instant('from', from);
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
  throw new Error('There is no forecast beyond the year 9999: give an earlier from, or a smaller count');
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
