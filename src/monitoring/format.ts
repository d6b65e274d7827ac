import { Duration } from '../duration';
import { TokenStatus } from '../token-status';

/** What a monitor knows, for a format to write down. */
export interface MonitoredTokens {
  /** The path of the monitor's construct, such as `prod/Monitor`: no other monitor of the app has it. */
  readonly monitor: string;

  /**
   * The name of the environment that the monitor is in, such as `prod`.
   *
   * @default - it is in none
   */
  readonly environment?: string;

  /** The tokens. Their ids are safe as names of files and folders, and differ, also where case is ignored. */
  readonly tokens: TokenStatus[];

  /** How long before a token expires to alert. */
  readonly alertBeforeExpiry: Duration;

  /** How long before a rotation its consumers want to know. */
  readonly advanceNotice: Duration;

  /**
   * The address that alerting notifies.
   *
   * @default - none
   */
  readonly notificationWebhook?: string;

  /**
   * What consumers do when the current token fails them.
   *
   * @default - what follows from the token
   */
  readonly fallbackStrategy?: string;
}

/** A file that a monitor writes. */
export interface MonitoringFile {
  /** Its name in the directory, such as `tokens.prom`; with `/` after each folder: `Deploy/token_status.json`. */
  readonly filename: string;

  /** What it says: text that may hold references to what is known when Terraform runs, or one that is a reference. */
  readonly content: string;

  /**
   * The folder for it.
   *
   * @default - the monitor's directory
   */
  readonly directory?: string;
}

/**
 * How to write down what a monitor knows: `MonitoringFormat` has those of this library. Implement it for a reader
 * of your own.
 */
export interface IMonitoringFormat {
  /** The files to write: one for each token, or one for all of them. */
  files(monitored: MonitoredTokens): MonitoringFile[];

  /** A text for each thing that is wrong. Synthesis fails with them. */
  validate(monitored: MonitoredTokens): string[];
}
