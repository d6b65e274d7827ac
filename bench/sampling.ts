/** How long something took, in milliseconds. */
export type Sample = () => Promise<number>;

export interface Figures {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

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
  const names = Object.keys(samples) as K[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round <= n; round++) {
    progress(round === 0 ? 'warm-up' : `round ${round} of ${n}`);
    for (const name of names) {
      const milliseconds = await samples[name]();
      if (round > 0) taken[name].push(milliseconds);
    }
  }
  return Object.fromEntries(names.map((name) => [name, figures(taken[name])])) as Record<K, Figures>;
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
