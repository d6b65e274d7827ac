import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';
import { Emulator } from '../emulator';

export const NOW = '2026-01-31T12:00:00Z';
export const ACCOUNT = 'EmulatedAccount0000001';
export const HARNESS_USER = 'EmulatedUser0000000001';
export const ROOT = `pat.${ACCOUNT}.fa4efa4efa4efa4efa4efa4e.FakeRootFakeRootFake`;
export const TOKEN = 'harness_platform_token';
export const API_KEY = 'harness_platform_apikey';
export const SERVICE_ACCOUNT = 'harness_platform_service_account';

/** Milliseconds since 1970. */
export const at = (instant: string) => Date.parse(instant);

/** What the provider block says of Harness where it says nothing. */
export const NO_SETTINGS: Fields = {
  platform_api_key: null,
  account_id: null,
  endpoint: null,
  ca_file: null,
  request_timeout: null,
  retry_limit: null,
  concurrency: null,
};

/** The provider, with its environment, on an emulator. */
export async function harnessOn(
  emulator: Emulator,
  settings: Fields | null = null,
): Promise<{ provider: InProcess; env: NodeJS.ProcessEnv }> {
  const env: NodeJS.ProcessEnv = {
    HARNESS_PLATFORM_API_KEY: ROOT,
    HARNESS_ACCOUNT_ID: ACCOUNT,
    HARNESS_ENDPOINT: `${emulator.origins.harness}/gateway`,
    TOKENS_NOW: NOW,
  };
  const provider = new InProcess(tokensProvider(env));
  expect(await provider.configure({ harness: settings && { ...NO_SETTINGS, ...settings } })).toEqual([]);
  return { provider, env };
}

/** Asks the emulator as somebody else would. */
export async function ask(emulator: Emulator, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${emulator.origins.harness}${path}`, {
    method,
    headers: { 'x-api-key': ROOT },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return ((await answer.json()) as { data: unknown }).data;
}

const scope: Fields = { account_id: ACCOUNT, org_id: null, project_id: null };
const about: Fields = { id: null, description: null, tags: null };

export const serviceAccountConfig = (given: Fields = {}): Fields => ({
  ...scope,
  ...about,
  identifier: 'deployer',
  name: 'Deployer',
  email: 'deployer@example.com',
  ...given,
});

export const apiKeyConfig = (given: Fields = {}): Fields => ({
  ...scope,
  ...about,
  identifier: 'key',
  name: 'Key',
  apikey_type: 'USER',
  parent_id: HARNESS_USER,
  default_time_to_expire_token: null,
  ...given,
});

export const tokenConfig = (given: Fields = {}): Fields => ({
  ...scope,
  ...about,
  identifier: 'ci',
  name: 'CI',
  apikey_type: 'USER',
  parent_id: HARNESS_USER,
  apikey_id: 'key',
  valid_from: null,
  valid_to: null,
  scheduled_expire_time: null,
  rotation_overlap: null,
  valid: null,
  email: null,
  username: null,
  encoded_password: null,
  value: null,
  ...given,
});
