import { labelValue, METRIC } from './prometheus-metrics';

/** An alert as Prometheus' rule files have it. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** What the alerts of one monitor are made from. */
export interface AlertOptions {
  readonly monitor: string;
  /** The ids of its tokens. */
  readonly tokens: readonly string[];
  /** In seconds: for tokens without a rotation. */
  readonly alertBeforeExpiry: number;
  /** Labels that every alert gets besides its severity. */
  readonly labels: Record<string, string>;
  /** The page that has a section for each alert. */
  readonly runbookUrl: string;
}

/** Time for Prometheus to scrape what the last apply wrote. */
export const SETTLING_MINUTES = 5;

/** Time for a machine with the file to restart. */
export const ABSENT_MINUTES = 15;

/**
 * The alerts of one monitor. None looks at the age of the file: it is written anew only when something changes,
 * so that an old file is a healthy one until the schedule says otherwise.
 */
export function alertRules({
  monitor,
  tokens,
  alertBeforeExpiry,
  labels,
  runbookUrl,
}: AlertOptions): AlertRule[] {
  const mine = (metric: string) => `${metric}{monitor=${labelValue(monitor)}}`;
  const expires = mine(METRIC.expires);
  const nextRotation = mine(METRIC.nextRotation);
  const applyInterval = mine(METRIC.applyInterval);
  const overdue = `time() - ${nextRotation} > ${applyInterval}`;

  const rule = (
    alert: string,
    severity: string,
    expr: string,
    [summary, description]: [string, string],
    wait?: number,
  ): AlertRule => ({
    alert,
    expr,
    ...(wait && { for: `${wait}m` }),
    labels: { severity, ...labels },
    annotations: { summary, description, runbook_url: `${runbookUrl}#${alert.toLowerCase()}` },
  });

  return [
    rule(
      'AccessTokenRotationOverdue',
      'warning',
      overdue,
      [
        'Token {{ $labels.token }} should have rotated by now.',
        'Its rotation fell due, and the apply interval of its schedule has passed since: nobody has applied, or ' +
          'the apply failed. Consumers can still use the token. Run the apply of {{ $labels.monitor }}, and look ' +
          'why the scheduled one did not.',
      ],
      SETTLING_MINUTES,
    ),
    rule(
      'AccessTokenExpiresBeforeNextApply',
      'critical',
      `${expires} > time() and ${expires} - time() < ${applyInterval} and ${overdue}`,
      [
        'Token {{ $labels.token }} may expire before it is replaced.',
        'Its rotation is overdue, and it expires within the apply interval of its schedule: if the next apply comes ' +
          'as late as the schedule allows, its consumers are cut off. Run the apply of {{ $labels.monitor }} now.',
      ],
    ),
    rule('AccessTokenExpired', 'critical', `${expires} <= time()`, [
      'Token {{ $labels.token }} has expired.',
      'Its consumers are cut off. Run the apply of {{ $labels.monitor }}, which makes a new one, and see that they ' +
        'pick it up.',
    ]),
    rule(
      'AccessTokenExpiresSoon',
      'warning',
      `${expires} > time() and ${expires} - time() <= ${alertBeforeExpiry} unless ${nextRotation}`,
      [
        'Token {{ $labels.token }} expires soon, and nothing rotates it.',
        'Have a new one made by the apply of {{ $labels.monitor }} and hand it to its consumers in time; or give ' +
          'it a rotation.',
      ],
    ),
    rule(
      'AccessTokenMetricsAbsent',
      'warning',
      tokens
        .map((token) => `absent(${METRIC.info}{monitor=${labelValue(monitor)},token=${labelValue(token)}})`)
        .join(' or '),
      [
        'Prometheus knows nothing of token {{ $labels.token }}.',
        'None of the other alerts can fire for it. See whether node_exporter reads the file of ' +
          '{{ $labels.monitor }} (node_textfile_scrape_error), and whether its apply still writes it.',
      ],
      ABSENT_MINUTES,
    ),
  ];
}
