import { exchange, HttpAnswer, MAX_BODY_BYTES } from './http-exchange';
import {
  AttributePath,
  Config,
  DataSource,
  defineSchema,
  int64Attribute,
  isBetween,
  isUnknown,
  mapAttribute,
  Operation,
  State,
  stringAttribute,
  Validator,
  withTimeout,
} from '../../framework';
import { isLoopback } from '../../http';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const WITHOUT_BODY = ['GET', 'HEAD'];
const DEFAULT_TIMEOUT_SECONDS = 30;
const MAX_TIMEOUT_SECONDS = 300;

const USER_AGENT = 'terraform-provider-tokens';

const HEADER_NAME = /^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const CREDENTIAL_HEADER = /authorization|cookie|token|secret|passw|credential|auth|api-?key|access-?key/i;

// None of these repeats the value: a URL or a header may hold a secret.
const isUrl: Validator = (value, report) => {
  const url = URL.canParse(value as string) ? new URL(value as string) : undefined;
  if (!url || !/^https?:\/\//i.test(value as string)) {
    report('Invalid URL', 'an absolute URL is needed that starts with http:// or https://.');
  } else if (url.username !== '' || url.password !== '') {
    report(
      'URL with a password',
      'user and password do not belong here. Send them in an Authorization header.',
    );
  }
};

const isMethod: Validator = (value, report) => {
  if (!METHODS.includes((value as string).toUpperCase())) {
    report('Unknown HTTP method', `one of ${METHODS.join(', ')} is needed, got ${JSON.stringify(value)}.`);
  }
};

const areHeaders: Validator = (value, report) => {
  for (const [name, text] of Object.entries(value as object)) {
    if (!HEADER_NAME.test(name)) {
      report('Invalid header name', `${JSON.stringify(name)} is no name of a header.`);
    } else if (text === null) {
      report(
        'Header without a value',
        `the value of ${name} is null. If it shows a token, that one has no secret: it was revoked, or adopted by an ` +
          'import. Send the request only while there is one, or leave the header out.',
      );
    } else if (typeof text !== 'string' ? !isUnknown(text) : !HEADER_VALUE.test(text)) {
      report(
        'Invalid header value',
        `the value of ${name} can't be sent: it must be one line, of Latin-1 letters.`,
      );
    }
  }
};

const schema = defineSchema({
  version: 1,
  description:
    'Sends an HTTP request and gives back the answer. It is sent whenever Terraform reads the data source, so ' +
    'at every plan: use it for requests that may be repeated. An answer of any status is an answer; where ' +
    'there is none, `error_message` says why. Redirects are followed, but another host gets neither the ' +
    'headers nor the body. A header that looks like a credential is sent over plain http to this machine only.',
  attributes: {
    url: stringAttribute({
      required: true,
      description: 'Starts with `http://` or `https://`.',
      validators: [isUrl],
    }),
    method: stringAttribute({
      optional: true,
      description: `${METHODS.map((method) => `\`${method}\``).join(', ')}. \`GET\` by default.`,
      validators: [isMethod],
    }),
    headers: mapAttribute<string>('string', {
      optional: true,
      sensitive: true,
      description: 'What to send as headers. Not kept in the state.',
      validators: [areHeaders],
    }),
    body: stringAttribute({
      optional: true,
      sensitive: true,
      description: 'What to send, in UTF-8; not with `GET` and `HEAD`. Not kept in the state.',
    }),
    timeout: int64Attribute({
      optional: true,
      description: `How many seconds the whole exchange may take, from 1 to ${MAX_TIMEOUT_SECONDS}. ${DEFAULT_TIMEOUT_SECONDS} by default.`,
      validators: [isBetween(1, MAX_TIMEOUT_SECONDS)],
    }),
    status_code: int64Attribute({ computed: true, description: 'Null where there is no answer.' }),
    response_body: stringAttribute({
      computed: true,
      description: `The answer, read as UTF-8, ${MAX_BODY_BYTES / 1024 / 1024} MiB at most. Empty where there is none.`,
    }),
    response_time_ms: int64Attribute({
      computed: true,
      description: 'How long the exchange took, in milliseconds.',
    }),
    response_headers: mapAttribute<string>('string', {
      computed: true,
      description: 'By their names in small letters; one that came several times, joined by commas.',
    }),
    header_count: int64Attribute({ computed: true, description: 'How many headers the answer has.' }),
    content_type: stringAttribute({ computed: true, description: 'The answer’s `Content-Type`.' }),
    error_message: stringAttribute({
      computed: true,
      description:
        'Why there is no answer: no connection, no TLS, too slow, too long. Null where there is one.',
    }),
  },
});
type HttpApi = typeof schema;

/** Data source `pyvider_http_api`. */
export class HttpApiDataSource implements DataSource<HttpApi> {
  public readonly typeName = 'pyvider_http_api';
  public readonly schema = schema;

  public validate({ url, method, headers, body }: Config<HttpApi>, { diagnostics }: Operation): void {
    if (body !== null && !isUnknown(method) && WITHOUT_BODY.includes(methodOf(method))) {
      diagnostics.error(
        'Body without a method for it',
        `A ${methodOf(method)} has no body. Set method = "POST", or another one.`,
        AttributePath.of('body'),
      );
    }
    if (typeof url !== 'string' || !URL.canParse(url) || headers === null || isUnknown(headers)) return;
    const target = new URL(url);
    const credential = Object.keys(headers).find((name) => CREDENTIAL_HEADER.test(name));
    if (target.protocol === 'http:' && !isLoopback(target) && credential !== undefined) {
      diagnostics.error(
        'Credential over plain http',
        `The header ${credential} would cross the network readable by everybody on the way to ${target.hostname}. Use https.`,
        AttributePath.of('url'),
      );
    }
  }

  public async read(config: State<HttpApi>, operation: Operation): Promise<State<HttpApi>> {
    const { url, method, headers, body, timeout } = config;
    const request = {
      url: url!,
      method: methodOf(method),
      headers: { 'user-agent': USER_AGENT, ...inSmallLetters(headers ?? {}) },
      body: body ?? undefined,
    };
    const started = performance.now();
    const limit = withTimeout(operation.signal, null, (timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000);
    let answer: HttpAnswer | undefined;
    let failure: string | null = null;
    try {
      answer = await exchange(request, limit);
    } catch (error) {
      // Terraform was interrupted: that is no answer either, and not one to go on with.
      operation.signal.throwIfAborted();
      failure = (error as Error).message;
    }
    const took = Math.round(performance.now() - started);
    operation.logger.debug('exchanged', {
      method: request.method,
      status: answer?.status,
      milliseconds: took,
    });
    return {
      url,
      method,
      headers: null,
      body: null,
      timeout,
      status_code: answer?.status ?? null,
      response_body: answer?.body ?? '',
      response_time_ms: took,
      response_headers: answer?.headers ?? {},
      header_count: Object.keys(answer?.headers ?? {}).length,
      content_type: answer?.headers['content-type'] ?? null,
      error_message: failure,
    };
  }
}

function methodOf(given: string | null): string {
  return (given ?? 'GET').toUpperCase();
}

/** Of two headers that differ in their letters alone, the last one is sent. */
function inSmallLetters(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
