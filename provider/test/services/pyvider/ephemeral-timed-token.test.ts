import { pyviderProvider } from './pyvider-provider';
import { isUnknown, Unknown } from '../../../src/framework';

const TYPE = 'pyvider_timed_token';
const NOW = { TOKENS_NOW: '2026-01-31T12:00:00Z' };
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const config = { id: null, name: 'ci', token: null, lifetime: null, expires_at: null, issued_at: null };

test('each opening makes another token, and closing has nothing to revoke', async () => {
  const provider = await pyviderProvider(NOW);
  const first = await provider.open(TYPE, config);
  const second = await provider.open(TYPE, config);
  expect(first).toMatchObject({ findings: [], renewAt: undefined });
  expect(first.result).toEqual({
    id: expect.stringMatching(`^timed-token-id-${UUID}$`),
    name: 'ci',
    token: expect.stringMatching(`^token-${UUID}$`),
    lifetime: null,
    expires_at: '2026-01-31T13:00:00.000000+00:00',
    issued_at: '2026-01-31T12:00:00.000000+00:00',
  });
  expect(second.result!.token).not.toBe(first.result!.token);

  expect(await first.close()).toEqual([]);
  const log = provider.log.lines.join('\n');
  expect(log).toContain(`nothing is revoked {"id":"${String(first.result!.id)}"}`);
  expect(log).not.toContain(first.result!.token);
});

test('it lives as long as it is told', async () => {
  const provider = await pyviderProvider(NOW);
  const short = await provider.open(TYPE, { ...config, lifetime: '10m' });
  expect(short.result).toMatchObject({ lifetime: '10m', expires_at: '2026-01-31T12:10:00.000000+00:00' });
  const until = await provider.open(TYPE, { ...config, expires_at: '2026-02-01T00:00:00+01:00' });
  expect(until.result).toMatchObject({ lifetime: null, expires_at: '2026-02-01T00:00:00+01:00' });
});

test('what is wrong is found as it is for the resource', async () => {
  const provider = await pyviderProvider(NOW);
  const both = await provider.open(TYPE, {
    ...config,
    lifetime: '36501d',
    expires_at: '2026-01-31T11:00:00Z',
  });
  expect(both.findings.map(({ summary }) => summary)).toEqual([
    'Two expiries',
    'Lifetime out of range',
    'Token is issued expired',
  ]);
});

test('the resource’s configuration may be unknown, the ephemeral one’s is waited for', async () => {
  const provider = await pyviderProvider(NOW);
  const { planned } = await provider.plan(TYPE, { ...config, lifetime: Unknown.any });
  expect(isUnknown(planned!.token)).toBe(true);
});
