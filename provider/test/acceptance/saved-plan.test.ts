import { ADDRESSES, everything, resources, SECRETS, workspaceAt } from './everything';
import { useInstallation } from './installation';
import { useEmulated } from './trust/emulated';
import { Workspace } from './workspace';
import { sha256, ServiceName } from '../services/emulator';

/** Plans that are applied a day after they were made. A rotation's are in `rotation.test.ts`. */

const installation = useInstallation();
const emulator = useEmulated('--now', '2026-01-31T12:00:00Z');

const TIMED = 'pyvider_timed_token.t';
const FILE = 'pyvider_file_content.f';
const local = (name: string) => `
resource "pyvider_timed_token" "t" {
  provider = tokens
  name     = "${name}"
  lifetime = "30d"
}
resource "pyvider_file_content" "f" {
  provider = tokens
  filename = "f"
  content  = "of ${name}"
}`;

async function on(day: string): Promise<{ now: string }> {
  const now = `2026-${day}T12:00:00Z`;
  await emulator().setClock(now);
  return { now };
}

/** Holds that what is in the state is what works at each service, and all of it. */
async function expectAlive(w: Workspace): Promise<void> {
  for (const [address, attribute] of Object.entries(SECRETS)) {
    const live = await emulator().tokens(address.split('_')[0] as ServiceName);
    expect([address, live.map((token) => token.sha256)]).toEqual([
      address,
      [sha256(w.state()[address][attribute])],
    ]);
  }
}

test('what was planned yesterday is done today: made, changed in place, replaced and destroyed', async () => {
  const w = await workspaceAt(emulator(), installation(), everything() + local('deploy'));
  await w.plan(await on('01-31'));
  const made = await w.applySaved(await on('02-01'));
  expect(Object.keys(made).sort()).toEqual([...Object.values(ADDRESSES), FILE, TIMED].sort());
  expect(new Set(Object.values(made))).toEqual(new Set(['create']));
  expect(w.state()).toMatchObject({
    [ADDRESSES.linodeToken]: { created: '2026-02-01T12:00:00Z' },
    [TIMED]: { issued_at: '2026-02-01T12:00:00.000000+00:00' },
  });
  await expectAlive(w);

  w.write(
    (everything('renamed') + local('renamed'))
      .replace('linodes:read_only', 'linodes:read_write')
      .replace('description     = "deploy"', 'description     = "another"')
      .replace(/(seqera_tokens[^]*name +=) "deploy"/, '$1 "another"'),
  );
  await w.plan(await on('02-01'));
  expect(await w.applySaved(await on('02-02'))).toEqual({
    [ADDRESSES.aivenUser]: 'update',
    [ADDRESSES.aivenToken]: 'replace',
    [ADDRESSES.serviceAccount]: 'update',
    [ADDRESSES.apiKey]: 'update',
    [ADDRESSES.harnessToken]: 'update',
    [ADDRESSES.linodeToken]: 'replace',
    [ADDRESSES.seqeraToken]: 'replace',
    [TIMED]: 'update',
    [FILE]: 'update',
  });
  await expectAlive(w);

  await w.plan({ ...(await on('02-02')), args: ['-destroy'] });
  await w.start(['apply', 'saved.tfplan'], await on('02-03')).succeeds();
  expect(w.state()).toEqual({});
});

test('what can’t be made any more is not made, and what another run has overtaken is refused', async () => {
  const { linodeToken, harnessToken } = ADDRESSES;
  const end = '2026-02-01T00:00:00Z';
  const ending = resources();
  const w = await workspaceAt(
    emulator(),
    installation(),
    ending[linodeToken].replace(/\}$/, `  expiry = "${end}"\n}`) +
      [ADDRESSES.serviceAccount, ADDRESSES.apiKey].map((address) => ending[address]).join('') +
      ending[harnessToken].replace(/\}$/, `  valid_to = ${Date.parse(end)}\n}`),
  );
  await w.plan(await on('01-31'));
  const { code, messages } = await w.start(['apply', '-json', 'saved.tfplan'], await on('02-02')).ended;
  expect(code).toBe(1);
  const findings = messages.flatMap(({ diagnostic }) => diagnostic ?? []);
  for (const address of [linodeToken, harnessToken]) {
    expect(findings).toContainEqual(
      expect.objectContaining({
        address,
        detail: expect.stringMatching(/2026-02-01T00:00:00Z, and it is 2026-02-02T12:00:00Z.* plan anew/),
      }),
    );
  }
  expect([...(await emulator().tokens('linode')), ...(await emulator().tokens('harness'))]).toEqual([]);

  w.write(ending[linodeToken]);
  const now = await on('02-02');
  await w.plan(now);
  await w.start(['apply', '-auto-approve'], now).succeeds();
  const { creates } = (await emulator().counters()).linode;
  await expect(w.start(['apply', 'saved.tfplan'], now).succeeds()).rejects.toThrow(/Saved plan is stale/);
  expect((await emulator().counters()).linode.creates).toBe(creates);
});
