import { DataResource, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { useTerraform } from './terraform';
import {
  AccessToken,
  Duration,
  IAccessToken,
  ITokenBlueprint,
  RotatingToken,
  RotatingTokenProps,
  RotationSchedule,
  TimedToken,
  TokenSlot,
} from '../../src';

const terraform = useTerraform();

const at = (day: string) => `2026-${day}T12:00:00Z`;
const every = (days: number, slots = 2) =>
  RotationSchedule.every(Duration.days(days), {
    overlap: Duration.days(slots === 1 ? 0 : 2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
    slots,
  });

function rotating(scope: Construct, id: string, props: Partial<RotatingTokenProps> = {}): RotatingToken {
  return new RotatingToken(scope, id, {
    blueprint: TimedToken.blueprint({ name: id }),
    rotation: every(10),
    ...props,
  });
}

test('tokens with one slot, two and three, from the first plan to the last', async () => {
  type Triggers = Pick<RotatingTokenProps, 'rotateNow' | 'revokeNow'>;
  const app = (triggers: Triggers) => (stack: TerraformStack) => {
    const tokens = [1, 2, 3].map((slots) =>
      rotating(stack, `Of${slots}`, { rotation: every(10, slots), ...(slots > 1 && triggers) }),
    );
    new TerraformOutput(stack, 'current', {
      value: tokens.map(({ current }) => current.value),
      sensitive: true,
    });
    new TerraformOutput(stack, 'previous', {
      value: tokens.map(({ previous }) => previous?.value ?? Token.nullValue()),
      sensitive: true,
    });
    const { generation, rotatedAt, nextRotationAt } = tokens[1];
    new TerraformOutput(stack, 'when', { value: [generation, rotatedAt, nextRotationAt] });
  };
  const deployment = await terraform().deployment(app({ rotateNow: 'a', revokeNow: 'a' }));
  const secrets = (paths: string[]) => paths.map((path) => deployment.state()[path].token as string);
  const noticed = { Of1: 'update', Of2: 'update', Of3: 'update' };

  const first = await deployment.plan(at('01-03'));
  // Terraform knows that it is a secret before it knows which.
  expect(first.sensitive).toEqual({ current: true, previous: true, when: false });
  expect(await deployment.apply(at('01-03'))).toEqual(first.changes);
  expect(first.changes).toEqual(
    Object.fromEntries(
      ['Of1', 'Of1/Slot0', 'Of2', 'Of2/Slot0', 'Of2/Slot1', 'Of3', 'Of3/Slot0', 'Of3/Slot1', 'Of3/Slot2'].map(
        (path) => [path, 'create'],
      ),
    ),
  );
  const issued = Object.entries(deployment.state()).flatMap(([, { token }]) => token ?? []);
  expect(new Set(issued).size).toBe(6);
  expect(deployment.outputs()).toEqual({
    current: secrets(['Of1/Slot0', 'Of2/Slot0', 'Of3/Slot0']),
    previous: [null, ...secrets(['Of2/Slot1', 'Of3/Slot1'])],
    when: [0, at('01-03'), '2026-01-11T00:00:00Z'],
  });
  expect(deployment.state()['Of2/Slot0']).toMatchObject({ name: 'Of2', expires_at: '2026-01-14T00:00:00Z' });

  await deployment.settled('2026-01-10T23:59:59Z');
  const before = deployment.state();
  expect(await deployment.apply('2026-01-11T00:00:00Z')).toEqual({
    ...noticed,
    'Of1/Slot0': 'replace',
    'Of2/Slot1': 'replace',
    'Of3/Slot2': 'replace',
  });
  for (const kept of ['Of2/Slot0', 'Of3/Slot0', 'Of3/Slot1']) {
    expect(deployment.state()[kept]).toEqual(before[kept]);
  }
  for (const replaced of ['Of1/Slot0', 'Of2/Slot1', 'Of3/Slot2']) {
    expect(deployment.state()[replaced].token).not.toBe(before[replaced].token);
    expect(deployment.state()[replaced].expires_at).toBe(
      replaced === 'Of1/Slot0' ? '2026-01-22T00:00:00Z' : '2026-01-24T00:00:00Z',
    );
  }
  expect(deployment.outputs()).toMatchObject({
    current: secrets(['Of1/Slot0', 'Of2/Slot1', 'Of3/Slot2']),
    previous: [null, ...secrets(['Of2/Slot0', 'Of3/Slot0'])],
    when: [1, '2026-01-11T00:00:00Z', '2026-01-21T00:00:00Z'],
  });

  // Somebody has left: one slot each, and the boundaries stay where they are.
  deployment.synth(app({ rotateNow: 'b', revokeNow: 'a' }));
  expect(await deployment.apply(at('01-14'))).toEqual({
    Of2: 'update',
    Of3: 'update',
    'Of2/Slot0': 'replace',
    'Of3/Slot1': 'replace',
  });
  expect(deployment.outputs().when).toEqual([1, at('01-14'), '2026-01-21T00:00:00Z']);

  // A leak: all of them.
  deployment.synth(app({ rotateNow: 'b', revokeNow: 'b' }));
  expect(await deployment.apply(at('01-14'))).toEqual({
    Of2: 'update',
    Of3: 'update',
    'Of2/Slot0': 'replace',
    'Of2/Slot1': 'replace',
    'Of3/Slot0': 'replace',
    'Of3/Slot1': 'replace',
    'Of3/Slot2': 'replace',
  });

  await deployment.settled('2026-01-20T23:59:59Z');

  // Five boundaries were missed.
  expect((await deployment.plan(at('03-05'))).changes).toEqual({
    ...noticed,
    'Of1/Slot0': 'replace',
    'Of2/Slot1': 'replace',
    'Of3/Slot2': 'replace',
  });
  await deployment.destroy(at('03-05'));
});

test('tokens of one stack rotate each by its own schedule, wherever they are', async () => {
  const deployment = await terraform().deployment((stack) => {
    const team = new Construct(stack, 'Team');
    // Ids that are one another's beginnings, ends and repetitions.
    rotating(stack, 'Deploy');
    rotating(stack, 'DeployDeploy', { rotation: every(30) });
    rotating(team, 'Deploy', { rotation: every(30) });
    rotating(new Construct(new Construct(team, 'Deploy-Deploy'), 'Resource'), 'Deploy', {
      rotation: every(10),
    });
  });
  const created = await deployment.apply(at('01-03'));
  expect(Object.keys(created)).toHaveLength(12);
  expect(await deployment.apply(at('01-11'))).toEqual({
    Deploy: 'update',
    'Deploy/Slot1': 'replace',
    'Team/Deploy-Deploy/Resource/Deploy': 'update',
    'Team/Deploy-Deploy/Resource/Deploy/Slot1': 'replace',
  });
  expect(await deployment.apply(at('01-31'))).toEqual({
    Deploy: 'update',
    'Deploy/Slot0': 'replace',
    DeployDeploy: 'update',
    'DeployDeploy/Slot1': 'replace',
    'Team/Deploy': 'update',
    'Team/Deploy/Slot1': 'replace',
    'Team/Deploy-Deploy/Resource/Deploy': 'update',
    'Team/Deploy-Deploy/Resource/Deploy/Slot0': 'replace',
  });
  await deployment.destroy(at('01-31'));
});

test('a blueprint of one’s own rotates whatever Terraform manages', async () => {
  class Data implements ITokenBlueprint {
    issue(scope: Construct, id: string, { issuedAt }: TokenSlot): IAccessToken {
      const data = new DataResource(scope, id);
      return AccessToken.fromAttributes({
        value: `the "secret" of ${data.id}`,
        tokenId: data.id,
        name: 'it’s "mine"',
        issuedAt,
      });
    }
  }
  const deployment = await terraform().deployment((stack) => {
    const { current } = rotating(stack, 'Mine', { blueprint: new Data() });
    const { value, tokenId, name, issuedAt, available, hasExpiration } = current;
    new TerraformOutput(stack, 'value', { value, sensitive: true });
    new TerraformOutput(stack, 'shown', {
      value: { tokenId, name, issuedAt, available, hasExpiration },
    });
  });
  await deployment.apply(at('01-03'));
  expect(await deployment.apply(at('01-11'))).toEqual({ Mine: 'update', 'Mine/Slot1': 'replace' });
  const { id } = deployment.state()['Mine/Slot1'];
  expect(deployment.outputs()).toEqual({
    value: `the "secret" of ${id}`,
    shown: {
      tokenId: id,
      name: 'it’s "mine"',
      issuedAt: at('01-11'),
      available: true,
      hasExpiration: false,
    },
  });
  await deployment.settled('2026-01-20T23:59:59Z');
});
