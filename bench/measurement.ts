import type { Figures } from './sampling';

/** Something of ours beside something that is not, in milliseconds. */
export interface Comparison {
  readonly name: string;
  readonly ours: Figures & { readonly what: string };
  readonly beside: Figures & { readonly what: string };
  /** Of the medians. */
  readonly ratio: number;
  /** The highest ratio that is good enough; none where it is only to be known. */
  readonly target?: number;
  readonly met?: boolean;
}

export interface Measurement {
  /** For `--only`. */
  readonly name: string;
  run(progress: (words: string) => void): Promise<readonly Comparison[]>;
}

export function compare(
  name: string,
  ours: Comparison['ours'],
  beside: Comparison['beside'],
  target?: number,
): Comparison {
  const ratio = ours.median / beside.median;
  return { name, ours, beside, ratio, ...(target !== undefined && { target, met: ratio <= target }) };
}
