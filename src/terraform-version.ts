import { TerraformStack, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { Findings } from './findings';
import { targetFindings } from './target-versions';

/**
 * What is wrong with the Terraform that a stack says it is for: `required_version` in its `terraform` block, which
 * cdktf lets be set by `stack.addOverride('terraform.required_version', '>= 1.10')`. Nothing, where it says nothing.
 *
 * @param needed the first version of Terraform that knows it, such as `1.10`
 * @param what what needs it
 * @param opentofu the first version of OpenTofu that does
 */
export function versionFindings(
  scope: IConstruct,
  needed: string,
  what: string,
  opentofu = needed,
): Findings {
  const targets = targetFindings(scope, { terraform: needed, opentofu }, what);
  const declared = requiredVersion(TerraformStack.of(scope));
  const oldest = declared === undefined ? undefined : oldestOf(declared);
  if (oldest === undefined || compare(oldest, needed) >= 0) return targets;
  return [
    `terraform.required_version of the stack is ${JSON.stringify(declared)}, but ${what} needs Terraform ${needed} or ` +
      `later: make it ">= ${needed}"`,
    ...targets,
  ];
}

function requiredVersion(stack: TerraformStack): string | undefined {
  // Asking the stack to synthesize itself would answer it as well, at the price of a synthesis for each question.
  const { rawOverrides } = stack as unknown as {
    rawOverrides?: { terraform?: { required_version?: unknown } };
  };
  const declared = rawOverrides?.terraform?.required_version;
  return typeof declared === 'string' && !Token.isUnresolved(declared) ? declared : undefined;
}

/** The oldest version that all parts of a constraint let in. */
function oldestOf(constraint: string): string | undefined {
  const parts = constraint.split(',').map((part) => /^\s*(>=|~>|=|>|<=|<|!=)?\s*(\d+(\.\d+)*)/.exec(part));
  const bounds = parts.flatMap((part) => (part && !part[1]?.match(/<|!/) ? part[2] : []));
  const without = parts.every((part) => part?.[1]?.startsWith('<')) ? '0' : undefined;
  return bounds.sort(compare).at(-1) ?? without;
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  const at = [0, 1, 2].find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return at === undefined ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
