/** What configurations require the provider by. */
export const SOURCE = 'access-tokens/tokens';

/** Where Terraform and OpenTofu look for it then. */
export const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];
