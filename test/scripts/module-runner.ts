import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const scripts = resolve(__dirname, '../../scripts');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs node in a process of its own, as people do; jest's CommonJS can't import the scripts. */
export function node(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}

/** Runs a piece of an ES module that has everything of one script in scope as `m`. */
export const evaluate = (script: string, code: string, env?: NodeJS.ProcessEnv) =>
  node(
    [
      '--input-type=module',
      '--eval',
      `import * as m from ${JSON.stringify(pathToFileURL(join(scripts, script)).href)};\n${code}`,
    ],
    env,
  );

/** A temporary folder for each test of a file. */
export function temporaryFolder(): () => string {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
