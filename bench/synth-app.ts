import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/*
 * Synthesizes so many tokens, as constructs of ours or as bare bindings, and prints the milliseconds from the
 * empty app to the written files, and a hash of the configuration. A process of its own each time, since that
 * is how apps are run.
 */

// tsx switches them on; they make the stack traces that cdktf takes of each construct many times as dear.
process.setSourceMapsEnabled(false);

type Library = typeof import('../src');

/** What each of so many tokens is, in a stack that has nothing else. */
const KINDS: Readonly<Record<string, (library: Library, stack: TerraformStack) => (index: number) => void>> =
  {
    'timed-constructs': ({ TimedToken }, stack) => {
      return (index) => void new TimedToken(stack, `Token${index}`, { name: `token-${index}` });
    },
    'timed-bindings': ({ bindings }, stack) => {
      const provider = new bindings.TokensProvider(stack, 'Provider');
      return (index) =>
        void new bindings.PyviderTimedToken(stack, `Token${index}`, { name: `token-${index}`, provider });
    },
    'rotating-constructs': ({ Duration, RotatingToken, RotationSchedule, TimedToken }, stack) => {
      const rotation = RotationSchedule.every(Duration.days(30), {
        overlap: Duration.days(2),
        applyInterval: Duration.days(1),
      });
      return (index) => {
        const blueprint = TimedToken.blueprint({ name: `token-${index}` });
        new RotatingToken(stack, `Token${index}`, { blueprint, rotation });
      };
    },
    // The very same configuration, down to the addresses, in the cheapest way to write it.
    'rotating-bindings': ({ bindings }, stack) => {
      const provider = new bindings.TokensProvider(stack, 'cdktf-access-tokens.TokensProvider');
      return (index) => {
        const token = new Construct(stack, `Token${index}`);
        const rotation = new bindings.Rotation(token, 'Resource', {
          period: '30d',
          overlap: '2d',
          applyInterval: '1d',
          anchor: '1970-01-01T00:00:00Z',
          slots: 2,
          provider,
        });
        const address = `tokens_rotation.${rotation.friendlyUniqueId}`;
        for (const slot of [0, 1]) {
          new bindings.PyviderTimedToken(new Construct(token, `Slot${slot}`), 'Resource', {
            name: `token-${index}`,
            expiresAt: `\${${address}.slot_expires_at[${slot}]}`,
            lifecycle: { replaceTriggeredBy: [`${address}.slot_serials[${slot}]`] },
            provider,
          });
        }
      };
    },
  };

async function main(kind: string, count: number): Promise<void> {
  // The compiled library, as its users have it.
  const library = (await import(join(dirname(__dirname), 'lib'))) as Library;
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));

  const start = performance.now();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  const make = KINDS[kind](library, stack);
  for (let index = 0; index < count; index++) make(index);
  app.synth();
  const milliseconds = performance.now() - start;

  const configuration = readFileSync(join(outdir, 'stacks', 'stack', 'cdk.tf.json'));
  const hash = createHash('sha256').update(configuration).digest('hex');
  console.log(JSON.stringify({ milliseconds, hash }));
  rmSync(outdir, { recursive: true, force: true });
}

void main(process.argv[2], Number(process.argv[3]));
