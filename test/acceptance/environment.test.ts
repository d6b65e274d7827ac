import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { useEmulator } from './emulator';
import { useTerraform } from './terraform';
import {
  bindings,
  Duration,
  LinodeScope,
  LinodeToken,
  RotatingToken,
  RotationSchedule,
  SeqeraToken,
  TimedToken,
  TokenEnvironment,
  TokenEnvironmentVariable,
  TokenMonitor,
} from '../../src';

const START = '2026-01-10T12:00:00Z';

const terraform = useTerraform();
const emulator = useEmulator(START, terraform);
beforeAll(() => {
  process.env.TOKENS_NOW = START;
});
afterAll(() => {
  delete process.env.TOKENS_NOW;
});

const scopes = [LinodeScope.LINODES_READ_ONLY];
const states = () => join(terraform().directory, 'states');

/** What is in the configuration of every environment: its state, its provider, its credential. */
function stackOf(app: App, environment: TokenEnvironment): TerraformStack {
  const { name } = environment;
  const stack = new TerraformStack(app, name);
  environment.bind(stack);
  new LocalBackend(stack, { path: join(states(), `${name}.tfstate`) });
  const token = new TerraformVariable(stack, `${name}_linode_token`, { type: 'string', sensitive: true });
  new bindings.TokensProvider(stack, 'Provider', { linode: { token: token.stringValue } });
  return stack;
}

/** Development tries things out; production rotates and is watched. */
function twoEnvironments(outdir: string, files: string): void {
  const app = new App({ outdir });
  const dev = stackOf(app, TokenEnvironment.development());
  const tried = new LinodeToken(dev, 'Deploy', {
    label: 'deploy',
    scopes,
    expiresAt: '2026-01-15T00:00:00Z',
  });
  new TerraformOutput(dev, 'secret', { value: tried.value, sensitive: true });

  const prod = stackOf(app, TokenEnvironment.production('prod', { maxLifetime: Duration.days(90) }));
  const rotation = RotationSchedule.every(Duration.days(20), {
    overlap: Duration.days(2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
  });
  const tokens = [
    new RotatingToken(prod, 'Deploy', {
      rotation,
      blueprint: LinodeToken.blueprint({ label: 'deploy', scopes }),
    }),
    // As long as Seqera takes it, without the prefix.
    new RotatingToken(prod, 'Runs', { rotation, blueprint: SeqeraToken.blueprint({ name: 'r'.repeat(48) }) }),
  ];
  new TokenMonitor(prod, 'Monitor', { directory: files, tokens });
  new TerraformOutput(prod, 'secret', { value: tokens[0].current.value, sensitive: true });
  app.synth();
}

test('two environments of one app: names, credentials and states of their own', async () => {
  const outdir = terraform().newDirectory('app');
  const files = terraform().newDirectory('files');
  twoEnvironments(outdir, files);
  const directories = { dev: join(outdir, 'stacks', 'dev'), prod: join(outdir, 'stacks', 'prod') };
  const root = emulator().environment.LINODE_TOKEN;
  Object.assign(terraform().environment, { TF_VAR_dev_linode_token: root, TF_VAR_prod_linode_token: root });
  for (const directory of Object.values(directories)) {
    await terraform().run(directory, ['init']);
    await terraform().run(directory, ['apply', '-auto-approve'], START);
    const [output, code] = await terraform().run(directory, ['plan', '-detailed-exitcode'], START, [0, 2]);
    expect({ code, output }).toMatchObject({ code: 0 });
  }

  const live = await emulator().live();
  expect(live.linode.map(({ name }) => name).sort()).toEqual([
    'dev-deploy',
    'prod-deploy-0',
    'prod-deploy-1',
  ]);
  const runs = live.seqera.map(({ name }) => name).sort();
  expect(runs).toEqual(
    [0, 1].map((slot) => expect.stringMatching(new RegExp(`^prod-r{34}-[0-9a-f]{8}-${slot}$`))),
  );

  // Neither state knows of the other's tokens.
  const secretIn = (name: string) => {
    const state = readFileSync(join(states(), `${name}.tfstate`), 'utf8');
    return { state, secret: (JSON.parse(state) as State).outputs.secret.value };
  };
  const [dev, prod] = ['dev', 'prod'].map(secretIn);
  expect(dev.secret).not.toBe(prod.secret);
  expect(dev.state).not.toContain(prod.secret);
  expect(prod.state).not.toContain(dev.secret);
  expect(prod.state).not.toContain('dev-deploy');
  for (const { secret } of [dev, prod]) expect(await emulator().takes('linode', secret)).toBe(true);

  for (const directory of Object.values(directories)) {
    await terraform().run(directory, ['apply', '-destroy', '-auto-approve'], START);
  }
  expect(await emulator().live()).toMatchObject({ linode: [], seqera: [] });
});

test('one configuration for all: Terraform refuses an environment that is none', async () => {
  const deployment = await terraform().deployment((stack) => {
    const environment = new TokenEnvironmentVariable(stack, 'Environment', {
      environments: [
        TokenEnvironment.development(),
        TokenEnvironment.staging(),
        TokenEnvironment.production(),
        TokenEnvironment.of('qa'),
      ],
    });
    const { value, isProduction, rotationRequired, monitoringRequired, maxLifetime } = environment;
    new TimedToken(stack, 'Service', { name: environment.prefixed('service-token'), lifetime: maxLifetime });
    new TerraformOutput(stack, 'known', {
      value: {
        value,
        isProduction,
        rotationRequired,
        monitoringRequired,
        picked: environment.pick({ dev: 'a "dev" thing', staging: 's', prod: 'p', qa: 'q' }),
      },
    });
  });
  const within = (name: string) => Object.assign(terraform().environment, { TF_VAR_environment: name });

  within('production');
  expect(await deployment.refused(START)).toEqual([
    expect.stringContaining('The variable "environment" must be dev, staging, prod, or qa.'),
  ]);

  within('dev');
  await deployment.apply(START);
  expect(deployment.outputs().known).toEqual({
    value: 'dev',
    isProduction: false,
    rotationRequired: false,
    monitoringRequired: false,
    picked: 'a "dev" thing',
  });
  expect(deployment.state().Service).toMatchObject({
    name: 'dev-service-token',
    expires_at: '2026-01-17T12:00:00.000000+00:00',
  });
  await deployment.settled(START);

  within('prod');
  await deployment.apply(START);
  expect(deployment.outputs().known).toMatchObject({
    isProduction: true,
    rotationRequired: true,
    picked: 'p',
  });
  expect(deployment.state().Service).toMatchObject({
    name: 'prod-service-token',
    expires_at: '2026-01-10T13:00:00.000000+00:00',
  });
  await deployment.settled(START);

  // Where any lifetime is allowed, the token has its own default.
  within('qa');
  await deployment.apply(START);
  expect(deployment.state().Service).toMatchObject({
    name: 'qa-service-token',
    expires_at: '2026-01-10T13:00:00.000000+00:00',
  });
  await deployment.destroy(START);
});

interface State {
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
}
