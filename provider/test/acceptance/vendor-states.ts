import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS, Emulated } from './trust/emulated';

/** When the states were recorded. */
export const NOW = '2030-01-02T03:04:05.678Z';

const ORGANIZATION = 'org22f3e4a1b5c';
const ACCOUNT = 'EmulatedAccount0000001';

/** What stands in a recorded state in double braces: secrets, and what the emulator chooses anew each time. */
type Chosen = Readonly<Record<string, string>>;

/** A state that a vendor's own provider left behind when real Terraform had run it on the emulator. */
export interface VendorState {
  /** Such as `linode/linode`. */
  readonly source: string;
  readonly version: string;
  /** The resource that has the secret, and the attribute that it is in. */
  readonly secret: readonly [type: string, attribute: string];
  /** The configuration that it was made with, and that our provider takes as it is. @param suffix of the resources' names */
  configuration(suffix?: string): string;
  /** Makes at the services what the state tells of, with the requests that the vendor's provider had sent. */
  make(emulator: Emulated): Promise<Chosen>;
}

export const VENDOR_STATES: readonly VendorState[] = [
  {
    source: 'linode/linode',
    version: '3.13.0',
    secret: ['linode_token', 'token'],
    configuration: (suffix = '') => `
      resource "linode_token" "t${suffix}" {
        provider = tokens
        label    = "deploy"
        scopes   = "linodes:read_only"
        expiry   = "2100-01-02T03:04:05Z"
      }`,
    make: async (emulator) => {
      const expiry = '2100-01-02T03:04:05';
      const body = { label: 'deploy', scopes: 'linodes:read_only', expiry };
      const made = await post<{ token: string }>(emulator, 'linode', '/v4/profile/tokens', body);
      return { secret: made.token };
    },
  },
  {
    source: 'seqeralabs/seqera',
    version: '0.26.3',
    secret: ['seqera_tokens', 'access_key'],
    configuration: (suffix = '') => `
      resource "seqera_tokens" "t${suffix}" {
        provider = tokens
        name     = "other"
      }`,
    make: async (emulator) => {
      const made = await post<{ accessKey: string }>(emulator, 'seqera', '/tokens', { name: 'other' });
      return { secret: made.accessKey };
    },
  },
  {
    source: 'harness/harness',
    version: '0.45.1',
    secret: ['harness_platform_token', 'value'],
    configuration: (suffix = '') => `
      resource "harness_platform_service_account" "s${suffix}" {
        provider   = tokens
        identifier = "sa"
        account_id = "${ACCOUNT}"
        name       = "ci2"
        email      = "ci@service.harness.io"
      }
      resource "harness_platform_apikey" "k${suffix}" {
        provider                     = tokens
        identifier                   = "key"
        account_id                   = "${ACCOUNT}"
        parent_id                    = harness_platform_service_account.s${suffix}.id
        apikey_type                  = "SERVICE_ACCOUNT"
        name                         = "k2"
        description                  = "d"
        tags                         = ["x:y"]
        default_time_to_expire_token = 2000000000
      }
      resource "harness_platform_token" "t${suffix}" {
        provider    = tokens
        identifier  = "tok4"
        account_id  = "${ACCOUNT}"
        parent_id   = harness_platform_service_account.s${suffix}.id
        apikey_type = "SERVICE_ACCOUNT"
        apikey_id   = harness_platform_apikey.k${suffix}.id
        name        = "plain"
      }`,
    make: async (emulator) => {
      const account = { accountIdentifier: ACCOUNT };
      const key = { ...account, apiKeyType: 'SERVICE_ACCOUNT', parentIdentifier: 'sa' };
      const ask = async (what: string, body: object) =>
        post<{ data: string }>(emulator, 'harness', `/ng/api/${what}?accountIdentifier=${ACCOUNT}`, body);
      const email = 'ci@service.harness.io';
      await ask('serviceaccount', { ...account, identifier: 'sa', name: 'ci2', email });
      await ask('apikey', {
        ...key,
        identifier: 'key',
        name: 'k2',
        description: 'd',
        tags: { x: 'y' },
        defaultTimeToExpireToken: 2_000_000_000,
      });
      const token = { ...key, apiKeyIdentifier: 'key', identifier: 'tok4', name: 'plain' };
      return { secret: (await ask('token', token)).data };
    },
  },
  aiven('4.61.0', {
    user: 'ci2',
    token: {
      description: 'x',
      max_age_seconds: 3600,
      extend_when_used: true,
      scopes: ['user:read'],
      ip_allowlist: ['10.0.0.0/8'],
    },
  }),
  // Before 4.45 they were resources of SDKv2, with a description where none was given.
  aiven('4.40.0', { user: 'ci', token: {}, sent: { description: '-' } }),
  // Before 4.19 they were another's, with times in Go's own spelling.
  aiven('4.16.0', {
    user: 'ci',
    token: { description: 'foo', max_age_seconds: 3600, extend_when_used: true, scopes: ['user:read'] },
  }),
];

interface AivenState {
  readonly user: string;
  /** The token as it is configured. */
  readonly token: object;
  /** What was sent for it, where that is something else. */
  readonly sent?: object;
}

function aiven(version: string, { user, token, sent = token }: AivenState): VendorState {
  return {
    source: 'aiven/aiven',
    version,
    secret: ['aiven_organization_application_user_token', 'full_token'],
    configuration: (suffix = '') => `
      resource "aiven_organization_application_user" "u${suffix}" {
        provider        = tokens
        organization_id = "${ORGANIZATION}"
        name            = "${user}"
      }
      resource "aiven_organization_application_user_token" "t${suffix}" {
        provider        = tokens
        organization_id = "${ORGANIZATION}"
        user_id         = aiven_organization_application_user.u${suffix}.user_id
        ${Object.entries(token)
          .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
          .join('\n        ')}
      }`,
    make: async (emulator) => {
      const users = `/v1/organization/${ORGANIZATION}/application-users`;
      const { user_id: id } = await post<{ user_id: string }>(emulator, 'aiven', users, { name: user });
      const { full_token: secret, token_prefix: prefix } = await post<{
        full_token: string;
        token_prefix: string;
      }>(emulator, 'aiven', `${users}/${id}/access-tokens`, sent);
      return { user: id, secret, prefix, escaped_prefix: prefix.replaceAll('/', '%2F') };
    },
  };
}

/** The state as it was recorded, of what `chosen` names. */
export function recordedState({ source, version }: VendorState, chosen: Chosen): string {
  const file = join(__dirname, 'vendor-states', `${source.split('/')[1]}-${version}.json`);
  return readFileSync(file, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => chosen[name]);
}

async function post<T>(
  emulator: Emulated,
  service: 'linode' | 'seqera' | 'harness' | 'aiven',
  path: string,
  body: object,
): Promise<T> {
  const answer = await fetch(emulator.origins[service] + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...CREDENTIAL_HEADERS[service] },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const CREDENTIAL_HEADERS: Readonly<Record<string, Record<string, string>>> = {
  linode: { authorization: `Bearer ${CREDENTIALS.LINODE_TOKEN}` },
  seqera: { authorization: `Bearer ${CREDENTIALS.TOWER_ACCESS_TOKEN}` },
  aiven: { authorization: `aivenv1 ${CREDENTIALS.AIVEN_TOKEN}` },
  harness: { 'x-api-key': CREDENTIALS.HARNESS_PLATFORM_API_KEY },
};
