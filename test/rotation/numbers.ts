import { Arithmetic } from '../../src/rotation/arithmetic';

/** The arithmetic that Terraform is given, with numbers in the place of its expressions. */
export const NUMBERS: Arithmetic<number> = {
  number: (value) => value,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  floor: (a, b) => Math.floor(a / b),
  least: (values) => Math.min(...values),
  greatest: (values) => Math.max(...values),
  more: (a, b) => Number(a > b),
  same: (a, b) => Number(a === b),
  both: (a, b) => Number(a && b),
  either: (a, b) => Number(a || b),
  where: (condition, value, otherwise) => (condition ? value : otherwise),
};
