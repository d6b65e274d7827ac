/** What TypeScript may use of command.mjs. */

/** The checkout. */
export const root: string;

export class CommandFailed extends Error {
  constructor(message: string, output?: string);
  readonly output: string;
}

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
  readonly as?: string;
}

export function capture(file: string, args?: readonly string[], options?: CaptureOptions): Promise<string>;

export function stopCommands(signal?: NodeJS.Signals): void;
