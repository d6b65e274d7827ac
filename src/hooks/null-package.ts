import { IConstruct } from 'constructs';

/** The null provider's bindings. The edition for CDK Terrain has a file of its own for this one. */
export type NullPackage = typeof import('@cdktf/provider-null');

/** Loaded when it is first used, so that nobody else needs the package. */
export function nullPackage(scope: IConstruct): NullPackage {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for everybody
    return require('@cdktf/provider-null') as NullPackage;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `${scope.node.path} makes a null_resource, which needs a package that is not there: add @cdktf/provider-null, or ` +
        `give resource: HookResource.TERRAFORM_DATA, which needs none`,
    );
  }
}
