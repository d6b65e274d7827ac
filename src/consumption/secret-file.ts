import { Fn, ITerraformDependable, TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IAccessToken } from '../access-token';
import { PyviderFileContent } from '../bindings';
import { provideFor } from '../companion-provider';
import { Findings } from '../findings';
import { withoutNull } from '../hcl';
import { claimFile } from '../written-file';

/** Where a secret file lies, and what it holds. */
export interface SecretFileOptions {
  /**
   * Where the file is written, on the machine where Terraform runs. Missing folders are made; a relative path counts
   * from where Terraform runs. Nothing else in the stack may write it; stacks that are applied on one machine need
   * different ones as well, which nobody checks.
   */
  readonly filename: string;

  /**
   * What the file holds, such as `Fn.jsonencode({ api_token: token.value })`. In a text with references between, nothing
   * stands for what is null.
   *
   * @default - the token and nothing else, without a line feed
   */
  readonly content?: string;

  /**
   * The companion provider that writes the file.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** Properties of a `SecretFile`. */
export interface SecretFileProps extends SecretFileOptions {
  /** The token that the file is for. */
  readonly token: IAccessToken;
}

/**
 * A file with a token in it that only its owner may read: `pyvider_file_content` with the permissions 0600.
 *
 * It is replaced whole, so that a reader sees the old token or the new one, and never half of either. Its content
 * is sensitive, and is in Terraform's state beside the token's own value. The file is empty while there is no secret:
 * that of a token which was adopted by `importFrom`, or revoked by `revokePreviousAfter`, is null.
 *
 * @example
 * new SecretFile(stack, 'File', {
 *   token: deploy.current,
 *   filename: '/etc/deployer/token.json',
 *   content: Fn.jsonencode({ api_token: deploy.current.value }),
 * });
 */
export class SecretFile extends Construct implements ITerraformDependable {
  private readonly resource: PyviderFileContent;

  constructor(scope: Construct, id: string, props: SecretFileProps) {
    super(scope, id);
    const { filename, token, content = token.value } = props;
    const taken = claimFile(this, filename);
    const resource = new PyviderFileContent(this, 'Resource', {
      filename,
      // Whatever was given: a file that is worth these permissions is not to be shown in a plan either.
      content: Fn.sensitive(withoutNull(content)),
      filePermission: '0600',
    });
    this.resource = provideFor(resource, props.provider);
    this.node.addValidation({
      validate: (): Findings => {
        if (taken !== undefined) return [`${taken}: give another filename`];
        return Token.isUnresolved(filename) || filename.trim() !== ''
          ? []
          : ['filename is empty: say where to write the token, such as "/run/secrets/deploy"'];
      },
    });
  }

  /** The address of the file, for a `dependsOn` of what comes after it. */
  public get fqn(): string {
    return this.resource.fqn;
  }

  /** Where the file is: a reference, so that what has it is made after the file. */
  public get filename(): string {
    return this.resource.filename;
  }

  /** SHA-256 of the content, in lower-case hexadecimal: for what has to notice another token, such as a restart. No secret, since a token can't be guessed. */
  public get contentHash(): string {
    return this.resource.contentHash;
  }
}
