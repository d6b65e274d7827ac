import { Fn, ref, TerraformOutput, Token } from 'cdktf';
import { newStack, synth } from './synth';
import { isPresent, quoted } from '../src/hcl';

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

test('whether a secret is there may be shown', () => {
  const stack = newStack();
  new TerraformOutput(stack, 'out', { value: isPresent(text) });
  expect(synth(stack).output.out.value).toBe('${nonsensitive((c.text != null))}');
});
