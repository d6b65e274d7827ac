import { isBetween, isNotEmpty, Validator, Value } from '../../framework';

const LONGEST_DESCRIPTION = 1000;
const MOST_ELEMENTS = 100;

export const MIN_MAX_AGE = 600;
export const MAX_MAX_AGE = 315_360_000;

export const ORGANIZATION_ID = 'Organization that the application user belongs to, such as `org1a2b3c4d5e6`.';
export const USER_ID =
  'Application user whom the token is made for, such as `u1a2b3c4d5e6`. A user has at most 10 tokens.';
export const DESCRIPTION = 'What the token is for, in at most 1000 bytes of UTF-8.';
export const EXTEND_WHEN_USED =
  'Whether each use of the token lets it live for another `max_age_seconds`, without which this has no effect. ' +
  '`false` by default.';
export const SCOPES =
  'What the token may do, such as `user:read` or `projects:read`, at most 100; everything that its user may ' +
  'where it is not given.';
export const IP_ALLOWLIST =
  'Addresses and CIDR blocks that the token may be used from, such as `10.0.0.0/8`, at most 100; all where it is ' +
  'not given.';
export const FULL_TOKEN = 'The secret.';
export const TOKEN_PREFIX =
  'First characters of the secret, by which Aiven tells a user’s tokens apart. They may hold `/`, `+` and `=`.';

export const areIds = [isNotEmpty];
export const areAges = [isBetween(MIN_MAX_AGE, MAX_MAX_AGE)];

export const isDescription: Validator = (value, report) => {
  const length = Buffer.byteLength(value as string);
  if (length > LONGEST_DESCRIPTION) {
    report(
      'Invalid description length',
      `a text of at most ${LONGEST_DESCRIPTION} bytes is needed, got ${length}`,
    );
  }
};

export const isSmallSet: Validator = (value, report) => {
  const elements = value as Value[];
  if (elements.length > MOST_ELEMENTS) {
    report(
      'Too many elements',
      `a set of at most ${MOST_ELEMENTS} elements is needed, got ${elements.length}`,
    );
  }
  if (elements.some((element) => element === null || element === '')) {
    report('Empty element', 'each element needs text. Leave the empty ones out.');
  }
};
