import { backoff, retryAfter, sleep, Timing } from './backoff';
import { Caller } from './caller';
import { AmbiguousError, ConnectionError, ServiceError } from './errors';
import { Gate } from './gate';
import { Journal, JournalPage } from './journal';
import { SharedRead } from './shared-read';
import { Transport, TransportError, WireRequest, WireResponse } from './transport';
import { systemClock } from '../time/clock';
import { formatDuration } from '../time/duration';
import { startTimer } from '../time/timer';

/** What a service's client asks of its service. */
export interface HttpRequest<T> {
  readonly method: WireRequest['method'];
  /** Appended to the base URL; see `path`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether the same request once more does no more. @default true, except for POST
   */
  readonly repeatable?: boolean;
  /**
   * Reads the answer's JSON; `undefined` stands for an empty body. Throws where it can't be what was asked for.
   */
  readonly decode: (json: unknown) => T;
}

export interface HttpClientOptions {
  /** The service as users know it, such as `Linode`. */
  readonly service: string;
  /** Checked by `baseUrlProblem`. Its path is kept. */
  readonly baseUrl: URL;
  readonly authorization: Authorization;
  readonly userAgent: string;
  /** Certificate authorities in PEM, the only ones that are trusted then. @default those of Node.js */
  readonly ca?: string;
  /** Milliseconds that one try may take. @default 30 s */
  readonly requestTimeout?: number;
  /** How often a request is repeated that failed. A service that is busy is asked for longer. @default 5 */
  readonly retryLimit?: number;
  /** How many requests are under way at once. @default 8 */
  readonly concurrency?: number;
  /** The service's own words in the JSON of a refusal. */
  readonly reasonIn: (json: unknown) => string | undefined;
  /** What a user can do about a refusal. */
  readonly advice?: (status: number) => string | undefined;
  /** Whether a refusal means: nothing was done, ask again. @default status 429 */
  readonly isBusy?: (status: number, reason: string | undefined) => boolean;
  /** Where HTTPS_PROXY and NO_PROXY are looked for. @default the process's environment */
  readonly env?: NodeJS.ProcessEnv;
  readonly timing?: Partial<Timing>;
  /** Where it is noted what is about to be made. @default nowhere */
  readonly journal?: Journal;
}

/** A credential, and how it is sent. */
export interface Authorization {
  /** @default Authorization */
  readonly header?: string;
  /** Such as `Bearer`. @default none */
  readonly scheme?: string;
  readonly credential: string;
}

const REQUEST_TIMEOUT = 30_000;
const RETRY_LIMIT = 5;
const CONCURRENCY = 8;
const BODY_LIMIT = 4 * 1024 * 1024;
/** All waiting for one request together. */
const PATIENCE = 10 * 60_000;
const SHARED_FOR = 10_000;
const REDIRECTS = 5;
const REASON_LENGTH = 500;
const PATH_LENGTH = 500;

/** Answers of a service, or of what stands before it, that a later try may not get. */
const UNWELL = [408, 500, 502, 503, 504];
const REDIRECT = [301, 302, 303, 307, 308];

/** A try that came to nothing, and whether another may come to something. */
interface Failure {
  readonly error: Error;
  readonly busy?: boolean;
  readonly retryAfter?: number;
}

/**
 * A client of one service with one credential.
 *
 * - What fails is tried again where that can do no harm: anything that is `repeatable`, and what never reached the
 *   service or was answered with "too many requests". Another request whose answer is lost is an
 *   {@link AmbiguousError}.
 * - Cancelling is immediate, with one exception: a request that is not `repeatable` and has been sent is waited for
 *   until its time is up, since its answer may be the only copy of a secret.
 * - The credential is sent to the base URL's origin alone, and is in no error and no log.
 */
export class HttpClient {
  private readonly transport: Transport;
  private readonly gate: Gate;
  /** How this client waits; for what waits on its behalf. */
  public readonly timing: Timing;
  private readonly shared: { forget(): void }[] = [];

