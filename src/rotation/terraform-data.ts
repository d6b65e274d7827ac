import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';

/** Properties of a `TerraformData`. */
export interface TerraformDataProps {
  /** What it stores, and changes in place. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** What it is replaced with. */
  readonly triggersReplace?: Readonly<Record<string, unknown>>;
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * `terraform_data`, which Terraform itself brings along. cdktf's own `DataResource` runs `terraform version` twice
 * for each one.
 */
export class TerraformData extends TerraformResource {
  private readonly attributes: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, { input, triggersReplace, lifecycle }: TerraformDataProps) {
    super(scope, id, { terraformResourceType: 'terraform_data', lifecycle });
    this.attributes = { input, triggers_replace: triggersReplace };
  }

  /** Where a part of what it stores is: known while planning, unlike its output. */
  public addressOf(path: string): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}.input.${path}`;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return this.attributes;
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    const known = Object.entries(this.attributes).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      known.map(([name, value]) => [name, { value, isBlock: false, type: 'any', storageClassType: 'any' }]),
    );
  }
}
