import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { useTerraform } from './terraform';
import { HclOutput } from '../../src';

const terraform = useTerraform();

/** Pieces that mean something to one of the two syntaxes, or to their scanners. */
const PIECES = [
  '"',
  '\\',
  '\\"',
  '\\n',
  '\n',
  '\r\n',
  '\t',
  '$',
  '$$',
  '$${',
  '$$${',
  '%',
  '%%',
  '%%{',
  '{',
  '}',
  '#',
  '//',
  '/*',
  '<<EOT\n',
  'EOT',
  '\u0000',
  '\u001b',
  '\u2028',
  '\u200b',
  'e\u0301',
  '👩‍🚀',
  'null',
  'true',
];

/** Expressions whose strings, comments and nesting have braces and quotes of their own. */
const EXPRESSIONS = [
  '${1 + 1}',
  '${"}"}',
  '${"\\"}"}',
  '${{ a = "{" }["a"]}',
  '${"a${"b${"}"}"}c"}',
  '${"$${"}',
  '${~ "trimmed" ~}',
  '${\n  true\n}',
  '${/* } */ "block comment"}',
  '${"line comment" # }\n}',
  '${"line comment" // }\n}',
  '${<<EOT\n} "\nEOT\n}',
  ' %{ if true }yes%{ else }no%{ endif }',
  ' %{ for each in ["a", "b"] ~}\n  ${each}\n%{ endfor ~}',
  '${jsonencode({ "a" = [1, null] })}',
];

const plain = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...PIECES));
const template = fc
  .array(fc.oneof(plain, fc.constantFrom(...EXPRESSIONS)), { maxLength: 4 })
  .map((parts) => parts.join(''));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const key = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('for', 'null', 'true', 'a-b', '1a', 'é'));

/** Any value, of strings of one kind. */
const valueOf = (text: fc.Arbitrary<string>) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      number,
      fc.boolean(),
      fc.constantFrom(null, '${null}', '${[true]}'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        key.filter((name) => !/[$%]\{/.test(name)),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;

test('any value plans to the same in both syntaxes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(valueOf(template), { minLength: 1, maxLength: 60 }),
      fc.array(valueOf(fc.oneof(template, fc.constant('${not.read}'))), { minLength: 1, maxLength: 20 }),
      async (values, defaults) => {
        const named = (
          prefix: string,
          all: readonly unknown[],
          block: (value: unknown, name: string) => object,
        ) => Object.fromEntries(all.map((value, i) => [`${prefix}${i}`, block(value, `${prefix}${i}`)]));
        const configuration = JSON.stringify({
          output: {
            ...named('value', values, (value) => ({ value })),
            ...named('default', defaults, (_, name) => ({ value: `\${var.${name}}` })),
          },
          // What can't be referred to anything stands for itself.
          variable: named('default', defaults, (value) => ({
            default: value,
            description: 'Not ${read} "yet"',
          })),
        });
        expect(await planned('main.tf', HclOutput.fromJson(configuration))).toEqual(
          await planned('main.tf.json', configuration),
        );
      },
    ),
    // Each run has dozens of values in it, and starts Terraform four times.
    { numRuns: 12, endOnFailure: true },
  );
});

let runs = 0;

/** The outputs that Terraform plans for a configuration, or what it refuses. */
async function planned(file: string, configuration: string): Promise<unknown> {
  const directory = terraform().newDirectory(`run${++runs}`);
  writeFileSync(join(directory, file), configuration);
  try {
    await terraform().run(directory, ['plan', '-out=planned']);
    const [json] = await terraform().run(directory, ['show', '-json', 'planned']);
    return JSON.parse(json).planned_values.outputs;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
