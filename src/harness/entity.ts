import { Token } from 'cdktf';
import { NameRules } from '../environment/token-name';
import { Findings, text } from '../findings';
import { ImportForm } from '../import-block';

/** Where Harness's own tools look for a token. */
export const ENVIRONMENT_VARIABLE = 'HARNESS_PLATFORM_API_KEY';

/** Where in Harness something is: in the account itself, in an organization, or in a project of one. */
export interface HarnessPlace {
  readonly accountId: string;
  readonly orgId?: string;
  readonly projectId?: string;
}

// Of Harness's documentation on entity identifiers.
const IDENTIFIER = /^[A-Za-z_][\w$]{0,127}$/;

/** What a prefix may hold is less than what a name may. */
export const IDENTIFIER_RULES: NameRules = {
  separator: '_',
  limit: { service: 'harness_platform_token', most: 128, unit: 'characters' },
  forbidden: /[^\w$]/g,
};

/** What identifies an entity among its siblings, and never changes. */
export function identifier(given: string): Findings {
  if (Token.isUnresolved(given) || IDENTIFIER.test(given)) return [];
  return [
    `identifier is ${JSON.stringify(given)}: make it 1 to 128 letters, digits, "_" and "$", with a letter or "_" ` +
      `first, such as "deploy_key"`,
  ];
}

/** An account has organizations, and an organization projects. */
export function place({ accountId, orgId, projectId }: HarnessPlace): Findings {
  const found = text('accountId', accountId, 'kmpySmUISimoRrJL6NL73w');
  if (orgId !== undefined) found.push(...text('orgId', orgId, 'default'));
  if (projectId !== undefined) found.push(...text('projectId', projectId, 'default_project'));
  if (projectId !== undefined && orgId === undefined) {
    found.push(
      `projectId is ${JSON.stringify(projectId)}, but there is no orgId: give the organization of the project`,
    );
  }
  return found;
}

/** The parts of an id for `terraform import` that say where something is; none for the account itself. */
export function placeForm({ orgId, projectId }: Omit<HarnessPlace, 'accountId'>): ImportForm {
  return {
    ...(orgId !== undefined && { ORG: orgId }),
    ...(projectId !== undefined && { PROJECT: projectId }),
  };
}

/** Tags as Harness has them: `key:value`, or `key` alone where the value is empty. */
export function tagList(tags?: Record<string, string>): string[] | undefined {
  return tags && Object.entries(tags).map(([key, value]) => (value === '' ? key : `${key}:${value}`));
}

/** A colon in a key would be the end of it. */
export function tagFindings(tags: Record<string, string> = {}): Findings {
  return Object.keys(tags)
    .filter((key) => !Token.isUnresolved(key) && (key.trim() === '' || key.includes(':')))
    .map((key) => `tags has the key ${JSON.stringify(key)}: give a text without a colon, such as "team"`);
}
