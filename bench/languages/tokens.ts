import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';

/*
 * Makes so many tokens and synthesizes them, into the folder that is given. Prints when it had come how far, in
 * milliseconds since 1970. The programs in the other languages do the same.
 */

type Library = typeof import('../../src');

// tsx switches them on; they make the stack traces that cdktf takes of each construct many times as dear.
process.setSourceMapsEnabled(false);

const now = () => performance.timeOrigin + performance.now();

async function main(outdir: string, count: number): Promise<void> {
  // The compiled library, as its users have it.
  const { Duration, TimedToken } = (await import(join(dirname(dirname(__dirname)), 'lib'))) as Library;
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  const lifetime = Duration.days(1);
  const imported = now();
  for (let index = 0; index < count; index++) {
    new TimedToken(stack, `Token${index}`, { name: `token-${index}`, lifetime });
  }
  const created = now();
  app.synth();
  console.log(JSON.stringify({ imported, created, synthesized: now() }));
}

void main(process.argv[2], Number(process.argv[3]));
