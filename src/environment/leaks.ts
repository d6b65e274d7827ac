import { TerraformOutput, TerraformResource } from 'cdktf';
import { exposureOf, isTemplate } from './expression';
import { literalSecret } from './literal-secret';
import { FindingId } from './token-finding';
import { tokenType } from './token-types';

/** Where a text goes. */
export interface Sink {
  readonly id: FindingId;
  /** How a secret there comes to light. */
  readonly why: string;
  readonly remedy: string;
}

/** Something that leaks. */
export interface Leak {
  readonly id: FindingId;
  readonly text: string;
}

const NAMES = new Set([
  'name',
  'name_prefix',
  'label',
  'title',
  'display_name',
  'description',
  'identifier',
  'comment',
  'filename',
]);
const TAGS = new Set(['tags', 'tags_all', 'tag', 'labels', 'annotations']);
const USER_DATA = new Set([
  'user_data',
  'user_data_base64',
  'custom_data',
  'startup_script',
  'metadata_startup_script',
  'stackscript_data',
  'cloud_init',
]);
/** What of a provisioner is in no command line. */
const UNSEEN = new Set(['environment', 'connection']);
const PLAIN_FILES = new Set([
  'local_file',
  'pyvider_file_content',
  'archive_file',
  'template_file',
  'template_dir',
]);

export const OUTPUT: Sink = {
  id: 'secret-in-output',
  why: 'an output that is not marked as sensitive is shown by every apply',
  remedy: 'make the output sensitive: true, or show the token’s `available` or `tokenId` instead',
};
const NAME: Sink = {
  id: 'secret-in-name',
  why: 'a name is shown wherever the service lists what it has',
  remedy: 'name it after what it is for',
};
const TAG: Sink = {
  id: 'secret-in-tag',
  why: 'a tag is shown wherever the service lists what it has, in bills as well',
  remedy: 'give the tag the token’s `tokenId` or `name` instead',
};
const PROVISIONER: Sink = {
  id: 'secret-in-provisioner',
  why: 'a command line can be read by others on that machine',
  remedy:
    'give it to the command in the environment of a local-exec, or in a file that `writeSecretFile` writes',
};
const USER_DATA_SINK: Sink = {
  id: 'secret-in-user-data',
  why: 'every process on the machine can read its user data, and so can whoever may describe the machine',
  remedy: 'let the machine fetch the token from a secret store when it starts',
};
const FILE: Sink = {
  id: 'secret-in-file',
  why: 'the file can be read by others on that machine',
  remedy: 'let the token’s `writeSecretFile` write it, which only its owner may read',
};
const MONITORING_FILE: Sink = {
  id: 'secret-in-monitoring-file',
  why: 'a monitor’s files are there to be read by everybody',
  remedy: 'leave it out, or give the monitor the token’s `tokenId` or `name` instead',
};
const UNMARKED: Sink = {
  id: 'nonsensitive-secret',
  why: 'nonsensitive lets Terraform show it in plans, logs and outputs',
  remedy: 'leave nonsensitive out, or show the token’s `available` or `tokenId` instead',
};

/** What is wrong with a text. */
export function leaksIn(
  text: string,
  path: readonly string[],
  sink: Sink | undefined,
  secrets: ReadonlySet<string>,
): Leak[] {
  const found: Leak[] = [];
  const shape = literalSecret(path[path.length - 1] ?? '', text);
  if (shape) {
    found.push({
      id: 'literal-secret',
      text:
        `${path.join('.')} holds what looks like ${shape}, in plain text: whoever reads the synthesized configuration ` +
        `has it, so let it come from a sensitive variable or from the token that issued it`,
    });
  }
  if (!isTemplate(text)) return found;
  const { secret, unmarked } = exposureOf(text, secrets);
  if (unmarked) found.push(leak(UNMARKED, path, unmarked));
  if (secret && sink) found.push(leak(sink, path, secret));
  return found;
}

/** Where the text of an attribute goes; nowhere that matters, mostly. */
export function sinkOf(
  element: { readonly terraformResourceType: string },
  path: readonly string[],
): Sink | undefined {
  // What a command finds in its environment is for nobody else, and a connection is made with a credential. Terraform
  // reads of both inside the provisioner's type.
  if (path[0] === 'provisioner' && path.slice(1, 3).some((key) => UNSEEN.has(key))) return undefined;
  for (const key of path) {
    const plain = key.replace(/-/g, '_');
    if (plain === 'provisioner') return PROVISIONER;
    if (TAGS.has(plain)) return TAG;
    if (USER_DATA.has(plain)) return USER_DATA_SINK;
  }
  if (NAMES.has(path[path.length - 1])) return NAME;
  return PLAIN_FILES.has(element.terraformResourceType) ? FILE : undefined;
}

/** The same of a file that a monitor writes. */
export function inMonitor(sink: Sink | undefined): Sink | undefined {
  return sink === FILE ? MONITORING_FILE : sink;
}

/** The same of a file that only its owner may read. */
export function inPrivateFile(sink: Sink | undefined): Sink | undefined {
  return sink === FILE ? undefined : sink;
}

/** What a provisioner shows of the very resource that it belongs to. */
export function ownSecret(resource: TerraformResource, text: string): Leak[] {
  const own = tokenType(resource.terraformResourceType)?.secrets.find((secret) =>
    new RegExp(`(?<![\\w.])self\\.${secret}(?!\\w)`).test(text),
  );
  return own && isTemplate(text) ? [leak(PROVISIONER, ['provisioner'], `the secret self.${own}`)] : [];
}

/** Whether Terraform shows an output. */
export function isShown(output: TerraformOutput, attributes: Readonly<Record<string, unknown>>): boolean {
  return (attributes.sensitive ?? output.sensitive) !== true;
}

function leak({ id, why, remedy }: Sink, path: readonly string[], secret: string): Leak {
  return { id, text: `${path.join('.')} shows ${secret}, and ${why}: ${remedy}` };
}
