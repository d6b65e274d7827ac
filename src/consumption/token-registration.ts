import {
  DefaultTokenResolver,
  Fn,
  Postcondition,
  StringConcat,
  TerraformProvider,
  Token,
  Tokenization,
} from 'cdktf';
import { Construct } from 'constructs';
import { IAccessToken } from '../access-token';
import { AuthorizationScheme } from '../authorization-scheme';
import { DataPyviderHttpApi } from '../bindings';
import { provideFor } from '../companion-provider';
import { Duration } from '../duration';
import { Findings } from '../findings';

/** What a request does. */
export enum HttpMethod {
  /** Reads. */
  GET = 'GET',
  /** Reads the headers alone. */
  HEAD = 'HEAD',
  /** Hands something over. */
  POST = 'POST',
  /** Puts something in a place. */
  PUT = 'PUT',
  /** Changes a part. */
  PATCH = 'PATCH',
  /** Removes. */
  DELETE = 'DELETE',
  /** Asks what can be done. */
  OPTIONS = 'OPTIONS',
}

/** How a token is made known. */
export interface TokenRegistrationOptions {
  /** Where to send the request: with https, except to this machine. Never put the token into it: addresses end up in logs. */
  readonly url: string;

  /**
   * What the request does.
   *
   * @default HttpMethod.POST
   */
  readonly method?: HttpMethod;

  /**
   * Headers besides the token's.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * What to send, such as `Fn.jsonencode({ events: ['push'] })`. Not with `GET` and `HEAD`.
   *
   * @default - nothing
   */
  readonly body?: string;

  /**
   * Which header carries the token.
   *
   * @default - the one that the token's own service takes
   */
  readonly scheme?: AuthorizationScheme;

  /**
   * How long the whole exchange may take, from 1 second to 5 minutes, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Statuses that mean success. Any other answer, and none, fails the run. Since the request is repeated, give the
   * status for "is there already" as well, such as 409.
   *
   * @default - 200 to 299
   */
  readonly acceptedStatusCodes?: number[];

  /**
   * The companion provider that sends the request.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `TokenRegistration`. */
export interface TokenRegistrationProps extends TokenRegistrationOptions {
  /** The token to make known. */
  readonly token: IAccessToken;
}

/** In seconds: what the data source allows. */
const LONGEST_TIMEOUT = 300;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * A request that shows somebody a token, such as the registration of a webhook: the data source `pyvider_http_api`.
 *
 * A data source is read whenever Terraform plans, and again when it applies another token: the receiver gets the
 * same request many times, and has to take it as one. The answer is in Terraform's state in plain text; the token
 * and all that was sent is not, except for the address.
 *
 * @example
 * new TokenRegistration(stack, 'Webhook', {
 *   token: deploy.current,
 *   url: 'https://hooks.example.com/register',
 *   body: Fn.jsonencode({ events: ['push'] }),
 * });
 */
export class TokenRegistration extends Construct {
  private readonly data: DataPyviderHttpApi;

  constructor(scope: Construct, id: string, props: TokenRegistrationProps) {
    super(scope, id);
    const { token, url, method = HttpMethod.POST, headers, body, scheme, timeout } = props;
    const data = new DataPyviderHttpApi(this, 'Resource', {
      url,
      method,
      headers: { ...headers, ...token.authorizationHeader(scheme) },
      body,
      timeout: timeout?.isUnresolved() ? undefined : timeout?.toSeconds(),
      lifecycle: { postcondition: [succeeded(props.acceptedStatusCodes)] },
    });
    this.data = provideFor(data, props.provider);
    this.node.addValidation({ validate: () => this.findings(props) });
  }

  /** Status of the answer. */
  public get statusCode(): number {
    return this.data.statusCode;
  }

  /** The answer: sensitive, since some services repeat what they were shown. */
  public get responseBody(): string {
    return Fn.sensitive(this.data.responseBody);
  }

  private findings(props: TokenRegistrationProps): Findings {
    const { token, url, method, headers = {}, body, scheme, timeout, acceptedStatusCodes: codes } = props;
    const found = [
      ...urlFindings(url),
      ...(timeout ? timeoutFindings(timeout) : []),
      ...(codes ? codeFindings(codes) : []),
    ];
    if (this.shows(url, token.value)) {
      found.push(
        'url has the token in it, where every log on the way keeps it: leave it out, it is sent as a header',
      );
    }
    const own = (scheme ?? token.authorizationScheme).headerName;
    const twice = Object.keys(headers).find((name) => name.toLowerCase() === own.toLowerCase());
    if (twice !== undefined) {
      found.push(`headers has ${JSON.stringify(twice)}, which is the header of the token: leave it out`);
    }
    if (body !== undefined && (method === HttpMethod.GET || method === HttpMethod.HEAD)) {
      found.push(`a body is given, but a ${method} has none: leave it out, or make method HttpMethod.POST`);
    }
    return found;
  }

  private shows(text: string, secret: string): boolean {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const [shown, value] = [text, secret].map((each) =>
      String(Tokenization.resolve(each, { scope: this, resolver, preparing: false })),
    );
    return shown.includes(value.replace(/^\$\{(.*)\}$/s, '$1'));
  }
}

/** An answer that isn't one of these ends the run. */
function succeeded(codes?: number[]): Postcondition {
  const expected = codes ? JSON.stringify(codes) : 'range(200, 300)';
  const said = codes?.join(', ') ?? '200 to 299';
  return {
    condition: `\${contains(${expected}, coalesce(self.status_code, 0))}`,
    errorMessage:
      `Expected an answer with a status of ${said}, got ` +
      '${self.status_code == null ? "none: ${self.error_message}" : self.status_code}.',
  };
}

function urlFindings(url: string): Findings {
  if (Token.isUnresolved(url)) return [];
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return [];
  return [
    `url is ${JSON.stringify(url)}: give an address with https, such as "https://api.example.com/webhooks", since the ` +
      `token goes there (http to this machine only)`,
  ];
}

function timeoutFindings(timeout: Duration): Findings {
  if (timeout.isUnresolved()) {
    return [
      'timeout is known only when Terraform runs, but its seconds are needed now: give one such as Duration.seconds(30)',
    ];
  }
  const seconds = timeout.toSeconds();
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_TIMEOUT) return [];
  return [`timeout is ${timeout}: make it whole seconds, from 1s to ${Duration.seconds(LONGEST_TIMEOUT)}`];
}

function codeFindings(codes: number[]): Findings {
  if (codes.length === 0) {
    return [
      'acceptedStatusCodes is empty, so that no answer would do: leave it out, or give some, such as 200',
    ];
  }
  return codes
    .filter((code) => !(Number.isInteger(code) && code >= 100 && code <= 599))
    .map((code) => `acceptedStatusCodes has ${code}: give statuses of HTTP, from 100 to 599`);
}
