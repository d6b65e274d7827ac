import {
  Aspects,
  call,
  Expression,
  IAspect,
  IResolvable,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { IConstruct } from 'constructs';
import { TokensProvider } from './bindings';
import { Findings } from './findings';
import { HclOutput } from './hcl-output/hcl-output';

const served = new WeakSet<TerraformStack>();

/**
 * Says which provider a resource of ours comes from. Terraform would guess it from the type's prefix,
 * and look for a provider named "pyvider" or "linode".
 *
 * @param provider the vendor's own provider, or a companion with an alias; without it, the resource
 * gets the stack's companion provider when the app is synthesized
 */
export function provideFor<T extends TerraformResource | TerraformDataSource>(
  resource: T,
  provider?: TerraformProvider,
): T {
  HclOutput.enable(resource.cdktfStack);
  if (provider) {
    resource.provider = provider;
    // cdktf refuses a resource whose generator names a provider that the stack doesn't have.
    const comesFrom = { terraformGeneratorMetadata: provider.terraformGeneratorMetadata };
    return Object.assign(resource, comesFrom);
  }
  serve(resource.cdktfStack);
  return resource;
}

/**
 * Calls a function of the companion provider, which the stack then has, whoever its resources come from.
 * Terraform knows functions of providers from 1.8 on.
 */
export function callCompanion(stack: TerraformStack, name: string, ...args: Expression[]): IResolvable {
  HclOutput.enable(stack);
  serve(stack);
  return call(`provider::${TokensProvider.tfResourceType}::${name}`, args);
}

function serve(stack: TerraformStack): void {
  if (served.has(stack)) return;
  served.add(stack);
  Aspects.of(stack).add(new CompanionProvider(stack));
}

/**
 * Gives every resource of the companion in one stack its provider: the one that the user made, even
 * if it was made last, or else one of our own. An aspect, since only then the stack is complete.
 */
export class CompanionProvider implements IAspect {
  private provider?: TerraformProvider;

  constructor(private readonly stack: TerraformStack) {}

  public visit(node: IConstruct): void {
    // The stack itself is visited before anything in it.
    if (node === this.stack) {
      this.provider =
        providersIn(this.stack).find(isDefaultCompanion) ??
        new TokensProvider(this.stack, 'cdktf-access-tokens.TokensProvider');
    } else if (isOrphan(node) && node.cdktfStack === this.stack) {
      node.provider = this.provider;
    }
  }
}

/** Whether it is a companion provider, and no service's own: some attributes only the companion knows. */
export function isCompanion(provider?: TerraformProvider): boolean {
  return provider === undefined || provider.terraformResourceType === TokensProvider.tfResourceType;
}

/** What is wrong with an argument that a service's own provider would refuse. */
export function companionOnly(
  provider: TerraformProvider | undefined,
  given: Readonly<Record<string, unknown>>,
): Findings {
  if (isCompanion(provider)) return [];
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name]) =>
        `${name} is given, which only the companion provider knows, and the token comes from ` +
        `${provider!.terraformResourceType}: leave it out, or give no provider`,
    );
}

function isDefaultCompanion(provider: TerraformProvider): boolean {
  return isCompanion(provider) && provider.alias === undefined;
}

function isOrphan(node: IConstruct): node is TerraformResource | TerraformDataSource {
  return (
    (TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node)) &&
    node.provider === undefined &&
    node.terraformGeneratorMetadata?.providerName === TokensProvider.tfResourceType
  );
}

/** Those of the stack itself, not of stacks inside it. */
function providersIn(scope: IConstruct): TerraformProvider[] {
  return scope.node.children.flatMap((child) => {
    if (TerraformStack.isStack(child)) return [];
    return TerraformProvider.isTerraformProvider(child) ? [child] : providersIn(child);
  });
}
