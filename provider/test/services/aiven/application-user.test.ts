import { aivenOn, NOW, ORGANIZATION, timeouts, USER, userConfig } from './aiven';
import { Fields } from '../../../src/framework/server/schema-codec';
import { EMPTY, InProcess } from '../../framework/in-process';
import { useEmulator } from '../emulator';

const emulator = useEmulator(NOW);

let provider: InProcess;

beforeEach(async () => {
  ({ provider } = await aivenOn(emulator()));
});

test('a user is created, renamed in place, imported and deleted', async () => {
  const stored = await provider.create(USER, userConfig());
  const { user_id: id } = stored.state as Record<string, string>;
  expect(stored.state).toEqual({
    ...userConfig(),
    id: `${ORGANIZATION}/${id}`,
    user_id: expect.stringMatching(/^u[0-9a-f]+$/),
    email: `${id}@application-user.invalid`,
    is_super_admin: false,
    create_time: NOW,
  });

  const config = userConfig({ name: 'renamed', timeouts: timeouts({ update: '1m' }) });
  const { planned, replace } = await provider.plan(USER, config, stored);
  expect(replace).toEqual([]);
  const renamed = await provider.apply(USER, config, planned, stored);
  expect(renamed).toMatchObject({
    state: { ...stored.state, name: 'renamed', timeouts: config.timeouts },
    findings: [],
  });
  expect((await provider.read(USER, renamed)).state).toEqual(renamed.state);

  const { imported } = await provider.import(USER, `${ORGANIZATION}/${id}`);
  const read = await provider.read(USER, { state: imported[0], private: EMPTY });
  expect(read.state).toEqual({ ...renamed.state, timeouts: null });

  expect(await provider.apply(USER, null, null, renamed)).toMatchObject({ state: null, findings: [] });
  expect((await provider.read(USER, renamed)).state).toBeNull();
  expect(await provider.apply(USER, null, null, renamed)).toMatchObject({ state: null, findings: [] });
});

test('another organization makes another user', async () => {
  const stored = await provider.create(USER, userConfig());
  const { replace } = await provider.plan(USER, userConfig({ organization_id: 'org0' }), stored);
  expect(replace).toEqual(['organization_id']);
});

test('no user becomes a super admin, and the error is Aiven’s own', async () => {
  const stored = await provider.create(USER, userConfig());
  const config = userConfig({ is_super_admin: true });
  const { planned } = await provider.plan(USER, config, stored);
  const { state, findings } = await provider.apply(USER, config, planned, stored);
  expect(state).toEqual(stored.state);
  expect(findings[0].detail).toContain('Making application users super admin is no longer supported');
});

test.each(['', 'org', 'org/', '/user', 'org/user/more', 'org/%'])('%j can’t be imported', async (id) => {
  const { imported, findings } = await provider.import(USER, id);
  expect(imported).toEqual([]);
  expect(findings[0].detail).toContain('Expected import identifier with format: "organization_id/user_id"');
});

test.each([
  [{ name: '' }, 'name'],
  [{ organization_id: '' }, 'organization_id'],
])('%j is found before anything is done', async (given: Fields, at) => {
  expect(await provider.validate(USER, userConfig(given))).toMatchObject([{ severity: 'error', at }]);
});
