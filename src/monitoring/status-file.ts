import { Token } from 'cdktf';
import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { json } from './json';
import { wholeMinutes } from './whole-minutes';
import { Findings } from '../findings';

/** `token_status.json`: which token is in use, when it expires, and when to alert whom. */
export class StatusFile implements IMonitoringFormat {
  public files({ tokens, alertBeforeExpiry, notificationWebhook }: MonitoredTokens): MonitoringFile[] {
    return tokens.map((token) => ({
      filename: `${token.id}/token_status.json`,
      content: json({
        token_id: token.tokenId,
        name: token.name,
        expires_at: token.expiresAt,
        monitoring: {
          alert_before_expiry_minutes: alertBeforeExpiry.toMinutes(),
          auto_rotate: token.rotates,
          notification_webhook: notificationWebhook,
        },
      }),
    }));
  }

  public validate({ alertBeforeExpiry, notificationWebhook }: MonitoredTokens): string[] {
    return [
      ...wholeMinutes('alertBeforeExpiry', alertBeforeExpiry, '15m'),
      ...webhookFindings(notificationWebhook),
    ];
  }
}

function webhookFindings(webhook?: string): Findings {
  if (webhook === undefined || Token.isUnresolved(webhook) || isHttp(webhook)) return [];
  return [
    `notificationWebhook is ${JSON.stringify(webhook)}: give an http or https address, such as ` +
      `"https://alerts.example.com/webhook"`,
  ];
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}
