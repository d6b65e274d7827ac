import { Duration } from '../duration';
import { Findings } from '../findings';
import { TokenStatus } from '../token-status';
import { json, MonitoringFormat, wholeMinutes } from './monitoring-format';

/** `token_generations.json`: the current generation of a token, and how the next one comes about. */
export class GenerationRegistry implements MonitoringFormat {
  public readonly filename = 'token_generations.json';

  constructor(
    private readonly advanceNotice: Duration,
    private readonly fallbackStrategy?: string,
  ) {}

  public content(token: TokenStatus): string {
    return json({
      current_generation: {
        token_id: token.tokenId,
        created_at: token.issuedAt,
        expires_at: token.expiresAt,
      },
      rotation_policy: {
        automatic: token.rotates,
        advance_notice_minutes: this.advanceNotice.isUnresolved() ? 0 : this.advanceNotice.toMinutes(),
        fallback_strategy:
          this.fallbackStrategy ?? (token.keepsPrevious ? 'maintain_previous_token' : 'none'),
      },
    });
  }

  public findings(): Findings {
    return wholeMinutes('advanceNotice', this.advanceNotice, '30m');
  }
}
