import { execFileSync } from 'node:child_process';

/** What came with a version: of Terraform, and of OpenTofu where that has it at all. */
interface Since {
  readonly Terraform: readonly [number, number];
  readonly OpenTofu?: readonly [number, number];
}

/*
 * The CLI that the tests run on. Where it lacks something, a test holds that it does what the documentation says of
 * such a CLI, which is never nothing.
 */
const binary = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

const said = execFileSync(binary, ['version'], {
  env: { PATH: process.env.PATH ?? '', CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
  encoding: 'utf8',
});
const [, product, major, minor] = /^(Terraform|OpenTofu) v(\d+)\.(\d+)/m.exec(said)! as unknown as [
  string,
  'Terraform' | 'OpenTofu',
  string,
  string,
];

/** Whether this CLI has what came with a version. */
function has(since: Since): boolean {
  const first = since[product];
  if (!first) return false;
  const version = [Number(major), Number(minor)];
  return version[0] > first[0] || (version[0] === first[0] && version[1] >= first[1]);
}

/** Resources have identities in the state, and can be imported by them. */
export const hasIdentity = has({ Terraform: [1, 12], OpenTofu: [1, 12] });

/** It shows the stack of a provider that crashed, though nobody wants a log. */
export const showsCrashes = product === 'Terraform';

/** Where it looks for a provider whose source names no host. */
export const registry = product === 'OpenTofu' ? 'registry.opentofu.org' : 'registry.terraform.io';

/**
 * What an import block says of its provider, where the resource names it: Terraform refuses a second word about it,
 * and OpenTofu takes it from the type's prefix without one.
 */
export const importProvider = product === 'OpenTofu' ? 'provider = tokens' : '';
