// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface PyviderTimedTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * When the token expires, ISO 8601 in UTC (`2024-01-15T14:30:00.000000+00:00`). It can be given as an RFC 3339 instant instead of `lifetime`, for instance from a `tokens_rotation`; such a token stays in the state when it has expired, since another one would be as expired. Another instant makes another token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token#expires_at PyviderTimedToken#expires_at}
  */
  readonly expiresAt?: string;
  /**
  * How long the token lives, counted from its issue: a duration such as `1h`, `30d` or `1h30m`, from `1s` to `36500d`. One hour where neither this nor `expires_at` is given. Another lifetime makes another token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token#lifetime PyviderTimedToken#lifetime}
  */
  readonly lifetime?: string;
  /**
  * Says what the token is for. Changes in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token#name PyviderTimedToken#name}
  */
  readonly name: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token pyvider_timed_token}
*/
export class PyviderTimedToken extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "pyvider_timed_token";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a PyviderTimedToken resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the PyviderTimedToken to import
  * @param importFromId The id of the existing PyviderTimedToken that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the PyviderTimedToken to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "pyvider_timed_token", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_timed_token pyvider_timed_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options PyviderTimedTokenConfig
  */
  public constructor(scope: Construct, id: string, config: PyviderTimedTokenConfig) {
    super(scope, id, {
      terraformResourceType: 'pyvider_timed_token',
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
    this._expiresAt = config.expiresAt;
    this._lifetime = config.lifetime;
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // expires_at - computed: true, optional: true, required: false
  private _expiresAt?: string; 
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }
  public set expiresAt(value: string) {
    this._expiresAt = value;
  }
  public resetExpiresAt() {
    this._expiresAt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresAtInput() {
    return this._expiresAt;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // issued_at - computed: true, optional: false, required: false
  public get issuedAt() {
    return this.getStringAttribute('issued_at');
  }

  // lifetime - computed: false, optional: true, required: false
  private _lifetime?: string; 
  public get lifetime() {
    return this.getStringAttribute('lifetime');
  }
  public set lifetime(value: string) {
    this._lifetime = value;
  }
  public resetLifetime() {
    this._lifetime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lifetimeInput() {
    return this._lifetime;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // token - computed: true, optional: false, required: false
  public get token() {
    return this.getStringAttribute('token');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      expires_at: cdktf.stringToTerraform(this._expiresAt),
      lifetime: cdktf.stringToTerraform(this._lifetime),
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      expires_at: {
        value: cdktf.stringToHclTerraform(this._expiresAt),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      lifetime: {
        value: cdktf.stringToHclTerraform(this._lifetime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
