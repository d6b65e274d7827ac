import type { Step } from './runner.mjs';

export const mavenSettings: (folders: readonly string[]) => string;
export function forgetInstalled(): void;
export const packagesOf: (languages: readonly string[]) => { runtimes: string[]; steps: Step[] };
export const goModule: (app: string) => string;
