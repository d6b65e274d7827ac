import { TerraformResource, TerraformStack } from 'cdktf';
import { attributesOf, StackTexts } from './element';
import { isEphemeral } from './policy-checks';
import { Findings } from '../findings';
import { versionFindings } from '../terraform-version';

/** How providers call an argument that Terraform hands on and keeps nowhere: `secret_string_wo`. */
const WRITE_ONLY = /_wo$/;
/** Only such an argument of a resource takes a value that is there for one run. */
const FOR_ONE_RUN = /(?<![\w.])ephemeral\.\w+\.\w/;
/** These blocks take one as well. */
const OTHERS = ['connection', 'provisioner'];

/** What is wrong with write-only arguments, in a stack for a Terraform that knows none. */
export function writeOnlyFindings(stack: TerraformStack): Findings {
  const refused = (what: string) => versionFindings(stack, '1.11', what);
  // Looking at all texts takes its time, and most stacks say nothing of a version.
  if (refused('').length === 0) return [];
  const texts = new StackTexts(stack);
  const resources = stack.node.findAll().filter(TerraformResource.isTerraformResource);
  return resources
    .filter((resource) => resource.cdktfStack === stack && !isEphemeral(resource))
    .flatMap((resource) =>
      writeOnlyArguments(resource, texts).flatMap((name) =>
        refused(`${name} of ${resource.node.path}, a write-only argument,`),
      ),
    );
}

function writeOnlyArguments(resource: TerraformResource, texts: StackTexts): string[] {
  const attributes = attributesOf(resource);
  const given = Object.keys(attributes).filter((name) => attributes[name] !== undefined);
  const found = new Set(given.filter((name) => WRITE_ONLY.test(name)));
  texts.visit(attributes, (text, path) => {
    const isOne = WRITE_ONLY.test(path[path.length - 1]) || FOR_ONE_RUN.test(text);
    if (isOne && !OTHERS.includes(path[0])) found.add(path.join('.'));
  });
  return [...found];
}
