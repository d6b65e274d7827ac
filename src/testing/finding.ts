/** How much a finding matters: an error stops the app from being synthesized. */
export enum FindingLevel {
  /** The app can't be synthesized: a validation's finding, or an annotation that is an error. */
  ERROR = 'error',
  /** cdktf's command line shows it. */
  WARNING = 'warning',
  /** cdktf's command line shows it. */
  INFO = 'info',
}

/** Something that was found when an app was synthesized. */
export interface Finding {
  /** Path of the construct that it is about, such as `prod/Deploy`. Empty for the app. */
  readonly path: string;

  /** What is wrong, and what would be right. */
  readonly message: string;

  /** How much it matters. */
  readonly level: FindingLevel;
}
