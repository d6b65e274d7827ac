import {
  Aspects,
  dependable,
  Fn,
  IAspect,
  ITerraformDependable,
  LocalExecProvisioner,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { NullPackage, nullPackage } from './null-package';
import { Findings, text } from '../findings';
import { RotatingBase } from '../rotation/rotating-base';
import { TerraformData } from '../rotation/terraform-data';
import { versionFindings } from '../terraform-version';

/** The resource that runs the command. */
export enum HookResource {
  /**
   * `null_resource` of the provider `hashicorp/null`, which the stack then has. It needs the package
   * `@cdktf/provider-null`.
   */
  NULL_RESOURCE = 'null_resource',

  /** `terraform_data`, which Terraform brings along since 1.4: no provider, and no package. */
  TERRAFORM_DATA = 'terraform_data',
}

/** Properties of a `RotationHook`. */
export interface RotationHookProps {
  /** What rotates: a `RotatingToken` or a `RotatedResource`. */
  readonly rotating: RotatingBase;

  /**
   * What to run on the machine that runs Terraform. Terraform shows it, so no secret belongs in it. Where it fails,
   * so does the apply, and the next one runs it again.
   */
  readonly command: string;

  /**
   * What the command finds in its environment, beside what Terraform has in its own. A secret, such as
   * `rotating.current.value`, is known to Terraform as one, which then shows nothing of the command's output;
   * but whoever may look at the processes of that machine sees it, so let the command read it from a file
   * or from a secret store where it can.
   *
   * @default - nothing besides
   */
  readonly environment?: { [name: string]: string };

  /**
   * Further texts that run it again when they change.
   *
   * @default - each rotation does, and nothing else
   */
  readonly triggers?: { [name: string]: string };

  /**
   * What it comes after, besides the tokens themselves: such as the file that the new token is written to.
   *
   * @default - the tokens
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * Where the command runs.
   *
   * @default - where Terraform runs: the stack's own directory
   */
  readonly workingDirectory?: string;

  /**
   * What runs the command, such as `['/bin/bash', '-c']`.
   *
   * @default - the shell of the operating system
   */
  readonly interpreter?: string[];

  /**
   * The resource that runs it.
   *
   * @default HookResource.NULL_RESOURCE
   */
  readonly resource?: HookResource;
}

/**
 * Runs a command after each rotation, and after the first issue: to restart a service, say, or to tell somebody. It
 * runs when the new token is there, while the one before it is still valid for its overlap.
 *
 * @example
 * const token = deploy.current;
 * const file = token.writeSecretFile(stack, 'File', { filename: '/run/secrets/deploy' });
 * new RotationHook(stack, 'Reload', {
 *   rotating: deploy,
 *   command: 'systemctl reload deployer',
 *   dependsOn: [file],
 *   resource: HookResource.TERRAFORM_DATA,
 * });
 */
export class RotationHook extends Construct {
  constructor(scope: Construct, id: string, props: RotationHookProps) {
    super(scope, id);
    const { rotating, command, environment, workingDirectory, interpreter } = props;
    const provisioner: LocalExecProvisioner = {
      type: 'local-exec',
      command,
      environment,
      workingDir: workingDirectory,
      interpreter,
    };
    const triggers = { ...props.triggers, serial: Fn.tostring(rotating.serial) };
    const resource =
      props.resource === HookResource.TERRAFORM_DATA
        ? new TerraformData(this, 'Resource', { triggersReplace: triggers })
        : nullResource(this, triggers);
    resource.provisioners = [provisioner];
    const before = [...rotating._resources, ...(props.dependsOn ?? [])];
    resource.dependsOn = before.map(dependable);
    this.node.addValidation({ validate: () => this.findings(props) });
  }

  private findings({ rotating, command, triggers = {}, resource }: RotationHookProps): Findings {
    const found = text('command', command, 'systemctl reload deployer');
    if (resource === HookResource.TERRAFORM_DATA) {
      found.push(...versionFindings(this, '1.4', 'a hook in terraform_data'));
    }
    if ('serial' in triggers) {
      found.push('triggers has "serial", which is the rotation’s own: give yours another name');
    }
    if (TerraformStack.of(this) !== TerraformStack.of(rotating)) {
      found.push(
        `${rotating.node.path} is in another stack, and this one can’t come after what is there: make the hook in ` +
          `that stack`,
      );
    }
    return found;
  }
}

function nullResource(scope: Construct, triggers: { [name: string]: string }): TerraformResource {
  const { resource, provider } = nullPackage(scope);
  const stack = TerraformStack.of(scope);
  if (!provided.has(stack)) {
    provided.add(stack);
    Aspects.of(stack).add(new NullProvider(stack, provider));
  }
  return new resource.Resource(scope, 'Resource', { triggers });
}

const provided = new WeakSet<TerraformStack>();

/** Gives the stack a null provider where its user made none. An aspect, since only then the stack is complete. */
class NullProvider implements IAspect {
  constructor(
    private readonly stack: TerraformStack,
    private readonly bindings: NullPackage['provider'],
  ) {}

  public visit(node: IConstruct): void {
    if (node !== this.stack) return;
    const { NullProvider: Provider } = this.bindings;
    const known = this.stack
      .allProviders()
      .some((it) => it.terraformResourceType === Provider.tfResourceType && it.alias === undefined);
    if (!known) new Provider(this.stack, 'cdktf-access-tokens.NullProvider');
  }
}
