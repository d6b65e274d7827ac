import { TerraformOutput, TerraformStack } from 'cdktf';
import { ACCOUNT, ORGANIZATION, ServiceName, useEmulator } from './emulator';
import { Deployment, useTerraform } from './terraform';
import {
  AivenApplicationUser,
  AivenApplicationUserToken,
  AivenScope,
  Duration,
  HarnessApiKey,
  HarnessServiceAccount,
  HarnessToken,
  IMonitoredToken,
  ITokenBlueprint,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenMonitor,
} from '../../src';

const START = '2026-01-10T12:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(START, terraform);

const schedule = (days: number) =>
  RotationSchedule.every(Duration.days(days), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
  });

const SYSTEMS = ['Timed', 'Linode', 'Aiven', 'Seqera', 'Harness'] as const;
type System = (typeof SYSTEMS)[number];

/** One of each system rotates, and one does not. */
const fiveSystems =
  (directory: string, days = 30) =>
  (stack: TerraformStack) => {
    const user = new AivenApplicationUser(stack, 'User', {
      organizationId: ORGANIZATION,
      name: 'app-terraform',
    });
    const owner = new HarnessServiceAccount(stack, 'Account', {
      accountId: ACCOUNT,
      identifier: 'deployer',
      email: 'deployer@example.com',
    });
    const apiKey = new HarnessApiKey(stack, 'Key', {
      owner,
      identifier: 'deploy_key',
      defaultTokenLifetime: Duration.days(900),
    });

    const blueprints: Record<System, ITokenBlueprint> = {
      Timed: TimedToken.blueprint({ name: 'deploy' }),
      Linode: LinodeToken.blueprint({
        label: 'deploy',
        scopes: [LinodeScope.LINODES_READ_ONLY, LinodeScope.DOMAINS_READ_WRITE],
      }),
      Aiven: AivenApplicationUserToken.blueprint({
        user,
        description: 'deploy',
        scopes: [AivenScope.PROJECTS_READ],
        ipAllowlist: ['127.0.0.0/8'],
      }),
      Seqera: SeqeraToken.blueprint({ name: 'deploy' }),
      Harness: HarnessToken.blueprint({
        apiKey,
        identifier: 'deploy',
        description: 'Deployments',
        tags: { team: 'shop' },
      }),
    };
    const rotating = SYSTEMS.map(
      (id) => new RotatingToken(stack, id, { blueprint: blueprints[id], rotation: schedule(days) }),
    );

    const plain: IMonitoredToken[] = [
      new TimedToken(stack, 'PlainTimed', { name: 'read', lifetime: Duration.days(900) }),
      new LinodeToken(stack, 'PlainLinode', { label: 'read', scopes: [LinodeScope.EVENTS_READ_ONLY] }),
      new AivenApplicationUserToken(stack, 'PlainAiven', {
        user,
        description: 'read',
        maxAge: Duration.days(900),
      }),
      new SeqeraToken(stack, 'PlainSeqera', { name: 'read' }),
      new HarnessToken(stack, 'PlainHarness', { apiKey, identifier: 'read' }),
    ];
    new TokenMonitor(stack, 'Monitor', { directory, tokens: [...rotating, ...plain] });

    new TerraformOutput(stack, 'current', {
      value: Object.fromEntries(rotating.map((token) => [token.node.id, token.current.value])),
      sensitive: true,
    });
    new TerraformOutput(stack, 'previous', {
      value: Object.fromEntries(rotating.map((token) => [token.node.id, token.previous!.value])),
      sensitive: true,
    });
    new TerraformOutput(stack, 'known', {
      value: Object.fromEntries(
        rotating.map(({ node, current: { name, expiresAt } }) => [node.id, { name, expiresAt }]),
      ),
    });
    new TerraformOutput(stack, 'plain', { value: plain.map(({ status }) => status) });
  };

/** What a rotation changes of one slot, besides the files that say so. */
const ofSlot = (slot: number) =>
  Object.fromEntries(
    SYSTEMS.flatMap((id) => [
      [id, 'update'],
      [`${id}/Slot${slot}`, 'replace'],
    ]),
  );

function withoutFiles(changes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(changes).filter(([path]) => !path.startsWith('Monitor/')));
}

/** The names of the tokens that work now. */
async function live(): Promise<unknown> {
  const each = Object.entries(await emulator().live());
  return Object.fromEntries(
    each.map(([service, tokens]) => [service, tokens.map(({ name }) => name).sort()]),
  );
}

