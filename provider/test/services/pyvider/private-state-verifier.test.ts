import { pyviderProvider } from './pyvider-provider';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';

const TYPE = 'pyvider_private_state_verifier';
const SECRET = { PYVIDER_PRIVATE_STATE_SHARED_SECRET: 'shared secret' };
const TESTMODE = { PYVIDER_TESTMODE: 'true' };
const config = { input_value: 'Grüße', decrypted_token: null };

const refused = (summary: string, detail: RegExp) => [
  expect.objectContaining({ severity: 'error', summary, detail: expect.stringMatching(detail) }),
];
const TEST_ONLY = refused(
  'Test-only resource requires test mode',
  /testmode = true .* or PYVIDER_TESTMODE=true/,
);

test('the secret goes through the private state, and is nowhere else in the clear', async () => {
  const provider = await pyviderProvider({ ...SECRET, ...TESTMODE });
  const plan = await provider.plan(TYPE, config);
  expect(String(plan.planned!.decrypted_token)).toBe('unknown (not null, prefix "SECRET_FOR_")');
  const created = await provider.create(TYPE, config);
  expect(created.state).toEqual({ input_value: 'Grüße', decrypted_token: 'SECRET_FOR_GRÜSSE' });
  expect(created.private[0]).toBe(1);
  expect(Buffer.from(created.private).includes('SECRET_FOR')).toBe(false);

  // What a refresh answers comes from there, whatever the state says.
  const edited = { ...created, state: { ...created.state, decrypted_token: 'edited' } };
  expect(await provider.read(TYPE, edited)).toMatchObject({ state: created.state, findings: [] });
});

test('another input makes another secret', async () => {
  const provider = await pyviderProvider({ ...SECRET, ...TESTMODE });
  const created = await provider.create(TYPE, config);
  const changed = { ...config, input_value: 'b' };
  const { planned, replace } = await provider.plan(TYPE, changed, created);
  expect(replace).toEqual([]);
  const updated = await provider.apply(TYPE, changed, planned, created);
  expect(updated.state).toEqual({ input_value: 'b', decrypted_token: 'SECRET_FOR_B' });
  expect((await provider.read(TYPE, updated)).state).toEqual(updated.state);
});

test('a private state that was lost is an error', async () => {
  const provider = await pyviderProvider({ ...SECRET, ...TESTMODE });
  const created = await provider.create(TYPE, config);
  const now = await provider.read(TYPE, { ...created, private: new Uint8Array() });
  expect(now.findings).toMatchObject([
    { detail: expect.stringContaining('Nothing is left of the private state') },
  ]);
  expect(now.state).toEqual(created.state);
});

describe('without test mode', () => {
  test('nothing is planned, made or read, but for a destroy', async () => {
    const created = await (await pyviderProvider({ ...SECRET, ...TESTMODE })).create(TYPE, config);
    const provider = await pyviderProvider(SECRET);
    const { planned, findings } = await provider.plan(TYPE, config);
    expect(findings).toEqual(TEST_ONLY);
    expect(await provider.apply(TYPE, config, planned)).toMatchObject({
      state: null,
      findings: [{ detail: expect.stringMatching(/^Test-only resource requires test mode\. /) }],
    });
    expect(await provider.read(TYPE, created)).toMatchObject({ ...created, findings: TEST_ONLY });
    expect(await provider.apply(TYPE, null, null, created)).toMatchObject({ state: null, findings: [] });
  });

  test.each([
    [{}, null, false],
    [{}, false, false],
    [{}, true, true],
    [{ PYVIDER_TESTMODE: '' }, true, true],
    [{ PYVIDER_TESTMODE: '1' }, null, true],
    [{ PYVIDER_TESTMODE: 'TRUE' }, false, true],
    [{ PYVIDER_TESTMODE: 'false' }, true, false],
    [{ PYVIDER_TESTMODE: '0' }, true, false],
  ])('%j beats testmode = %s: %s', async (env, testmode, allowed) => {
    const provider = await pyviderProvider({ ...SECRET, ...env }, { testmode });
    expect((await provider.plan(TYPE, config)).findings).toEqual(allowed ? [] : TEST_ONLY);
  });

  test('a PYVIDER_TESTMODE that says neither is an error', async () => {
    const provider = new InProcess(tokensProvider({ PYVIDER_TESTMODE: 'maybe' }));
    expect(await provider.configure({ private_state_secrets: null, pyvider: null })).toMatchObject([
      { detail: expect.stringMatching(/^PYVIDER_TESTMODE must be one of 1, true, .* got "maybe"$/) },
    ]);
  });
});

test('without a secret to seal with there is nothing to verify', async () => {
  const provider = await pyviderProvider(TESTMODE);
  expect((await provider.plan(TYPE, config)).findings).toEqual(
    refused('Private state is not sealed', /PYVIDER_PRIVATE_STATE_SHARED_SECRET, or private_state_secrets/),
  );
});

test('it can’t be imported', async () => {
  const { findings } = await (await pyviderProvider()).import(TYPE, 'x');
  expect(findings).toMatchObject([{ detail: expect.stringContaining('exists in the state alone') }]);
});
