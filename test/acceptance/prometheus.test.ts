import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conditional, TerraformStack, Token } from 'cdktf';
import { promtool, Prometheus } from './prometheus';
import { useTerraform } from './terraform';
import {
  AccessToken,
  Duration,
  IMonitoredToken,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenEnvironment,
  TokenMonitor,
  TokenStatus,
} from '../../src';

const terraform = useTerraform();

const DAY = 86_400_000;
const at = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

/** Tokens whose rotations are due at `boundary`, with one of every fate; and some that nothing rotates. */
function tokens(stack: TerraformStack, now: number, boundary: number): IMonitoredToken[] {
  const rotating = (id: string, overlap: number, applyInterval: number, anchor = boundary) =>
    new RotatingToken(stack, id, {
      blueprint: TimedToken.blueprint({ name: `${id.toLowerCase()} "quoted" \\ token` }),
      rotation: RotationSchedule.every(Duration.days(20), {
        overlap: Duration.hours(overlap),
        applyInterval: Duration.hours(applyInterval),
        anchor: at(anchor),
      }),
    });
  return [
    rotating('Overdue', 5 * 24, 12),
    rotating('AtRisk', 36, 24),
    rotating('Expired', 24, 12),
    rotating('Fine', 24, 24, now + DAY),
    new TimedToken(stack, 'Soon', { name: 'soon', expiresAt: at(now + 600_000) }),
    new TimedToken(stack, 'Static', { name: 'static', expiresAt: at(now + 30 * DAY) }),
    new Never(stack),
  ];
}

/** A token of somebody's own, which turns out never to expire when Terraform runs. */
class Never implements IMonitoredToken {
  readonly status;

  constructor(stack: TerraformStack) {
    const made = new TimedToken(stack, 'Lasting', { name: 'lasting', lifetime: Duration.days(900) });
    const { tokenId, name, issuedAt } = AccessToken.fromAttributes(made);
    const expiresAt = Token.asString(conditional(made.available, Token.nullValue(), made.expiresAt!));
    this.status = { id: 'Never', tokenId, name, issuedAt, expiresAt, rotates: false, keepsPrevious: false };
  }
}

/** Of a service that knows no expiry. */
const ageless: TokenStatus = {
  id: 'Ageless',
  tokenId: '7',
  name: 'ageless',
  issuedAt: '2026-01-01T00:00:00Z',
  nextRotationAt: '2026-01-31T00:00:00Z',
  applyInterval: '1d',
  overlap: '2d',
  rotates: true,
  keepsPrevious: true,
};

const FORMATS = [
  MonitoringFormat.statusFile(),
  MonitoringFormat.expiryNotice(),
  MonitoringFormat.prometheusTextfile(),
  MonitoringFormat.prometheusAlertRules({ labels: { team: 'platform' } }),
];

const monitored =
  (directory: string, now: number, id = 'Monitor', more: IMonitoredToken[] = []) =>
  (stack: TerraformStack) => {
    const watched = [...tokens(stack, now, now - 2 * DAY), ...more];
    new TokenMonitor(stack, id, { directory, tokens: watched, formats: FORMATS });
  };

