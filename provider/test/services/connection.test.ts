import { Settings } from '../../src/services/connection';

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
