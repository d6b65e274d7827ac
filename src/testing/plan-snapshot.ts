import { expectOne } from './nearest';
import { toText } from './normal-form';
import { fits } from './pattern';
import { isContainer, Marks, PlanValues } from './plan-values';
import { isInstant } from '../instant';

/** How to read a plan. */
export interface PlanSnapshotOptions {
  /**
   * The instant at which it was planned, RFC 3339: what `TOKENS_NOW` was set to for the companion provider.
   */
  readonly now: string;
}

/**
 * What a real Terraform plans, as a text that is the same on every machine and at any time: instants are told by how far
 * they are from `now`.
 *
 * | in the plan | in the snapshot |
 * | --- | --- |
 * | an instant within ten years: RFC 3339, or milliseconds since 1970 | `<now+30d>` |
 * | what is marked as sensitive, and the same text anywhere else | `<sensitive>` |
 * | what is not known yet | `<known after apply>` |
 * | an `id` that a service or Terraform gave, and UUIDs | `<id 1>`, the same one for the same id |
 *
 * Resources are in order of their addresses. Of an update there is what it changes, from the old to the new; of
 * resources that stay as they are, there is nothing.
 *
 * @example
 * // What `terraform show -json plan` printed, planned with TOKENS_NOW=2026-01-31T03:00:00Z.
 * const snapshot = testing.PlanSnapshot.of(plan, { now: '2026-01-31T03:00:00Z' });
 * snapshot.hasChange('linode_token.Pipeline_*', 'replace');
 */
export class PlanSnapshot {
  /**
   * Reads a plan.
   *
   * @param json what `terraform show -json PLANFILE` prints, or all lines of `terraform plan -json`, which tell less: of
   * resources only what happens to them, and besides it warnings and errors
   * @throws where it is neither, or `now` is no instant
   */
  public static of(json: string, options: PlanSnapshotOptions): PlanSnapshot {
    if (!isInstant(options.now)) {
      throw new Error(
        `now is ${JSON.stringify(options.now)}: give an RFC 3339 instant such as "2026-01-31T00:00:00Z"`,
      );
    }
    const values = new PlanValues(Date.parse(options.now));
    const plan = parsed(json);
    return new PlanSnapshot(
      'messages' in plan ? ofMessages(plan.messages, values) : ofPlan(plan.plan, values),
    );
  }

  private constructor(private readonly content: Content) {}

  /** What it consists of: resources and outputs, and of messages diagnostics. */
  public toJson(): { [name: string]: any } {
    return { ...this.content };
  }

  /** The text to compare. */
  public toSnapshot(): string {
    return toText(this.content);
  }

  /**
   * Asserts that this happens to a resource.
   *
   * @param address pattern of its address, such as `linode_token.Deploy_*`; a `*` stands for anything
   * @param action `create`, `read`, `update`, `replace`, `delete` or `forget`
   * @throws what comes nearest
   */
  public hasChange(address: string, action: string): void {
    const candidates = Object.entries(this.content.resources).map(([given, change]) => ({
      name: `${given}: ${change.action}`,
      differences: [
        ...(fits(address, given) ? [] : [`is at ${given}: expected ${address}`]),
        ...(change.action === action ? [] : [`has the action ${change.action}: expected ${action}`]),
      ],
    }));
    expectOne(`${action} of ${address}`, 'change', candidates);
  }

  /**
   * Asserts that nothing changes: no resource and no output.
   *
   * @throws what does
   */
  public hasNoChanges(): void {
    const changes = [
      ...Object.entries(this.content.resources).map(([address, { action }]) => `${address}: ${action}`),
      ...Object.entries(this.content.outputs).map(([name, { action }]) => `output ${name}: ${action}`),
    ];
    if (changes.length === 0) return;
    throw new Error(
      `Expected no changes, but ${changes.length} are planned:${changes.map((text) => `\n  ${text}`).join('')}`,
    );
  }
}

interface Change {
  readonly action: string;
  /** Why it is replaced, read or deleted, in Terraform's word. */
  readonly reason?: string;
  readonly values?: unknown;
}

interface Content {
  readonly resources: Readonly<Record<string, Change>>;
  readonly outputs: Readonly<Record<string, Change>>;
  readonly diagnostics?: readonly unknown[];
}

/** What there is of a change in `terraform show -json`. */
interface PlannedChange {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: Marks;
  readonly before_sensitive?: Marks;
  readonly after_sensitive?: Marks;
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly deposed?: string;
    readonly action_reason?: string;
    readonly change: PlannedChange;
  }[];
  readonly output_changes?: Readonly<Record<string, PlannedChange>>;
}

