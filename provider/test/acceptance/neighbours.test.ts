import { ADDRESSES, everything, SECRETS, workspaceAt } from './everything';
import { useInstallation } from './installation';
import { ACCOUNT, ORGANIZATION, useEmulated } from './trust/emulated';
import { sha256, ServiceName } from '../services/emulator';

/** What tokens belong to: application users, service accounts and API keys. */

const NOW = '2026-01-31T12:00:00Z';

const installation = useInstallation();
const emulator = useEmulated('--now', NOW);
const { aivenUser, aivenToken, serviceAccount, apiKey, harnessToken } = ADDRESSES;

const workspace = async () => workspaceAt(emulator(), installation(), everything(), { TOKENS_NOW: NOW });

test('each attribute changes in place or makes another, and the tokens beneath go along', async () => {
  const w = await workspace();
  await w.apply();
  const again = { [apiKey]: 'replace', [harnessToken]: 'replace' };
  for (const [address, change, actions] of [
    [
      serviceAccount,
      ['name       = "deploy"', 'name = "other"\n  description = "why"\n  tags = ["a:b"]'],
      { [serviceAccount]: 'update' },
    ],
    // With it go its API keys and their tokens, at Harness too.
    [serviceAccount, ['deploy@', 'other@'], { [serviceAccount]: 'replace', ...again }],
    [
      apiKey,
      ['name        = "deploy"', 'name = "other"\n  tags = ["a"]\n  default_time_to_expire_token = 86400000'],
      { [apiKey]: 'update' },
    ],
    [apiKey, ['identifier  = "deploy"', 'identifier = "other"'], again],
    [harnessToken, ['identifier  = "deploy"', 'identifier = "other"'], { [harnessToken]: 'replace' }],
    [aivenUser, ['name            = "deploy"', 'name = "other"'], { [aivenUser]: 'update' }],
  ] as const) {
    const [type, name] = address.split('.');
    const head = `resource "${type}" "${name}"`;
    const [before, after] = w.configuration.split(head);
    w.write(before + head + after.replace(change[0], change[1]));
    expect([change, await w.apply()]).toEqual([change, actions]);
  }
  for (const [address, attribute] of Object.entries(SECRETS)) {
    const live = await emulator().tokens(address.split('_')[0] as ServiceName);
    expect(live.map((token) => token.sha256)).toContain(sha256(w.state()[address][attribute]));
  }
  await w.destroy();
});

test('one that disappears is planned anew with all beneath it; one that can’t be read has not disappeared', async () => {
  const w = await workspace();
  await w.apply();
  const { user_id: user } = w.state()[aivenUser];
  for (const [address, service, pathPattern] of [
    [aivenUser, 'aiven', 'application-users/[^/]+(\\?|$)'],
    [serviceAccount, 'harness', 'serviceaccount/aggregate'],
    [apiKey, 'harness', 'apikey/aggregate'],
  ] as const) {
    for (const status of [401, 403]) {
      await emulator().fault(service, { kind: 'status', status, method: 'GET', pathPattern });
      expect(await w.fails('plan')).toMatchObject([
        { address, detail: expect.stringContaining(`status ${status}`) },
      ]);
    }
  }
  await w.settled();

  await emulator().ask(
    'aiven',
    'DELETE',
    `/v1/organization/${ORGANIZATION}/application-users/${user as string}`,
  );
  await emulator().ask('harness', 'DELETE', `/ng/api/serviceaccount/deploy?accountIdentifier=${ACCOUNT}`);
  const gone = [aivenUser, aivenToken, serviceAccount, apiKey, harnessToken];
  expect(await w.apply()).toEqual(Object.fromEntries(gone.map((address) => [address, 'create'])));
  await w.destroy();
  for (const service of ['aiven', 'harness'] as const) expect(await emulator().tokens(service)).toEqual([]);
});
