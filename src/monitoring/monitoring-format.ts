import { ExpiryNotice } from './expiry-notice';
import { IMonitoringFormat } from './format';
import { GenerationRegistry } from './generation-registry';
import { PrometheusAlertRules } from './prometheus-alert-rules';
import { PrometheusAlertRulesOptions, PrometheusTextfileOptions } from './prometheus-options';
import { PrometheusTextfile } from './prometheus-textfile';
import { StatusFile } from './status-file';

/**
 * The formats that a `TokenMonitor` can write.
 *
 * @example
 * new TokenMonitor(stack, 'Monitor', {
 *   directory: '/var/lib/tokens',
 *   tokens: [deploy],
 *   formats: [MonitoringFormat.generationRegistry(), MonitoringFormat.expiryNotice()],
 * });
 */
export class MonitoringFormat {
  /**
   * `<id>/token_status.json`: which token is in use, when it expires, and when to alert whom. In the shape of
   * pyvider's handbook.
   */
  public static statusFile(): IMonitoringFormat {
    return new StatusFile();
  }

  /**
   * `<id>/token_generations.json`: the current generation of a token, and how the next one comes about. In the
   * shape of pyvider's handbook.
   */
  public static generationRegistry(): IMonitoringFormat {
    return new GenerationRegistry();
  }

  /**
   * `<id>/token_expiration_notice.txt`: a notice for people, in the words of pyvider's handbook. A token that
   * never expires has none.
   */
  public static expiryNotice(): IMonitoringFormat {
    return new ExpiryNotice();
  }

  /**
   * `<monitor>.prom`: metrics of all tokens for the textfile collector of Prometheus' node_exporter.
   *
   * | metric | |
   * | --- | --- |
   * | `access_token_info` | always 1; has the labels `name` and `token_id` |
   * | `access_token_issued_timestamp_seconds` | when the current token was issued |
   * | `access_token_expires_timestamp_seconds` | when it expires; absent where it never does |
   * | `access_token_next_rotation_timestamp_seconds` | the boundary at which it falls due; absent without a rotation |
   * | `access_token_apply_interval_seconds` | how long after it an apply may come; absent without a rotation |
   *
   * Each has the labels `monitor` (the path of its construct), `token` (the id of the token's) and, where the monitor
   * is in one, `environment`.
   */
  public static prometheusTextfile(options: PrometheusTextfileOptions = {}): IMonitoringFormat {
    return new PrometheusTextfile(options);
  }

  /**
   * `<monitor>.rules.yml`: alerts on the metrics of `prometheusTextfile`, which has to be written as well; and
   * `tests/<monitor>.test.yml`, the tests of these rules for `promtool test rules`. The folder of the tests is none
   * that Prometheus should load.
   *
   * | alert | severity | |
   * | --- | --- | --- |
   * | `AccessTokenRotationOverdue` | warning | it should have rotated by now: the boundary and the apply interval have passed |
   * | `AccessTokenExpiresBeforeNextApply` | critical | and it will have expired when the apply interval has passed once more |
   * | `AccessTokenExpired` | critical | |
   * | `AccessTokenExpiresSoon` | warning | a token without a rotation, `alertBeforeExpiry` ahead |
   * | `AccessTokenMetricsAbsent` | warning | Prometheus knows nothing of a token that is watched |
   */
  public static prometheusAlertRules(options: PrometheusAlertRulesOptions = {}): IMonitoringFormat {
    return new PrometheusAlertRules(options);
  }

  private constructor() {}
}
