import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';

const ENV = {
  APP_NAME: 'Shop',
  APP_EMPTY: '',
  APP_DB_PASSWORD: 's3cret-1',
  app_mode: 'Fast',
  HOME: '/home/me',
  PWD: '/here',
  AWS_SECRET_ACCESS_KEY: 's3cret-2',
  GITHUB_TOKEN: 's3cret-3',
  DATABASE_URL: 'postgres://me:s3cret-4@db/shop',
  INTERNAL: 'quiet',
  PLUGIN_CLIENT_CERT: 'another in each run',
  TF_PLUGIN_MAGIC_COOKIE: 'x',
};

interface Found {
  readonly keys: readonly string[] | null;
  readonly values: Record<string, string>;
  readonly sensitive_values: Record<string, string>;
  readonly all_values: Record<string, string>;
  readonly all_environment: Record<string, string>;
}

async function read(given: Fields, env: NodeJS.ProcessEnv = ENV) {
  const nothing = {
    keys: null,
    prefix: null,
    regex: null,
    exclude_empty: null,
    case_sensitive: null,
    transform_keys: null,
    transform_values: null,
    sensitive_keys: null,
    values: null,
    sensitive_values: null,
    all_values: null,
    all_environment: null,
  };
  const { state, findings } = await new InProcess(tokensProvider(env)).readData('pyvider_env_variables', {
    ...nothing,
    ...given,
  });
  return { ...(state as unknown as Found), findings };
}

describe('what is selected', () => {
  test('by names', async () => {
    const found = await read({ keys: ['APP_NAME', 'MISSING', 'app_name'] });
    expect(found).toMatchObject({ findings: [], sensitive_values: {} });
    expect(found.values).toEqual({ APP_NAME: 'Shop' });
    expect(found.all_values).toEqual({ APP_NAME: 'Shop' });
    // What was asked is in the state as it was asked.
    expect(found.keys).toEqual(['APP_NAME', 'MISSING', 'app_name']);
  });

  test('by a prefix, in capitals or not', async () => {
    expect((await read({ prefix: 'APP_' })).values).toEqual({ APP_NAME: 'Shop' });
    expect((await read({ prefix: 'APP_', case_sensitive: false })).values).toEqual({
      APP_NAME: 'Shop',
      app_mode: 'Fast',
    });
  });

  test('by an expression that matches from the start, not to the end', async () => {
    expect((await read({ regex: 'APP|PW' })).values).toEqual({ APP_NAME: 'Shop', PWD: '/here' });
    expect((await read({ regex: 'NAME' })).values).toEqual({});
    expect((await read({ regex: 'APP_(NAME|MODE)$', case_sensitive: false })).values).toEqual({
      APP_NAME: 'Shop',
      app_mode: 'Fast',
    });
  });

  test('empty ones too, when they are wanted', async () => {
    expect((await read({ prefix: 'APP_', exclude_empty: false })).values).toEqual({
      APP_NAME: 'Shop',
      APP_EMPTY: '',
    });
  });

  test('without a filter all that does not look secret', async () => {
    const { values, sensitive_values: sensitive } = await read({});
    expect(values).toEqual({
      APP_NAME: 'Shop',
      app_mode: 'Fast',
      HOME: '/home/me',
      PWD: '/here',
      INTERNAL: 'quiet',
    });
    expect(sensitive).toEqual({});
  });

  test('never what Terraform says to its plugins', async () => {
    expect((await read({ keys: ['PLUGIN_CLIENT_CERT'] })).all_values).toEqual({});
  });
});

test('names and values are rewritten, of two that become one always the same wins', async () => {
  expect(
    (await read({ keys: ['app_mode'], transform_keys: 'upper', transform_values: 'lower' })).values,
  ).toEqual({
    APP_MODE: 'fast',
  });
  const env = { x: '1', X: '2' };
  expect((await read({ keys: ['X', 'x'], transform_keys: 'upper' }, env)).values).toEqual({ X: '1' });
  expect((await read({ keys: ['X', 'x'], transform_keys: 'upper' }, { X: '2', x: '1' })).values).toEqual({
    X: '1',
  });
});

describe('secrets', () => {
  test('that were asked for are kept apart', async () => {
    const found = await read({ prefix: 'APP_' });
    expect(found.values).toEqual({ APP_NAME: 'Shop' });
    expect(found.sensitive_values).toEqual({ APP_DB_PASSWORD: 's3cret-1' });
    expect(found.all_values).toEqual({ APP_NAME: 'Shop', APP_DB_PASSWORD: 's3cret-1' });
  });

  test('that are declared are secret, by their names as they are rewritten', async () => {
    const found = await read({ keys: ['INTERNAL'], transform_keys: 'lower', sensitive_keys: ['internal'] });
    expect(found).toMatchObject({ values: {}, sensitive_values: { internal: 'quiet' } });
    const declared = await read({ sensitive_keys: ['GITHUB_TOKEN'] });
    expect(declared.sensitive_values).toEqual({ GITHUB_TOKEN: 's3cret-3' });
  });

  test('that nobody asked for are nowhere', async () => {
    expect(JSON.stringify(await read({}))).not.toContain('s3cret');
    expect(JSON.stringify(await read({ keys: ['HOME'] }))).not.toContain('s3cret');
  });

  test('of the whole environment are those asked for', async () => {
    const { all_environment: all } = await read({ keys: ['GITHUB_TOKEN'] });
    expect(all).toEqual({
      APP_NAME: 'Shop',
      APP_EMPTY: '',
      app_mode: 'Fast',
      HOME: '/home/me',
      PWD: '/here',
      INTERNAL: 'quiet',
      GITHUB_TOKEN: 's3cret-3',
    });
  });

  test.each([
    'TOKEN',
    'MY_API_KEY',
    'APIKEY',
    'GITHUB_PAT',
    'DB_PWD',
    'SSH_PASSPHRASE',
    'TF_VAR_client_secret',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'REQUEST_SIGNATURE',
    'SIGNING_KEY',
    'BASIC_AUTH',
  ])('%s looks like one', async (name) => {
    expect((await read({}, { [name]: 'x' })).values).toEqual({});
  });

  test.each(['PATH', 'PWD', 'KEYBOARD', 'AUTHOR', 'MONKEY', 'SHELL'])('%s does not', async (name) => {
    expect((await read({}, { [name]: 'x' })).values).toEqual({ [name]: 'x' });
  });

  test('are in attributes that Terraform hides', async () => {
    const { getProviderSchema } = new InProcess(tokensProvider({})).handlers;
    const { dataSourceSchemas } = await getProviderSchema!({}, { signal: new AbortController().signal });
    const { attributes } = dataSourceSchemas.pyvider_env_variables.block!;
    expect(attributes.filter(({ sensitive }) => sensitive).map(({ name }) => name)).toEqual([
      'sensitive_values',
      'all_values',
      'all_environment',
    ]);
  });
});

describe('refused', () => {
  test.each([
    [
      { keys: ['a'], prefix: 'b' },
      "Only one of 'keys', 'prefix', or 'regex' can be specified, got keys and prefix.",
    ],
    [{ keys: [], prefix: '', regex: '' }, 'got keys and prefix and regex.'],
    [{ regex: '(' }, 'regex: Invalid regex provided: '],
    [{ transform_keys: 'title' }, 'transform_keys: "upper" or "lower" is needed, got "title".'],
    [{ transform_values: 'UPPER' }, 'transform_values: "upper" or "lower" is needed, got "UPPER".'],
  ])('%j', async (given, says) => {
    expect((await read(given)).findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining(says) },
    ]);
  });
});
