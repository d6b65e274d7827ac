/** What may be written down about a token for people and alerting to read. Never its value. */
export interface TokenStatus {
  /** What its files are named after, such as the id of its construct. */
  readonly id: string;

  /** What the service calls the token. */
  readonly tokenId: string;

  /** The name it was given. */
  readonly name: string;

  /** When it was issued, RFC 3339; not sensitive. */
  readonly issuedAt: string;

  /**
   * When it expires, RFC 3339; not sensitive.
   *
   * @default - it never expires
   */
  readonly expiresAt?: string;

  /** Whether it is replaced by itself before it expires. */
  readonly rotates: boolean;

  /** Whether the token before it stays valid for a while. */
  readonly keepsPrevious: boolean;
}

/** Something that a `TokenMonitor` can watch. */
export interface IMonitoredToken {
  /** What may be written down about it. */
  readonly status: TokenStatus;
}