interface Message {
  readonly type?: string;
  readonly change?: {
    readonly resource: { readonly addr: string };
    readonly action: string;
    readonly reason?: string;
  };
  readonly outputs?: Readonly<
    Record<string, { readonly action?: string; readonly sensitive: boolean; readonly value?: unknown }>
  >;
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
  };
}

function ofPlan(plan: Plan, values: PlanValues): Content {
  const resources = (plan.resource_changes ?? [])
    .map(({ address, deposed, action_reason, change }) => ({
      name: deposed ? `${address} (deposed)` : address,
      action_reason,
      change,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const outputs = Object.entries(plan.output_changes ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  // First all of them, since a secret may turn up before it is known to be one.
  const all = [...resources.map(({ change }) => change), ...outputs.map(([, change]) => change)];
  for (const change of all) {
    values.learnSecrets(change.before, change.before_sensitive);
    values.learnSecrets(change.after, change.after_sensitive);
  }
  for (const { before, after } of all) {
    values.learnIds(before);
    values.learnIds(after);
  }
  return {
    resources: changed(
      resources.map(({ name, action_reason, change }) => [name, told(change, values, action_reason)]),
    ),
    outputs: changed(outputs.map(([name, change]) => [name, told(change, values)])),
  };
}

function changed(all: readonly [string, Change][]): Record<string, Change> {
  return Object.fromEntries(all.filter(([, { action }]) => !/^no-?op$/.test(action)));
}

function told(change: PlannedChange, values: PlanValues, reason?: string): Change {
  const { actions, before, after } = change;
  const action = actions.length > 1 ? 'replace' : actions[0];
  const [old, next] = [
    values.normal(before, change.before_sensitive),
    values.normal(after, change.after_sensitive, change.after_unknown),
  ];
  const isChange = before !== null && before !== undefined && next !== null && next !== undefined;
  const content = isChange ? difference(change, old, next) : (next ?? old);
  return { action, ...(reason && { reason }), values: withoutNulls(content) };
}

/** From the old to the new, where they differ; also where both are masked alike. */
function difference(
  { before, after, after_unknown: unknown }: PlannedChange,
  old: unknown,
  next: unknown,
): unknown {
  if (!isContainer(old) || !isContainer(next) || Array.isArray(next)) return { before: old, after: next };
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  const raw = (value: unknown, name: string) => JSON.stringify(isContainer(value) ? value[name] : undefined);
  return Object.fromEntries(
    names
      .filter(
        (name) => raw(before, name) !== raw(after, name) || (isContainer(unknown) && hasMark(unknown[name])),
      )
      .map((name) => [name, { before: old[name] ?? null, after: next[name] ?? null }]),
  );
}

function hasMark(marks: Marks): boolean {
  return marks === true || (isContainer(marks) && Object.values(marks).some(hasMark));
}

/** What is null was not given. */
function withoutNulls(value: unknown): unknown {
  if (!isContainer(value) || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

function ofMessages(messages: readonly Message[], values: PlanValues): Content {
  const outputs = messages.flatMap((message) => Object.entries(message.outputs ?? {}));
  for (const [, { value, sensitive }] of outputs) values.learnSecrets(value, sensitive);
  for (const [, { value }] of outputs) values.learnIds(value);
  const resources = messages.flatMap(({ type, change }): [string, Change][] =>
    type === 'planned_change' && change
      ? [[change.resource.addr, { action: change.action, ...(change.reason && { reason: change.reason }) }]]
      : [],
  );
  return {
    resources: changed(resources.sort(([one], [other]) => (one < other ? -1 : 1))),
    outputs: changed(
      outputs
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, { action = 'noop', sensitive, value }]) => [
          name,
          {
            action,
            ...((sensitive || value !== undefined) && { values: values.normal(value ?? '', sensitive) }),
          },
        ]),
    ),
    diagnostics: messages.flatMap(({ diagnostic }) => {
      if (!diagnostic) return [];
      const { severity, summary, detail, address } = diagnostic;
      return [
        { severity, ...(address && { address }), summary: values.text(summary), detail: values.text(detail) },
      ];
    }),
  };
}

function parsed(json: string): { plan: Plan } | { messages: readonly Message[] } {
  const lines = json.split('\n').filter((line) => line.startsWith('{') && line.includes('"@level"'));
  try {
    if (lines.length > 0) return { messages: lines.map((line) => JSON.parse(line)) };
    const plan: unknown = JSON.parse(json);
    if (isContainer(plan) && 'format_version' in plan && 'planned_values' in plan) {
      return { plan: plan as Plan };
    }
  } catch {
    // The parser's own words quote the text, which has secrets in it.
  }
  throw new Error(
    'This is no plan: give what `terraform show -json PLANFILE` prints for a plan file, or all lines of `terraform plan -json`',
  );
}
