/** Whether a version, given as text, comes before another; a missing part counts as 0, a suffix for nothing. */
export function isOlder(version, minimum) {
  const [a, b] = [version, minimum].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
