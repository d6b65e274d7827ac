import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';
import { Emulator } from '../emulator';

export const NOW = '2026-01-31T12:00:00Z';
export const ORGANIZATION = 'org22f3e4a1b5c';
export const ROOT = `FAKEaivenRoot${'fa4e'.repeat(25)}`;
export const TOKEN = 'aiven_organization_application_user_token';
export const USER = 'aiven_organization_application_user';

/** What the provider block says of Aiven where it says nothing. */
export const NO_SETTINGS: Fields = {
  api_token: null,
  endpoint: null,
  ca_file: null,
  request_timeout: null,
  retry_limit: null,
  concurrency: null,
};

/** The provider, with its environment, on an emulator. */
export async function aivenOn(
  emulator: Emulator,
  settings: Fields | null = null,
): Promise<{ provider: InProcess; env: NodeJS.ProcessEnv }> {
  const env: NodeJS.ProcessEnv = {
    AIVEN_TOKEN: ROOT,
    AIVEN_WEB_URL: emulator.origins.aiven,
    TOKENS_NOW: NOW,
  };
  const provider = new InProcess(tokensProvider(env));
  expect(await provider.configure({ aiven: settings && { ...NO_SETTINGS, ...settings } })).toEqual([]);
  return { provider, env };
}

export const userConfig = (given: Fields = {}): Fields => ({
  organization_id: ORGANIZATION,
  name: 'ci',
  is_super_admin: null,
  id: null,
  user_id: null,
  email: null,
  create_time: null,
  timeouts: null,
  ...given,
});

export const tokenConfig = (user: unknown, given: Fields = {}): Fields => ({
  organization_id: ORGANIZATION,
  user_id: user as string,
  description: 'deploy',
  max_age_seconds: null,
  extend_when_used: null,
  scopes: null,
  ip_allowlist: null,
  id: null,
  full_token: null,
  token_prefix: null,
  create_time: null,
  created_manually: null,
  currently_active: null,
  expiry_time: null,
  last_ip: null,
  last_used_time: null,
  last_user_agent: null,
  last_user_agent_human_readable: null,
  timeouts: null,
  ...given,
});

export const timeouts = (given: Fields): Fields => ({
  create: null,
  read: null,
  update: null,
  delete: null,
  ...given,
});
