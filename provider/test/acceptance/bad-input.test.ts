import { useInstallation } from './installation';
import { Diagnostic } from './terraform-json';
import { Workspace } from './workspace';

/**
 * One configuration with every mistake in it: `terraform validate` must show them all at once, each at
 * its own line, with what would be right.
 */
interface Mistake {
  readonly type: string;
  readonly attributes: string;
  /** The line that is shown, and what the error says. */
  readonly findings: readonly (readonly [line: string, says: RegExp])[];
}

const timedToken = (attributes: string, ...findings: Mistake['findings']): Mistake => ({
  type: 'pyvider_timed_token',
  attributes: `name = "bad"\n${attributes}`,
  findings,
});
const file = (attributes: string, ...findings: Mistake['findings']): Mistake => ({
  type: 'pyvider_file_content',
  attributes,
  findings,
});
const rotation = (attributes: string, ...findings: Mistake['findings']): Mistake => ({
  type: 'tokens_rotation',
  attributes,
  findings,
});

const MISTAKES: Record<string, Mistake> = {
  a_lifetime_that_is_none: timedToken('lifetime = "an hour"', [
    'lifetime = "an hour"',
    /"an hour" is no duration\. Give .* such as "30d"/,
  ]),
  a_lifetime_without_a_unit: timedToken('lifetime = "3600"', ['lifetime = "3600"', /"3600" is no duration/]),
  a_negative_lifetime: timedToken('lifetime = "-1h"', [
    'lifetime = "-1h"',
    /must be from 1s to 36500d, got -1h/,
  ]),
  no_lifetime: timedToken('lifetime = "0s"', ['lifetime = "0s"', /must be from 1s to 36500d, got 0s/]),
  too_short_a_lifetime: timedToken('lifetime = "999ms"', [
    'lifetime = "999ms"',
    /must be from 1s to 36500d, got 999ms/,
  ]),
  too_long_a_lifetime: timedToken('lifetime = "36501d"', [
    'lifetime = "36501d"',
    /must be from 1s to 36500d, got 36501d/,
  ]),
  an_expiry_that_is_none: timedToken('expires_at = "2026-02-30T00:00:00Z"', [
    'expires_at = "2026-02-30T00:00:00Z"',
    /"2026-02-30T00:00:00Z" is no RFC 3339 instant\. Give .* such as "2026-01-31T00:00:00Z"/,
  ]),
  two_expiries: timedToken('lifetime = "1h"\nexpires_at = "2026-02-01T00:00:00Z"', [
    'lifetime = "1h"',
    /lifetime and expires_at both say when the token expires\. Give one/,
  ]),
  two_expiries_and_neither_is_one: timedToken(
    'lifetime = "1"\nexpires_at = "soon"',
    ['lifetime = "1"', /"1" is no duration/],
    ['expires_at = "soon"', /"soon" is no RFC 3339 instant/],
    ['lifetime = "1"', /lifetime and expires_at both/],
  ),

  a_file_without_a_name: file('filename = ""\ncontent = "x"', ['filename = ""', /at least one character/]),
  a_permission_that_is_none: file('filename = "x"\ncontent = "x"\nfile_permission = "rw-------"', [
    'file_permission = "rw-------"',
    /"rw-------" is no file permission\. Give .* such as "0600"/,
  ]),

  a_period_that_is_none: rotation('period = "monthly"', ['period = "monthly"', /"monthly" is no duration/]),
  no_period: rotation('period = "0s"', ['period = "0s"', /period must be from 1s to 36500d, got 0s/]),
  negative_durations: rotation(
    'period = "-30d"\noverlap = "-1d"\napply_interval = "-1h"',
    ['period = "-30d"', /period must be from 1s to 36500d, got -30d/],
    ['overlap = "-1d"', /overlap must be 0s or longer, got -1d/],
    ['apply_interval = "-1h"', /apply_interval must be 0s or longer, got -1h/],
  ),
  an_anchor_that_is_none: rotation('period = "30d"\nanchor = "2026-01-31"', [
    'anchor = "2026-01-31"',
    /"2026-01-31" is no RFC 3339 instant\. Give .* such as "2026-01-31T00:00:00Z"/,
  ]),
  everything_at_once: rotation(
    'period = "x"\nanchor = "y"\noverlap = "z"\napply_interval = "0"\nslots = 0',
    ['period = "x"', /"x" is no duration/],
    ['anchor = "y"', /"y" is no RFC 3339 instant/],
    ['overlap = "z"', /"z" is no duration/],
    ['slots = 0', /whole number from 1 to 100, got 0/],
  ),
  an_inequality_that_does_not_hold: rotation('period = "10d"\noverlap = "8d"\napply_interval = "3d"', [
    'period = "10d"',
    /period at least 11d, or overlap at most 7d, or apply_interval at most 2d/,
  ]),
  an_overlap_longer_than_the_period: rotation('period = "10d"\noverlap = "11d"\napply_interval = "1d"', [
    'overlap = "11d"',
    /overlap is 11d and period is 10d.*at most 9d/,
  ]),
  no_slots: rotation('period = "10d"\nslots = 0', ['slots = 0', /whole number from 1 to 100, got 0/]),
  a_slot_and_a_half: rotation('period = "10d"\nslots = 1.5', ['slots = 1.5', /whole number.*got 1\.5/]),
  too_many_slots: rotation('period = "10d"\nslots = 101', ['slots = 101', /from 1 to 100, got 101/]),
  an_overlap_with_one_slot: rotation('period = "10d"\nslots = 1\noverlap = "1d"', [
    'overlap = "1d"',
    /slots = 2, or overlap = "0s"/,
  ]),
};

