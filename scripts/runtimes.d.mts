import type { Step } from './runner.mjs';

export const findRuntimes: (names: readonly string[]) => Step;
