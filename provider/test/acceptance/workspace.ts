import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttachedProvider } from './attached-provider';
import { Command, CommandOptions } from './command';
import { Diagnostic, NOTHING_TO_DO, Plan, PlanJson, Validation } from './terraform-json';

const PLAN_FILE = 'saved.tfplan';

/** What a resource has in the state. */
export type Attributes = Record<string, unknown>;

/** What an apply did, by address: `create`, `update`, `delete`, or `replace` for both of the latter's kind. */
export type Changes = Record<string, string>;

/**
 * A working directory of Terraform, driven through its command line.
 *
 * Every apply is followed by a plan that has to be empty: a provider whose state does not settle is
 * wrong, whatever else a test is about.
 */
export class Workspace {
  constructor(
    readonly directory: string,
    /** The environment of every command. */
    readonly variables: Record<string, string>,
    version?: string,
    /** The executable that is attached to a command. */
    private readonly attached?: string,
  ) {
    const constraint = version ? `, version = "${version}"` : '';
    writeFileSync(
      this.path('versions.tf'),
      `terraform {\n  required_providers {\n    tokens = { source = "access-tokens/tokens"${constraint} }\n  }\n}\n`,
    );
  }

  path(...names: string[]): string {
    return join(this.directory, ...names);
  }

  get configuration(): string {
    return readFileSync(this.path('main.tf'), 'utf8');
  }

  write(configuration: string): void {
    writeFileSync(this.path('main.tf'), configuration);
  }

  /** Starts Terraform without waiting for it. */
  start(args: readonly string[], options: CommandOptions = {}): Command {
    return new Command(this.directory, this.variables, args, options);
  }

  /** Runs a command, with a provider attached where that is wanted. */
  private async run<T>(
    args: readonly string[],
    options: CommandOptions,
    end: (command: Command) => Promise<T>,
  ): Promise<T> {
    if (!this.attached) return end(this.start(args, options));
    const env = {
      ...this.variables,
      ...options.environment,
      ...(options.now && { TOKENS_NOW: options.now }),
    };
    const provider = await AttachedProvider.start(this.attached, { cwd: this.directory, env });
    try {
      const environment = { ...options.environment, ...provider.environment };
      return await end(this.start(args, { ...options, environment }));
    } finally {
      await provider.stop();
    }
  }

  async init(options: CommandOptions = {}): Promise<void> {
    await this.start(['init'], options).succeeds();
  }

  async validate(): Promise<readonly Diagnostic[]> {
    const { stdout } = await this.run(['validate', '-json'], {}, (command) => command.ended);
    return (JSON.parse(stdout) as Validation).diagnostics;
  }

  /** A plan, saved for `apply` and `show`. */
  async plan(options: CommandOptions = {}): Promise<Plan> {
    const { args = [], ...rest } = options;
    const all = ['plan', '-json', '-detailed-exitcode', `-out=${PLAN_FILE}`, ...args];
    const { code, messages } = await this.run(all, rest, (command) => command.succeeds([0, 2]));
    return new Plan(messages, code === 0);
  }

  /** The last saved plan in full. */
  async show(): Promise<PlanJson> {
    const { stdout } = await this.run(['show', '-json', PLAN_FILE], {}, (command) => command.succeeds());
    return JSON.parse(stdout) as PlanJson;
  }

  /** Applies the configuration and answers what was done. */
  async apply(options: CommandOptions = {}): Promise<Changes> {
    const { args = [], ...rest } = options;
    const changes = await this.applyWith(['-auto-approve', ...args], rest);
    await this.settled(rest);
    return changes;
  }

  /** Applies the last saved plan. */
  async applySaved(options: CommandOptions = {}): Promise<Changes> {
    const changes = await this.applyWith([PLAN_FILE], options);
    await this.settled(options);
    return changes;
  }

  async destroy(options: CommandOptions = {}): Promise<Changes> {
    const changes = await this.applyWith(['-destroy', '-auto-approve'], options);
    expect(this.state()).toEqual({});
    return changes;
  }

  async import(address: string, id: string, options: CommandOptions = {}): Promise<void> {
    await this.run(['import', address, id], options, (command) => command.succeeds());
  }

  /** Runs what has to fail and answers the errors that Terraform shows; `plan` and `apply` alone tell them apart. */
  async fails(command: 'plan' | 'apply', options: CommandOptions = {}): Promise<readonly Diagnostic[]> {
    const { args = [], ...rest } = options;
    const approval = command === 'apply' ? ['-auto-approve'] : [];
    const all = [command, '-json', ...approval, ...args];
    const { code, messages } = await this.run(all, rest, (started) => started.ended);
    expect(code).toBe(1);
    return messages
      .flatMap(({ diagnostic }) => diagnostic ?? [])
      .filter(({ severity }) => severity === 'error');
  }

  /** Every resource in the state, by address. */
  state(): Record<string, Attributes> {
    const state: Record<string, Attributes> = {};
    if (!existsSync(this.statePath)) return state;
    for (const { mode, type, name, instances } of this.rawState().resources) {
      if (mode !== 'managed') continue;
      for (const { index_key: key, attributes } of instances) {
        state[`${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`] = attributes;
      }
    }
    return state;
  }

  /** What identifies each resource, by address, as the CLI has stored it. */
  identities(): Record<string, unknown> {
    return Object.fromEntries(
      this.rawState().resources.flatMap(({ type, name, instances: [{ identity }] }) =>
        identity === undefined ? [] : [[`${type}.${name}`, identity]],
      ),
    );
  }

  /** Changes the stored state by hand. */
  editState(edit: (state: RawState) => void): void {
    const state = this.rawState();
    edit(state);
    writeFileSync(this.statePath, JSON.stringify({ ...state, serial: state.serial + 1 }));
  }

  /** Whether a plan finds nothing to do, and nothing that was changed elsewhere. */
  async settled(options: CommandOptions = {}): Promise<void> {
    expect(await this.plan(options)).toEqual(NOTHING_TO_DO);
  }

  private async applyWith(args: readonly string[], options: CommandOptions): Promise<Changes> {
    const { messages } = await this.run(['apply', '-json', ...args], options, (command) =>
      command.succeeds(),
    );
    const changes: Changes = {};
    for (const { type, hook } of messages) {
      if (type !== 'apply_complete' || !hook?.action) continue;
      const { action, resource } = hook;
      changes[resource.addr] = changes[resource.addr] ? 'replace' : action;
    }
    return changes;
  }

  private rawState(): RawState {
    return JSON.parse(readFileSync(this.statePath, 'utf8')) as RawState;
  }

  private get statePath(): string {
    return this.path('terraform.tfstate');
  }
}

/** The state file of Terraform, as far as tests look at it. */
export interface RawState {
  serial: number;
  resources: {
    mode: string;
    type: string;
    name: string;
    instances: {
      index_key?: number | string;
      schema_version: number;
      attributes: Attributes;
      private?: string;
      identity?: unknown;
    }[];
  }[];
}
