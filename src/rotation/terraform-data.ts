import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';

/** Properties of a `TerraformData`. */
export interface TerraformDataProps {
  /** What it stores. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * `terraform_data`, which Terraform itself brings along. cdktf's own `DataResource` runs `terraform version` twice
 * for each one.
 */
export class TerraformData extends TerraformResource {
  public static readonly tfResourceType = 'terraform_data';

  private readonly input: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, { input, lifecycle }: TerraformDataProps) {
    super(scope, id, { terraformResourceType: TerraformData.tfResourceType, lifecycle });
    this.input = input;
  }

  /** Where a part of what it stores is: known while planning, unlike its output. */
  public addressOf(path: string): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}.input.${path}`;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return { input: this.input };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return { input: { value: this.input, isBlock: false, type: 'any', storageClassType: 'any' } };
  }
}
