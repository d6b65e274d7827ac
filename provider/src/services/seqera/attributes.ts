import { Validator } from '../../framework';

const LONGEST_NAME = 50;

export const NAME =
  'What the token is called, in 1 to 50 characters. Names of one user’s tokens differ. The service gives one where none is given.';

export const isName: Validator = (value, report) => {
  const { length } = [...(value as string)];
  if (length < 1 || length > LONGEST_NAME) {
    report('Invalid name length', `a text of 1 to ${LONGEST_NAME} characters is needed, got ${length}`);
  }
};
