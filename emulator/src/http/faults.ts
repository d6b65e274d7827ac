import { SERVICES, ServiceName } from '../world';
import { Fields } from './fields';
import { Refusal } from './refusal';

export const FAULT_KINDS = [
  'latency',
  'status',
  'drop',
  'drop-after-effect',
  'truncate',
  'malformed',
  'hang',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A misbehaviour that waits for the requests it fits. */
export interface Fault {
  readonly service: ServiceName;
  readonly kind: FaultKind;
  readonly method?: string;
  /** A regular expression for the raw path with its query. */
  readonly pathPattern?: string;
  /** Requests it is still good for. */
  times: number;
  /** Of `latency`. */
  readonly milliseconds?: number;
  /** Of `status`. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Of `status`: a string is sent as it is, anything else as JSON; the service's own error shape without. */
  readonly body?: unknown;
}

/** Faults in the order they were queued; each request plays at most one, the first that fits. */
export class FaultQueue {
  private queue: Fault[] = [];

  get pending(): readonly Fault[] {
    return this.queue;
  }

  add(fault: Fault): void {
    this.queue.push(fault);
  }

  take(service: ServiceName, method: string, target: string): Fault | undefined {
    const fault = this.queue.find(
      (each) =>
        each.service === service &&
        (each.method === undefined || each.method === method) &&
        (each.pathPattern === undefined || new RegExp(each.pathPattern).test(target)),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.queue = this.queue.filter((each) => each !== fault);
    return fault;
  }

  reset(): void {
    this.queue = [];
  }
}

/** A fault from the JSON that `admin` gets. @throws Refusal 400 which names the member that is wrong. */
export function parseFault(object: Record<string, unknown>): Fault {
  const fields = new Fields(object);
  const service = oneOf(fields, 'service', SERVICES);
  const kind = oneOf(fields, 'kind', FAULT_KINDS);
  const method = fields.text('method')?.toUpperCase();
  const pathPattern = fields.text('pathPattern');
  if (pathPattern !== undefined) checkPattern(pathPattern);
  const times = fields.integer('times') ?? 1;
  if (times < 1) throw new Refusal(400, `times must be at least 1, got ${times}`);
  const milliseconds = fields.integer('ms');
  if (kind === 'latency' && (milliseconds === undefined || milliseconds < 0 || milliseconds > 600_000)) {
    throw new Refusal(400, `a latency needs ms, from 0 to 600000, got ${milliseconds}`);
  }
  const status = fields.integer('status');
  if (kind === 'status' && (status === undefined || status < 200 || status > 599)) {
    throw new Refusal(400, `a status fault needs status, from 200 to 599, got ${status}`);
  }
  const headers = fields.map('headers');
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
      throw new Refusal(400, `headers has a member that no HTTP header can carry: ${JSON.stringify(name)}`);
    }
  }
  return { service, kind, method, pathPattern, times, milliseconds, status, headers, body: object.body };
}

function checkPattern(pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (error) {
    throw new Refusal(400, `pathPattern is not a regular expression: ${(error as Error).message}`);
  }
}

/** The member, which must be one of the choices. */
export function oneOf<T extends string>(fields: Fields, name: string, choices: readonly T[]): T {
  const value = fields.text(name);
  if (!choices.includes(value as T)) {
    throw new Refusal(400, `${name} must be one of ${choices.join(', ')}, got ${JSON.stringify(value)}`);
  }
  return value as T;
}
