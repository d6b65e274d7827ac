/* What Terraform, and the app that was synthesized for it, say in JSON: as far as the demo looks at it. */

type Values = Readonly<Record<string, unknown>>;

/** A stack as cdktf writes it (`cdk.tf.json`). */
export interface StackJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
}

interface ResourceJson {
  readonly '//'?: { readonly metadata: { readonly path: string } };
  readonly lifecycle?: { readonly replace_triggered_by?: readonly string[] };
}

/** `terraform show -json PLAN`. Holds secrets. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
}

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
  };
}

/** `terraform show -json`. Holds secrets. */
export interface StateJson {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly sensitive: boolean; readonly value?: unknown }>>;
    readonly root_module: { readonly resources?: readonly ResourceState[] };
  };
}

export interface ResourceState {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}
