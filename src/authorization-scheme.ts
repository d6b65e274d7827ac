import { prefixed } from './hcl';

/**
 * How a service wants to be shown a token with a request.
 *
 * @example
 * token.registerAt(stack, 'Registration', {
 *   url: 'https://git.example.com/api/v4/credentials',
 *   scheme: AuthorizationScheme.header('PRIVATE-TOKEN'),
 * });
 */
export class AuthorizationScheme {
  /** `Authorization: Bearer <token>`, of RFC 6750: what most services take. */
  public static readonly BEARER = AuthorizationScheme.of('Bearer');

  /** `Authorization: aivenv1 <token>`, of Aiven's API documentation. */
  public static readonly AIVEN = AuthorizationScheme.of('aivenv1');

  /** `x-api-key: <token>`, of Harness's API documentation. */
  public static readonly API_KEY = AuthorizationScheme.header('x-api-key');

  /**
   * A scheme of the `Authorization` header that is not listed here.
   *
   * @param scheme the word before the token, such as `token`
   */
  public static of(scheme: string): AuthorizationScheme {
    return new AuthorizationScheme('Authorization', `${scheme} `);
  }

  /**
   * A header of the service's own, which has the token and nothing else.
   *
   * @param name such as `PRIVATE-TOKEN`
   */
  public static header(name: string): AuthorizationScheme {
    return new AuthorizationScheme(name, '');
  }

  private constructor(
    /** Name of the header. */
    public readonly headerName: string,
    private readonly prefix: string,
  ) {}

  /**
   * What the header holds: null where there is no secret, since that of a token which was revoked or adopted is null.
   *
   * @param token the secret. Where it is sensitive, so is the result
   */
  public headerValue(token: string): string {
    return prefixed(this.prefix, token);
  }
}
