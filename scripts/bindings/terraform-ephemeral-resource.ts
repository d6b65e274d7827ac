import { IResolvable, ref, TerraformResource, Token } from 'cdktf';

/**
 * What is opened for one run of Terraform and closed at its end, and is in no state and no plan: an `ephemeral` block,
 * which Terraform knows from 1.10 on. cdktf has no class for it.
 *
 * What a resource has besides has no meaning here: it can be neither imported nor moved, and of a lifecycle only
 * conditions are taken.
 */
export class TerraformEphemeralResource extends TerraformResource {
  public get fqn(): string {
    return Token.asString(ref(this.address, this.cdktfStack));
  }

  public toTerraform(): any {
    return { ephemeral: super.toTerraform().resource };
  }

  public toHclTerraform(): any {
    return { ephemeral: super.toHclTerraform().resource };
  }

  public interpolationForAttribute(terraformAttribute: string): IResolvable {
    const every = this.forEach ? '.*' : '';
    return ref(`${this.address}${every}.${terraformAttribute}`, this.cdktfStack);
  }

  private get address(): string {
    return `ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }
}
