import { AuthorizationScheme } from './authorization-scheme';

/** A secret that a service takes. */
export interface ICredential {
  /** The secret itself: a sensitive reference. */
  readonly value: string;

  /** How the service wants to be shown the secret. */
  readonly authorizationScheme: AuthorizationScheme;

  /** The environment variable in which the service's own tools look for it, such as `LINODE_TOKEN`. */
  readonly environmentVariable: string;

  /**
   * The header that shows the secret to its service, such as `{ Authorization: 'Bearer ...' }`: sensitive. Its value is
   * null where there is no secret: that of a token which was revoked or adopted.
   *
   * @param scheme how it is shown. By default as the credential's own service takes it
   */
  authorizationHeader(scheme?: AuthorizationScheme): { [name: string]: string };

  /**
   * The secret as an entry of an environment, such as `{ LINODE_TOKEN: ... }`: for whatever takes a map of
   * environment variables.
   *
   * @param variable its name. By default the one that the service's own tools know
   */
  environmentEntry(variable?: string): { [variable: string]: string };
}
