import { TerraformProvider, TerraformStack } from 'cdktf';

class VendorProvider extends TerraformProvider {}

/** A vendor's own provider, as cdktf generates it. */
export function vendorProvider(stack: TerraformStack, name: string): TerraformProvider {
  return new VendorProvider(stack, name, {
    terraformResourceType: name,
    terraformProviderSource: `vendor/${name}`,
    terraformGeneratorMetadata: { providerName: name },
  });
}
