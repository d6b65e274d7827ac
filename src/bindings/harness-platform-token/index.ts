// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface HarnessPlatformTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * Account that it is in. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#account_id HarnessPlatformToken#account_id}
  */
  readonly accountId: string;
  /**
  * Identifier of the API key that the token belongs to. Refer to the resource that makes it, so that it is made before and destroyed after. Another one makes another token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#apikey_id HarnessPlatformToken#apikey_id}
  */
  readonly apikeyId: string;
  /**
  * `USER` for a user’s own API key, or `SERVICE_ACCOUNT`. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#apikey_type HarnessPlatformToken#apikey_type}
  */
  readonly apikeyType: string;
  /**
  * What it is for. Changes in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#description HarnessPlatformToken#description}
  */
  readonly description?: string;
  /**
  * Kept in the state and nowhere else: Harness neither takes nor shows whose token it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#email HarnessPlatformToken#email}
  */
  readonly email?: string;
  /**
  * Kept in the state and nowhere else: Harness makes the secret. Leave it out.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#encoded_password HarnessPlatformToken#encoded_password}
  */
  readonly encodedPassword?: string;
  /**
  * Identifies it among its siblings, whatever the case: letters, digits, `_` and `$`, not beginning with a digit. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#identifier HarnessPlatformToken#identifier}
  */
  readonly identifier: string;
  /**
  * What it is called. Changes in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#name HarnessPlatformToken#name}
  */
  readonly name: string;
  /**
  * Organization that it is in; the account itself where it is not given. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#org_id HarnessPlatformToken#org_id}
  */
  readonly orgId?: string;
  /**
  * Whom the API key belongs to: the id of the user whose token the provider works with, or the identifier of a service account. Refer to the resource that makes it, so that it is made before and destroyed after. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#parent_id HarnessPlatformToken#parent_id}
  */
  readonly parentId: string;
  /**
  * Project that it is in; needs `org_id`. Another one makes another resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#project_id HarnessPlatformToken#project_id}
  */
  readonly projectId?: string;
  /**
  * How long the old secret works on when the token is rotated: a duration such as `2d`, or `0s` to end it at once; never longer than its own window, or the new one. Without it, to the end of its own window.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#rotation_overlap HarnessPlatformToken#rotation_overlap}
  */
  readonly rotationOverlap?: string;
  /**
  * An end before `valid_to`, in milliseconds since 1970 (UTC). Harness takes it when the token is made, and changes nothing about such a token any more: another value of this or anything else makes another token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#scheduled_expire_time HarnessPlatformToken#scheduled_expire_time}
  */
  readonly scheduledExpireTime?: number;
  /**
  * Tags: `key` or `key:value`, the value from the first colon on. Change in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#tags HarnessPlatformToken#tags}
  */
  readonly tags?: string[];
  /**
  * Kept in the state and nowhere else: Harness neither takes nor shows whose token it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#username HarnessPlatformToken#username}
  */
  readonly username?: string;
  /**
  * Whether the token works now. It can be given, for configurations that do, and has no effect then: `false` does not end a token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#valid HarnessPlatformToken#valid}
  */
  readonly valid?: boolean | cdktf.IResolvable;
  /**
  * From when on the token works, in milliseconds since 1970 (UTC). When it was made by default. Another instant rotates the token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#valid_from HarnessPlatformToken#valid_from}
  */
  readonly validFrom?: number;
  /**
  * Until when the token works, in milliseconds since 1970 (UTC), which `provider::tokens::unix_milliseconds(instant)` makes of an RFC 3339 instant. By default as long after `valid_from` as the API key’s `default_time_to_expire_token` says: no token lives for ever. Another instant rotates the token. A token whose end has passed is gone, and planned anew; where the configuration gives that very end it stays in the state, since another token could not be made with it: change `valid_to`, or take it away.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#valid_to HarnessPlatformToken#valid_to}
  */
  readonly validTo?: number;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token harness_platform_token}
