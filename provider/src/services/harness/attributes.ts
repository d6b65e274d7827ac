import { API_KEY_TYPES } from './place';
import {
  AttributePath,
  isDuration,
  isNotEmpty,
  isUnknown,
  Operation,
  PlanModifier,
  requiresReplace,
  setAttribute,
  stringAttribute,
  Unknown,
  Validator,
  Value,
} from '../../framework';
import { parseDuration } from '../../time/duration';

type Text = string | null | Unknown;

/** Attributes that place a resource: nothing moves in Harness, so another value makes another resource. */
const place = (description: string) => ({
  description: `${description} Another one makes another resource.`,
  validators: [isNotEmpty],
  planModifiers: [requiresReplace],
});

/** The vendor's own provider has an empty text where there is none, in a state that no read has mended yet. */
const requiresReplaceUnlessNone: PlanModifier = (attribute) => {
  if (attribute.plan !== null || attribute.prior !== '') requiresReplace(attribute);
};

const ACCOUNT_ID = 'Account that it is in.';
const ORG_ID = 'Organization that it is in; the account itself where it is not given.';
const PROJECT_ID = 'Project that it is in; needs `org_id`.';

export const scopeAttributes = {
  account_id: stringAttribute({ required: true, ...place(ACCOUNT_ID) }),
  org_id: stringAttribute({
    optional: true,
    ...place(ORG_ID),
    planModifiers: [requiresReplaceUnlessNone],
  }),
  project_id: stringAttribute({
    optional: true,
    ...place(PROJECT_ID),
    planModifiers: [requiresReplaceUnlessNone],
  }),
};

const areOneOf =
  (choices: readonly string[]): Validator =>
  (value, report) => {
    if (!choices.includes(value as string)) {
      report(
        'Not one of the choices',
        `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')} is needed, got ${JSON.stringify(value)}`,
      );
    }
  };

export const apiKeyPlaceAttributes = {
  apikey_type: stringAttribute({
    required: true,
    ...place('`USER` for a user’s own API key, or `SERVICE_ACCOUNT`.'),
    validators: [areOneOf(API_KEY_TYPES)],
  }),
  parent_id: stringAttribute({
    required: true,
    ...place(
      'Whom the API key belongs to: the id of the user whose token the provider works with, or the identifier of a ' +
        'service account. Refer to the resource that makes it, so that it is made before and destroyed after.',
    ),
  }),
};

export const identifierAttribute = stringAttribute({
  required: true,
  ...place(
    'Identifies it among its siblings, whatever the case: letters, digits, `_` and `$`, not beginning with a digit.',
  ),
});

export const nameAttribute = stringAttribute({
  required: true,
  description: 'What it is called. Changes in place.',
  validators: [isNotEmpty],
});

export const descriptionAttribute = stringAttribute({
  optional: true,
  description: 'What it is for. Changes in place.',
});

const areTags: Validator = (value, report) => {
  const keys = (value as Value[]).map((tag) => (isUnknown(tag) ? tag : String(tag ?? '').split(':')[0]));
  if (keys.includes('')) {
    report('Invalid tag', 'a tag is "key" or "key:value", and its key has to be some text');
  }
  const known = keys.filter((key) => !isUnknown(key));
  if (new Set(known).size < known.length) report('Invalid tags', 'each key can have one value');
};

export const tagsAttribute = setAttribute<string>('string', {
  optional: true,
  description: 'Tags: `key` or `key:value`, the value from the first colon on. Change in place.',
  validators: [areTags],
});

/** 1973-03-03 in milliseconds since 1970; as seconds it is the year 5138. */
const LEAST_INSTANT = 100_000_000_000;

export const isInstantInMilliseconds: Validator = (value, report) => {
  if ((value as number) >= LEAST_INSTANT) return;
  report(
    'Not an instant in milliseconds',
    `milliseconds since 1970 are needed, such as 1767225600000 for 2026-01-01T00:00:00Z, got ${String(value)}. ` +
      'Are these seconds? Multiply them by 1000.',
  );
};

/** A duration that may be none at all. */
export const isOverlap: Validator = (value, report) => {
  const length = parseDuration(value as string);
  if (length === undefined) return isDuration(value, report);
  if (length < 0) {
    report('Negative duration', `a duration such as "2d" or "0s" is needed, got ${JSON.stringify(value)}`);
  }
};

/** A project is in an organization. */
export function checkScope(
  { org_id: org, project_id: project }: { readonly org_id: Text; readonly project_id: Text },
  { diagnostics }: Operation,
): void {
  if (project !== null && org === null) {
    diagnostics.error(
      'Missing required argument',
      '"project_id": all of `org_id,project_id` must be specified. A project is in an organization: give org_id as well.',
      AttributePath.of('project_id'),
    );
  }
}