test('metrics and rules that promtool takes, and node_exporter and Prometheus act on', async () => {
  const now = Date.now();
  const directory = join(terraform().directory, 'prometheus-files');
  const deployment = await terraform().deployment(monitored(directory, now));
  const issued = at(now - 3 * DAY);
  await deployment.apply(issued);
  await deployment.settled(issued);

  const textfile = readFileSync(join(directory, 'tokens-Monitor.prom'), 'utf8');
  expect(textfile.split('\n').filter((line) => line.startsWith('access_token_info'))[0]).toMatch(
    /^access_token_info\{monitor="tokens\/Monitor",token="Overdue",name="overdue \\"quoted\\" \\\\ token",token_id="timed-token-id-[\da-f-]{36}"\} 1$/,
  );
  expect(textfile.replace(/^access_token_info.*\n/gm, '').replaceAll(String(seconds(issued)), 'ISSUED')).toBe(
    expectedMetrics(now),
  );
  expect(await promtool(['check', 'metrics'], textfile)).toEqual({ code: 0, output: '' });

  const rules = join(directory, 'tokens-Monitor.rules.yml');
  const ruleTests = join(directory, 'tests', 'tokens-Monitor.test.yml');
  expect(await promtool(['check', 'rules', '--lint-fatal', rules])).toMatchObject({ code: 0 });
  expect(await promtool(['test', 'rules', ruleTests])).toMatchObject({ code: 0 });

  const prometheus = await Prometheus.start(
    join(terraform().directory, 'prometheus'),
    directory,
    join(directory, '*.rules.yml'),
  );
  try {
    const alerts = async () =>
      (await prometheus.alerts())
        .map(
          ({ labels, state }) =>
            `${labels.alertname} ${labels.token} ${labels.severity} ${labels.team} ${state}`,
        )
        .sort();
    const wanted = [
      'AccessTokenExpired Expired critical platform firing',
      'AccessTokenExpiresBeforeNextApply AtRisk critical platform firing',
      'AccessTokenExpiresSoon Soon warning platform firing',
      'AccessTokenRotationOverdue AtRisk warning platform pending',
      'AccessTokenRotationOverdue Expired warning platform pending',
      'AccessTokenRotationOverdue Overdue warning platform pending',
    ];
    const same = (expected: readonly string[]) => (found: string[]) => String(found) === String(expected);
    expect(await prometheus.eventually(alerts, same(wanted))).toEqual(wanted);
    // The collector drops a whole file for one line that it doesn't like.
    expect(await prometheus.values('node_textfile_scrape_error')).toEqual({ '': 0 });
    expect(await prometheus.values('access_token_expires_timestamp_seconds - time() > 86400')).toMatchObject({
      Static: expect.closeTo(30 * 86_400, -3),
    });

    await deployment.apply(at(now));
    const left = ['AccessTokenExpiresSoon Soon warning platform firing'];
    expect(await prometheus.eventually(alerts, same(left))).toEqual(left);

    writeFileSync(join(directory, 'tokens-Monitor.prom'), '');
    const absent = (await prometheus.eventually(alerts, (found) => found.length === 7)) as string[];
    expect(absent).toContain('AccessTokenMetricsAbsent Never warning platform pending');
  } finally {
    await prometheus.stop();
  }
});

test('the rules’ own tests notice an alert that never fires, and one that always does', async () => {
  const now = Date.parse('2026-01-03T12:00:00Z');
  const directory = join(terraform().directory, 'broken-rules');
  const deployment = await terraform().deployment((stack) => {
    TokenEnvironment.of('qa').bind(stack);
    monitored(directory, now, 'It\'s "odd" \\', [{ status: ageless }])(stack);
  });
  await deployment.apply(at(now - 3 * DAY));
  const textfile = readFileSync(join(directory, 'tokens-It-s-odd-.prom'), 'utf8');
  expect(textfile).toContain(
    String.raw`access_token_apply_interval_seconds{monitor="tokens/It's \"odd\" \\",environment="qa",token="Fine"} 86400`,
  );
  expect(await promtool(['check', 'metrics'], textfile)).toEqual({ code: 0, output: '' });

  const file = join(directory, 'tokens-It-s-odd-.rules.yml');
  const ruleTests = join(directory, 'tests', 'tokens-It-s-odd-.test.yml');
  expect(await promtool(['test', 'rules', ruleTests])).toMatchObject({ code: 0 });
  expect(readFileSync(ruleTests, 'utf8')).toContain('Ageless: the latest apply');
  const rules = readFileSync(file, 'utf8');
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
  expect(alerts).toHaveLength(5);
  for (const alert of alerts) {
    for (const broken of ['vector(1) > 1', 'vector(1)']) {
      const text = rules.replace(new RegExp(`(alert: ${alert}\\n *expr: ).*`), `$1'${broken}'`);
      expect(text).not.toBe(rules);
      writeFileSync(file, text);
      const { code, output } = await promtool(['test', 'rules', ruleTests]);
      expect({ alert, broken, code, named: output.includes(`alertname: ${alert}`) }).toEqual({
        alert,
        broken,
        code: 1,
        named: true,
      });
    }
  }
});

