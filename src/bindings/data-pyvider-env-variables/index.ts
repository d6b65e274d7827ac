// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataPyviderEnvVariablesConfig extends cdktf.TerraformMetaArguments {
  /**
  * Whether `prefix` and `regex` tell capitals from small letters. On by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#case_sensitive DataPyviderEnvVariables#case_sensitive}
  */
  readonly caseSensitive?: boolean | cdktf.IResolvable;
  /**
  * Leave out variables that are empty. On by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#exclude_empty DataPyviderEnvVariables#exclude_empty}
  */
  readonly excludeEmpty?: boolean | cdktf.IResolvable;
  /**
  * Names of variables, exactly as they are. Those that do not exist are left out.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#keys DataPyviderEnvVariables#keys}
  */
  readonly keys?: string[];
  /**
  * What the names start with.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#prefix DataPyviderEnvVariables#prefix}
  */
  readonly prefix?: string;
  /**
  * A regular expression (of JavaScript’s form) that matches from the start of a name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#regex DataPyviderEnvVariables#regex}
  */
  readonly regex?: string;
  /**
  * Names, as `transform_keys` writes them, of variables that are secret. They select nothing by themselves.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#sensitive_keys DataPyviderEnvVariables#sensitive_keys}
  */
  readonly sensitiveKeys?: string[];
  /**
  * `upper` or `lower`: how the names are written in the results.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#transform_keys DataPyviderEnvVariables#transform_keys}
  */
  readonly transformKeys?: string;
  /**
  * `upper` or `lower`: how the values are written in the results.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#transform_values DataPyviderEnvVariables#transform_values}
  */
  readonly transformValues?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables pyvider_env_variables}
*/
export class DataPyviderEnvVariables extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "pyvider_env_variables";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataPyviderEnvVariables resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataPyviderEnvVariables to import
  * @param importFromId The id of the existing DataPyviderEnvVariables that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataPyviderEnvVariables to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "pyvider_env_variables", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/data-sources/pyvider_env_variables pyvider_env_variables} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataPyviderEnvVariablesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataPyviderEnvVariablesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'pyvider_env_variables',
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
    this._caseSensitive = config.caseSensitive;
    this._excludeEmpty = config.excludeEmpty;
    this._keys = config.keys;
    this._prefix = config.prefix;
    this._regex = config.regex;
    this._sensitiveKeys = config.sensitiveKeys;
    this._transformKeys = config.transformKeys;
    this._transformValues = config.transformValues;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // all_environment - computed: true, optional: false, required: false
  private _allEnvironment = new cdktf.StringMap(this, "all_environment");
  public get allEnvironment() {
    return this._allEnvironment;
  }

  // all_values - computed: true, optional: false, required: false
  private _allValues = new cdktf.StringMap(this, "all_values");
  public get allValues() {
    return this._allValues;
  }

  // case_sensitive - computed: false, optional: true, required: false
  private _caseSensitive?: boolean | cdktf.IResolvable; 
  public get caseSensitive() {
    return this.getBooleanAttribute('case_sensitive');
  }
  public set caseSensitive(value: boolean | cdktf.IResolvable) {
    this._caseSensitive = value;
  }
  public resetCaseSensitive() {
    this._caseSensitive = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caseSensitiveInput() {
    return this._caseSensitive;
  }

  // exclude_empty - computed: false, optional: true, required: false
  private _excludeEmpty?: boolean | cdktf.IResolvable; 
  public get excludeEmpty() {
    return this.getBooleanAttribute('exclude_empty');
  }
  public set excludeEmpty(value: boolean | cdktf.IResolvable) {
    this._excludeEmpty = value;
  }
  public resetExcludeEmpty() {
    this._excludeEmpty = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get excludeEmptyInput() {
    return this._excludeEmpty;
  }

  // keys - computed: false, optional: true, required: false
  private _keys?: string[]; 
  public get keys() {
    return this.getListAttribute('keys');
  }
  public set keys(value: string[]) {
    this._keys = value;
  }
  public resetKeys() {
    this._keys = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keysInput() {
    return this._keys;
  }

  // prefix - computed: false, optional: true, required: false
  private _prefix?: string; 
  public get prefix() {
    return this.getStringAttribute('prefix');
  }
  public set prefix(value: string) {
    this._prefix = value;
  }
  public resetPrefix() {
    this._prefix = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get prefixInput() {
    return this._prefix;
  }

  // regex - computed: false, optional: true, required: false
  private _regex?: string; 
  public get regex() {
    return this.getStringAttribute('regex');
  }
  public set regex(value: string) {
    this._regex = value;
  }
  public resetRegex() {
    this._regex = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regexInput() {
    return this._regex;
  }

  // sensitive_keys - computed: false, optional: true, required: false
  private _sensitiveKeys?: string[]; 
  public get sensitiveKeys() {
    return this.getListAttribute('sensitive_keys');
  }
  public set sensitiveKeys(value: string[]) {
    this._sensitiveKeys = value;
  }
  public resetSensitiveKeys() {
    this._sensitiveKeys = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sensitiveKeysInput() {
    return this._sensitiveKeys;
  }

  // sensitive_values - computed: true, optional: false, required: false
  private _sensitiveValues = new cdktf.StringMap(this, "sensitive_values");
  public get sensitiveValues() {
    return this._sensitiveValues;
  }

  // transform_keys - computed: false, optional: true, required: false
  private _transformKeys?: string; 
  public get transformKeys() {
    return this.getStringAttribute('transform_keys');
  }
  public set transformKeys(value: string) {
    this._transformKeys = value;
  }
  public resetTransformKeys() {
    this._transformKeys = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get transformKeysInput() {
    return this._transformKeys;
  }

  // transform_values - computed: false, optional: true, required: false
  private _transformValues?: string; 
  public get transformValues() {
    return this.getStringAttribute('transform_values');
  }
  public set transformValues(value: string) {
    this._transformValues = value;
  }
  public resetTransformValues() {
    this._transformValues = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get transformValuesInput() {
    return this._transformValues;
  }

  // values - computed: true, optional: false, required: false
  private _values = new cdktf.StringMap(this, "values");
  public get values() {
    return this._values;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      case_sensitive: cdktf.booleanToTerraform(this._caseSensitive),
      exclude_empty: cdktf.booleanToTerraform(this._excludeEmpty),
      keys: cdktf.listMapper(cdktf.stringToTerraform, false)(this._keys),
      prefix: cdktf.stringToTerraform(this._prefix),
      regex: cdktf.stringToTerraform(this._regex),
      sensitive_keys: cdktf.listMapper(cdktf.stringToTerraform, false)(this._sensitiveKeys),
      transform_keys: cdktf.stringToTerraform(this._transformKeys),
      transform_values: cdktf.stringToTerraform(this._transformValues),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      case_sensitive: {
        value: cdktf.booleanToHclTerraform(this._caseSensitive),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      exclude_empty: {
        value: cdktf.booleanToHclTerraform(this._excludeEmpty),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      keys: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._keys),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      prefix: {
        value: cdktf.stringToHclTerraform(this._prefix),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      regex: {
        value: cdktf.stringToHclTerraform(this._regex),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      sensitive_keys: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._sensitiveKeys),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      transform_keys: {
        value: cdktf.stringToHclTerraform(this._transformKeys),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      transform_values: {
        value: cdktf.stringToHclTerraform(this._transformValues),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
