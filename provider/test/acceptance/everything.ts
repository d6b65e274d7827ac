import { Installation } from './installation';
import { ACCOUNT, Emulated, environmentOf, ORGANIZATION } from './trust/emulated';
import { Workspace } from './workspace';

/** Addresses of one resource of each type that is at a service. */
export const ADDRESSES = {
  aivenUser: 'aiven_organization_application_user.u',
  aivenToken: 'aiven_organization_application_user_token.t',
  serviceAccount: 'harness_platform_service_account.s',
  apiKey: 'harness_platform_apikey.k',
  harnessToken: 'harness_platform_token.t',
  linodeToken: 'linode_token.t',
  seqeraToken: 'seqera_tokens.t',
} as const;

/** The attributes that hold a secret, by the address of their resource. */
export const SECRETS = {
  [ADDRESSES.aivenToken]: 'full_token',
  [ADDRESSES.harnessToken]: 'value',
  [ADDRESSES.linodeToken]: 'token',
  [ADDRESSES.seqeraToken]: 'access_key',
} as const;

/**
 * The resources, by address.
 *
 * @param name what of them can be renamed, is called; `seqera_tokens` can't be
 */
export const resources = (name = 'deploy'): Readonly<Record<string, string>> => ({
  [ADDRESSES.aivenUser]: `
    resource "aiven_organization_application_user" "u" {
      provider        = tokens
      organization_id = "${ORGANIZATION}"
      name            = "${name}"
    }`,
  [ADDRESSES.aivenToken]: `
    resource "aiven_organization_application_user_token" "t" {
      provider        = tokens
      organization_id = "${ORGANIZATION}"
      user_id         = aiven_organization_application_user.u.user_id
      description     = "deploy"
    }`,
  [ADDRESSES.serviceAccount]: `
    resource "harness_platform_service_account" "s" {
      provider   = tokens
      identifier = "deploy"
      name       = "${name}"
      email      = "deploy@example.com"
      account_id = "${ACCOUNT}"
    }`,
  [ADDRESSES.apiKey]: `
    resource "harness_platform_apikey" "k" {
      provider    = tokens
      identifier  = "deploy"
      name        = "${name}"
      account_id  = "${ACCOUNT}"
      parent_id   = harness_platform_service_account.s.id
      apikey_type = "SERVICE_ACCOUNT"
    }`,
  [ADDRESSES.harnessToken]: `
    resource "harness_platform_token" "t" {
      provider    = tokens
      identifier  = "deploy"
      name        = "${name}"
      account_id  = "${ACCOUNT}"
      parent_id   = harness_platform_service_account.s.id
      apikey_id   = harness_platform_apikey.k.id
      apikey_type = "SERVICE_ACCOUNT"
    }`,
  [ADDRESSES.linodeToken]: `
    resource "linode_token" "t" {
      provider = tokens
      label    = "${name}"
      scopes   = "linodes:read_only"
    }`,
  [ADDRESSES.seqeraToken]: `
    resource "seqera_tokens" "t" {
      provider = tokens
      name     = "deploy"
    }`,
});

/** The configuration of all of them. */
export const everything = (name?: string) => Object.values(resources(name)).join('\n');

/** An initialized working directory whose provider finds the services. */
export async function workspaceAt(
  emulator: Emulated,
  installation: Installation,
  configuration: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Workspace> {
  const made = installation.newWorkspace({
    environment: { ...environmentOf(emulator.origins), ...environment },
  });
  made.write(configuration);
  await made.init();
  return made;
}
