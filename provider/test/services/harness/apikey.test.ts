import {
  ACCOUNT,
  API_KEY,
  apiKeyConfig,
  HARNESS_USER,
  harnessOn,
  NOW,
  SERVICE_ACCOUNT,
  serviceAccountConfig,
  TOKEN,
  tokenConfig,
} from './harness';
import { Fields } from '../../../src/framework/server/schema-codec';
import { EMPTY, InProcess } from '../../framework/in-process';
import { useEmulator } from '../emulator';

const emulator = useEmulator(NOW);

let provider: InProcess;

beforeEach(async () => {
  ({ provider } = await harnessOn(emulator()));
});

const PLACES: [string, Fields][] = [
  ['account', {}],
  ['organization', { org_id: 'default' }],
  ['project', { org_id: 'default', project_id: 'default_project' }],
];

describe('an API key', () => {
  test.each(PLACES)('of an %s is created, changed in place, imported and deleted', async (_, place) => {
    const config = apiKeyConfig({ ...place, default_time_to_expire_token: 1_000_000, tags: ['a:b'] });
    const stored = await provider.create(API_KEY, config);
    expect(stored.state).toEqual({ ...config, id: 'key' });
    expect((await provider.read(API_KEY, stored)).state).toEqual(stored.state);

    const other = apiKeyConfig({
      ...place,
      name: 'Renamed',
      description: 'x',
      default_time_to_expire_token: 2_000_000,
    });
    const { planned, replace } = await provider.plan(API_KEY, other, stored);
    expect(replace).toEqual([]);
    const changed = await provider.apply(API_KEY, other, planned, stored);
    expect(changed).toMatchObject({ state: { ...other, id: 'key' }, findings: [] });
    const read = await provider.read(API_KEY, changed);
    expect(read.state).toEqual(changed.state);

    const id = [...Object.values(place), HARNESS_USER, 'key', 'USER'].join('/');
    const { imported } = await provider.import(API_KEY, id);
    expect((await provider.read(API_KEY, { state: imported[0], private: EMPTY })).state).toEqual(
      changed.state,
    );

    for (let times = 0; times < 2; times++) {
      expect(await provider.apply(API_KEY, null, null, changed)).toMatchObject({ state: null, findings: [] });
    }
    expect(await provider.read(API_KEY, changed)).toMatchObject({ state: null, findings: [] });
  });

  test('without a default takes Harness’s own, and keeps it', async () => {
    const stored = await provider.create(API_KEY, apiKeyConfig());
    expect(stored.state).toMatchObject({ default_time_to_expire_token: 2_592_000_000 });
    const read = await provider.read(API_KEY, stored);
    const { planned } = await provider.plan(API_KEY, apiKeyConfig(), read);
    expect(planned).toEqual(read.state);
    // A change of something else does not put it back.
    const named = apiKeyConfig({ name: 'Renamed' });
    const { planned: renaming } = await provider.plan(API_KEY, named, read);
    const renamed = await provider.apply(API_KEY, named, renaming, read);
    expect(renamed.state).toEqual({ ...read.state, name: 'Renamed' });
    expect((await provider.read(API_KEY, renamed)).state).toEqual(renamed.state);
  });

  test.each([
    ['identifier', { identifier: 'other' }],
    ['account_id', { account_id: 'other' }],
    ['org_id', { org_id: 'default' }],
    ['apikey_type', { apikey_type: 'SERVICE_ACCOUNT' }],
    ['parent_id', { parent_id: 'other' }],
  ])('is another with another %s', async (name, given: Fields) => {
    const stored = await provider.create(API_KEY, apiKeyConfig());
    expect((await provider.plan(API_KEY, apiKeyConfig(given), stored)).replace).toEqual([name]);
  });

  test('that Harness made by itself for a token is taken over, with a warning', async () => {
    const token = await provider.create(TOKEN, tokenConfig());
    const { planned } = await provider.plan(API_KEY, apiKeyConfig());
    const { state, findings } = await provider.apply(API_KEY, apiKeyConfig(), planned);
    expect(state).toMatchObject({ name: 'Key' });
    expect(findings).toMatchObject([{ severity: 'warning', summary: 'API key was there before its turn' }]);
    expect((await provider.read(TOKEN, token)).state).toEqual(token.state);
  });

  test('of somebody else is left alone', async () => {
    const theirs = await provider.create(API_KEY, apiKeyConfig({ name: 'Theirs' }));
    const { planned } = await provider.plan(API_KEY, apiKeyConfig());
    const { state, findings } = await provider.apply(API_KEY, apiKeyConfig(), planned);
    expect(state).toBeNull();
    expect(findings).toMatchObject([
      { severity: 'error', detail: expect.stringContaining('already present') },
    ]);
    expect((await provider.read(API_KEY, theirs)).state).toEqual(theirs.state);
  });

  test.each(['key', 'key/USER', 'p/key/user', 'o/q/x/p/key/USER'])('is not imported by %j', async (id) => {
    const { imported, findings } = await provider.import(API_KEY, id);
    expect(imported).toEqual([]);
    expect(findings[0].detail).toContain('<org_id>/<project_id>/<parent_id>/<identifier>/<apikey_type>');
  });
});

describe('a service account', () => {
  test.each(PLACES)('of an %s is created, changed in place, imported and deleted', async (_, place) => {
    const config = serviceAccountConfig({ ...place, tags: ['a:b'], description: '' });
    const stored = await provider.create(SERVICE_ACCOUNT, config);
    expect(stored.state).toEqual({ ...config, id: 'deployer' });
    expect((await provider.read(SERVICE_ACCOUNT, stored)).state).toEqual(stored.state);

    const other = serviceAccountConfig({ ...place, name: 'Renamed', description: 'x' });
    const { planned, replace } = await provider.plan(SERVICE_ACCOUNT, other, stored);
    expect(replace).toEqual([]);
    const changed = await provider.apply(SERVICE_ACCOUNT, other, planned, stored);
    expect(changed).toMatchObject({ state: { ...other, id: 'deployer' }, findings: [] });

    const { imported } = await provider.import(
      SERVICE_ACCOUNT,
      [...Object.values(place), 'deployer'].join('/'),
    );
    const read = await provider.read(SERVICE_ACCOUNT, { state: imported[0], private: EMPTY });
    expect(read.state).toEqual(changed.state);
    expect(read.identity).toEqual({
      account_id: ACCOUNT,
      org_id: place.org_id ?? null,
      project_id: place.project_id ?? null,
      identifier: 'deployer',
    });

    for (let times = 0; times < 2; times++) {
      const deleted = await provider.apply(SERVICE_ACCOUNT, null, null, changed);
      expect(deleted).toMatchObject({ state: null, findings: [] });
    }
    expect(await provider.read(SERVICE_ACCOUNT, changed)).toMatchObject({ state: null, findings: [] });
  });

  test.each(['identifier', 'email', 'account_id'])('is another with another %s', async (name) => {
    const stored = await provider.create(SERVICE_ACCOUNT, serviceAccountConfig());
    const { replace } = await provider.plan(
      SERVICE_ACCOUNT,
      serviceAccountConfig({ [name]: 'other' }),
      stored,
    );
    expect(replace).toEqual([name]);
  });

  test.each(['', '/x', 'o/', 'o/p/x/y'])('is not imported by %j', async (id) => {
    const { imported, findings } = await provider.import(SERVICE_ACCOUNT, id);
    expect(imported).toEqual([]);
    expect(findings[0].detail).toContain('<org_id>/<project_id>/<identifier>');
  });
});
