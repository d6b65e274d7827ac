// https://registry.terraform.io/providers/access-tokens/tokens/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface TokensProviderConfig {
  /**
  * Secrets that private state is sealed with, what this provider keeps beside a resource’s attributes: the first one seals, each of them opens. To change a secret put the new one first, and remove the old one after an apply. `PYVIDER_PRIVATE_STATE_SHARED_SECRET`, where it is set, comes before them all. Without any, private state is stored as it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#private_state_secrets TokensProvider#private_state_secrets}
  */
  readonly privateStateSecrets?: string[];
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#alias TokensProvider#alias}
  */
  readonly alias?: string;
  /**
  * aiven block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#aiven TokensProvider#aiven}
  */
  readonly aiven?: TokensProviderAiven;
  /**
  * harness block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#harness TokensProvider#harness}
  */
  readonly harness?: TokensProviderHarness;
  /**
  * linode block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#linode TokensProvider#linode}
  */
  readonly linode?: TokensProviderLinode;
  /**
  * pyvider block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#pyvider TokensProvider#pyvider}
  */
  readonly pyvider?: TokensProviderPyvider;
  /**
  * seqera block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#seqera TokensProvider#seqera}
  */
  readonly seqera?: TokensProviderSeqera;
}
export interface TokensProviderAiven {
  /**
  * Token that makes the requests. Environment variable `AIVEN_TOKEN`. It has to be of somebody who manages the organization’s application users.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#api_token TokensProvider#api_token}
  */
  readonly apiToken?: string;
  /**
  * File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones. Environment variable `AIVEN_CA_CERT`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#ca_file TokensProvider#ca_file}
  */
  readonly caFile?: string;
  /**
  * How many requests may be under way at once, from 1 to 256. 8 by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#concurrency TokensProvider#concurrency}
  */
  readonly concurrency?: number;
  /**
  * Address of the API, without its version. Environment variable `AIVEN_WEB_URL`. `https://api.aiven.io` by default. It has to be `https://`, except on this machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#endpoint TokensProvider#endpoint}
  */
  readonly endpoint?: string;
  /**
  * How long one try of one request may take: a duration such as `30s`, which is also the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#request_timeout TokensProvider#request_timeout}
  */
  readonly requestTimeout?: string;
  /**
  * How often a request that failed is tried again, from 0 to 100; by default 5 times, in half a second at first and in half a minute at most. A service that says that it is busy is asked again for ten minutes. Environment variable `AIVEN_CLIENT_RETRY_MAX`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#retry_limit TokensProvider#retry_limit}
  */
  readonly retryLimit?: number;
}

export function tokensProviderAivenToTerraform(struct?: TokensProviderAiven | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    api_token: cdktf.stringToTerraform(struct!.apiToken),
    ca_file: cdktf.stringToTerraform(struct!.caFile),
    concurrency: cdktf.numberToTerraform(struct!.concurrency),
    endpoint: cdktf.stringToTerraform(struct!.endpoint),
    request_timeout: cdktf.stringToTerraform(struct!.requestTimeout),
    retry_limit: cdktf.numberToTerraform(struct!.retryLimit),
  }
}


