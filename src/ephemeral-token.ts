import { Construct } from 'constructs';
import { AuthorizationScheme } from './authorization-scheme';
import { authorizationHeader, ENVIRONMENT_VARIABLE, environmentEntry } from './consumption/presentation';
import { ICredential } from './credential';
import { versionFindings } from './terraform-version';

/**
 * What the tokens for one run of Terraform have in common: they are issued when Terraform opens them, revoked when it
 * closes them, and in no state and no plan. Terraform opens one when it plans and another when it applies.
 *
 * Their value can go only where nothing is kept: into the configuration of a provider, a write-only argument, or
 * another ephemeral resource. Terraform refuses it everywhere else. They need Terraform 1.10, or OpenTofu 1.11, and
 * the companion provider: no service's own provider has any.
 */
export abstract class EphemeralTokenBase extends Construct implements ICredential {
  public abstract readonly value: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node.addValidation({ validate: () => versionFindings(this, '1.10', 'an ephemeral token', '1.11') });
  }

  public get authorizationScheme(): AuthorizationScheme {
    return AuthorizationScheme.BEARER;
  }

  public get environmentVariable(): string {
    return ENVIRONMENT_VARIABLE;
  }

  public authorizationHeader(scheme?: AuthorizationScheme): { [name: string]: string } {
    return authorizationHeader(this, scheme);
  }

  public environmentEntry(variable?: string): { [variable: string]: string } {
    return environmentEntry(this, variable);
  }
}
