/** Something that could have been meant. */
export interface Candidate {
  /** What a reader knows it by. */
  readonly name: string;
  /** Why it isn't meant. */
  readonly differences: readonly string[];
}

/** So many of those that come nearest are shown. */
const SHOWN = 3;

/**
 * Asserts that there is one without a difference.
 *
 * @throws what comes nearest
 */
export function expectOne(wanted: string, kind: string, candidates: readonly Candidate[], where = ''): void {
  if (candidates.some(({ differences }) => differences.length === 0)) return;
  if (candidates.length === 0) throw new Error(`There is no ${wanted}: there is no ${kind}${where} at all.`);
  const nearest = [...candidates].sort((one, other) => one.differences.length - other.differences.length);
  const head = `There is no ${wanted}. Of ${candidates.length} ${kind}${candidates.length > 1 ? 's' : ''}${where}, `;
  const lines = nearest
    .slice(0, SHOWN)
    .map(({ name, differences }) =>
      [`  ${name}`, ...differences.map((text) => `    ${text.replace(/^\./, '')}`)].join('\n'),
    );
  throw new Error(`${head}${candidates.length > 1 ? 'nearest' : 'the only one'}:\n${lines.join('\n')}`);
}

/**
 * Asserts that there are so many.
 *
 * @throws their names
 */
export function expectCount(count: number, kind: string, names: readonly string[]): void {
  if (names.length === count) return;
  throw new Error(
    `There ${names.length === 1 ? 'is' : 'are'} ${names.length} ${kind}${names.length === 1 ? '' : 's'}: expected ${count}.` +
      names.map((name) => `\n  ${name}`).join(''),
  );
}
