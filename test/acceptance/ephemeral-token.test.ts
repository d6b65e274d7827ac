import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformLocal, TerraformStack } from 'cdktf';
import { ACCOUNT, ORGANIZATION, useEmulator } from './emulator';
import { useTerraform } from './terraform';
import {
  AivenApplicationUser,
  bindings,
  Duration,
  EphemeralAivenApplicationUserToken,
  EphemeralHarnessToken,
  EphemeralLinodeToken,
  EphemeralSeqeraToken,
  EphemeralTimedToken,
  HarnessApiKey,
  HarnessServiceAccount,
  LinodeScope,
  LinodeToken,
  SeqeraToken,
} from '../../src';

const NOW = '2026-01-10T12:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(NOW, terraform);

/** Whom tokens are made for. */
function owners(stack: TerraformStack): { user: AivenApplicationUser; apiKey: HarnessApiKey } {
  const user = new AivenApplicationUser(stack, 'User', { organizationId: ORGANIZATION, name: 'terraform' });
  const owner = new HarnessServiceAccount(stack, 'Account', {
    accountId: ACCOUNT,
    identifier: 'terraform',
    email: 'terraform@example.com',
  });
  return { user, apiKey: new HarnessApiKey(stack, 'Key', { owner, identifier: 'terraform' }) };
}

/** What a run does, it does with tokens of its own. */
function withTokensOfItsOwn(stack: TerraformStack): void {
  const { user, apiKey } = owners(stack);
  const linode = new EphemeralLinodeToken(stack, 'RunLinode', {
    label: 'this run',
    scopes: [LinodeScope.ACCOUNT_READ_WRITE, LinodeScope.LINODES_READ_ONLY],
    lifetime: Duration.hours(1),
  });
  const aiven = new EphemeralAivenApplicationUserToken(stack, 'RunAiven', { user, description: 'this run' });
  const seqera = new EphemeralSeqeraToken(stack, 'RunSeqera', { name: 'this run' });
  const harness = new EphemeralHarnessToken(stack, 'RunHarness', { apiKey, name: 'this run' });
  const provider = new bindings.TokensProvider(stack, 'Run', {
    alias: 'run',
    linode: { token: linode.value },
    aiven: { apiToken: aiven.value },
    seqera: { bearerAuth: seqera.value },
    harness: { accountId: ACCOUNT, platformApiKey: harness.value },
  });
  new LinodeToken(stack, 'Viewer', {
    label: 'viewer',
    scopes: [LinodeScope.LINODES_READ_ONLY],
    provider,
  });
  new SeqeraToken(stack, 'Ci', { name: 'ci', provider });
  new AivenApplicationUser(stack, 'Reader', { organizationId: ORGANIZATION, name: 'reader', provider });
  new HarnessServiceAccount(stack, 'ReaderAccount', {
    accountId: ACCOUNT,
    identifier: 'reader',
    email: 'reader@example.com',
    provider,
  });

  const timed = new EphemeralTimedToken(stack, 'RunTimed', { name: 'this run' });
  new TerraformLocal(stack, 'authorization', timed.authorizationHeader());
}

/** Names of the tokens that work now, by service. */
async function live(): Promise<unknown> {
  const each = Object.entries(await emulator().live());
  return Object.fromEntries(each.map(([service, tokens]) => [service, tokens.map(({ name }) => name)]));
}

test('a run has tokens of its own, which end with it and are written nowhere', async () => {
  const deployment = await terraform().deployment(owners);
  await deployment.apply(NOW);
  expect(await live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });

  deployment.synth(withTokensOfItsOwn);
  const run = async (...args: string[]) => (await terraform().run(deployment.directory, args, NOW))[0];
  await run('plan', '-out=plan');
  // Planning took tokens of its own as well.
  expect(await live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });
  expect(secretsIn(await run('show', '-json', 'plan'))).toEqual([]);

  await run('apply', 'plan');
  expect(await live()).toEqual({ linode: ['viewer'], aiven: [], seqera: ['ci'], harness: [] });
  const { Viewer: viewer, Ci: ci } = deployment.state();
  const state = readFileSync(join(deployment.directory, 'terraform.tfstate'), 'utf8');
  expect(secretsIn(state)).toEqual([viewer.token, ci.access_key].sort());
  expect(Object.keys(deployment.state()).filter((path) => path.startsWith('Run'))).toEqual([]);

  await deployment.settled(NOW);
  expect(await live()).toEqual({ linode: ['viewer'], aiven: [], seqera: ['ci'], harness: [] });

  await deployment.destroy(NOW);
  expect(await live()).toEqual({ linode: [], aiven: [], seqera: [], harness: [] });
});

/** Whatever has the form of a secret of one of the five. */
function secretsIn(text: string): string[] {
  const forms = [
    /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, // Linode
    /eyJ[\w=+/-]{40,}/g, // Seqera
    /[psa]at\.\w+\.[\w-]+\.\w+/g, // Harness
    /[\w+/=]{100,}/g, // Aiven
    /token-[0-9a-f]{8}-[0-9a-f-]{27}/g, // timed
  ];
  return [...new Set(forms.flatMap((form) => text.match(form) ?? []))].sort();
}
