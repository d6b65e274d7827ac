import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LiveCounts } from './live-check';
import type { Demo } from './steps';
import type { StepResult } from '../runner.mjs' with { 'resolution-mode': 'import' };

/** What happened, for a program to read. Has no token's value. */
export interface Report {
  /** `running` is what is left of a demo that was killed. */
  readonly outcome: 'running' | 'ok' | 'failed';
  /** The set-up's steps first. */
  readonly steps: readonly StepResult[];
  readonly applies: readonly {
    /** What the provider took for the present. */
    readonly now: string;
    /** How many tokens each service takes then. */
    readonly live: LiveCounts;
    readonly rotations: readonly {
      readonly address: string;
      readonly slotSerials: readonly number[];
      readonly currentSlot: number;
      readonly nextRotationAt: string;
    }[];
  }[];
  /** Files written by Terraform, relative to `folder`. */
  readonly files: readonly string[];
  readonly folder: string;
  /** Whether the folder was left in place. */
  readonly kept: boolean;
}

export function reportOn(
  { applied, files }: Pick<Demo, 'applied' | 'files'>,
  rest: Omit<Report, 'applies' | 'files'>,
): Report {
  return { ...rest, applies: applied.map(({ now, live, rotations }) => ({ now, live, rotations })), files };
}

export function writeReport(file: string, report: Report): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
