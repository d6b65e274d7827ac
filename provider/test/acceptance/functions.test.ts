import { useInstallation } from './installation';

const NOW = { now: '2026-01-31T12:00:00Z' };

const installation = useInstallation({ attached: true });

/** What an expression comes to: it takes the way of any value, into a state. */
const evaluate = (...expressions: string[]) => `
resource "terraform_data" "result" {
  input = [${expressions.join(', ')}]
}
# So that the provider is used by more than its functions.
resource "pyvider_timed_token" "t" {
  provider = tokens
  name     = "ci"
}`;

test('every function is called, and points at a wrong argument', async () => {
  const workspace = await installation().workspace(
    evaluate(
      'provider::tokens::parse_expiry("2024-01-15T14:30:00.123456+00:00")',
      // A number is converted, as harness gives one.
      'provider::tokens::parse_expiry(1769817600000)',
      'provider::tokens::parse_expiry(null) == null ? "never" : "some day"',
      'provider::tokens::unix_milliseconds("2026-01-31T00:00:00Z")',
      'provider::tokens::time_left("2026-03-02T00:00:00Z", "2026-01-31T12:00:00Z").duration',
      'provider::tokens::time_left("2026-03-02T00:00:00Z", "2026-01-31T12:00:00Z").seconds',
      'provider::tokens::is_expired("2018-01-02T03:04:05", plantimestamp())',
      'provider::tokens::parse_id("aiven_organization_application_user_token", "o/u/p/q").token_prefix',
      'provider::tokens::parse_id("harness_platform_token", "p/k/USER/t").org_id == null',
      'provider::tokens::next_boundary("30d", "2026-01-01T00:00:00Z", "2026-01-31T12:00:00Z")',
    ),
  );
  await workspace.apply(NOW);
  expect(workspace.state()['terraform_data.result'].output).toMatchObject({
    value: [
      '2024-01-15T14:30:00.123Z',
      '2026-01-31T00:00:00Z',
      'never',
      1769817600000,
      '29d12h',
      2548800,
      true,
      'p/q',
      true,
      '2026-03-02T00:00:00Z',
    ],
  });

  workspace.write(evaluate('provider::tokens::time_left("2026-03-02T00:00:00Z", "noon")'));
  const [error] = await workspace.fails('plan', NOW);
  expect(error).toMatchObject({ summary: 'Invalid function argument' });
  // Terraform breaks the lines.
  expect(error.detail.replace(/\s+/g, ' ')).toBe(
    'Invalid value for "now" parameter: "noon" is no RFC 3339 instant. Give date, time and offset, such as plantimestamp().',
  );

  workspace.write(evaluate('provider::tokens::parse_id("linode_token", "1")'));
  expect((await workspace.fails('plan', NOW))[0].detail).toMatch(
    /Invalid value for "resource_type" parameter/,
  );
});

test('of what is not known yet, the result is not known yet; of a secret expiry it is secret', async () => {
  const workspace = await installation().workspace(
    evaluate(
      'provider::tokens::parse_expiry(pyvider_timed_token.t.expires_at)',
      'provider::tokens::time_left(pyvider_timed_token.t.expires_at, "2026-01-31T12:00:00Z").duration',
    ),
  );
  await workspace.plan(NOW);
  const result = (await workspace.show()).resource_changes.find(
    ({ address }) => address === 'terraform_data.result',
  )!;
  expect(result.change.after_unknown.input).toEqual([true, true]);
  await workspace.applySaved(NOW);
  expect(workspace.state()['terraform_data.result'].output).toMatchObject({
    value: ['2026-01-31T13:00:00Z', '1h'],
  });

  workspace.write(
    `${workspace.configuration}\noutput "left" {\n  value = provider::tokens::parse_expiry(pyvider_timed_token.t.expires_at)\n}`,
  );
  expect(await workspace.fails('plan', NOW)).toMatchObject([
    { summary: 'Output refers to sensitive values' },
  ]);
});
