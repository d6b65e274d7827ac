// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { TerraformEphemeralResource } from '../terraform-ephemeral-resource';

// Configuration

export interface EphemeralHarnessPlatformTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * Account that it is in. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#account_id EphemeralHarnessPlatformToken#account_id}
  */
  readonly accountId: string;
  /**
  * Identifier of the API key that the token belongs to.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#apikey_id EphemeralHarnessPlatformToken#apikey_id}
  */
  readonly apikeyId: string;
  /**
  * `USER` for a user’s own API key, or `SERVICE_ACCOUNT`. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#apikey_type EphemeralHarnessPlatformToken#apikey_type}
  */
  readonly apikeyType: string;
  /**
  * What it is for. Changes in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#description EphemeralHarnessPlatformToken#description}
  */
  readonly description?: string;
  /**
  * Identifies the token among those of its API key. Another one each time where it is not given, so that runs at the same time don’t meet.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#identifier EphemeralHarnessPlatformToken#identifier}
  */
  readonly identifier?: string;
  /**
  * How long the token lives at the most, a duration of at least `1m` such as `30m`. It should outlast the longest run. `6h` where neither this nor `valid_to` is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#lifetime EphemeralHarnessPlatformToken#lifetime}
  */
  readonly lifetime?: string;
  /**
  * What the token is called; its identifier where it is not given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#name EphemeralHarnessPlatformToken#name}
  */
  readonly name?: string;
  /**
  * Organization that it is in; the account itself where it is not given. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#org_id EphemeralHarnessPlatformToken#org_id}
  */
  readonly orgId?: string;
  /**
  * Whom the API key belongs to: the id of the user whose token the provider works with, or the identifier of a service account. Refer to the resource that makes it, so that it is made before and destroyed after. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#parent_id EphemeralHarnessPlatformToken#parent_id}
  */
  readonly parentId: string;
  /**
  * Project that it is in; needs `org_id`. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#project_id EphemeralHarnessPlatformToken#project_id}
  */
  readonly projectId?: string;
  /**
  * Tags: `key` or `key:value`, the value from the first colon on. Change in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#tags EphemeralHarnessPlatformToken#tags}
  */
  readonly tags?: string[];
  /**
  * When the token ends should nobody delete it, in milliseconds since 1970 (UTC). Can be given instead of `lifetime`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token#valid_to EphemeralHarnessPlatformToken#valid_to}
  */
  readonly validTo?: number;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token harness_platform_token}
*/
export class EphemeralHarnessPlatformToken extends TerraformEphemeralResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "harness_platform_token";

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/ephemeral-resources/harness_platform_token harness_platform_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options EphemeralHarnessPlatformTokenConfig
  */
  public constructor(scope: Construct, id: string, config: EphemeralHarnessPlatformTokenConfig) {
    super(scope, id, {
      terraformResourceType: 'harness_platform_token',
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
    this._accountId = config.accountId;
    this._apikeyId = config.apikeyId;
    this._apikeyType = config.apikeyType;
    this._description = config.description;
    this._identifier = config.identifier;
    this._lifetime = config.lifetime;
    this._name = config.name;
    this._orgId = config.orgId;
    this._parentId = config.parentId;
    this._projectId = config.projectId;
    this._tags = config.tags;
    this._validTo = config.validTo;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_id - computed: false, optional: false, required: true
  private _accountId?: string; 
  public get accountId() {
    return this.getStringAttribute('account_id');
  }
  public set accountId(value: string) {
    this._accountId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get accountIdInput() {
    return this._accountId;
  }

  // apikey_id - computed: false, optional: false, required: true
  private _apikeyId?: string; 
  public get apikeyId() {
    return this.getStringAttribute('apikey_id');
  }
  public set apikeyId(value: string) {
    this._apikeyId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get apikeyIdInput() {
    return this._apikeyId;
  }

  // apikey_type - computed: false, optional: false, required: true
  private _apikeyType?: string; 
  public get apikeyType() {
    return this.getStringAttribute('apikey_type');
  }
  public set apikeyType(value: string) {
    this._apikeyType = value;
  }
  // Temporarily expose input value. Use with caution.
  public get apikeyTypeInput() {
    return this._apikeyType;
  }

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

  // identifier - computed: true, optional: true, required: false
  private _identifier?: string; 
  public get identifier() {
    return this.getStringAttribute('identifier');
  }
  public set identifier(value: string) {
    this._identifier = value;
  }
  public resetIdentifier() {
    this._identifier = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get identifierInput() {
    return this._identifier;
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

  // name - computed: true, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // org_id - computed: false, optional: true, required: false
  private _orgId?: string; 
  public get orgId() {
    return this.getStringAttribute('org_id');
  }
  public set orgId(value: string) {
    this._orgId = value;
  }
  public resetOrgId() {
    this._orgId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get orgIdInput() {
    return this._orgId;
  }

  // parent_id - computed: false, optional: false, required: true
  private _parentId?: string; 
  public get parentId() {
    return this.getStringAttribute('parent_id');
  }
  public set parentId(value: string) {
    this._parentId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get parentIdInput() {
    return this._parentId;
  }

  // project_id - computed: false, optional: true, required: false
  private _projectId?: string; 
  public get projectId() {
    return this.getStringAttribute('project_id');
  }
  public set projectId(value: string) {
    this._projectId = value;
  }
  public resetProjectId() {
    this._projectId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectIdInput() {
    return this._projectId;
  }

  // tags - computed: false, optional: true, required: false
  private _tags?: string[]; 
  public get tags() {
    return cdktf.Fn.tolist(this.getListAttribute('tags'));
  }
  public set tags(value: string[]) {
    this._tags = value;
  }
  public resetTags() {
    this._tags = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tagsInput() {
    return this._tags;
  }

  // valid_to - computed: true, optional: true, required: false
  private _validTo?: number; 
  public get validTo() {
    return this.getNumberAttribute('valid_to');
  }
  public set validTo(value: number) {
    this._validTo = value;
  }
  public resetValidTo() {
    this._validTo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validToInput() {
    return this._validTo;
  }

  // value - computed: true, optional: false, required: false
  public get value() {
    return this.getStringAttribute('value');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      account_id: cdktf.stringToTerraform(this._accountId),
      apikey_id: cdktf.stringToTerraform(this._apikeyId),
      apikey_type: cdktf.stringToTerraform(this._apikeyType),
      description: cdktf.stringToTerraform(this._description),
      identifier: cdktf.stringToTerraform(this._identifier),
      lifetime: cdktf.stringToTerraform(this._lifetime),
      name: cdktf.stringToTerraform(this._name),
      org_id: cdktf.stringToTerraform(this._orgId),
      parent_id: cdktf.stringToTerraform(this._parentId),
      project_id: cdktf.stringToTerraform(this._projectId),
      tags: cdktf.listMapper(cdktf.stringToTerraform, false)(this._tags),
      valid_to: cdktf.numberToTerraform(this._validTo),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      account_id: {
        value: cdktf.stringToHclTerraform(this._accountId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      apikey_id: {
        value: cdktf.stringToHclTerraform(this._apikeyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      apikey_type: {
        value: cdktf.stringToHclTerraform(this._apikeyType),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      identifier: {
        value: cdktf.stringToHclTerraform(this._identifier),
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
      org_id: {
        value: cdktf.stringToHclTerraform(this._orgId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      parent_id: {
        value: cdktf.stringToHclTerraform(this._parentId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      project_id: {
        value: cdktf.stringToHclTerraform(this._projectId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      tags: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._tags),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      valid_to: {
        value: cdktf.numberToHclTerraform(this._validTo),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
