import type { Logger } from '../plugin';

/** On whose behalf a request is made. A framework's operation is one. */
export interface Caller {
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /**
   * Asked for while a thing is made, resolves when it is Terraform's, so that it is not this process's to undo any
   * more: never for what is made for this process's lifetime. @default as soon as it is made
   */
  readonly handedOver?: () => Promise<void>;
}

/**
 * The same caller, who now sees it through though Terraform was interrupted: what is being revoked must not be left.
 *
 * @param milliseconds that it may take
 */
export function seeingThrough({ logger }: Caller, milliseconds = 30_000): Caller {
  return { logger, signal: AbortSignal.timeout(milliseconds) };
}
