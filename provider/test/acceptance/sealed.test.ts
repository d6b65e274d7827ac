import { readFileSync } from 'node:fs';
import { useInstallation } from './installation';
import { RawState, Workspace } from './workspace';

const TYPE = 'pyvider_private_state_verifier';
const ADDRESS = `${TYPE}.v`;
const TESTMODE = { PYVIDER_TESTMODE: 'true' };

const installation = useInstallation();

const verifier = (secrets: string | undefined, input = 'hello') => `
provider "tokens" {
  ${secrets === undefined ? '' : `private_state_secrets = ${secrets}`}
  pyvider {
    testmode = true
  }
}
resource "${TYPE}" "v" {
  provider    = tokens
  input_value = "${input}"
}`;

function privateOf(workspace: Workspace): Buffer {
  const { resources } = JSON.parse(stateOf(workspace)) as RawState;
  return Buffer.from(resources.find(({ type }) => type === TYPE)!.instances[0].private!, 'base64');
}

function stateOf(workspace: Workspace): string {
  return readFileSync(workspace.path('terraform.tfstate'), 'utf8');
}

test('private state is sealed, and a secret is changed by way of both', async () => {
  const workspace = await installation().workspace(verifier('["old"]'));
  expect((await workspace.plan()).actions).toEqual({ [ADDRESS]: 'create' });
  await workspace.applySaved();
  expect(workspace.state()[ADDRESS]).toEqual({ input_value: 'hello', decrypted_token: 'SECRET_FOR_HELLO' });
  expect(privateOf(workspace)[0]).toBe(1);
  expect(privateOf(workspace).includes('SECRET')).toBe(false);

  workspace.write(verifier('["old"]', 'again'));
  expect(await workspace.apply()).toEqual({ [ADDRESS]: 'update' });
  expect(workspace.state()[ADDRESS].decrypted_token).toBe('SECRET_FOR_AGAIN');

  workspace.write(verifier('["new", "old"]', 'again'));
  expect(await workspace.apply()).toEqual({});
  workspace.write(verifier('["new"]', 'again'));
  await workspace.settled();
  // The environment's comes first, so the apply after the refresh seals with it.
  const environment = { PYVIDER_PRIVATE_STATE_SHARED_SECRET: 'environment' };
  expect(await workspace.apply({ environment })).toEqual({});
  workspace.write(verifier(undefined, 'again'));
  await workspace.settled({ environment });
  expect(await workspace.destroy({ environment })).toEqual({ [ADDRESS]: 'delete' });
});

test('a wrong secret, none, and a forged private state are errors, and the state stays as it is', async () => {
  const workspace = await installation().workspace(verifier('["right"]'));
  await workspace.apply();
  const before = stateOf(workspace);
  const refuses = async (secrets: string | undefined, says: RegExp) => {
    // Also where something is to change, and without the refresh that comes first.
    for (const args of [[], ['-refresh=false']]) {
      workspace.write(verifier(secrets, 'changed'));
      const [error] = await workspace.fails('apply', { args });
      expect(error).toMatchObject({ address: ADDRESS, detail: expect.stringMatching(says) });
      expect(stateOf(workspace)).toBe(before);
    }
  };
  await refuses(
    '["wrong"]',
    /can't be opened: it was sealed under another secret than the 1 given.*Nothing was changed/,
  );
  await refuses('["wrong", "worse"]', /another secret than the 2 given/);

  workspace.editState(({ resources: [{ instances }] }) => {
    const forged = Buffer.from(instances[0].private!, 'base64');
    forged[forged.length - 1] ^= 1;
    instances[0].private = forged.toString('base64');
  });
  workspace.write(verifier('["right"]'));
  expect((await workspace.fails('plan'))[0].detail).toMatch(/or was tampered with/);
});

test('without test mode the resource is refused, with a hint', async () => {
  const workspace = await installation().workspace(verifier('["secret"]').replace('true', 'false'));
  expect(await workspace.fails('plan')).toMatchObject([
    { summary: 'Test-only resource requires test mode', address: ADDRESS },
  ]);
  expect((await workspace.plan({ environment: TESTMODE })).actions).toEqual({ [ADDRESS]: 'create' });
});

test('without a secret it is refused, and a secret that only the apply knows is none', async () => {
  const workspace = await installation().workspace(verifier(undefined));
  expect(await workspace.fails('plan')).toMatchObject([{ summary: 'Private state is not sealed' }]);
  workspace.write(`
    ${verifier('[terraform_data.secret.output]')}
    resource "terraform_data" "secret" {
      input = "secret"
    }`);
  expect(await workspace.fails('plan')).toContainEqual(
    expect.objectContaining({
      summary: 'Secrets are not known yet',
      snippet: expect.objectContaining({ code: expect.stringContaining('private_state_secrets') }),
    }),
  );
});

test('a timed token that was edited in the state is mended from its sealed copy', async () => {
  const environment = { PYVIDER_PRIVATE_STATE_SHARED_SECRET: 'secret' };
  const now = '2026-01-31T12:00:00Z';
  const workspace = await installation().workspace(`
    resource "pyvider_timed_token" "t" {
      provider = tokens
      name     = "ci"
    }`);
  await workspace.apply({ now, environment });
  const issued = workspace.state()['pyvider_timed_token.t'];
  workspace.editState(({ resources: [{ instances }] }) => {
    instances[0].attributes.token = 'token-forged';
  });
  const plan = await workspace.plan({ now, environment });
  expect(plan).toMatchObject({ actions: {}, drift: ['pyvider_timed_token.t'] });
  await workspace.apply({ now, environment });
  expect(workspace.state()['pyvider_timed_token.t']).toEqual(issued);
});
