import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';

/*
 * Synthesizes so many timed tokens, as `constructs` of ours or as bare `bindings`, and prints the milliseconds
 * from the empty app to the written files. A process of its own each time, since that is how apps are run.
 */

// tsx switches them on; they make the stack traces that cdktf takes of each construct many times as dear.
process.setSourceMapsEnabled(false);

async function main(kind: string, count: number): Promise<void> {
  // The compiled library, as its users have it.
  const { bindings, TimedToken } = (await import(join(dirname(__dirname), 'lib'))) as typeof import('../src');
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const name = (index: number) => `token-${index}`;

  const start = performance.now();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  if (kind === 'constructs') {
    for (let i = 0; i < count; i++) new TimedToken(stack, `Token${i}`, { name: name(i) });
  } else {
    const provider = new bindings.TokensProvider(stack, 'Provider');
    for (let i = 0; i < count; i++) {
      new bindings.PyviderTimedToken(stack, `Token${i}`, { name: name(i), provider });
    }
  }
  app.synth();
  console.log(performance.now() - start);

  rmSync(outdir, { recursive: true, force: true });
}

void main(process.argv[2], Number(process.argv[3]));
