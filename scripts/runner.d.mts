/** What a step needs to be run by `Runner`; see runner.mjs. */
export interface Step {
  readonly name: string;
  readonly tail?: number;
  upToDate?(): string | false | undefined | Promise<string | false | undefined>;
  run(context: {
    readonly env: NodeJS.ProcessEnv;
    readonly progress: (words: string) => void;
  }): string | void | Promise<string | void>;
}

export interface StepResult {
  readonly name: string;
  readonly milliseconds: number;
  readonly outcome: 'done' | 'up to date' | 'failed';
  readonly detail?: string;
}

export class Runner {
  constructor(options?: { readonly out?: NodeJS.WriteStream; readonly heartbeat?: number });
  readonly results: readonly StepResult[];
  run(step: Step, env: NodeJS.ProcessEnv): Promise<StepResult>;
}
