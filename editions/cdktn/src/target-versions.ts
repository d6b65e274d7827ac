import { checkFeatureSupportedByTargets, resolveTargetVersions } from 'cdktn/lib/validations/target-versions';
import { IConstruct } from 'constructs';
import { Findings } from './findings';

/** The first versions that know something. */
export interface NeededVersions {
  readonly terraform: string;
  readonly opentofu: string;
}

/**
 * What is wrong with the products and versions that an app says it is for, in `targetVersions` of its `cdktf.json`. An
 * app that says nothing is for all versions that CDK Terrain supports, as it is for CDK Terrain's own classes.
 */
export function targetFindings(scope: IConstruct, needed: NeededVersions, what: string): Findings {
  const { targets, errors } = resolveTargetVersions(scope);
  if (!targets) return errors;
  const range = (version: string) => `>=${version}.0`;
  const { terraform, opentofu } = needed;
  return checkFeatureSupportedByTargets(
    what,
    { terraform: range(terraform), opentofu: range(opentofu) },
    targets,
    `Say in targetVersions of cdktf.json what the app is run with: { "terraform": "${range(terraform)}" } or ` +
      `{ "opentofu": "${range(opentofu)}" }, or both.`,
  );
}
