import { Fields } from '../../src/framework/server/schema-codec';
import { tokensProvider } from '../../src/provider';
import { Settings } from '../../src/services/connection';
import { InProcess } from '../framework/in-process';

const VARIABLES = { retryLimit: 'AIVEN_CLIENT_RETRY_MAX', userAgentPrefix: 'LINODE_UA_PREFIX' };

const connection = (env: NodeJS.ProcessEnv, values: Record<string, unknown> = {}) =>
  new Settings('aiven', values, { env, userAgent: 'tokens/1' }).connection('ca_file', VARIABLES);

describe('the limit of retries', () => {
  test('is what the block says, then what the variable says, then the default', () => {
    const env = { AIVEN_CLIENT_RETRY_MAX: '7' };
    expect(connection(env, { retry_limit: 0 }).retryLimit).toBe(0);
    expect(connection(env).retryLimit).toBe(7);
    expect(connection({ AIVEN_CLIENT_RETRY_MAX: '' }).retryLimit).toBeUndefined();
    expect(connection({}).retryLimit).toBeUndefined();
  });

  test.each(['-1', '101', 'many', '1.5'])('is not %s', (text) => {
    expect(() => connection({ AIVEN_CLIENT_RETRY_MAX: text })).toThrow(
      `AIVEN_CLIENT_RETRY_MAX="${text}" is no limit of retries: give a number from 0 to 100.`,
    );
  });
});

describe('the user agent', () => {
  test('is ours, after the prefix and before what Terraform’s user appends', () => {
    expect(connection({}).userAgent).toBe('tokens/1');
    const env = { LINODE_UA_PREFIX: 'pipeline/3', TF_APPEND_USER_AGENT: ' team-a ' };
    expect(connection(env).userAgent).toBe('pipeline/3 tokens/1 team-a');
  });

  test('has nothing in it that no header can carry', () => {
    expect(connection({ TF_APPEND_USER_AGENT: 'a\r\nx-injected: 1ü' }).userAgent).toBe(
      'tokens/1 ax-injected: 1',
    );
  });
});

/** Each service's block: the names of its texts. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  aiven: ['api_token', 'endpoint', 'ca_file'],
  harness: ['platform_api_key', 'account_id', 'endpoint', 'ca_file'],
  linode: ['token', 'url', 'api_version', 'api_ca_path'],
  seqera: ['bearer_auth', 'server_url', 'ca_path'],
};

const validate = async (service: string, given: Fields) => {
  const none = { request_timeout: null, retry_limit: null, concurrency: null };
  const block = { ...none, ...Object.fromEntries(TEXTS[service].map((name) => [name, null])), ...given };
  return new InProcess(tokensProvider({})).validateProvider({
    private_state_secrets: null,
    [service]: block,
  });
};

describe.each(Object.keys(TEXTS))('the block %s', (service) => {
  test('takes an empty text for none', async () => {
    const empty = Object.fromEntries([...TEXTS[service], 'request_timeout'].map((name) => [name, '']));
    expect(await validate(service, empty)).toEqual([]);
  });

  test.each(['0s', '-1s'])('refuses %s as the time of a try', async (text) => {
    expect(await validate(service, { request_timeout: text })).toMatchObject([
      { severity: 'error', summary: 'Invalid timeout', at: `${service}.request_timeout` },
    ]);
  });
});

test('an empty text leaves the variable and the default their say', () => {
  const env = { LINODE_URL: 'https://api.example.com' };
  const settings = new Settings('linode', { url: '', request_timeout: '' }, { env, userAgent: 'tokens/1' });
  expect(settings.baseUrl('url', 'LINODE_URL', 'https://api.linode.com').href).toBe(
    'https://api.example.com/',
  );
  expect(settings.connection('api_ca_path').requestTimeout).toBeUndefined();
});
