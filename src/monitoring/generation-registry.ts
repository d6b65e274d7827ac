import { IMonitoringFormat, MonitoredTokens, MonitoringFile } from './format';
import { json } from './json';
import { wholeMinutes } from './whole-minutes';

/** `token_generations.json`: the current generation of a token, and how the next one comes about. */
export class GenerationRegistry implements IMonitoringFormat {
  public files({ tokens, advanceNotice, fallbackStrategy }: MonitoredTokens): MonitoringFile[] {
    return tokens.map((token) => ({
      filename: `${token.id}/token_generations.json`,
      content: json({
        current_generation: {
          token_id: token.tokenId,
          created_at: token.issuedAt,
          expires_at: token.expiresAt,
        },
        rotation_policy: {
          automatic: token.rotates,
          advance_notice_minutes: advanceNotice.toMinutes(),
          fallback_strategy: fallbackStrategy ?? (token.keepsPrevious ? 'maintain_previous_token' : 'none'),
        },
      }),
    }));
  }

  public validate({ advanceNotice }: MonitoredTokens): string[] {
    return wholeMinutes('advanceNotice', advanceNotice, '30m');
  }
}
