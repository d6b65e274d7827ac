import { writeStderr } from './output';

/** From the most talkative to the most silent. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'off';

/** Where the plugin says what it does. No secret may ever come here. */
export interface Logger {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** Whether lines of this level are written: ask before building what is dear to build. */
  isEnabled(level: LogLevel): boolean;
  /** A logger for a part of this one's module. */
  named(name: string): Logger;
}

export interface HclogOptions {
  /** The module that lines are from, such as `terraform-provider-tokens`. */
  readonly name: string;
  /** @default what TF_LOG_PROVIDER or else TF_LOG says; without both only errors are written */
  readonly level?: LogLevel;
  /** @default the system's clock */
  readonly now?: () => Date;
  /** Takes a line without its newline. @default stderr, written before the call returns */
  readonly sink?: (line: string) => void;
}

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'off'];

// go-plugin reads lines of up to 64 KiB, newline included, and shows longer ones in raw pieces.
const LINE_BYTES = 64 * 1024 - 1;

/**
 * A log that Terraform understands: a line of hclog's JSON for each message, on stderr.
 *
 * Terraform itself panics over a line whose message, level or time is no string, and shows one raw whose
 * time has not six digits after the second; so these are made here and nowhere else.
 */
export function hclog(options: HclogOptions): Logger {
  const now = options.now ?? (() => new Date());
  const sink = options.sink ?? ((line: string) => writeStderr(line + '\n'));
  return new Hclog(options.name, LEVELS.indexOf(options.level ?? levelOf(process.env)), now, sink);
}

/** As Terraform reads them: TF_LOG_PROVIDER wins, JSON and unknown words mean everything. */
function levelOf(env: Readonly<Record<string, string | undefined>>): LogLevel {
  const given = (env.TF_LOG_PROVIDER || env.TF_LOG || 'error').toLowerCase();
  return LEVELS.find((level) => level === given) ?? 'trace';
}

class Hclog implements Logger {
  constructor(
    private readonly name: string,
    private readonly threshold: number,
    private readonly now: () => Date,
    private readonly sink: (line: string) => void,
  ) {}

  trace(message: string, fields?: Record<string, unknown>): void {
    if (this.threshold <= 0) this.write('trace', message, fields);
  }

  debug(message: string, fields?: Record<string, unknown>): void {
    if (this.threshold <= 1) this.write('debug', message, fields);
  }

  info(message: string, fields?: Record<string, unknown>): void {
    if (this.threshold <= 2) this.write('info', message, fields);
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    if (this.threshold <= 3) this.write('warn', message, fields);
  }

  error(message: string, fields?: Record<string, unknown>): void {
    if (this.threshold <= 4) this.write('error', message, fields);
  }

  isEnabled(level: LogLevel): boolean {
    return level !== 'off' && LEVELS.indexOf(level) >= this.threshold;
  }

  named(name: string): Logger {
    return new Hclog(`${this.name}.${name}`, this.threshold, this.now, this.sink);
  }

  private write(level: LogLevel, message: unknown, fields: Record<string, unknown> = {}): void {
    const head = {
      '@level': level,
      '@message': typeof message === 'string' ? message : text(encode(message)),
      '@module': this.name,
      '@timestamp': this.now().toISOString().replace('Z', '000Z'),
    };
    const encoded = Object.keys(fields).map(
      (key) => [key.replace(/^@+/, ''), encode(read(fields, key))] as const,
    );
    this.sink(fit(head, encoded));
  }
}

type Encoded = readonly (readonly [key: string, json: string | undefined])[];

/** The line, with its texts cut as short as it takes for Terraform to read it whole. */
function fit(head: { '@message': string }, fields: Encoded): string {
  let line = join(head, fields);
  for (let most = 16 * 1024; Buffer.byteLength(line) > LINE_BYTES; most /= 2) {
    const message = cut(head['@message'], most);
    // With thousands of fields nothing but leaving them out helps.
    const kept = most >= 16 ? fields : [];
    line = join(
      { ...head, '@message': message },
      kept.map(([key, json]) => [
        cut(key, most),
        json && json.length > most ? JSON.stringify(cut(text(json), most)) : json,
      ]),
    );
  }
  return line;
}

function join(head: object, fields: Encoded): string {
  let line = JSON.stringify(head).slice(0, -1);
  for (const [key, json] of fields) {
    if (json !== undefined) line += `,${JSON.stringify(key)}:${json}`;
  }
  return line + '}';
}

function cut(value: string, most: number): string {
  return value.length > most ? `${value.slice(0, most)}... (${value.length - most} more)` : value;
}

/** What a JSON string says, or other JSON as it is. */
function text(json: string | undefined): string {
  if (json === undefined) return 'undefined';
  return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

function read(fields: Record<string, unknown>, key: string): unknown {
  try {
    return fields[key];
  } catch (error) {
    return error;
  }
}

/** JSON of anything: what has no JSON is told in words. */
function encode(value: unknown): string | undefined {
  const ancestors: unknown[] = [];
  try {
    return JSON.stringify(value, function (this: unknown, _key: string, member: unknown) {
      if (typeof member === 'bigint') return member.toString();
      if (member instanceof Error) return member.stack ?? String(member);
      if (typeof member !== 'object' || member === null) return member;
      // `this` holds the member: whatever was entered after it has been left.
      while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
      if (ancestors.includes(member)) return '[circular]';
      ancestors.push(member);
      return member;
    });
  } catch (error) {
    return JSON.stringify(
      `[not to be written as JSON: ${error instanceof Error ? error.message : 'it threw'}]`,
    );
  }
}
