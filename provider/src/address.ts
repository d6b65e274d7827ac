/** Where configurations require the provider from. */
export const ADDRESS = 'registry.terraform.io/access-tokens/tokens';
