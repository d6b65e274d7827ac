import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import {
  ACCOUNT,
  CREDENTIALS,
  Emulated,
  environmentOf,
  HARNESS_USER,
  ORGANIZATION,
  SERVICES,
} from './emulated';
import { Tap } from './tap';
import { useInstallation } from '../installation';
import { RawState, Workspace } from '../workspace';

/**
 * Where a secret may be, and where not.
 *
 * A tap in front of each service hears every secret that is issued, those included that no state ever sees. The
 * whole life of every resource and every ephemeral resource is then run with all logging on, and every output and every file
 * is searched. Allowed is:
 *
 * - the secret of a resource in the state and its backup, there marked sensitive: that is where Terraform keeps it;
 * - the same in a saved plan of what exists already, in the members `tfplan`, `tfstate` and `tfstate-prev`: Terraform
 *   copies the state that it planned from. The plan that creates has none;
 * - what a configuration writes to a file on purpose.
 *
 * Nowhere at all: a root credential, and the secret of an ephemeral resource.
 */

const NOW = '2026-01-31T12:00:00Z';
const SEALING = 'the sealing secret of the canary test';
const TRACE = { now: NOW, environment: { TF_LOG: 'TRACE' } };

const installation = useInstallation();

let emulator: Emulated;
let taps: Tap[];
let stateFile: string;
/** Everything that a service ever issued. */
const issued = new Set<string>();
let workspace: Workspace;

const said: string[] = [];

beforeAll(async () => {
  stateFile = join(installation().directory, 'emulator.json');
  emulator = await Emulated.start('--now', NOW, '--state', stateFile);
  taps = await Promise.all(SERVICES.map(async (service) => Tap.on(emulator.origins[service], issued)));
  const origins = Object.fromEntries(SERVICES.map((service, index) => [service, taps[index].origin]));
  workspace = installation().newWorkspace({
    environment: {
      ...environmentOf(origins as never),
      PYVIDER_PRIVATE_STATE_SHARED_SECRET: SEALING,
      PYVIDER_TESTMODE: 'true',
      TF_VAR_aiven_user: await emulator.aivenUser('runs'),
    },
  });
});
afterAll(async () => {
  taps.forEach((tap) => tap.close());
  await emulator.stop();
});

interface Variant {
  readonly name: string;
  readonly file?: string;
  readonly more?: string;
}

/** Every resource and every ephemeral resource that has a secret. */
const configuration = ({ name, file = 'handed-over', more = '' }: Variant) => `
variable "aiven_user" {}

resource "aiven_organization_application_user" "u" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  name            = "canary"
}
resource "aiven_organization_application_user_token" "t" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = aiven_organization_application_user.u.user_id
  description     = "${name}"
}
resource "seqera_tokens" "t" {
  provider = tokens
  name     = "${name}"
}
resource "linode_token" "t" {
  provider = tokens
  label    = "${name}"
  scopes   = "linodes:read_only"
}
resource "harness_platform_service_account" "s" {
  provider   = tokens
  identifier = "canary"
  name       = "${name}"
  email      = "canary@example.com"
  account_id = "${ACCOUNT}"
}
resource "harness_platform_apikey" "k" {
  provider    = tokens
  identifier  = "canary"
  name        = "${name}"
  account_id  = "${ACCOUNT}"
  parent_id   = harness_platform_service_account.s.id
  apikey_type = "SERVICE_ACCOUNT"
}
resource "harness_platform_token" "t" {
  provider    = tokens
  identifier  = "canary_${name}"
  name        = "${name}"
  account_id  = "${ACCOUNT}"
  parent_id   = harness_platform_service_account.s.id
  apikey_id   = harness_platform_apikey.k.id
  apikey_type = "SERVICE_ACCOUNT"
}
resource "pyvider_timed_token" "t" {
  provider = tokens
  name     = "${name}"
}
resource "pyvider_private_state_verifier" "v" {
  provider    = tokens
  input_value = "canary_of_${name}"
}
resource "pyvider_file_content" "f" {
  provider = tokens
  filename = "${file}"
  content = join("\\n", [
    aiven_organization_application_user_token.t.full_token,
    seqera_tokens.t.access_key,
    linode_token.t.token,
    harness_platform_token.t.value,
    pyvider_timed_token.t.token,
  ])
}

ephemeral "aiven_organization_application_user_token" "e" {
  provider        = tokens
  organization_id = "${ORGANIZATION}"
  user_id         = var.aiven_user
}
ephemeral "seqera_tokens" "e" {
  provider = tokens
  name     = "run"
}
ephemeral "linode_token" "e" {
  provider = tokens
  label    = "run"
  scopes   = "linodes:read_only"
}
ephemeral "harness_platform_token" "e" {
  provider    = tokens
  account_id  = "${ACCOUNT}"
  parent_id   = "${HARNESS_USER}"
  apikey_id   = "run"
  apikey_type = "USER"
}
ephemeral "pyvider_timed_token" "e" {
  provider = tokens
  name     = "run"
}
resource "terraform_data" "run" {
  triggers_replace = ["${name}"]
  lifecycle {
    precondition {
      condition = !contains([for secret in [
        ephemeral.aiven_organization_application_user_token.e.full_token,
        ephemeral.seqera_tokens.e.access_key,
        ephemeral.linode_token.e.token,
        ephemeral.harness_platform_token.e.value,
        ephemeral.pyvider_timed_token.e.token,
      ] : length(secret) > 20], false)
      error_message = "a secret is missing"
    }
  }
}
${more}`;

