/** How long something took, in milliseconds. */
export type Sample = () => Promise<number>;

export interface Figures {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The parts of something, each in milliseconds. */
export type Parts<P extends string> = Readonly<Record<P, number>>;

/**
 * Takes samples of several things in turn, A B A B, so that a machine which gets busy or idle on the way
 * does so for all of them.
 *
 * @param n how many of each count; one more of each is taken first and thrown away
 */
export async function inTurn<K extends string>(
  n: number,
  samples: Readonly<Record<K, Sample>>,
  progress: (words: string) => void,
): Promise<Readonly<Record<K, Figures>>> {
  const entries = Object.entries<Sample>(samples);
  const wholes = entries.map(([name, sample]) => [name, async () => ({ whole: await sample() })]);
  const taken = await partsInTurn<K, 'whole'>(n, Object.fromEntries(wholes), progress);
  return mapped(taken, ({ whole }) => whole);
}

/** The same of things that have parts, each of which counts for itself. */
export async function partsInTurn<K extends string, P extends string>(
  n: number,
  samples: Readonly<Record<K, () => Promise<Parts<P>>>>,
  progress: (words: string) => void,
): Promise<Readonly<Record<K, Readonly<Record<P, Figures>>>>> {
  const taken = mapped(samples, (): Parts<P>[] => []);
  for (let round = 0; round <= n; round++) {
    for (const name of Object.keys(samples) as K[]) {
      progress(round === 0 ? `warm-up, ${name}` : `round ${round} of ${n}, ${name}`);
      const parts = await samples[name]();
      if (round > 0) taken[name].push(parts);
    }
  }
  return mapped(taken, (all) => mapped(all[0], (_, part) => figures(all.map((each) => each[part]))));
}

function mapped<K extends string, A, B>(
  record: Readonly<Record<K, A>>,
  to: (value: A, key: K) => B,
): Record<K, B> {
  const entries = (Object.keys(record) as K[]).map((key) => [key, to(record[key], key)]);
  return Object.fromEntries(entries) as Record<K, B>;
}

function figures(samples: readonly number[]): Figures {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return {
    n: sorted.length,
    median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
    min: sorted[0],
    max: sorted[sorted.length - 1],
  };
}
