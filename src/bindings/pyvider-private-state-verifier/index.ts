// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_private_state_verifier
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface PyviderPrivateStateVerifierConfig extends cdktf.TerraformMetaArguments {
  /**
  * Any text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_private_state_verifier#input_value PyviderPrivateStateVerifier#input_value}
  */
  readonly inputValue: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_private_state_verifier pyvider_private_state_verifier}
*/
export class PyviderPrivateStateVerifier extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "pyvider_private_state_verifier";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a PyviderPrivateStateVerifier resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the PyviderPrivateStateVerifier to import
  * @param importFromId The id of the existing PyviderPrivateStateVerifier that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_private_state_verifier#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the PyviderPrivateStateVerifier to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "pyvider_private_state_verifier", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_private_state_verifier pyvider_private_state_verifier} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options PyviderPrivateStateVerifierConfig
  */
  public constructor(scope: Construct, id: string, config: PyviderPrivateStateVerifierConfig) {
    super(scope, id, {
      terraformResourceType: 'pyvider_private_state_verifier',
      terraformGeneratorMetadata: {
        providerName: 'tokens',
        providerVersionConstraint: '~> 0.1'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._inputValue = config.inputValue;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // decrypted_token - computed: true, optional: false, required: false
  public get decryptedToken() {
    return this.getStringAttribute('decrypted_token');
  }

  // input_value - computed: false, optional: false, required: true
  private _inputValue?: string; 
  public get inputValue() {
    return this.getStringAttribute('input_value');
  }
  public set inputValue(value: string) {
    this._inputValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get inputValueInput() {
    return this._inputValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      input_value: cdktf.stringToTerraform(this._inputValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      input_value: {
        value: cdktf.stringToHclTerraform(this._inputValue),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
