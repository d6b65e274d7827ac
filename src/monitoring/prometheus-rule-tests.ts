import { labelValue, METRIC, seconds } from './prometheus-metrics';
import { ABSENT_MINUTES, AlertOptions, AlertRule, SETTLING_MINUTES } from './prometheus-rules';
import { TokenStatus } from '../token-status';

/** A schedule of some tokens, in seconds. */
interface Schedule {
  readonly token: string;
  readonly applyInterval: number;
  readonly overlap: number;
  /** Whether the service has an expiry. */
  readonly expires: boolean;
}

/** The instant of what a test is about. `time()` begins with 0 there. */
const MOMENT = 10;

/**
 * Tests for `promtool test rules`: every alert right before and right after it is due, by the numbers of each schedule.
 * They hold how the rules work with the schedules that they were made for; whoever changes the one finds the other.
 */
export function ruleTests(
  rules: readonly AlertRule[],
  options: AlertOptions,
  tokens: readonly TokenStatus[],
): object[] {
  const { monitor, alertBeforeExpiry } = options;
  const moment = MOMENT * 60;

  const series = (token: string, samples: Record<string, number>) =>
    Object.entries(samples).map(([metric, value]) => ({
      series: `${metric}{monitor=${labelValue(monitor)},token=${labelValue(token)}}`,
      values: `${value}x60`,
    }));
  const alerts = (alertname: string, minute: number, ...firing: string[]) => {
    const { labels, annotations } = rules.find(({ alert }) => alert === alertname)!;
    const expected = firing.map((token) => {
      const all = { monitor, token };
      const text = (template: string) =>
        template.replace(/\{\{ \$labels\.(monitor|token) \}\}/g, (_, name: 'monitor' | 'token') => all[name]);
      const exp_annotations = Object.fromEntries(
        Object.entries(annotations).map(([key, template]) => [key, text(template)]),
      );
      return { exp_labels: { ...labels, ...all }, exp_annotations };
    });
    return { alertname, eval_time: `${minute}m`, exp_alerts: expected };
  };
  const test = (name: string, input_series: object[], ...alert_rule_test: object[]) => ({
    name,
    interval: '1m',
    input_series,
    alert_rule_test,
  });

  const ofSchedule = ({ token, applyInterval, overlap, expires: hasExpiry }: Schedule) => {
    const rotating = (expires: number) =>
      series(token, {
        ...(hasExpiry && { [METRIC.expires]: expires }),
        [METRIC.nextRotation]: expires - overlap - applyInterval,
        [METRIC.applyInterval]: applyInterval,
      });
    const spare = Math.min(applyInterval, overlap);
    const found = [
      test(
        `${token}: the latest apply that its schedule allows, and none then`,
        rotating(moment + overlap),
        alerts('AccessTokenRotationOverdue', MOMENT),
        alerts('AccessTokenRotationOverdue', MOMENT + 1 + SETTLING_MINUTES, token),
      ),
    ];
    if (!hasExpiry) return found;
    found.push(
      test(
        `${token}: its expiry`,
        rotating(moment),
        alerts('AccessTokenExpired', MOMENT - 1),
        alerts('AccessTokenExpired', MOMENT, token),
        alerts('AccessTokenExpiresSoon', MOMENT - 1),
      ),
    );
    // A token that is valid for no minute after that is expired when anybody looks.
    if (spare > 60) {
      found.push(
        test(
          `${token}: one more apply interval would be too long`,
          rotating(moment + spare),
          alerts('AccessTokenExpiresBeforeNextApply', MOMENT),
          alerts('AccessTokenExpiresBeforeNextApply', MOMENT + 1, token),
        ),
      );
    }
    return found;
  };
  const ofStatic = (token: string) => [
    test(
      `${token}: its expiry comes near`,
      series(token, { [METRIC.expires]: moment + alertBeforeExpiry }),
      alerts('AccessTokenExpiresSoon', MOMENT - 1),
      alerts('AccessTokenExpiresSoon', MOMENT, token),
      alerts('AccessTokenRotationOverdue', MOMENT + 60),
    ),
    test(
      `${token}: its expiry`,
      series(token, { [METRIC.expires]: moment }),
      alerts('AccessTokenExpired', MOMENT - 1),
      alerts('AccessTokenExpired', MOMENT, token),
      alerts('AccessTokenExpiresSoon', MOMENT),
    ),
  ];

  const plain = tokens.find(
    ({ expiresAt, nextRotationAt }) => expiresAt !== undefined && nextRotationAt === undefined,
  );
  return [
    ...schedules(tokens).flatMap(ofSchedule),
    ...(plain ? ofStatic(plain.id) : []),
    test(
      'no metrics',
      [],
      alerts('AccessTokenMetricsAbsent', ABSENT_MINUTES - 1),
      alerts('AccessTokenMetricsAbsent', ABSENT_MINUTES + 1, ...options.tokens),
    ),
  ];
}

/** Every schedule once, by the first token that has it. */
function schedules(tokens: readonly TokenStatus[]): Schedule[] {
  const found = new Map<string, Schedule>();
  for (const { id, expiresAt, nextRotationAt, applyInterval, overlap } of tokens) {
    if (nextRotationAt === undefined || applyInterval === undefined) continue;
    const times = { applyInterval: seconds(applyInterval), overlap: seconds(overlap ?? '0s') };
    const schedule = { token: id, ...times, expires: expiresAt !== undefined };
    const key = `${times.applyInterval} ${times.overlap} ${schedule.expires}`;
    if (!found.has(key)) found.set(key, schedule);
  }
  return [...found.values()];
}
