/** What may be written down about a token for people and alerting to read. Never its value. */
export interface TokenStatus {
  /** What its files are named after, such as the id of its construct. */
  readonly id: string;

  /** What the service calls the token. */
  readonly tokenId: string;

  /** The name it was given. */
  readonly name: string;

  /** When it was issued, RFC 3339. Not sensitive. */
  readonly issuedAt: string;

  /**
   * When it expires, RFC 3339. Not sensitive.
   *
   * @default - it never expires
   */
  readonly expiresAt?: string;

  /** Whether it is replaced by itself before it expires. */
  readonly rotates: boolean;

  /** Whether the token before it stays valid for a while. */
  readonly keepsPrevious: boolean;

  /**
   * When its next rotation falls due, RFC 3339.
   *
   * @default - nothing rotates it on a schedule
   */
  readonly nextRotationAt?: string;

  /**
   * How long after that the next apply may come, as the schedule promises. A duration such as `"1d"`.
   *
   * @default - nothing rotates it on a schedule
   */
  readonly applyInterval?: string;

  /**
   * How long it stays valid after its successor is published. A duration such as `"2d"`.
   *
   * @default - it does not, or nothing rotates it on a schedule
   */
  readonly overlap?: string;
}

/** Something that a `TokenMonitor` can watch. */
export interface IMonitoredToken {
  /** What may be written down about it. */
  readonly status: TokenStatus;
}