*/
export class HarnessPlatformToken extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "harness_platform_token";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a HarnessPlatformToken resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the HarnessPlatformToken to import
  * @param importFromId The id of the existing HarnessPlatformToken that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the HarnessPlatformToken to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "harness_platform_token", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/harness_platform_token harness_platform_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options HarnessPlatformTokenConfig
  */
  public constructor(scope: Construct, id: string, config: HarnessPlatformTokenConfig) {
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
    this._email = config.email;
    this._encodedPassword = config.encodedPassword;
    this._identifier = config.identifier;
    this._name = config.name;
    this._orgId = config.orgId;
    this._parentId = config.parentId;
    this._projectId = config.projectId;
    this._rotationOverlap = config.rotationOverlap;
    this._scheduledExpireTime = config.scheduledExpireTime;
    this._tags = config.tags;
    this._username = config.username;
    this._valid = config.valid;
    this._validFrom = config.validFrom;
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

  // email - computed: false, optional: true, required: false
  private _email?: string; 
  public get email() {
    return this.getStringAttribute('email');
  }
  public set email(value: string) {
    this._email = value;
  }
  public resetEmail() {
    this._email = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }

  // encoded_password - computed: false, optional: true, required: false
  private _encodedPassword?: string; 
  public get encodedPassword() {
    return this.getStringAttribute('encoded_password');
  }
  public set encodedPassword(value: string) {
    this._encodedPassword = value;
  }
  public resetEncodedPassword() {
    this._encodedPassword = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get encodedPasswordInput() {
    return this._encodedPassword;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // identifier - computed: false, optional: false, required: true
  private _identifier?: string; 
  public get identifier() {
    return this.getStringAttribute('identifier');
  }
  public set identifier(value: string) {
    this._identifier = value;
  }
  // Temporarily expose input value. Use with caution.
  public get identifierInput() {
    return this._identifier;
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

  // rotation_overlap - computed: false, optional: true, required: false
  private _rotationOverlap?: string; 
  public get rotationOverlap() {
    return this.getStringAttribute('rotation_overlap');
  }
  public set rotationOverlap(value: string) {
    this._rotationOverlap = value;
  }
  public resetRotationOverlap() {
    this._rotationOverlap = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationOverlapInput() {
    return this._rotationOverlap;
  }

  // scheduled_expire_time - computed: true, optional: true, required: false
  private _scheduledExpireTime?: number; 
  public get scheduledExpireTime() {
    return this.getNumberAttribute('scheduled_expire_time');
  }
  public set scheduledExpireTime(value: number) {
    this._scheduledExpireTime = value;
  }
  public resetScheduledExpireTime() {
    this._scheduledExpireTime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scheduledExpireTimeInput() {
    return this._scheduledExpireTime;
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

  // username - computed: false, optional: true, required: false
  private _username?: string; 
  public get username() {
    return this.getStringAttribute('username');
  }
  public set username(value: string) {
    this._username = value;
  }
  public resetUsername() {
    this._username = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }

  // valid - computed: true, optional: true, required: false
  private _valid?: boolean | cdktf.IResolvable; 
  public get valid() {
    return this.getBooleanAttribute('valid');
  }
  public set valid(value: boolean | cdktf.IResolvable) {
    this._valid = value;
  }
  public resetValid() {
    this._valid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validInput() {
    return this._valid;
  }

  // valid_from - computed: true, optional: true, required: false
  private _validFrom?: number; 
  public get validFrom() {
    return this.getNumberAttribute('valid_from');
  }
  public set validFrom(value: number) {
    this._validFrom = value;
  }
  public resetValidFrom() {
    this._validFrom = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get validFromInput() {
    return this._validFrom;
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
      email: cdktf.stringToTerraform(this._email),
      encoded_password: cdktf.stringToTerraform(this._encodedPassword),
      identifier: cdktf.stringToTerraform(this._identifier),
      name: cdktf.stringToTerraform(this._name),
      org_id: cdktf.stringToTerraform(this._orgId),
      parent_id: cdktf.stringToTerraform(this._parentId),
      project_id: cdktf.stringToTerraform(this._projectId),
      rotation_overlap: cdktf.stringToTerraform(this._rotationOverlap),
      scheduled_expire_time: cdktf.numberToTerraform(this._scheduledExpireTime),
      tags: cdktf.listMapper(cdktf.stringToTerraform, false)(this._tags),
      username: cdktf.stringToTerraform(this._username),
      valid: cdktf.booleanToTerraform(this._valid),
      valid_from: cdktf.numberToTerraform(this._validFrom),
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
      email: {
        value: cdktf.stringToHclTerraform(this._email),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      encoded_password: {
        value: cdktf.stringToHclTerraform(this._encodedPassword),
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
      rotation_overlap: {
        value: cdktf.stringToHclTerraform(this._rotationOverlap),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scheduled_expire_time: {
        value: cdktf.numberToHclTerraform(this._scheduledExpireTime),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      tags: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._tags),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      username: {
        value: cdktf.stringToHclTerraform(this._username),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      valid: {
        value: cdktf.booleanToHclTerraform(this._valid),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      valid_from: {
        value: cdktf.numberToHclTerraform(this._validFrom),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
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