async function run(code: number, ...args: string[]): Promise<string> {
  const ended = await workspace.start(args, TRACE).ended;
  const output = ended.stdout + ended.stderr;
  said.push(output);
  if (ended.code !== code) {
    throw new Error(`terraform ${args.join(' ')}: ${ended.code}\n${ended.stdout}${errorsIn(ended.stderr)}`);
  }
  return output;
}

/** The log is too long to show. */
const errorsIn = (log: string) =>
  log
    .split('\n')
    .filter((line) => !/^\d{4}-|^\s/.test(line))
    .join('\n');

/** Encodings that a secret would be as good as given away in. */
function* spellings(secret: string): Generator<string> {
  yield secret;
  yield encodeURIComponent(secret);
  // Whole groups of it, wherever in a base64 text it stands.
  for (const shift of [0, 1, 2]) {
    yield Buffer.from('x'.repeat(shift) + secret)
      .toString('base64')
      .slice(shift && 4, -4);
  }
  // The end of it, where the beginning is public (as of Linode's and Aiven's) or was cut off.
  yield secret.slice(-24);
}

const finds = (text: string, secrets: Iterable<string>) =>
  [...secrets].filter((secret) => [...spellings(secret)].some((spelling) => text.includes(spelling)));

/** A timed token of any kind. */
const timed = (text: string) => text.match(/token-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

/** Secrets in the state, and the attributes that hold them. */
function secretsInState(): Map<string, string> {
  const secrets = new Map<string, string>();
  const NAMES = ['full_token', 'access_key', 'token', 'value'];
  for (const [address, attributes] of Object.entries(workspace.state())) {
    for (const name of NAMES) {
      if (typeof attributes[name] === 'string') secrets.set(attributes[name], `${address}.${name}`);
    }
  }
  return secrets;
}

/** Every secret of a resource that there ever was. */
const ofResources = new Map<string, string>();

function keepSecrets(): void {
  for (const [secret, address] of secretsInState()) ofResources.set(secret, address);
}

const planMembers = (file: string) =>
  Object.entries(unzipSync(readFileSync(workspace.path(file)))).map(
    ([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')] as const,
  );

const notOfResources = () => [...issued].filter((secret) => !ofResources.has(secret));
const everything = () => [...ofResources.keys(), ...issued, ...Object.values(CREDENTIALS), SEALING];

test('every resource and every ephemeral resource goes through its life', async () => {
  workspace.write(configuration({ name: 'first' }));
  await run(0, 'init');
  await run(0, 'plan', '-out=create.tfplan');
  await run(0, 'show', '-json', 'create.tfplan');
  await run(0, 'apply', 'create.tfplan');
  keepSecrets();
  expect(ofResources.size).toBe(5);
  expect([...secretsInState().values()].sort()).toEqual([
    'aiven_organization_application_user_token.t.full_token',
    'harness_platform_token.t.value',
    'linode_token.t.token',
    'pyvider_timed_token.t.token',
    'seqera_tokens.t.access_key',
  ]);
  // In plan and apply, each service issued one to the ephemeral resource, and one to the resource.
  expect(issued.size).toBe(12);
  await run(0, 'refresh');
  const shown = await workspace.start(['show', '-json'], { now: NOW }).succeeds();
  expectSensitive(JSON.parse(shown.stdout) as Shown);
  await run(0, 'show');

  workspace.write(configuration({ name: 'second' }));
  await run(0, 'plan', '-out=update.tfplan');
  await run(0, 'show', 'update.tfplan');
  await run(0, 'apply', 'update.tfplan');
  keepSecrets();
});

test('answers that are not understood, and errors after a secret was issued, go by', async () => {
  for (const service of SERVICES) {
    await emulator.fault(
      service,
      { kind: 'malformed', method: 'POST' },
      { kind: 'truncate', method: 'POST' },
    );
  }
  // A folder where the file is to be.
  workspace.write(configuration({ name: 'third', file: '.' }));
  expect(await run(1, 'apply', '-auto-approve')).toMatch(/Failed to \w+ pyvider_file_content/);
  keepSecrets();

  const wrong = ['lifetime', 'expires_at'].map(
    (attribute) => `
      resource "pyvider_timed_token" "${attribute}" {
        provider     = tokens
        name         = "wrong"
        ${attribute} = linode_token.t.token
      }`,
  );
  const more = `${wrong.join('')}
    resource "linode_token" "wrong" {
      provider = tokens
      label    = join("", [seqera_tokens.t.access_key, harness_platform_token.t.value])
      scopes   = "linodes:read_only"
      expiry   = harness_platform_token.t.value
    }`;
  workspace.write(configuration({ name: 'third', more }));
  const output = await run(1, 'plan');
  expect(output).toMatch(/lifetime: a text of 64 characters is no duration/);
  expect(output).toMatch(/expiry: a text of \d+ characters is no RFC 3339 instant/);

  // What is looked up before a token is made is found, and after it is not.
  workspace.write(configuration({ name: 'fourth' }));
  await run(0, 'plan', '-out=fourth.tfplan');
  const user = workspace.state()['aiven_organization_application_user.u'].user_id as string;
  const lists = {
    aiven: `${user}/access-tokens`,
    harness: 'token/aggregate.*parentIdentifier=canary',
  } as const;
  for (const service of ['aiven', 'harness'] as const) {
    const list = { method: 'GET', pathPattern: lists[service] };
    const refusal = { kind: 'status', status: 400, body: { message: 'no' } } as const;
    await emulator.fault(service, { ...list, kind: 'latency', ms: 0 }, { ...list, ...refusal });
  }
  const failed = await run(1, 'apply', 'fourth.tfplan');
  expect(failed).toMatch(/Failed to create aiven_organization_application_user_token/);
  expect(failed).toMatch(/Failed to create harness_platform_token/);
  keepSecrets();
  await emulator.heal();

  // What is tainted is made anew.
  workspace.write(configuration({ name: 'fourth' }));
  await run(0, 'apply', '-auto-approve');
  keepSecrets();
  await run(0, 'plan', '-out=destroy.tfplan', '-destroy');
  await run(0, 'apply', 'destroy.tfplan');
  expect(workspace.state()).toEqual({});
  for (const service of SERVICES) expect(await emulator.tokens(service)).toEqual([]);
});

test('the net has caught what it was put out for', async () => {
  const { linode, aiven, seqera, harness } = await emulator.counters();
  const creates = [linode, aiven, seqera, harness].map((counters) => counters.creates);
  expect(Math.min(...creates)).toBeGreaterThan(9);
  // Half an answer may have no secret in it, and a malformed one has it twice.
  expect(issued.size).toBeGreaterThanOrEqual(creates.reduce((a, b) => a + b) - 4);
  expect(ofResources.size).toBe(5 + 3 + 3 + 3 + 2);
  expect(notOfResources().length).toBeGreaterThan(20);
  const log = said.join('');
  expect(log.length).toBeGreaterThan(1_000_000);
  // Not the whole log, should one be missing.
  const lines = [/asked: @module=terraform-provider-tokens/, /Failed to \w+ pyvider_file_content/];
  expect(lines.map((line) => line.test(log))).toEqual([true, true]);
});

test('no output and no log has a secret', () => {
  expect(finds(said.join(''), everything())).toEqual([]);
  expect(said.flatMap(timed)).toEqual([]);
});

test('the services’ log and the emulator’s state have none', async () => {
  const log = JSON.stringify(await emulator.requests());
  expect(log.length).toBeGreaterThan(10_000);
  for (const text of [log, readFileSync(stateFile, 'latin1')]) {
    expect(finds(text, everything())).toEqual([]);
  }
});

test('a plan that creates has none; a later one has those of the state that it was planned from', () => {
  for (const [, text] of planMembers('create.tfplan')) {
    expect(finds(text, everything())).toEqual([]);
    expect(timed(text)).toEqual([]);
  }
  for (const file of ['update.tfplan', 'destroy.tfplan']) {
    for (const [member, text] of planMembers(file)) {
      const copiesState = ['tfplan', 'tfstate', 'tfstate-prev'].includes(member);
      const denied = copiesState
        ? [...notOfResources(), ...Object.values(CREDENTIALS), SEALING]
        : everything();
      expect([member, finds(text, denied)]).toEqual([member, []]);
      expect(timed(text).filter((token) => !copiesState || !ofResources.has(token))).toEqual([]);
    }
  }
});

test('no other file has any, and the state has those of resources alone', () => {
  const allowed = ['terraform.tfstate', 'terraform.tfstate.backup', 'handed-over'];
  for (const file of filesUnder(workspace.directory)) {
    if (file.endsWith('.tfplan')) continue;
    const text = readFileSync(workspace.path(file), 'latin1');
    const denied = allowed.includes(file)
      ? [...notOfResources(), ...Object.values(CREDENTIALS), SEALING]
      : everything();
    expect([file, finds(text, denied)]).toEqual([file, []]);
    expect(timed(text).filter((token) => !ofResources.has(token))).toEqual([]);
  }
  // The backup is the state before the end.
  const backup = readFileSync(workspace.path('terraform.tfstate.backup'), 'utf8');
  const { resources } = JSON.parse(backup) as RawState;
  expect(resources.filter(({ mode }) => mode === 'managed')).toHaveLength(11);
  for (const { instances } of resources) {
    const plain = Buffer.from(instances[0].private ?? '', 'base64').toString('latin1');
    // What the verifier seals, it shows in the state: that is what it is for.
    expect(finds(plain, [...everything(), 'SECRET_FOR_CANARY_OF_FOURTH'])).toEqual([]);
  }
  expect(filesUnder(installation().environment.TMPDIR)).toEqual([]);
  const journal = workspace.path('.terraform', 'tokens-journal');
  expect(existsSync(journal)).toBe(true);
  expect(readdirSync(journal).filter((file) => !file.endsWith('.handed-over'))).toEqual([]);
});

interface Shown {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly sensitive_values: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

/** Whatever holds a secret is marked. */
function expectSensitive({ values: { root_module } }: Shown): void {
  let marked = 0;
  for (const { address, values, sensitive_values: sensitive } of root_module.resources) {
    for (const [name, value] of Object.entries(values)) {
      if (finds(JSON.stringify(value) ?? '', ofResources.keys()).length === 0) continue;
      expect([`${address}.${name}`, sensitive[name]]).toEqual([`${address}.${name}`, true]);
      marked++;
    }
  }
  // The file's content besides.
  expect(marked).toBe(6);
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(directory, name);
    // Not the executable, which is a link to one.
    return statSync(path).isFile() && !name.includes('terraform-provider-tokens');
  });
}
