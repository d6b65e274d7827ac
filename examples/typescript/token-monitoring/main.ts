import { App, TerraformStack } from 'cdktf';
import {
  Duration,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenMonitor,
} from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface MonitoredProps {
  /** Where files are written. */
  readonly directory: string;
  /** Where node_exporter reads metrics: its `--collector.textfile.directory`. */
  readonly textfiles: string;
  /** Where Prometheus reads its rules. */
  readonly rules: string;
}

class Monitored extends TerraformStack {
  constructor(scope: Construct, id: string, props: MonitoredProps) {
    super(scope, id);

    const critical = new RotatingToken(this, 'MonitoredToken', {
      blueprint: TimedToken.blueprint({ name: 'critical-service-token' }),
      rotation: RotationSchedule.every(Duration.days(30), {
        overlap: Duration.days(2),
        applyInterval: Duration.days(1),
        anchor: '2026-01-01T03:00:00Z',
      }),
    });
    const batchJob = new TimedToken(this, 'TimeSensitive', {
      name: 'batch-job-token',
      lifetime: Duration.hours(8),
    });

    new TokenMonitor(this, 'TokenMonitor', {
      directory: props.directory,
      tokens: [critical, batchJob],
      formats: [
        MonitoringFormat.statusFile(),
        MonitoringFormat.expiryNotice(),
        MonitoringFormat.prometheusTextfile({ directory: props.textfiles }),
        MonitoringFormat.prometheusAlertRules({ directory: props.rules, labels: { team: 'platform' } }),
      ],
      alertBeforeExpiry: Duration.minutes(15),
      notificationWebhook: 'https://alerts.example.com/webhook',
    });
  }
}

const files = process.env.TOKEN_FILES ?? `${__dirname}/token-files`;
const app = new App();
new Monitored(app, 'tokens', {
  directory: files,
  textfiles: process.env.TEXTFILES ?? `${files}/textfiles`,
  rules: process.env.PROMETHEUS_RULES ?? `${files}/rules`,
});
app.synth();