export function tokensProviderAivenToHclTerraform(struct?: TokensProviderAiven | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    api_token: {
      value: cdktf.stringToHclTerraform(struct!.apiToken),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    ca_file: {
      value: cdktf.stringToHclTerraform(struct!.caFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    concurrency: {
      value: cdktf.numberToHclTerraform(struct!.concurrency),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    endpoint: {
      value: cdktf.stringToHclTerraform(struct!.endpoint),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    request_timeout: {
      value: cdktf.stringToHclTerraform(struct!.requestTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    retry_limit: {
      value: cdktf.numberToHclTerraform(struct!.retryLimit),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface TokensProviderHarness {
  /**
  * Account whose resources are imported. Environment variable `HARNESS_ACCOUNT_ID`; else the account that `platform_api_key` names in its second part. Every resource says in its own `account_id` where it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#account_id TokensProvider#account_id}
  */
  readonly accountId?: string;
  /**
  * File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#ca_file TokensProvider#ca_file}
  */
  readonly caFile?: string;
  /**
  * How many requests may be under way at once, from 1 to 256. 8 by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#concurrency TokensProvider#concurrency}
  */
  readonly concurrency?: number;
  /**
  * Address of the API. Environment variable `HARNESS_ENDPOINT`. `https://app.harness.io/gateway` by default. It has to be `https://`, except on this machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#endpoint TokensProvider#endpoint}
  */
  readonly endpoint?: string;
  /**
  * Token that makes the requests (`pat.…` or `sat.…`). Environment variable `HARNESS_PLATFORM_API_KEY`. A user’s own API keys, those of type `USER`, can be managed with a token of that user alone.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#platform_api_key TokensProvider#platform_api_key}
  */
  readonly platformApiKey?: string;
  /**
  * How long one try of one request may take: a duration such as `30s`, which is also the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#request_timeout TokensProvider#request_timeout}
  */
  readonly requestTimeout?: string;
  /**
  * How often a request that failed is tried again, from 0 to 100; by default 5 times, in half a second at first and in half a minute at most. A service that says that it is busy is asked again for ten minutes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#retry_limit TokensProvider#retry_limit}
  */
  readonly retryLimit?: number;
}

export function tokensProviderHarnessToTerraform(struct?: TokensProviderHarness | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    account_id: cdktf.stringToTerraform(struct!.accountId),
    ca_file: cdktf.stringToTerraform(struct!.caFile),
    concurrency: cdktf.numberToTerraform(struct!.concurrency),
    endpoint: cdktf.stringToTerraform(struct!.endpoint),
    platform_api_key: cdktf.stringToTerraform(struct!.platformApiKey),
    request_timeout: cdktf.stringToTerraform(struct!.requestTimeout),
    retry_limit: cdktf.numberToTerraform(struct!.retryLimit),
  }
}


export function tokensProviderHarnessToHclTerraform(struct?: TokensProviderHarness | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    account_id: {
      value: cdktf.stringToHclTerraform(struct!.accountId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    ca_file: {
      value: cdktf.stringToHclTerraform(struct!.caFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    concurrency: {
      value: cdktf.numberToHclTerraform(struct!.concurrency),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    endpoint: {
      value: cdktf.stringToHclTerraform(struct!.endpoint),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    platform_api_key: {
      value: cdktf.stringToHclTerraform(struct!.platformApiKey),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    request_timeout: {
      value: cdktf.stringToHclTerraform(struct!.requestTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    retry_limit: {
      value: cdktf.numberToHclTerraform(struct!.retryLimit),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface TokensProviderLinode {
  /**
  * File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones. Environment variable `LINODE_CA`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#api_ca_path TokensProvider#api_ca_path}
  */
  readonly apiCaPath?: string;
  /**
  * Version of the API. Environment variable `LINODE_API_VERSION`. `v4` by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#api_version TokensProvider#api_version}
  */
  readonly apiVersion?: string;
  /**
  * How many requests may be under way at once, from 1 to 256. 8 by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#concurrency TokensProvider#concurrency}
  */
  readonly concurrency?: number;
  /**
  * How long one try of one request may take: a duration such as `30s`, which is also the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#request_timeout TokensProvider#request_timeout}
  */
  readonly requestTimeout?: string;
  /**
  * How often a request that failed is tried again, from 0 to 100; by default 5 times, in half a second at first and in half a minute at most. A service that says that it is busy is asked again for ten minutes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#retry_limit TokensProvider#retry_limit}
  */
  readonly retryLimit?: number;
  /**
  * Personal access token that makes the requests. Environment variable `LINODE_TOKEN`. It needs the scope `account:read_write`, and can give to others what it may do itself.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#token TokensProvider#token}
  */
  readonly token?: string;
  /**
  * Address of the API, without its version. Environment variable `LINODE_URL`. `https://api.linode.com` by default. It has to be `https://`, except on this machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#url TokensProvider#url}
  */
  readonly url?: string;
}

export function tokensProviderLinodeToTerraform(struct?: TokensProviderLinode | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    api_ca_path: cdktf.stringToTerraform(struct!.apiCaPath),
    api_version: cdktf.stringToTerraform(struct!.apiVersion),
    concurrency: cdktf.numberToTerraform(struct!.concurrency),
    request_timeout: cdktf.stringToTerraform(struct!.requestTimeout),
    retry_limit: cdktf.numberToTerraform(struct!.retryLimit),
    token: cdktf.stringToTerraform(struct!.token),
    url: cdktf.stringToTerraform(struct!.url),
  }
}


export function tokensProviderLinodeToHclTerraform(struct?: TokensProviderLinode | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    api_ca_path: {
      value: cdktf.stringToHclTerraform(struct!.apiCaPath),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    api_version: {
      value: cdktf.stringToHclTerraform(struct!.apiVersion),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    concurrency: {
      value: cdktf.numberToHclTerraform(struct!.concurrency),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    request_timeout: {
      value: cdktf.stringToHclTerraform(struct!.requestTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    retry_limit: {
      value: cdktf.numberToHclTerraform(struct!.retryLimit),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    token: {
      value: cdktf.stringToHclTerraform(struct!.token),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    url: {
      value: cdktf.stringToHclTerraform(struct!.url),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface TokensProviderPyvider {
  /**
  * Allows the types that are there for tests alone. `PYVIDER_TESTMODE` beats it. Off by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#testmode TokensProvider#testmode}
  */
  readonly testmode?: boolean | cdktf.IResolvable;
}

export function tokensProviderPyviderToTerraform(struct?: TokensProviderPyvider | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    testmode: cdktf.booleanToTerraform(struct!.testmode),
  }
}


export function tokensProviderPyviderToHclTerraform(struct?: TokensProviderPyvider | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    testmode: {
      value: cdktf.booleanToHclTerraform(struct!.testmode),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface TokensProviderSeqera {
  /**
  * Access token that makes the requests, and whose user the tokens are made for. Environment variable `TOWER_ACCESS_TOKEN`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#bearer_auth TokensProvider#bearer_auth}
  */
  readonly bearerAuth?: string;
  /**
  * File of the certificate authorities, in PEM, that are trusted for the API, instead of the usual ones.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#ca_path TokensProvider#ca_path}
  */
  readonly caPath?: string;
  /**
  * How many requests may be under way at once, from 1 to 256. 8 by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#concurrency TokensProvider#concurrency}
  */
  readonly concurrency?: number;
  /**
  * How long one try of one request may take: a duration such as `30s`, which is also the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#request_timeout TokensProvider#request_timeout}
  */
  readonly requestTimeout?: string;
  /**
  * How often a request that failed is tried again, from 0 to 100; by default 5 times, in half a second at first and in half a minute at most. A service that says that it is busy is asked again for ten minutes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#retry_limit TokensProvider#retry_limit}
  */
  readonly retryLimit?: number;
  /**
  * Address of the API. Environment variable `TOWER_API_ENDPOINT`, which Seqera’s command line takes as well. `https://api.cloud.seqera.io` by default; an installation of your own has it under `/api`, such as `https://seqera.example.com/api`. It has to be `https://`, except on this machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#server_url TokensProvider#server_url}
  */
  readonly serverUrl?: string;
}

export function tokensProviderSeqeraToTerraform(struct?: TokensProviderSeqera | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    bearer_auth: cdktf.stringToTerraform(struct!.bearerAuth),
    ca_path: cdktf.stringToTerraform(struct!.caPath),
    concurrency: cdktf.numberToTerraform(struct!.concurrency),
    request_timeout: cdktf.stringToTerraform(struct!.requestTimeout),
    retry_limit: cdktf.numberToTerraform(struct!.retryLimit),
    server_url: cdktf.stringToTerraform(struct!.serverUrl),
  }
}


export function tokensProviderSeqeraToHclTerraform(struct?: TokensProviderSeqera | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    bearer_auth: {
      value: cdktf.stringToHclTerraform(struct!.bearerAuth),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    ca_path: {
      value: cdktf.stringToHclTerraform(struct!.caPath),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    concurrency: {
      value: cdktf.numberToHclTerraform(struct!.concurrency),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    request_timeout: {
      value: cdktf.stringToHclTerraform(struct!.requestTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    retry_limit: {
      value: cdktf.numberToHclTerraform(struct!.retryLimit),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    server_url: {
      value: cdktf.stringToHclTerraform(struct!.serverUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}


/**
* Represents a {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs tokens}
*/
export class TokensProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "tokens";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a TokensProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the TokensProvider to import
  * @param importFromId The id of the existing TokensProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the TokensProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "tokens", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/access-tokens/tokens/latest/docs tokens} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TokensProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: TokensProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'tokens',
      terraformGeneratorMetadata: {
        providerName: 'tokens',
        providerVersionConstraint: '~> 0.1'
      },
      terraformProviderSource: 'access-tokens/tokens'
    });
    this._privateStateSecrets = config.privateStateSecrets;
    this._alias = config.alias;
    this._aiven = config.aiven;
    this._harness = config.harness;
    this._linode = config.linode;
    this._pyvider = config.pyvider;
    this._seqera = config.seqera;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // private_state_secrets - computed: false, optional: true, required: false
  private _privateStateSecrets?: string[]; 
  public get privateStateSecrets() {
    return this._privateStateSecrets;
  }
  public set privateStateSecrets(value: string[] | undefined) {
    this._privateStateSecrets = value;
  }
  public resetPrivateStateSecrets() {
    this._privateStateSecrets = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateStateSecretsInput() {
    return this._privateStateSecrets;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // aiven - computed: false, optional: true, required: false
  private _aiven?: TokensProviderAiven; 
  public get aiven() {
    return this._aiven;
  }
  public set aiven(value: TokensProviderAiven | undefined) {
    this._aiven = value;
  }
  public resetAiven() {
    this._aiven = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aivenInput() {
    return this._aiven;
  }

  // harness - computed: false, optional: true, required: false
  private _harness?: TokensProviderHarness; 
  public get harness() {
    return this._harness;
  }
  public set harness(value: TokensProviderHarness | undefined) {
    this._harness = value;
  }
  public resetHarness() {
    this._harness = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get harnessInput() {
    return this._harness;
  }

  // linode - computed: false, optional: true, required: false
  private _linode?: TokensProviderLinode; 
  public get linode() {
    return this._linode;
  }
  public set linode(value: TokensProviderLinode | undefined) {
    this._linode = value;
  }
  public resetLinode() {
    this._linode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get linodeInput() {
    return this._linode;
  }

  // pyvider - computed: false, optional: true, required: false
  private _pyvider?: TokensProviderPyvider; 
  public get pyvider() {
    return this._pyvider;
  }
  public set pyvider(value: TokensProviderPyvider | undefined) {
    this._pyvider = value;
  }
  public resetPyvider() {
    this._pyvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pyviderInput() {
    return this._pyvider;
  }

  // seqera - computed: false, optional: true, required: false
  private _seqera?: TokensProviderSeqera; 
  public get seqera() {
    return this._seqera;
  }
  public set seqera(value: TokensProviderSeqera | undefined) {
    this._seqera = value;
  }
  public resetSeqera() {
    this._seqera = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get seqeraInput() {
    return this._seqera;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      private_state_secrets: cdktf.listMapper(cdktf.stringToTerraform, false)(this._privateStateSecrets),
      alias: cdktf.stringToTerraform(this._alias),
      aiven: tokensProviderAivenToTerraform(this._aiven),
      harness: tokensProviderHarnessToTerraform(this._harness),
      linode: tokensProviderLinodeToTerraform(this._linode),
      pyvider: tokensProviderPyviderToTerraform(this._pyvider),
      seqera: tokensProviderSeqeraToTerraform(this._seqera),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      private_state_secrets: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._privateStateSecrets),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      aiven: {
        value: tokensProviderAivenToHclTerraform(this._aiven),
        isBlock: true,
        type: "struct",
        storageClassType: "TokensProviderAiven",
      },
      harness: {
        value: tokensProviderHarnessToHclTerraform(this._harness),
        isBlock: true,
        type: "struct",
        storageClassType: "TokensProviderHarness",
      },
      linode: {
        value: tokensProviderLinodeToHclTerraform(this._linode),
        isBlock: true,
        type: "struct",
        storageClassType: "TokensProviderLinode",
      },
      pyvider: {
        value: tokensProviderPyviderToHclTerraform(this._pyvider),
        isBlock: true,
        type: "struct",
        storageClassType: "TokensProviderPyvider",
      },
      seqera: {
        value: tokensProviderSeqeraToHclTerraform(this._seqera),
        isBlock: true,
        type: "struct",
        storageClassType: "TokensProviderSeqera",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
