import { ServiceName } from '../world';
import { mask, redact } from './redact';
import { Request } from './request';

const KEPT = 10_000;
const BODY_CHARACTERS = 16_384;

export interface LogEntry {
  /** Counts from 1 since the last reset. */
  readonly number: number;
  /** By the emulator's clock. */
  readonly time: string;
  readonly service: ServiceName;
  readonly method: string;
  /** Raw path and query. */
  readonly path: string;
  /** Of `Authorization` or `x-api-key` only the scheme; null when neither was sent. */
  readonly authorization: string | null;
  readonly userAgent: string | null;
  readonly requestBody: string;
  /** Null when the answer was withheld by a fault. */
  readonly status: number | null;
  readonly responseBody: string;
  /** The kind of the fault that was played. */
  readonly fault?: string;
}

/** The requests that the services got, newest last, without secrets. */
export class RequestLog {
  private kept: LogEntry[] = [];
  private count = 0;

  get entries(): readonly LogEntry[] {
    return this.kept;
  }

  /** Older entries that were let go. */
  get dropped(): number {
    return this.count - this.kept.length;
  }

  add(
    service: ServiceName,
    request: Request,
    target: string,
    time: Date,
    outcome: { status: number | null; body: string; fault?: string },
  ): void {
    const credential = request.headers.authorization ?? request.headers['x-api-key'];
    this.count += 1;
    this.kept.push({
      number: this.count,
      time: time.toISOString(),
      service,
      method: request.method,
      path: redact(target),
      authorization: credential === undefined ? null : mask(String(credential)),
      userAgent: request.headers['user-agent'] ?? null,
      requestBody: clip(redact(request.body.toString('utf8'))),
      status: outcome.status,
      responseBody: clip(redact(outcome.body)),
      ...(outcome.fault === undefined ? {} : { fault: outcome.fault }),
    });
    if (this.kept.length > KEPT) this.kept.shift();
  }

  reset(): void {
    this.kept = [];
    this.count = 0;
  }
}

function clip(text: string): string {
  return text.length > BODY_CHARACTERS ? `${text.slice(0, BODY_CHARACTERS)}...` : text;
}
