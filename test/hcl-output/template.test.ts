import { bare, literal, quoted, template } from '../../src/hcl-output/template';

describe('a template', () => {
  test.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['a "quoted" \\ text', '"a \\"quoted\\" \\\\ text"'],
    ['line\nline\r\n\ttab', '"line\\nline\\r\\n\\ttab"'],
    ['\u0000\u2028\u{e0001}', '"\\u0000\\u2028\\U000e0001"'],
    ['é 👍', '"é 👍"'],
    ['${var.a}', 'var.a'],
    ['${ var.a }', 'var.a'],
    ['a ${var.b} "c"', '"a ${var.b} \\"c\\""'],
    ['${var.a}${var.b}', '"${var.a}${var.b}"'],
    ['$${var.a}', '"$${var.a}"'],
    ['$$${var.a}', '"$$${var.a}"'],
    ['%%{ if }', '"%%{ if }"'],
    ['${"a } \\" ${"}"}"} b', '"${"a } \\" ${"}"}"} b"'],
    ['${{ a = 1 }["a"]}', '{ a = 1 }["a"]'],
    ['%{ if true }"%{ endif }', '"%{ if true }\\"%{ endif }"'],
    // No line may end an argument before its expression ends.
    ['${[\n1]}', '"${[\n1]}"'],
    ['${1 # one }\n}', '"${1 # one }\n}"'],
    ['${1 /* } */}', '"${1 /* } */}"'],
    ['${<<EOT\n}\nEOT\n}', '"${<<EOT\n}\nEOT\n}"'],
  ])('%j is written as %s', (text, written) => {
    expect(template(text)).toBe(written);
  });

  test.each([
    ['a \n ${~ 1 ~} \n b', '"a \\n${ 1 } b"'],
    ['%{ for x in [1] ~}\n  ${x}\n%{ endfor ~}', '"%{ for x in [1] }  ${x}\\n%{ endfor }"'],
    ['${~ 1 ~}', '1'],
  ])('%j trims what it would trim in JSON: one line', (text, written) => {
    expect(template(text)).toBe(written);
  });
});

test('a key stays between quotes', () => {
  expect(quoted('${var.a}')).toBe('"${var.a}"');
});

test('a literal stands for itself', () => {
  expect(literal('${a} %{b} $${c} $d "e"')).toBe('"$${a} %%{b} $$${c} $d \\"e\\""');
});

test.each([
  ['list(string)', 'list(string)'],
  ['${null_resource.a}', 'null_resource.a'],
  ['tags["${each}"]', 'tags["${each}"]'],
])('an address %j is written as %s', (text, written) => {
  expect(bare(text)).toBe(written);
});
