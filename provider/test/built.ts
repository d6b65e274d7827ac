import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Executables of the sources as they are now. They lie in a folder that is named by what they were built from: the
 * first test file that needs one builds it for all, and none can meet one of other sources.
 */

const ROOT = join(__dirname, '..', '..');
const CACHE = join(__dirname, '..', 'node_modules', '.cache', 'built');
const INPUTS = ['src', 'scripts/bundle.ts', 'package.json', 'package-lock.json'];
const DAY = 24 * 60 * 60_000;

/** The path of an executable, which is built where there is none of these sources. */
export function built(project: 'provider' | 'emulator'): string {
  const folder = join(CACHE, `${project}-${digest(join(ROOT, project))}`);
  const [name] = Object.keys(manifest(project).bin);
  const executable = join(folder, name);
  if (!existsSync(executable)) {
    forgetOld(project);
    mkdirSync(folder, { recursive: true });
    // It renames what it has built into place, so that two at once do no harm.
    execFileSync(process.execPath, ['--import', 'tsx', join('scripts', 'bundle.ts'), executable], {
      cwd: join(ROOT, project),
    });
  }
  return executable;
}

function manifest(project: string): { bin: Record<string, string> } {
  return JSON.parse(readFileSync(join(ROOT, project, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of filesIn(folder, input)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder: string, path: string): string[] {
  if (!statSync(join(folder, path)).isDirectory()) return [path];
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => filesIn(folder, join(path, name)));
}

/** Not those of today, which other tests may be running. */
function forgetOld(project: string): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    if (name.startsWith(project) && Date.now() - statSync(folder).mtimeMs > DAY) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
