import { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal';

/** A request that arrived whole. */
export interface Request {
  readonly method: string;
  /** The path as it was sent: nothing decoded, so that `%2F` stays apart from `/`, and `+` from a space. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The caller's address. */
  readonly ip: string;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON; nothing is sent when it is undefined. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Cuts a request target (origin form, or absolute form as proxies send it) into raw path and query. */
export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '');
  const question = local.indexOf('?');
  return question < 0
    ? { path: local, query: new URLSearchParams() }
    : { path: local.slice(0, question), query: new URLSearchParams(local.slice(question + 1)) };
}

/** The body as a JSON object. @throws Refusal 400 when it is anything else. */
export function jsonObject(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'The request body is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'The request body must be a JSON object');
  }
  return value as Record<string, unknown>;
}
