import { Token } from 'cdktf';
import { Duration } from '../duration';
import { Findings } from '../findings';
import { TokenStatus } from '../token-status';
import { json, MonitoringFormat, wholeMinutes } from './monitoring-format';

/** `token_status.json`: which token is in use, when it expires, and when to alert whom. */
export class StatusFile implements MonitoringFormat {
  public readonly filename = 'token_status.json';

  constructor(
    private readonly alertBeforeExpiry: Duration,
    private readonly notificationWebhook?: string,
  ) {}

  public content(token: TokenStatus): string {
    return json({
      token_id: token.tokenId,
      name: token.name,
      expires_at: token.expiresAt,
      monitoring: {
        alert_before_expiry_minutes: this.alertBeforeExpiry.isUnresolved()
          ? 0
          : this.alertBeforeExpiry.toMinutes(),
        auto_rotate: token.rotates,
        notification_webhook: this.notificationWebhook,
      },
    });
  }

  public findings(): Findings {
    return [...wholeMinutes('alertBeforeExpiry', this.alertBeforeExpiry, '15m'), ...this.webhookFindings()];
  }

  private webhookFindings(): Findings {
    const webhook = this.notificationWebhook;
    if (webhook === undefined || Token.isUnresolved(webhook) || isHttp(webhook)) return [];
    return [
      `notificationWebhook is ${JSON.stringify(webhook)}: give an http or https address, such as ` +
        `"https://alerts.example.com/webhook"`,
    ];
  }
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}
