import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TokenStatus } from '../../src';
import { ruleTests } from '../../src/monitoring/prometheus-rule-tests';
import { alertRules, AlertOptions } from '../../src/monitoring/prometheus-rules';

const options: AlertOptions = {
  monitor: 'prod/Monitor',
  tokens: ['Deploy', 'odd "id" \\'],
  alertBeforeExpiry: 900,
  labels: { team: 'platform' },
  runbookUrl: 'https://runbooks.example.com/tokens',
};

const token = (id: string, schedule: Partial<TokenStatus> = {}): TokenStatus => ({
  id,
  tokenId: '7',
  name: id,
  issuedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-02-01T00:00:00Z',
  rotates: false,
  keepsPrevious: false,
  ...schedule,
});
const rotating = (id: string, overlap: string, applyInterval = '1d') =>
  token(id, { nextRotationAt: '2026-01-31T00:00:00Z', applyInterval, overlap });

const testNames = (...tokens: TokenStatus[]) =>
  ruleTests(alertRules(options), options, tokens).map((each) => (each as { name: string }).name);

test('expressions select the metrics of one monitor', () => {
  const expressions = Object.fromEntries(alertRules(options).map(({ alert, expr }) => [alert, expr]));
  expect(expressions).toMatchInlineSnapshot(`
   {
     "AccessTokenExpired": "access_token_expires_timestamp_seconds{monitor="prod/Monitor"} <= time()",
     "AccessTokenExpiresBeforeNextApply": "access_token_expires_timestamp_seconds{monitor="prod/Monitor"} > time() and access_token_expires_timestamp_seconds{monitor="prod/Monitor"} - time() < access_token_apply_interval_seconds{monitor="prod/Monitor"} and time() - access_token_next_rotation_timestamp_seconds{monitor="prod/Monitor"} > access_token_apply_interval_seconds{monitor="prod/Monitor"}",
     "AccessTokenExpiresSoon": "access_token_expires_timestamp_seconds{monitor="prod/Monitor"} > time() and access_token_expires_timestamp_seconds{monitor="prod/Monitor"} - time() <= 900 unless access_token_next_rotation_timestamp_seconds{monitor="prod/Monitor"}",
     "AccessTokenMetricsAbsent": "absent(access_token_info{monitor="prod/Monitor",token="Deploy"}) or absent(access_token_info{monitor="prod/Monitor",token="odd \\"id\\" \\\\"})",
     "AccessTokenRotationOverdue": "time() - access_token_next_rotation_timestamp_seconds{monitor="prod/Monitor"} > access_token_apply_interval_seconds{monitor="prod/Monitor"}",
   }
  `);
});

test('each alert has its labels, and its section in the runbook', () => {
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
  const rules = alertRules(options);
  expect([...runbook.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(
    rules.map(({ alert }) => alert),
  );
  for (const { alert, labels, annotations } of rules) {
    expect(labels).toEqual({ severity: expect.stringMatching(/^(warning|critical)$/), team: 'platform' });
    expect(annotations.runbook_url).toBe(`https://runbooks.example.com/tokens#${alert.toLowerCase()}`);
  }
});

test('each schedule is tested once, and tokens without one', () => {
  const names = testNames(
    rotating('A', '2d'),
    rotating('B', '48h'),
    rotating('C', '3d'),
    token('D'),
    token('E'),
  );
  expect(names).toEqual([
    'A: the latest apply that its schedule allows, and none then',
    'A: its expiry',
    'A: one more apply interval would be too long',
    'C: the latest apply that its schedule allows, and none then',
    'C: its expiry',
    'C: one more apply interval would be too long',
    'D: its expiry comes near',
    'D: its expiry',
    'no metrics',
  ]);
});

test('nothing is tested that a token does not have', () => {
  expect(testNames(rotating('A', '0s'))).toEqual([
    'A: the latest apply that its schedule allows, and none then',
    'A: its expiry',
    'no metrics',
  ]);
  expect(testNames({ ...rotating('A', '2d'), expiresAt: undefined })).toEqual([
    'A: the latest apply that its schedule allows, and none then',
    'no metrics',
  ]);
  expect(testNames(token('Lasting', { expiresAt: undefined }))).toEqual(['no metrics']);
});
