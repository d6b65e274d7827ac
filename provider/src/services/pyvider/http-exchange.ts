import { isLoopback } from '../../http';

/** A request that is ready to be sent. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is read of an answer at most: it ends up in a state file. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const MAX_REDIRECTS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];
/** What another host may know. All else that the user has set may be a credential, whatever it is called. */
const HARMLESS_HEADERS = ['accept', 'accept-language', 'user-agent'];

/**
 * Sends a request and reads the whole answer, of whatever status. Redirects are followed, except where that
 * would carry a body to another host or leave TLS; another host gets none of the user's headers.
 *
 * @throws where there is no answer; the message says why, without anything of the request's headers or body
 */
export async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let { method, headers, body } = request;
  let url = new URL(request.url);
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, { method, headers, body, redirect: 'manual', signal });
    const location = REDIRECTS.includes(response.status) ? response.headers.get('location') : null;
    if (location === null) {
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await read(response, signal),
      };
    }
    await response.body?.cancel();
    if (redirects === MAX_REDIRECTS) {
      throw new Error(`The answer is the ${MAX_REDIRECTS + 1}th redirect in a row`);
    }
    const next = redirected(location, url);
    if (becomesGet(response.status, method)) {
      method = 'GET';
      body = undefined;
      headers = without(headers, (name) => name.startsWith('content-'));
    }
    if (next.origin !== url.origin) {
      if (body !== undefined) {
        throw new Error(`The answer redirects to another host, ${next.origin}, which is not to get the body`);
      }
      headers = without(headers, (name) => !HARMLESS_HEADERS.includes(name));
    }
    url = next;
  }
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new Error(reasonOf(error, init.signal!));
  }
}

async function read(response: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw new Error(reasonOf(error, signal));
  }
  if (bytes > MAX_BODY_BYTES) throw new Error(`The answer is longer than ${MAX_BODY_BYTES} bytes`);
  return text + decoder.decode();
}

function redirected(location: string, from: URL): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (!next || !['http:', 'https:'].includes(next.protocol)) {
    throw new Error('The answer redirects to something that is no http or https URL');
  }
  if (from.protocol === 'https:' && next.protocol === 'http:' && !isLoopback(next)) {
    throw new Error(`The answer redirects from https to plain http, to ${next.host}`);
  }
  return next;
}

/** As every browser does it, since 1996. */
function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function without(
  headers: Readonly<Record<string, string>>,
  leaveOut: (name: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !leaveOut(name.toLowerCase())));
}

/** `fetch` says "fetch failed", and why in the cause. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return (signal.reason as Error).message;
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  // Where a host has several addresses, the cause is an aggregate of errors, whose own message is empty.
  return cause?.message || cause?.code || message;
}
