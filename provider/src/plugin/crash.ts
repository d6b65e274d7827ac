import { writeStderr } from './output';

/** What a Go program ends with when it panics. */
const PANIC = 2;

/**
 * Makes an error that nobody caught end the process the way a Go plugin's panic does: Terraform then shows
 * the user what follows the line that begins with `panic: `, the stack, even where no log is wanted.
 */
export function reportCrashes(): void {
  const crash = (thrown: unknown) => {
    writeStderr(crashReport(thrown));
    process.exit(PANIC);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

/** The stack of an error and of its causes. Only messages and stacks: other members may hold anything. */
export function crashReport(thrown: unknown): string {
  const stacks: string[] = [];
  // A chain of causes may be a circle.
  for (let error = thrown; error instanceof Error && stacks.length < 8; error = error.cause) {
    stacks.push(error.stack ?? String(error));
  }
  const message = thrown instanceof Error ? thrown.message : `thrown was no error, but ${describe(thrown)}`;
  return `panic: ${message.split('\n', 1)[0]}\n\n${stacks.join('\ncaused by: ')}\n`;
}

function describe(thrown: unknown): string {
  return typeof thrown === 'string' ? JSON.stringify(thrown) : `a value of type ${typeof thrown}`;
}