test('all five systems rotate without cutting anybody off, and leave nothing behind', async () => {
  const directory = terraform().newDirectory('files');
  const deployment = await terraform().deployment(fiveSystems(directory));
  const at = async (now: string) => {
    await emulator().setClock(now);
    return now;
  };
  const apply = async (now: string) => withoutFiles(await deployment.apply(await at(now)));

  expect(Object.values(await apply(START))).toEqual(Array(5 + 10 + 5 + 3).fill('create'));
  expect(await live()).toEqual({
    linode: ['deploy-0', 'deploy-1', 'read'],
    aiven: ['deploy, slot 0', 'deploy, slot 1', 'read'],
    seqera: ['deploy-0', 'deploy-1', 'read'],
    harness: ['deploy_0', 'deploy_1', 'read'],
  });
  await taken(deployment, 'current', 'previous');
  const lasting = { issuedAt: START, expiresAt: '2028-06-28T12:00:00Z' };
  // As pyvider's own provider writes them.
  const python = {
    issuedAt: '2026-01-10T12:00:00.000000+00:00',
    expiresAt: '2028-06-28T12:00:00.000000+00:00',
  };
  expect(deployment.outputs().plain).toMatchObject([
    { id: 'PlainTimed', name: 'read', ...python },
    { id: 'PlainLinode', name: 'read', issuedAt: START, tokenId: expect.stringMatching(/^\d+$/) },
    { id: 'PlainAiven', name: 'read', ...lasting },
    { id: 'PlainSeqera', name: 'read', issuedAt: START, tokenId: expect.stringMatching(/^\d+$/) },
    { id: 'PlainHarness', name: 'read', tokenId: 'read', ...lasting },
  ]);
  await deployment.settled(await at('2026-01-30T23:59:59Z'));

  const old = deployment.outputs().current as Record<System, string>;
  expect(await apply('2026-01-31T00:00:00Z')).toEqual(ofSlot(1));
  expect(deployment.outputs().previous).toEqual(old);
  await taken(deployment, 'current', 'previous');
  expect(deployment.outputs().known).toEqual({
    Timed: { name: 'deploy', expiresAt: '2026-03-05T00:00:00Z' },
    Linode: { name: 'deploy-1', expiresAt: '2026-03-05T00:00:00Z' },
    Aiven: { name: 'deploy, slot 1', expiresAt: '2026-03-05T00:00:00Z' },
    Seqera: { name: 'deploy-1' },
    Harness: { name: 'deploy_1', expiresAt: '2026-03-05T00:00:00Z' },
  });
  await deployment.settled(await at('2026-01-31T00:00:00Z'));
  // The last instant of what the token before was promised.
  await at('2026-02-01T23:59:59Z');
  await taken(deployment, 'current', 'previous');

  // Its expiry has come where the service knows one; that is no reason to make another.
  await deployment.settled(await at('2026-03-01T23:59:59Z'));
  expect(await live()).toEqual({
    linode: ['deploy-1', 'read'],
    aiven: ['deploy, slot 0', 'deploy, slot 1', 'read'],
    seqera: ['deploy-0', 'deploy-1', 'read'],
    harness: ['deploy_1', 'read'],
  });
  await taken(deployment, 'current');

  expect(await apply('2026-03-02T12:00:00Z')).toEqual(ofSlot(0));
  expect(await live()).toMatchObject({
    linode: ['deploy-0', 'deploy-1', 'read'],
    harness: ['deploy_0', 'deploy_1', 'read'],
  });
  await deployment.settled(await at('2026-03-02T12:00:00Z'));

  // Another schedule is no reason to replace a token that somebody holds.
  deployment.synth(fiveSystems(directory, 20));
  const now = await at('2026-03-10T12:00:00Z');
  expect(withoutFiles((await deployment.plan(now)).changes)).toEqual(
    Object.fromEntries(SYSTEMS.map((id) => [id, 'update'])),
  );
  await deployment.apply(now);
  await deployment.settled(now);
  await taken(deployment, 'current');

  // It holds for slots that are issued after.
  expect(await apply('2026-03-22T00:00:00Z')).toEqual(ofSlot(1));
  await taken(deployment, 'current', 'previous');
  const seconds = ([0, 1] as const).map((slot) => deployment.state()[`Aiven/Slot${slot}`].max_age_seconds);
  expect(seconds).toEqual([64 * 86_400, 44 * 86_400]);
  await deployment.settled(await at('2026-03-22T00:00:00Z'));

  await deployment.destroy('2026-03-22T00:00:00Z');
  expect(await live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });
});

/** Holds that each service takes what consumers have. */
async function taken(deployment: Deployment, ...outputs: ('current' | 'previous')[]): Promise<void> {
  for (const output of outputs) {
    const secrets = deployment.outputs()[output] as Record<System, string>;
    for (const system of SYSTEMS.filter((each) => each !== 'Timed')) {
      const service = system.toLowerCase() as ServiceName;
      expect({ output, service, taken: await emulator().takes(service, secrets[system]) }).toEqual({
        output,
        service,
        taken: true,
      });
    }
  }
}
