/** What Terraform says of itself in JSON, as far as tests look at it. */

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  /** Where in the configuration. */
  readonly snippet?: { readonly context: string | null; readonly code: string; readonly start_line: number };
}

export interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** A line of what `plan -json` and `apply -json` print. */
export interface Message {
  readonly type: string;
  readonly '@message': string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly hook?: { readonly resource: { readonly addr: string }; readonly action?: string };
  readonly diagnostic?: Diagnostic;
}

/** What a plan says it will do. */
export class Plan {
  /** By address. */
  readonly actions: Readonly<Record<string, string>>;
  /** Addresses of what was changed outside of Terraform. */
  readonly drift: readonly string[];

  /** @param empty whether Terraform holds that nothing changes, outputs included */
  constructor(
    messages: readonly Message[],
    readonly empty: boolean,
  ) {
    const changes = (type: string) =>
      messages.flatMap((message) => (message.type === type && message.change ? message.change : []));
    this.actions = Object.fromEntries(
      changes('planned_change').map(({ resource, action }) => [resource.addr, action]),
    );
    this.drift = changes('resource_drift').map(({ resource }) => resource.addr);
  }
}

export const NOTHING_TO_DO = new Plan([], true);

/** `show -json` of a saved plan. */
export interface PlanJson {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
      readonly replace_paths?: readonly (readonly string[])[];
    };
  }[];
}