  public constructor(private readonly options: HttpClientOptions) {
    const { baseUrl, ca, concurrency = CONCURRENCY, env = process.env, timing } = options;
    this.transport = new Transport({
      origin: new URL(baseUrl.origin),
      ca,
      connections: concurrency,
      env,
      bodyLimit: BODY_LIMIT,
    });
    this.gate = new Gate(concurrency);
    this.timing = { clock: systemClock, random: Math.random, sleep, ...timing };
  }

  /**
   * @throws ServiceError where the service refuses, AmbiguousError where it may have done what can't be repeated,
   * ConnectionError where it can't be reached or understood, and the caller's reason where it is cancelled
   */
  public async request<T>(request: HttpRequest<T>, caller: Caller): Promise<T> {
    if (request.method === 'GET') return this.persist(request, caller);
    this.forget();
    try {
      return await this.persist(request, caller);
    } finally {
      this.forget();
    }
  }

  /**
   * A read that all who want it at about the same time share. Every write through this client makes it be read anew.
   */
  public shareRead<T>(read: (caller: Caller) => Promise<T>): (caller: Caller) => Promise<T> {
    const shared = new SharedRead(read, this.timing.clock, SHARED_FOR);
    this.shared.push(shared);
    return (caller) => shared.get(caller);
  }

  /** The journal of what this client makes in one place. @param where in the service */
  public journal(...where: readonly unknown[]): JournalPage {
    const { journal = new Journal(), service, baseUrl, authorization } = this.options;
    return journal.page(service, baseUrl.href, authorization.credential, ...where);
  }

  /** Closes the connections at once. */
  public async close(): Promise<void> {
    await this.transport.close();
  }

  private forget(): void {
    for (const shared of this.shared) shared.forget();
  }

  /** Tries until there is an answer, or no use in trying. */
  private async persist<T>(request: HttpRequest<T>, caller: Caller): Promise<T> {
    const { retryLimit = RETRY_LIMIT } = this.options;
    const { random, sleep: wait } = this.timing;
    let failures = 0;
    let waited = 0;
    for (let tries = 0; ; tries++) {
      const outcome = await this.gate.pass(caller.signal, () => this.try(request, caller));
      if ('value' in outcome) return outcome.value;
      const { error, busy } = outcome;
      const delay = backoff(tries, outcome.retryAfter, random);
      if (!busy && ++failures > retryLimit) throw error;
      if (waited + delay > PATIENCE) {
        const [before, more] = [waited, delay].map((each) => formatDuration(Math.floor(each / 1000) * 1000));
        error.message += ` After ${before} of waiting it would have to be ${more} more.`;
        throw error;
      }
      waited += delay;
      caller.logger.debug('trying again', { in: formatDuration(delay), after: error.message });
      await wait(delay, caller.signal);
    }
  }

  /** @throws where another try must not be made, or would not help */
  private async try<T>(request: HttpRequest<T>, caller: Caller): Promise<{ readonly value: T } | Failure> {
    const { service } = this.options;
    const { repeatable = request.method !== 'POST' } = request;
    const what = nameOf(request.method, this.target(request));
    let response: WireResponse;
    try {
      response = await this.send(request, repeatable, caller);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (!repeatable && error.sent) {
        throw new AmbiguousError(
          `${service} was asked to ${what}, and the answer is lost: ${error.message}. It may have been done.`,
          { cause: error },
        );
      }
      caller.signal.throwIfAborted();
      const failure = new ConnectionError(
        `${service} could not be asked to ${what} at ${this.options.baseUrl.origin}: ${error.message}.`,
        { cause: error },
      );
      if (error.lasting) throw failure;
      return { error: failure };
    }
    if (response.status >= 200 && response.status < 300) {
      return { value: this.decode(request, repeatable, what, response) };
    }
    const error = this.refusal(what, response);
    const { status, reason } = error;
    const busy = this.options.isBusy?.(status, reason) ?? status === 429;
    const asked = retryAfter(response.header('retry-after'), response.header('date'), this.timing.clock);
    if (busy) return { error, busy, retryAfter: asked };
    if (!UNWELL.includes(status) && !(status > 504)) throw error;
    if (!repeatable) throw new AmbiguousError(`${error.message} It may have been done.`, { cause: error });
    return { error, retryAfter: asked };
  }

