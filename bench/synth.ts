import { join } from 'node:path';
import { compare, type Comparison, type Measurement } from './measurement';
import { type Figures, inTurn, type Sample } from './sampling';

const FEW = { count: 1_000, pairs: 9 };
const MANY = { count: 10_000, pairs: 5 };
const TARGET = 1.3;

/** What our constructs add to the bindings they are made of, when an app synthesizes and validates. */
export const synth: Measurement = {
  name: 'synth',
  async run(progress) {
    const timed = await inTurn(
      FEW.pairs,
      { ours: app('timed-constructs', FEW.count), beside: app('timed-bindings', FEW.count) },
      progress,
    );
    const few = await rotating(FEW, progress);
    const many = await rotating(MANY, progress);
    return [
      compare(
        `synth of ${FEW.count} timed tokens`,
        { what: 'TimedToken', ...timed.ours },
        { what: 'PyviderTimedToken', ...timed.beside },
        TARGET,
      ),
      ofRotating(FEW.count, few),
      ofRotating(MANY.count, many),
      compare(
        `growth from ${FEW.count} to ${MANY.count} rotating tokens`,
        { what: `${FEW.count} of ${MANY.count}`, ...scaled(many.ours, FEW.count / MANY.count) },
        { what: String(FEW.count), ...few.ours },
        TARGET,
      ),
    ];
  },
};

type Pair = Readonly<Record<'ours' | 'beside', Figures>>;

/** A rotation and two tokens each. @throws where the two ways don't write the same configuration */
async function rotating({ count, pairs }: typeof FEW, progress: (words: string) => void): Promise<Pair> {
  const hashes = new Set<string>();
  const ours = app('rotating-constructs', count, hashes);
  const beside = app('rotating-bindings', count, hashes);
  const pair = await inTurn(pairs, { ours, beside }, progress);
  if (hashes.size > 1) throw new Error('constructs and bindings did not write the same configuration');
  return pair;
}

function ofRotating(count: number, { ours, beside }: Pair): Comparison {
  return compare(
    `synth of ${count} rotating tokens`,
    { what: 'RotatingToken', ...ours },
    { what: 'Rotation, 2 PyviderTimedToken', ...beside },
    TARGET,
  );
}

function app(kind: string, count: number, hashes = new Set<string>()): Sample {
  return async () => {
    const { capture } = await import('../scripts/command.mjs');
    const args = ['--import', 'tsx', join(__dirname, 'synth-app.ts'), kind, String(count)];
    const { milliseconds, hash } = JSON.parse(await capture(process.execPath, args)) as {
      milliseconds: number;
      hash: string;
    };
    hashes.add(hash);
    return milliseconds;
  };
}

function scaled({ n, median, min, max }: Figures, by: number): Figures {
  return { n, median: median * by, min: min * by, max: max * by };
}
