import { TerraformElement, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { Findings } from './findings';
import { versionFindings } from './terraform-version';

/**
 * What the id of an existing resource consists of, with slashes between: each part by its name in capitals, and what
 * it has to be. The last one may have slashes in it.
 */
export type ImportForm = Readonly<Record<string, string | RegExp>>;

/** Any text that Terraform takes as it stands. */
export const ANY = /^(?:(?![$%]\{).)+$/;

/** Has a resource taken over from the service instead of made anew, by an `import` block. */
export function importFrom(
  scope: Construct,
  resource: TerraformResource,
  id: string,
  form: ImportForm,
): void {
  const block = new ImportBlock(scope, 'Import', resource, id);
  block.node.addValidation({
    validate: () => [
      ...formFindings(resource.terraformResourceType, id, form),
      ...versionFindings(block, '1.5', 'an import block'),
    ],
  });
}

/** Unlike cdktf's own, it asks no Terraform for its version, which takes longer than all the rest of a synthesis. */
class ImportBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(scope, id);
  }

  public toTerraform(): unknown {
    // OpenTofu doesn't take the provider from the resource.
    const { provider } = this.resource;
    return { import: [{ to: this.address, id: this.importId, ...(provider && { provider: provider.fqn }) }] };
  }

  private get address(): string {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }
}

function formFindings(type: string, id: string, form: ImportForm): Findings {
  if (Token.isUnresolved(id)) return [];
  const expected = Object.entries(form);
  const parts = id.split('/');
  const last = expected.length - 1;
  const given = [...parts.slice(0, last), parts.slice(last).join('/')];
  if (expected.every(([, part], index) => fits(given[index], part))) return [];
  const shape = expected.map(([name, part]) =>
    typeof part === 'string' && !Token.isUnresolved(part) ? part : name,
  );
  return [`id is ${JSON.stringify(id)}: a ${type} is imported by its ${shape.join('/')}`];
}

function fits(given: string | undefined, expected: string | RegExp): boolean {
  if (given === undefined || given === '') return false;
  if (typeof expected !== 'string') return expected.test(given);
  return Token.isUnresolved(expected) || expected === given;
}
