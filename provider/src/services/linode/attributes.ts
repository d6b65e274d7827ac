import { Validator } from '../../framework';

const LONGEST_LABEL = 100;

export const LABEL =
  'What the token is called, in 1 to 100 bytes of UTF-8. Labels need not differ from one another.';

export const SCOPES =
  'What the token may do: `*`, or scopes such as `linodes:read_only` with spaces between them, in any order. It ' +
  "can't be more than the provider's own token may. The API's documentation lists all scopes.";

export const isLabel: Validator = (value, report) => {
  const length = Buffer.byteLength(value as string);
  if (length < 1 || length > LONGEST_LABEL) {
    report('Invalid label length', `a text of 1 to ${LONGEST_LABEL} bytes is needed, got ${length}`);
  }
};

export const isScopes: Validator = (value, report) => {
  if ((value as string).trim() === '') {
    report('No scopes', 'at least one scope is needed, such as "linodes:read_only", or "*" for all');
  }
};
