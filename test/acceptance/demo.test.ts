import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nothingElseLives } from '../../scripts/demo/live-check';
import type { Report } from '../../scripts/demo/report';
import { oneSlotEach } from '../../scripts/demo/rotation-check';
import type { PlanJson } from '../../scripts/demo/terraform-json';
import { TOKEN_KINDS } from '../../scripts/demo/token-kinds';
import type { Inventory, Slots } from '../../scripts/demo/tokens';

const ROOT = dirname(dirname(__dirname));
const TERRAFORM = process.env.TERRAFORM_BINARY_NAME || 'terraform';

// A guard against hanging for ever, not a measure: a loaded machine takes its time.
jest.setTimeout(300_000);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly report: Report;
}

const scratch = mkdtempSync(join(tmpdir(), 'demo-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs the demo as `npm run demo` does when everything is built; its folders are inside of `scratch`. */
async function demo(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const file = join(mkdtempSync(join(scratch, 'run-')), 'report.json');
  const { code, stdout, stderr } = await start(
    process.execPath,
    ['--import', 'tsx', 'scripts/demo.ts', '--report', file, ...args],
    { ...process.env, TMPDIR: scratch, ...env },
  );
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
  return { code, stdout, stderr, report: report! };
}

async function start(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Omit<Ended, 'report'>> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: ROOT, env });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', failed).on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** A Terraform that is not quite right: a shell script before the real one. */
function terraformThat(name: string, script: string): NodeJS.ProcessEnv {
  const file = join(scratch, name);
  writeFileSync(file, `#!/bin/sh\n${script}\nexec "${TERRAFORM}" "$@"\n`);
  chmodSync(file, 0o755);
  return { TERRAFORM_BINARY_NAME: file };
}

test('the main job on real Terraform: one slot is replaced, and nothing is left', async () => {
  const setUp = [{ name: 'build', milliseconds: 5, outcome: 'up to date', detail: 'nothing to do' }];
  const { code, stdout, stderr, report } = await demo([], { SETUP_STEPS: JSON.stringify(setUp) });

  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(report.outcome).toBe('ok');
  expect(report.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['build', 'up to date'],
    ['synthesize the example app', 'done'],
    ['start the emulator of the services', 'done'],
    ['install the companion provider into a mirror', 'done'],
    ['terraform init', 'done'],
    ['terraform plan', 'done'],
    ['terraform apply', 'done'],
    ['terraform plan past the next boundary', 'done'],
    ['terraform apply of the rotation', 'done'],
    ['terraform plan once more', 'done'],
    ['terraform destroy', 'done'],
  ]);
  const each = <T>(rotation: T) => Array<T>(5).fill(rotation);
  const live = { linode: 2, aiven: 2, seqera: 2, harness: 2 };
  expect(report.applies).toMatchObject([
    {
      now: '2026-01-10T09:00:00Z',
      live,
      rotations: each({ slotSerials: [2, 1], currentSlot: 0, nextRotationAt: '2026-01-31T03:00:00Z' }),
    },
    {
      now: '2026-01-31T04:00:00Z',
      live,
      rotations: each({ slotSerials: [2, 3], currentSlot: 1, nextRotationAt: '2026-03-02T03:00:00Z' }),
    },
  ]);
  expect(report.files).toEqual(
    ['Aiven', 'Harness', 'Linode', 'Seqera', 'Services'].flatMap((id) => [
      `files/${id}/token_generations.json`,
      `files/${id}/token_status.json`,
    ]),
  );
  expect(report.steps.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
  for (const system of ['pyvider', 'Linode', 'Aiven', 'Seqera', 'Harness']) {
    expect(stdout).toContain(`${system}: slot 1 is replaced, and becomes current; slot 0 stays`);
  }
  expect(stdout).toMatch(/Linode +shop-deploy-1 +1 +3 +yes +2026-01-31T04:00:00Z/);
  expect(stdout).toContain('tokens that work, as the services say: linode 2, aiven 2, seqera 2, harness 2');

  expect(report.kept).toBe(false);
  expect(existsSync(report.folder)).toBe(false);
});

test('--keep leaves everything in place, and no value of a token anywhere but in the state and the plans', async () => {
  const { code, stdout, stderr, report } = await demo(['--keep']);

  expect(code).toBe(0);
  expect(report).toMatchObject({ outcome: 'ok', kept: true });
  expect(report.steps.map(({ name }) => name)).not.toContain('terraform destroy');
  expect(stdout).toContain(`left in place in ${report.folder}`);

  const state = JSON.parse(readFileSync(join(report.folder, 'terraform.tfstate'), 'utf8')) as {
    resources: { type: string; instances: { attributes: Record<string, unknown> }[] }[];
  };
  const values = state.resources.flatMap(({ type, instances }) =>
    type in TOKEN_KINDS ? String(instances[0].attributes[TOKEN_KINDS[type].secret]) : [],
  );
  expect(new Set(values).size).toBe(10);
  expect(values.every((value) => value.length > 30)).toBe(true);
  const said = [stdout, stderr, JSON.stringify(report)];
  const written = report.files.map((file) => readFileSync(join(report.folder, file), 'utf8'));
  for (const text of [...said, ...written]) {
    for (const value of values) expect(text).not.toContain(value);
  }
  // That would be a test of nothing if the files were not about these tokens.
  expect(JSON.parse(written[5])).toMatchObject({
    name: 'shop-deploy-1',
    expires_at: '2026-03-05T03:00:00Z',
  });

  const [, toGoOn] = /go on by hand:\n +(.* plan)\n/.exec(stdout) ?? [];
  const byHand = await start('/bin/sh', ['-c', `${toGoOn} -detailed-exitcode`], process.env);
  expect(byHand).toMatchObject({ code: 0, stderr: '' });
});

test('a step that fails is named, with the reason, and everything is kept', async () => {
  const broken = terraformThat('no-plans', '[ "$1" = plan ] && { echo "no plans on Sundays" >&2; exit 7; }');
  const { code, stdout, report } = await demo([], broken);

  expect(code).toBe(1);
  expect(report).toMatchObject({ outcome: 'failed', kept: true, applies: [], files: [] });
  expect(report.steps[report.steps.length - 1]).toMatchObject({
    name: 'terraform plan',
    outcome: 'failed',
    detail: 'terraform plan exited with 7',
  });
  expect(stdout).toMatch(/FAIL .* terraform plan: terraform plan exited with 7\n +\| no plans on Sundays\n/);
  expect(stdout).toContain(`Failed at "terraform plan". Everything is left in place in ${report.folder}`);
  expect(existsSync(join(report.folder, 'terraform.rc'))).toBe(true);
});

test('a provider that does not see the boundary makes the demo fail: what it shows is checked', async () => {
  const stopped = terraformThat('stopped-clock', 'export TOKENS_NOW=2026-01-10T09:00:00Z');
  const { code, report } = await demo([], stopped);

  expect(code).toBe(1);
  expect(report.applies.map(({ rotations }) => rotations[0].slotSerials)).toEqual([[2, 1]]);
  expect(report.steps[report.steps.length - 1]).toMatchObject({
    name: 'terraform plan past the next boundary',
    outcome: 'failed',
    detail: expect.stringMatching(/^the plan does not update tokens_rotation\.\w+, so that nothing rotates$/),
  });
});

describe('a plan past a boundary', () => {
  const rotation = 'tokens_rotation.r';
  const slots: Slots = new Map([0, 1].map((index) => [`token.t${index}`, { rotation, index }]));
  const before: Inventory = {
    rotations: [{ address: rotation, slotSerials: [2, 1], currentSlot: 0, nextRotationAt: 'then' }],
    tokens: [],
    files: [],
    handedOut: [],
  };
  const change = (address: string, actions: string[], after = {}) => ({
    address,
    type: address.split('.')[0],
    change: { actions, before: {}, after },
  });
  const rotated = (serials: number[], current: number) =>
    change(rotation, ['update'], { slot_serials: serials, current_slot: current, next_rotation_at: 'later' });
  const replaced = (slot: number) => change(`token.t${slot}`, ['delete', 'create']);
  const check = (...changes: ReturnType<typeof change>[]) =>
    oneSlotEach({ resource_changes: changes } as PlanJson, before, slots);

  test('is fine when the oldest slot is replaced and becomes current', () => {
    const others = [change('token.t0', ['no-op']), change('file.f', ['update'])];
    expect(check(rotated([2, 3], 1), replaced(1), ...others)).toMatchObject([{ slot: 1 }]);
  });

  test.each([
    ['no rotation', [], 'so that nothing rotates'],
    ['both slots reissued', [rotated([3, 4], 1), replaced(0), replaced(1)], 'reissues slots [0,1]'],
    ['the current slot reissued', [rotated([3, 1], 0), replaced(0)], 'should reissue slot 1'],
    ['another slot current', [rotated([2, 3], 0), replaced(1)], 'makes slot 0 of tokens_rotation.r current'],
    ['no token replaced', [rotated([2, 3], 1)], 'replace nothing, and should replace token.t1'],
    [
      'the other token replaced',
      [rotated([2, 3], 1), replaced(0)],
      'replace token.t0, and should replace token.t1',
    ],
    ['a token deleted', [rotated([2, 3], 1), replaced(1), change('token.x', ['delete'])], 'delete token.x'],
  ])('is refused with %s', (_, changes, reason) => {
    expect(() => check(...changes)).toThrow(reason);
  });
});

describe('what the services take', () => {
  const token = { address: 'linode_token.t', secret: 'fa4e', service: 'linode' as const };
  const live = { name: 't', sha256: createHash('sha256').update('fa4e').digest('hex'), foreign: false };
  const services = (...linode: (typeof live)[]) => ({
    live: async () => ({ linode, aiven: [], seqera: [], harness: [] }),
  });

  test('is counted', async () => {
    const counts = { linode: 1, aiven: 0, seqera: 0, harness: 0 };
    expect(await nothingElseLives(services(live), { tokens: [token] })).toEqual(counts);
  });

  test('is what Terraform knows of, and nothing else', async () => {
    const orphan = services(live, { ...live, name: 'lost', sha256: 'other' });
    await expect(nothingElseLives(orphan, { tokens: [token] })).rejects.toThrow(
      'linode takes a token that Terraform does not know: lost',
    );
    await expect(nothingElseLives(services(), { tokens: [token] })).rejects.toThrow(
      'linode does not take linode_token.t',
    );
  });
});

test.each([['--kepe'], ['now'], ['--report=']])('%s is answered with the usage', async (argument) => {
  const { code, stdout, stderr, report } = await demo([argument]);
  expect(code).toBe(2);
  expect(stderr).toContain('usage: npm run demo -- [--keep] [--report FILE]');
  expect({ stdout, report }).toEqual({ stdout: '', report: undefined });
});

test('a report that can not be written is refused before anything is done', async () => {
  const { code, stdout, stderr } = await demo(['--report', join(__filename, 'report.json')]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--report: can't write .*report\.json: E/);
  expect(stdout).toBe('');
});
