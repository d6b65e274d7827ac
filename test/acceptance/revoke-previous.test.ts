import { TerraformOutput, TerraformStack } from 'cdktf';
import { ACCOUNT, useEmulator } from './emulator';
import { useTerraform } from './terraform';
import {
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
} from '../../src';

const START = '2026-01-10T12:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(START, terraform);

/** Of a service whose tokens never expire, and of two that take the expiry, and answer with it in their own ways. */
const tokens = (stack: TerraformStack) => {
  const owner = new HarnessServiceAccount(stack, 'Account', {
    accountId: ACCOUNT,
    identifier: 'deployer',
    email: 'deployer@example.com',
  });
  const apiKey = new HarnessApiKey(stack, 'Key', { owner, identifier: 'deploy_key' });
  const blueprints = {
    Seqera: SeqeraToken.blueprint({ name: 'deploy' }),
    Linode: LinodeToken.blueprint({ label: 'deploy', scopes: [LinodeScope.LINODES_READ_ONLY] }),
    Harness: HarnessToken.blueprint({ apiKey, identifier: 'deploy' }),
  };
  const rotation = RotationSchedule.every(Duration.days(30), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
    revokePreviousAfter: Duration.days(3),
  });
  const rotating = Object.entries(blueprints).map(
    ([id, blueprint]) => new RotatingToken(stack, id, { blueprint, rotation }),
  );
  new TerraformOutput(stack, 'secrets', {
    value: rotating.map(({ current, previous }) => [current.value, previous!.value]),
    sensitive: true,
  });
  new TerraformOutput(stack, 'known', {
    value: rotating.map(({ slots }) =>
      slots.map(({ name, issuedAt, available }) => ({ name, issuedAt, available })),
    ),
  });
};

test('the previous token is revoked after its time, and nothing else is touched', async () => {
  const deployment = await terraform().deployment(tokens);
  const at = async (now: string) => {
    await emulator().setClock(now);
    return now;
  };
  const live = async () =>
    Object.values(await emulator().live())
      .flat()
      .map(({ name }) => name)
      .sort();
  const state = (slot: number) =>
    ['Seqera', 'Linode', 'Harness'].map((id) => deployment.state()[`${id}/Slot${slot}`]);
  const names = (slot: number) => [`deploy-${slot}`, `deploy-${slot}`, `deploy_${slot}`];
  const gone = Array(3).fill(undefined);

  // Nobody will ever hold the second slot's first token, so there is none.
  await deployment.apply(await at(START));
  expect(await live()).toEqual(names(0));
  expect(deployment.outputs().known).toEqual(
    names(0).map((name) => [
      { name, issuedAt: START, available: true },
      { name: null, issuedAt: null, available: false },
    ]),
  );
  await deployment.settled(await at('2026-01-30T23:59:59Z'));

  const first = deployment.outputs().secrets.map(([current]: string[]) => current);
  await deployment.apply(await at('2026-01-31T00:00:00Z'));
  expect(await live()).toEqual([...names(0), ...names(1)].sort());
  const both = deployment.outputs().secrets;
  expect(both.map(([, previous]: string[]) => previous)).toEqual(first);

  // The last instant before.
  await deployment.settled(await at('2026-02-02T23:59:59Z'));
  const current = state(1);
  expect(Object.values(await deployment.apply(await at('2026-02-03T00:00:00Z'))).sort()).toEqual([
    ...Array(3).fill('delete'),
    ...Array(3).fill('update'),
  ]);
  expect(await live()).toEqual(names(1));
  expect(state(0)).toEqual(gone);
  expect(state(1)).toEqual(current);
  expect(deployment.outputs().secrets).toEqual(both.map(([now]: string[]) => [now, null]));
  await deployment.settled(await at('2026-03-01T23:59:59Z'));

  // Its slot's turn has come.
  await deployment.apply(await at('2026-03-02T00:00:00Z'));
  expect(await live()).toEqual([...names(0), ...names(1)].sort());
  expect(state(1)).toEqual(current);
  await deployment.settled(await at('2026-03-04T23:59:59Z'));
  await deployment.apply(await at('2026-03-05T00:00:00Z'));
  expect(await live()).toEqual(names(0));
  await deployment.destroy(await at('2026-03-05T00:00:00Z'));
  expect(await live()).toEqual([]);
});
