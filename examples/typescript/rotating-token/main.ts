import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Duration, RotatingToken, RotationSchedule, TimedToken, TokenMonitor } from 'cdktf-access-tokens';
import { Construct } from 'constructs';

interface TokensProps {
  /** Where the monitoring files are written. */
  readonly directory: string;
}

class Tokens extends TerraformStack {
  constructor(scope: Construct, id: string, props: TokensProps) {
    super(scope, id);

    // Replaced every 30 days. A consumer has two days to pick up its successor, as long as somebody
    // or something applies at least once a day.
    const deploy = new RotatingToken(this, 'Deploy', {
      blueprint: TimedToken.blueprint({ name: 'github-actions-deploy' }),
      rotation: RotationSchedule.every(Duration.days(30), {
        overlap: Duration.days(2),
        applyInterval: Duration.days(1),
        anchor: '2026-01-01T03:00:00Z',
      }),
    });

    // Lives for ninety days, and is replaced when it has expired.
    const registry = new TimedToken(this, 'Registry', {
      name: 'container-registry-pull',
      lifetime: Duration.days(90),
    });

    new TokenMonitor(this, 'Monitor', {
      directory: props.directory,
      tokens: [deploy, registry],
      alertBeforeExpiry: Duration.hours(12),
      notificationWebhook: 'https://alerts.example.com/webhook',
    });

    new TerraformOutput(this, 'deploy_token', { value: deploy.current.value, sensitive: true });
    new TerraformOutput(this, 'registry_token_status', {
      value: { available: registry.available, has_expiration: registry.hasExpiration },
    });
    new TerraformOutput(this, 'slot_serials', { value: deploy.rotation.slotSerials });
    new TerraformOutput(this, 'tokens', {
      description: 'What is in use. Never a value.',
      value: [
        {
          name: deploy.current.name,
          token_id: deploy.current.tokenId,
          current_slot: deploy.rotation.currentSlot,
          serial: deploy.serial,
          expires_at: deploy.current.expiresAt,
          next_rotation_at: deploy.nextRotationAt,
        },
        {
          name: registry.name,
          token_id: registry.tokenId,
          expires_at: registry.status.expiresAt,
        },
      ],
    });
  }
}

const app = new App();
new Tokens(app, 'tokens', { directory: process.env.TOKEN_FILES ?? `${__dirname}/token-files` });
app.synth();
