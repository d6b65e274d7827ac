import { IConstruct } from 'constructs';

/**
 * Every finding that this library can make about environments and leaks, by its id, and whether it looks for it in
 * every stack that has a token (`leak`), in those with an environment (`environment`), or at acknowledgements.
 */
export const FINDING_IDS = {
  'secret-in-output': 'leak',
  'secret-in-name': 'leak',
  'secret-in-tag': 'leak',
  'secret-in-file': 'leak',
  'secret-in-monitoring-file': 'leak',
  'secret-in-provisioner': 'leak',
  'secret-in-user-data': 'leak',
  'nonsensitive-secret': 'leak',
  'literal-secret': 'leak',
  'other-environment': 'environment',
  'shared-credential': 'environment',
  'shared-backend': 'environment',
  'name-collision': 'environment',
  'generic-name': 'environment',
  'lifetime-over-cap': 'environment',
  'rotation-required': 'environment',
  'monitoring-required': 'environment',
  'wildcard-scope': 'environment',
  'policy-loosened': 'environment',
  'looser-production': 'environment',
  'looser-on-shared-credential': 'environment',
  'two-environments': 'environment',
  'late-binding': 'environment',
  'environment-name': 'environment',
  'unknown-acknowledgement': 'acknowledgement',
  'acknowledgement-without-reason': 'acknowledgement',
  'unused-acknowledgement': 'acknowledgement',
} as const;

export type FindingId = keyof typeof FINDING_IDS;

/** A finding as it is made. */
export interface Finding {
  readonly id: FindingId;
  /** The construct that it is about. */
  readonly at: IConstruct;
  /** What was wrong and what was given, and after a colon what would be right. One line. */
  readonly text: string;
}

/** Something about environments or leaks that was found when the app is synthesized. */
export interface TokenFinding {
  /** What kind of finding it is, such as `generic-name`: the table is at `TokenFindings`. */
  readonly id: string;

  /** Path of the construct that it is about. */
  readonly path: string;

  /** What is wrong, and what would be right. */
  readonly message: string;

  /**
   * Why it was acknowledged.
   *
   * @default - it was not, and the app can't be synthesized
   */
  readonly acknowledgement?: string;
}
