// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface PyviderFileContentConfig extends cdktf.TerraformMetaArguments {
  /**
  * What the file holds, in UTF-8.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content#content PyviderFileContent#content}
  */
  readonly content: string;
  /**
  * Permissions of the file, octal, such as `0600` for a secret. Where it is not given, a file that is there keeps its own, and a new one has `0644`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content#file_permission PyviderFileContent#file_permission}
  */
  readonly filePermission?: string;
  /**
  * Path of the file; missing folders are made. Another path moves the file: it is written anew, and then removed from where it was.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content#filename PyviderFileContent#filename}
  */
  readonly filename: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content pyvider_file_content}
*/
export class PyviderFileContent extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "pyvider_file_content";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a PyviderFileContent resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the PyviderFileContent to import
  * @param importFromId The id of the existing PyviderFileContent that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the PyviderFileContent to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "pyvider_file_content", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs/resources/pyvider_file_content pyvider_file_content} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options PyviderFileContentConfig
  */
  public constructor(scope: Construct, id: string, config: PyviderFileContentConfig) {
    super(scope, id, {
      terraformResourceType: 'pyvider_file_content',
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
    this._content = config.content;
    this._filePermission = config.filePermission;
    this._filename = config.filename;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // content - computed: false, optional: false, required: true
  private _content?: string; 
  public get content() {
    return this.getStringAttribute('content');
  }
  public set content(value: string) {
    this._content = value;
  }
  // Temporarily expose input value. Use with caution.
  public get contentInput() {
    return this._content;
  }

  // content_hash - computed: true, optional: false, required: false
  public get contentHash() {
    return this.getStringAttribute('content_hash');
  }

  // exists - computed: true, optional: false, required: false
  public get exists() {
    return this.getBooleanAttribute('exists');
  }

  // file_permission - computed: false, optional: true, required: false
  private _filePermission?: string; 
  public get filePermission() {
    return this.getStringAttribute('file_permission');
  }
  public set filePermission(value: string) {
    this._filePermission = value;
  }
  public resetFilePermission() {
    this._filePermission = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get filePermissionInput() {
    return this._filePermission;
  }

  // filename - computed: false, optional: false, required: true
  private _filename?: string; 
  public get filename() {
    return this.getStringAttribute('filename');
  }
  public set filename(value: string) {
    this._filename = value;
  }
  // Temporarily expose input value. Use with caution.
  public get filenameInput() {
    return this._filename;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      content: cdktf.stringToTerraform(this._content),
      file_permission: cdktf.stringToTerraform(this._filePermission),
      filename: cdktf.stringToTerraform(this._filename),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      content: {
        value: cdktf.stringToHclTerraform(this._content),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      file_permission: {
        value: cdktf.stringToHclTerraform(this._filePermission),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      filename: {
        value: cdktf.stringToHclTerraform(this._filename),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
