import { IConstruct } from 'constructs';
import { Findings } from './findings';

/** The first versions that know something. */
export interface NeededVersions {
  readonly terraform: string;
  readonly opentofu: string;
}

/**
 * What is wrong with the products and versions that an app says it is for. CDK for Terraform has no such declaration.
 * CDK Terrain has: its edition has a file of its own for this one.
 */
export function targetFindings(_scope: IConstruct, _needed: NeededVersions, _what: string): Findings {
  return [];
}
