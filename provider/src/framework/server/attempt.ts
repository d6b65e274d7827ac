import { Operation } from '../resource';

// A service may put anything into an id that a message names.
const LONGEST = 3_000;

const cut = (message: string): string =>
  message.length > LONGEST ? `${message.slice(0, LONGEST)}... (${message.length - LONGEST} more)` : message;

/** Runs an operation; what it throws becomes an error that Terraform shows where the resource stands. */
export async function attempt<T>(
  what: string,
  operation: Operation,
  run: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    operation.logger.debug(`Failed to ${what}`, { error: stack ?? message });
    operation.diagnostics.error(`Failed to ${what}`, cut(message));
    return undefined;
  }
}