  /** One try, with the redirects that it meets. */
  private async send<T>(request: HttpRequest<T>, repeatable: boolean, caller: Caller): Promise<WireResponse> {
    const { requestTimeout = REQUEST_TIMEOUT, baseUrl, service } = this.options;
    const deadline = new AbortController();
    const timer = startTimer(
      () => deadline.abort(new Error(`no answer within ${formatDuration(requestTimeout)}`)),
      requestTimeout,
    );
    const limits = { signal: caller.signal, deadline: deadline.signal, finish: !repeatable };
    const { method } = request;
    try {
      let target = this.target(request);
      for (let redirects = 0; ; redirects++) {
        const started = performance.now();
        const response = await this.transport.send(
          {
            method,
            path: target,
            headers: this.headers(request),
            body: request.body === undefined ? undefined : JSON.stringify(request.body),
          },
          limits,
        );
        const { status } = response;
        caller.logger.debug('asked', {
          method,
          path: target.split('?')[0],
          status,
          milliseconds: Math.round(performance.now() - started),
        });
        const location = response.header('location');
        if (!REDIRECT.includes(status) || location === undefined) return response;
        const here = new URL(target, baseUrl);
        const next = URL.canParse(location, here.href) ? new URL(location, here) : undefined;
        if (method !== 'GET' || next?.origin !== baseUrl.origin || redirects === REDIRECTS) {
          throw new ServiceError(
            `${service} redirects ${nameOf(method, target)} to ${next?.origin ?? 'nowhere'} (status ${status}). ` +
              'That is followed for reading, and on the same origin alone, so that the credential goes nowhere else. ' +
              'Check the URL that is configured for the service.',
            status,
          );
        }
        target = next.pathname + next.search;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private target({ path, query }: HttpRequest<unknown>): string {
    const base = this.options.baseUrl.pathname.replace(/\/+$/, '');
    return base + path + (query ? `?${new URLSearchParams(query).toString()}` : '');
  }

  private headers({ body }: HttpRequest<unknown>): Record<string, string> {
    const { header = 'Authorization', scheme, credential } = this.options.authorization;
    return {
      accept: 'application/json',
      'user-agent': this.options.userAgent,
      [header]: scheme === undefined ? credential : `${scheme} ${credential}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
  }

  /** What a good answer says. It is never shown: it may hold a secret. */
  private decode<T>(request: HttpRequest<T>, repeatable: boolean, what: string, response: WireResponse): T {
    try {
      const text = response.body.toString('utf8');
      return request.decode(text === '' ? undefined : parseJson(text));
    } catch (error) {
      const message =
        `${this.options.service} answered ${what} with status ${response.status} and what is not understood: ` +
        `${(error as Error).message}.`;
      if (repeatable) throw new ConnectionError(message);
      throw new AmbiguousError(`${message} It may have been done.`);
    }
  }

  private refusal(what: string, response: WireResponse): ServiceError {
    const { service, advice } = this.options;
    const { status } = response;
    const reason = this.reason(response);
    const message = `${service} refused ${what} with status ${status}${reason ? `: ${reason.replace(/\.$/, '')}` : ''}.`;
    const help = advice?.(status) ?? adviceFor(status);
    return new ServiceError(help ? `${message} ${help}` : message, status, reason);
  }

  private reason({ body }: WireResponse): string | undefined {
    let reason: string | undefined;
    try {
      reason = this.options.reasonIn(JSON.parse(body.toString('utf8')));
    } catch {
      // What is no JSON is not the service's own: a proxy's page, say.
    }
    const words = reason
      ?.replaceAll(this.options.authorization.credential, '[credential]')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
      .trim()
      .slice(0, REASON_LENGTH);
    return words || undefined;
  }
}

/** A request as errors name it: without its query, and short, since a service may have given an id of any length. */
function nameOf(method: string, target: string): string {
  const [path] = target.split('?');
  return `${method} ${path.length > PATH_LENGTH ? `${path.slice(0, PATH_LENGTH)}...` : path}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text.
    throw new Error('it is no JSON');
  }
}

function adviceFor(status: number): string | undefined {
  if (status === 429) return 'Too many requests: apply again later, or with a smaller -parallelism.';
  if (status >= 500) return 'The service is unwell: apply again later.';
  return undefined;
}
