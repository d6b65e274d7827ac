import { Fn } from 'cdktf';
import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { quoted } from '../hcl';
import { TokenStatus } from '../token-status';

/** `token_expiration_notice.txt`: for people, in the words of pyvider's handbook. */
export class ExpiryNotice implements IMonitoringFormat {
  public files({ tokens }: MonitoredTokens): MonitoringFile[] {
    return tokens
      .filter(({ expiresAt }) => expiresAt !== undefined)
      .map((token) => ({
        filename: `${token.id}/token_expiration_notice.txt`,
        content: Fn.join('\n', lines(token).map(quoted)),
      }));
  }

  public validate(): string[] {
    return [];
  }
}

// The handbook ends with `timestamp()`, which differs in every plan. The file is made with the token.
function lines({ tokenId, name, issuedAt, expiresAt }: TokenStatus): string[] {
  // A service may say only when Terraform runs that a token never expires.
  const expiry = Fn.coalesce([quoted(expiresAt!), 'never']);
  return [
    'Token Expiration Notice',
    '=====================',
    `Token Name: ${name}`,
    `Token ID: ${tokenId}`,
    `Expires At: ${expiry}`,
    '',
    '⚠️  This token will expire automatically.',
    '⚠️  Plan for token rotation before expiration.',
    '⚠️  Monitor application logs for authentication failures.',
    '',
    `Generated: ${issuedAt}`,
  ];
}
