// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { TerraformEphemeralResource } from '../terraform-ephemeral-resource';

// Configuration

export interface EphemeralAivenOrganizationApplicationUserTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * What the token is for, in at most 1000 bytes of UTF-8.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#description EphemeralAivenOrganizationApplicationUserToken#description}
  */
  readonly description?: string;
  /**
  * Whether each use of the token lets it live for another `max_age_seconds`, without which this has no effect. `false` by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#extend_when_used EphemeralAivenOrganizationApplicationUserToken#extend_when_used}
  */
  readonly extendWhenUsed?: boolean | cdktf.IResolvable;
  /**
  * Addresses and CIDR blocks that the token may be used from, such as `10.0.0.0/8`, at most 100; all where it is not given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#ip_allowlist EphemeralAivenOrganizationApplicationUserToken#ip_allowlist}
  */
  readonly ipAllowlist?: string[];
  /**
  * How long the token lives at the most, in seconds, from 600 to 315360000. It should outlast the longest run. 21600, six hours, by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#max_age_seconds EphemeralAivenOrganizationApplicationUserToken#max_age_seconds}
  */
  readonly maxAgeSeconds?: number;
  /**
  * Organization that the application user belongs to, such as `org1a2b3c4d5e6`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#organization_id EphemeralAivenOrganizationApplicationUserToken#organization_id}
  */
  readonly organizationId: string;
  /**
  * What the token may do, such as `user:read` or `projects:read`, at most 100; everything that its user may where it is not given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#scopes EphemeralAivenOrganizationApplicationUserToken#scopes}
  */
  readonly scopes?: string[];
  /**
  * Application user whom the token is made for, such as `u1a2b3c4d5e6`. A user has at most 10 tokens.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token#user_id EphemeralAivenOrganizationApplicationUserToken#user_id}
  */
  readonly userId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token aiven_organization_application_user_token}
*/
export class EphemeralAivenOrganizationApplicationUserToken extends TerraformEphemeralResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven_organization_application_user_token";

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/aiven_organization_application_user_token aiven_organization_application_user_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options EphemeralAivenOrganizationApplicationUserTokenConfig
  */
  public constructor(scope: Construct, id: string, config: EphemeralAivenOrganizationApplicationUserTokenConfig) {
    super(scope, id, {
      terraformResourceType: 'aiven_organization_application_user_token',
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
    this._description = config.description;
    this._extendWhenUsed = config.extendWhenUsed;
    this._ipAllowlist = config.ipAllowlist;
    this._maxAgeSeconds = config.maxAgeSeconds;
    this._organizationId = config.organizationId;
    this._scopes = config.scopes;
    this._userId = config.userId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // description - computed: false, optional: true, required: false
  private _description?: string; 
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

  // extend_when_used - computed: true, optional: true, required: false
  private _extendWhenUsed?: boolean | cdktf.IResolvable; 
  public get extendWhenUsed() {
    return this.getBooleanAttribute('extend_when_used');
  }
  public set extendWhenUsed(value: boolean | cdktf.IResolvable) {
    this._extendWhenUsed = value;
  }
  public resetExtendWhenUsed() {
    this._extendWhenUsed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extendWhenUsedInput() {
    return this._extendWhenUsed;
  }

  // full_token - computed: true, optional: false, required: false
  public get fullToken() {
    return this.getStringAttribute('full_token');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // ip_allowlist - computed: false, optional: true, required: false
  private _ipAllowlist?: string[]; 
  public get ipAllowlist() {
    return cdktf.Fn.tolist(this.getListAttribute('ip_allowlist'));
  }
  public set ipAllowlist(value: string[]) {
    this._ipAllowlist = value;
  }
  public resetIpAllowlist() {
    this._ipAllowlist = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ipAllowlistInput() {
    return this._ipAllowlist;
  }

  // max_age_seconds - computed: true, optional: true, required: false
  private _maxAgeSeconds?: number; 
  public get maxAgeSeconds() {
    return this.getNumberAttribute('max_age_seconds');
  }
  public set maxAgeSeconds(value: number) {
    this._maxAgeSeconds = value;
  }
  public resetMaxAgeSeconds() {
    this._maxAgeSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxAgeSecondsInput() {
    return this._maxAgeSeconds;
  }

  // organization_id - computed: false, optional: false, required: true
  private _organizationId?: string; 
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }
  public set organizationId(value: string) {
    this._organizationId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationIdInput() {
    return this._organizationId;
  }

  // scopes - computed: false, optional: true, required: false
  private _scopes?: string[]; 
  public get scopes() {
    return cdktf.Fn.tolist(this.getListAttribute('scopes'));
  }
  public set scopes(value: string[]) {
    this._scopes = value;
  }
  public resetScopes() {
    this._scopes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scopesInput() {
    return this._scopes;
  }

  // token_prefix - computed: true, optional: false, required: false
  public get tokenPrefix() {
    return this.getStringAttribute('token_prefix');
  }

  // user_id - computed: false, optional: false, required: true
  private _userId?: string; 
  public get userId() {
    return this.getStringAttribute('user_id');
  }
  public set userId(value: string) {
    this._userId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get userIdInput() {
    return this._userId;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      description: cdktf.stringToTerraform(this._description),
      extend_when_used: cdktf.booleanToTerraform(this._extendWhenUsed),
      ip_allowlist: cdktf.listMapper(cdktf.stringToTerraform, false)(this._ipAllowlist),
      max_age_seconds: cdktf.numberToTerraform(this._maxAgeSeconds),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      scopes: cdktf.listMapper(cdktf.stringToTerraform, false)(this._scopes),
      user_id: cdktf.stringToTerraform(this._userId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      extend_when_used: {
        value: cdktf.booleanToHclTerraform(this._extendWhenUsed),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      ip_allowlist: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._ipAllowlist),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      max_age_seconds: {
        value: cdktf.numberToHclTerraform(this._maxAgeSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      organization_id: {
        value: cdktf.stringToHclTerraform(this._organizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scopes: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._scopes),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      user_id: {
        value: cdktf.stringToHclTerraform(this._userId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