test('no file that a monitor writes has the value of a token', async () => {
  const now = Date.parse('2026-01-03T12:00:00Z');
  const directory = join(terraform().directory, 'canary');
  const deployment = await terraform().deployment((stack) => {
    const all = [...FORMATS, MonitoringFormat.generationRegistry()];
    new TokenMonitor(stack, 'Monitor', { directory, tokens: tokens(stack, now, now), formats: all });
  });
  await deployment.apply(at(now));
  const secrets = Object.values(deployment.state()).flatMap(
    ({ token }) => (token as string | undefined) ?? [],
  );
  expect(secrets).toHaveLength(4 * 2 + 3);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  // The status and the registry of 7 tokens, the notice of those that expire, and three files for all of them.
  expect(files).toHaveLength(7 + 7 + 7 + 3);
  for (const file of files) {
    const text = readFileSync(join(file.parentPath, file.name), 'utf8');
    for (const secret of secrets) expect(text).not.toContain(secret.replace('token-', ''));
  }
});

/** All but the information about each token; what was issued has no number that could be known ahead. */
function expectedMetrics(now: number): string {
  const ofToken = (metric: string, token: string, value: number | string) =>
    `access_token_${metric}{monitor="tokens/Monitor",token="${token}"} ${value}`;
  const hours = (amount: number) => Math.floor(now / 1000) + amount * 3600;
  return [
    '# HELP access_token_info The token that is in use: always 1.',
    '# TYPE access_token_info gauge',
    '# HELP access_token_issued_timestamp_seconds When the token in use was issued, in seconds since 1970.',
    '# TYPE access_token_issued_timestamp_seconds gauge',
    ...['Overdue', 'AtRisk', 'Expired', 'Fine', 'Soon', 'Static', 'Never'].map((token) =>
      ofToken('issued_timestamp_seconds', token, 'ISSUED'),
    ),
    '# HELP access_token_expires_timestamp_seconds When the token in use expires, in seconds since 1970.',
    '# TYPE access_token_expires_timestamp_seconds gauge',
    ofToken('expires_timestamp_seconds', 'Overdue', hours(-48 + 12 + 120)),
    ofToken('expires_timestamp_seconds', 'AtRisk', hours(-48 + 24 + 36)),
    ofToken('expires_timestamp_seconds', 'Expired', hours(-48 + 12 + 24)),
    ofToken('expires_timestamp_seconds', 'Fine', hours(24 + 24 + 24)),
    ofToken('expires_timestamp_seconds', 'Soon', hours(1 / 6)),
    ofToken('expires_timestamp_seconds', 'Static', hours(30 * 24)),
    '# HELP access_token_next_rotation_timestamp_seconds When the next rotation of the token falls due, in seconds since 1970.',
    '# TYPE access_token_next_rotation_timestamp_seconds gauge',
    ofToken('next_rotation_timestamp_seconds', 'Overdue', hours(-48)),
    ofToken('next_rotation_timestamp_seconds', 'AtRisk', hours(-48)),
    ofToken('next_rotation_timestamp_seconds', 'Expired', hours(-48)),
    ofToken('next_rotation_timestamp_seconds', 'Fine', hours(24)),
    '# HELP access_token_apply_interval_seconds How long after a rotation has fallen due an apply may come, in seconds.',
    '# TYPE access_token_apply_interval_seconds gauge',
    ofToken('apply_interval_seconds', 'Overdue', 43_200),
    ofToken('apply_interval_seconds', 'AtRisk', 86_400),
    ofToken('apply_interval_seconds', 'Expired', 43_200),
    ofToken('apply_interval_seconds', 'Fine', 86_400),
    '',
  ].join('\n');
}