const CONFIGURATION = Object.entries(MISTAKES)
  .map(
    ([name, { type, attributes }]) =>
      `resource "${type}" "${name}" {\n  provider = tokens\n  ${attributes.replace(/\n/g, '\n  ')}\n}\n`,
  )
  .join('\n');

const installation = useInstallation({ attached: true });
let workspace: Workspace;
let diagnostics: readonly Diagnostic[];

beforeAll(async () => {
  workspace = await installation().workspace(CONFIGURATION);
  diagnostics = await workspace.validate();
});

test.each(Object.entries(MISTAKES))('validate finds %s', (name, { type, findings }) => {
  const found = diagnostics
    .filter(({ snippet }) => snippet?.context === `resource "${type}" "${name}"`)
    .map(({ severity, snippet, summary, detail }) => ({
      severity,
      line: snippet!.code.trim(),
      says: `${summary}: ${detail}`,
    }));
  const expected = findings.map(([line, says]) => ({
    severity: 'error',
    line,
    says: expect.stringMatching(says),
  }));
  expect(found).toEqual(expect.arrayContaining(expected));
  expect(found).toHaveLength(expected.length);
});

test('validate says nothing else', () => {
  const expected = Object.values(MISTAKES).flatMap(({ findings }) => findings);
  expect(diagnostics).toHaveLength(expected.length);
});

test('what becomes known with the plan is refused there, at the same line', async () => {
  const planned = await installation().workspace(`
    variable "period" {
      type = string
    }
    resource "tokens_rotation" "r" {
      period         = var.period
      overlap        = "8d"
      apply_interval = "3d"
    }`);
  expect(await planned.validate()).toEqual([]);
  expect(await planned.fails('plan', { args: ['-var', 'period=10d'] })).toMatchObject([
    {
      address: 'tokens_rotation.r',
      detail: expect.stringContaining('Make period at least 11d'),
      snippet: { code: expect.stringMatching(/period\s+= var\.period/) },
    },
  ]);
});

test('what only the apply knows is refused there, and nothing comes into being', async () => {
  const late = await installation().workspace(`
    resource "terraform_data" "period" {
      input = "10d"
    }
    resource "tokens_rotation" "r" {
      period         = terraform_data.period.output
      overlap        = "8d"
      apply_interval = "3d"
    }`);
  expect(await late.fails('apply')).toMatchObject([
    { address: 'tokens_rotation.r', detail: expect.stringContaining('Make period at least 11d') },
  ]);
  expect(Object.keys(late.state())).toEqual(['terraform_data.period']);

  late.write(late.configuration.replace('"10d"', '"11d"'));
  // The corrected value is unknown in the plan once more.
  await late.apply({ now: '2026-01-01T00:00:00Z' });
});
