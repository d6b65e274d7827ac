import { App, Fn, TerraformOutput, TerraformStack } from 'cdktf';
import {
  Duration,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenMonitor,
} from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface RotationProps {
  /** Where files are written. */
  readonly directory: string;
}

class Rotation extends TerraformStack {
  constructor(scope: Construct, id: string, props: RotationProps) {
    super(scope, id);
    this.primaryAndBackup(props.directory);
    this.generations(props.directory);
  }

  /**
   * Two tokens, so that one is always there while the other is replaced. Made by hand they are two resources that
   * expire together; here they take turns.
   */
  private primaryAndBackup(directory: string): void {
    const { current, previous } = new RotatingToken(this, 'App', {
      blueprint: TimedToken.blueprint({ name: 'primary-token' }),
      rotation: RotationSchedule.every(Duration.hours(24), {
        overlap: Duration.hours(6),
        applyInterval: Duration.hours(1),
        anchor: '2026-01-01T03:00:00Z',
      }),
    });
    current.writeSecretFile(this, 'AppConfig', {
      filename: `${directory}/tokens.json`,
      content: Fn.jsonencode({
        primary_token: { value: current.value, expires_at: current.expiresAt },
        backup_token: { value: previous!.value, expires_at: previous!.expiresAt },
      }),
    });
  }

  /** Which generation is in use. A name with timestamp() in it would make another token in every plan. */
  private generations(directory: string): void {
    const rotatable = new RotatingToken(this, 'Rotatable', {
      blueprint: TimedToken.blueprint({ name: 'service-api-token' }),
      rotation: RotationSchedule.every(Duration.days(30), {
        overlap: Duration.days(2),
        applyInterval: Duration.days(1),
        anchor: '2026-01-01T03:00:00Z',
      }),
    });
    new TokenMonitor(this, 'TokenRegistry', {
      directory,
      tokens: [rotatable],
      formats: [MonitoringFormat.generationRegistry()],
      advanceNotice: Duration.minutes(30),
      fallbackStrategy: 'maintain_previous_token',
    });
    new TerraformOutput(this, 'next_rotation_at', { value: rotatable.nextRotationAt });
  }
}

const app = new App();
new Rotation(app, 'tokens', { directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files` });
app.synth();
