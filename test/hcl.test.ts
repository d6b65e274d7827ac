import { Fn, ref, TerraformOutput, Token } from 'cdktf';
import { newStack, synth } from './synth';
import { isPresent, prefixed, quoted, withoutNull } from '../src/hcl';

const text = Token.asString(ref('c.text'));
const number = Token.asNumber(ref('c.number'));

/** How a text stands in an expression. */
function inExpression(given: string): string {
  const stack = newStack();
  new TerraformOutput(stack, 'out', { value: Fn.upper(quoted(given)) });
  return synth(stack).output.out.value;
}

describe('quoted', () => {
  test.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['a "quote", a \\ and\na line', '"a \\"quote\\", a \\\\ and\\na line"'],
    ['${no} %{no} reference', '"$${no} %%{no} reference"'],
    ['1.5e+10 bytes', '"1.5e+10 bytes"'],
    [text, 'c.text'],
    [`a "${text}" b`, 'join("", ["a \\"", c.text, "\\" b"])'],
    [`${number}`, 'tostring(c.number)'],
    [`after ${number} "days"`, 'join("", ["after ", tostring(c.number), " \\"days\\""])'],
    [`${number}${number}`, 'join("", [tostring(c.number), tostring(c.number)])'],
    [`${text}-${number}`, 'join("", [c.text, "-", tostring(c.number)])'],
  ])('%j', (given, expected) => {
    expect(inExpression(given)).toBe(`\${upper(${expected})}`);
  });
});

test.each([
  ['plain', '"plain"'],
  ['', '""'],
  [text, 'join("", compact([c.text]))'],
  [`a "${text}" b`, 'join("", compact(["a \\"", c.text, "\\" b"]))'],
])('without null: %j', (given, expected) => {
  const stack = newStack();
  new TerraformOutput(stack, 'out', { value: Fn.upper(withoutNull(given)) });
  expect(synth(stack).output.out.value).toBe(`\${upper(${expected})}`);
});

test.each([
  ['Bearer ', 'plain', '"Bearer plain"'],
  ['', text, 'c.text'],
  ['Bearer ', text, 'one(formatlist("Bearer %s", compact([c.text])))'],
  ['100%{x} ', text, 'one(formatlist("100%%%{x} %s", compact([c.text])))'],
  ['a ', `b ${text}`, 'one(formatlist("a %s", compact([join("", ["b ", c.text])])))'],
])('prefixed: %j before %j', (prefix, value, expected) => {
  const stack = newStack();
  new TerraformOutput(stack, 'out', { value: Fn.upper(prefixed(prefix, value)) });
  expect(synth(stack).output.out.value).toBe(`\${upper(${expected})}`);
});

test('whether a secret is there may be shown', () => {
  const stack = newStack();
  new TerraformOutput(stack, 'out', { value: isPresent(text) });
  expect(synth(stack).output.out.value).toBe('${nonsensitive((c.text != null))}');
});
