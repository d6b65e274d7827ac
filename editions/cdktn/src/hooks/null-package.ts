import { TerraformProvider, TerraformResource } from 'cdktn';
import { Construct, IConstruct } from 'constructs';

/*
 * CDK Terrain has no bindings of the null provider, so these are the edition's own: what a hook needs of them, and
 * in the synthesized JSON the same as those of CDK for Terraform.
 */

const GENERATOR = {
  providerName: 'null',
  providerVersion: '3.2.4',
  providerVersionConstraint: '~> 3.0',
};

class NullProvider extends TerraformProvider {
  public static readonly tfResourceType = 'null';

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: NullProvider.tfResourceType,
      terraformGeneratorMetadata: GENERATOR,
      terraformProviderSource: 'null',
    });
  }
}

interface ResourceConfig {
  readonly triggers: { [name: string]: string };
}

class Resource extends TerraformResource {
  private readonly triggers: ResourceConfig['triggers'];

  constructor(scope: Construct, id: string, { triggers }: ResourceConfig) {
    super(scope, id, { terraformResourceType: 'null_resource', terraformGeneratorMetadata: GENERATOR });
    this.triggers = triggers;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return { triggers: this.triggers };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return {
      triggers: { value: this.triggers, isBlock: false, type: 'map', storageClassType: 'stringMap' },
    };
  }
}

const bindings = { provider: { NullProvider }, resource: { Resource } };

export type NullPackage = typeof bindings;

export function nullPackage(_scope: IConstruct): NullPackage {
  return bindings;
}
