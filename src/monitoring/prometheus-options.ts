/** Where the metrics are written. */
export interface PrometheusTextfileOptions {
  /**
   * The folder that node_exporter reads, its `--collector.textfile.directory`.
   *
   * @default - the monitor's directory
   */
  readonly directory?: string;

  /**
   * The name of the file, which has to end in `.prom`. Monitors with one folder need different names.
   *
   * @default - the path of the monitor, such as `prod-Monitor.prom`
   */
  readonly filename?: string;
}

/** Where the alert rules are written, and what they say besides. */
export interface PrometheusAlertRulesOptions {
  /**
   * The folder for the rules, one of those that `rule_files` in Prometheus' configuration names. The tests are in
   * a folder `tests` of it.
   *
   * @default - the monitor's directory
   */
  readonly directory?: string;

  /**
   * Labels of every alert, for Alertmanager to route it by, such as `{ team: 'platform' }`.
   *
   * @default - none but `severity`, which is `warning` or `critical`
   */
  readonly labels?: { [name: string]: string };

  /**
   * A page with a section for each alert, named in lower case after it (`#accesstokenexpired`): what to do when it
   * fires.
   *
   * @default - the runbook of this library
   */
  readonly runbookUrl?: string;
}
