import { pyviderProvider } from './pyvider-provider';
import { Unknown } from '../../../src/framework';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';

const TYPE = 'pyvider_timed_token';
const config = { id: null, name: 'ci', token: null, lifetime: null, expires_at: null, issued_at: null };
const VARIABLE = 'PYVIDER_PRIVATE_STATE_SHARED_SECRET';

test('the environment’s secret seals, those of the configuration open', async () => {
  const created = await (await pyviderProvider({}, { private_state_secrets: ['old'] })).create(TYPE, config);
  const both = await pyviderProvider({ [VARIABLE]: 'new' }, { private_state_secrets: ['old'] });
  const now = await both.read(TYPE, created);
  expect(now.findings).toEqual([]);
  expect((await (await pyviderProvider({ [VARIABLE]: 'new' })).read(TYPE, now)).findings).toEqual([]);
  const old = await pyviderProvider({}, { private_state_secrets: ['old'] });
  expect((await old.read(TYPE, now)).findings).toMatchObject([
    { severity: 'error', detail: expect.stringContaining('sealed under another secret than the 1 given') },
  ]);
});

test('an empty variable is none', async () => {
  const created = await (await pyviderProvider({ [VARIABLE]: '' })).create(TYPE, config);
  expect((await (await pyviderProvider()).read(TYPE, created)).findings).toEqual([]);
});

test('an empty secret is refused, and none is shown', async () => {
  const provider = new InProcess(tokensProvider({}));
  const findings = await provider.validateProvider({ private_state_secrets: ['s3cret', ''], pyvider: null });
  expect(findings).toMatchObject([{ summary: 'Empty secret', at: 'private_state_secrets' }]);
  expect(JSON.stringify(findings)).not.toContain('s3cret');
});

test.each([[Unknown.any], [['known', Unknown.any]]])(
  '%s: secrets must be known when planning',
  async (secrets) => {
    const provider = new InProcess(tokensProvider({}));
    expect(await provider.validateProvider({ private_state_secrets: secrets, pyvider: null })).toEqual([]);
    expect(await provider.configure({ private_state_secrets: secrets, pyvider: null })).toMatchObject([
      { summary: 'Secrets are not known yet', at: 'private_state_secrets' },
    ]);
  },
);

describe('a timed token', () => {
  test('has a copy where private state is sealed, which mends a state that was edited', async () => {
    const provider = await pyviderProvider({ [VARIABLE]: 'secret' });
    const created = await provider.create(TYPE, config);
    const state = { ...created.state, token: 'token-forged', expires_at: '2999-01-01T00:00:00Z' };
    expect(await provider.read(TYPE, { ...created, state })).toMatchObject({
      state: created.state,
      findings: [],
    });
  });

  test('keeps the copy through an update', async () => {
    const provider = await pyviderProvider({ [VARIABLE]: 'secret' });
    const created = await provider.create(TYPE, config);
    const renamed = { ...config, name: 'cd' };
    const { planned } = await provider.plan(TYPE, renamed, created);
    const updated = await provider.apply(TYPE, renamed, planned, created);
    expect(updated.state).toEqual({ ...created.state, name: 'cd' });
    const scrubbed = { ...updated, state: { ...updated.state, token: null } };
    expect((await provider.read(TYPE, scrubbed)).state).toEqual(updated.state);
  });

  test('gets one when a secret is given later', async () => {
    const created = await (await pyviderProvider()).create(TYPE, config);
    const provider = await pyviderProvider({ [VARIABLE]: 'secret' });
    const now = await provider.read(TYPE, created);
    const state = { ...now.state, token: 'token-forged' };
    expect((await provider.read(TYPE, { ...now, state })).state).toEqual(created.state);
  });

  test('has none where private state is stored as it is', async () => {
    const created = await (await pyviderProvider()).create(TYPE, config);
    expect(Buffer.from(created.private).includes('token-')).toBe(false);
  });
});
