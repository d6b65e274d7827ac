import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { format } from 'node:util';
import type { Logger } from './log';

const STDOUT = 1;
const STDERR = 2;

// The longest that a reader who reads nothing may hold us up.
const PATIENCE_MS = 2_000;
const RETRY_MS = 2;

/**
 * Writes to stderr before it returns, so that nothing is lost when the process ends.
 * Never throws: when nobody reads any more, there is nobody to tell.
 */
export function writeStderr(text: string): void {
  try {
    writeAll(STDERR, text);
  } catch {
    // Terraform has gone.
  }
}

/** Writes to the real stdout before it returns. @throws when it has been closed */
export function writeStdout(text: string): void {
  writeAll(STDOUT, text);
}

/** A pipe that something has made non-blocking answers EAGAIN when it is full, and takes parts of a text. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let waited = 0;
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waited >= PATIENCE_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
      waited += RETRY_MS;
    }
  }
}

/**
 * Sends `console.*` and whatever else is written to `process.stdout` to the log. Terraform takes the
 * first line on stdout for the handshake, so a single stray one keeps the provider from starting.
 *
 * To be called before anything is loaded that might write. Calling it again changes nothing.
 */
export function redirectOutput(logger: Logger): void {
  if (redirected) return;
  redirected = true;
  const log = logger.named('console');
  const levels = {
    trace: 'trace',
    debug: 'debug',
    log: 'debug',
    info: 'info',
    warn: 'warn',
    error: 'error',
  } as const;
  for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
    const level = levels[method];
    console[method] = (...args: unknown[]) => {
      if (log.isEnabled(level)) log[level](format(...args));
    };
  }
  let stdout: Writable | undefined;
  Object.defineProperty(process, 'stdout', {
    configurable: true,
    enumerable: true,
    get: () => (stdout ??= linesTo((line) => log.debug(line))),
  });
}

let redirected = false;

function linesTo(log: (line: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, callback) {
      for (const line of chunk.toString().split('\n')) {
        if (line.trim() !== '') log(line);
      }
      callback();
    },
  });
}
