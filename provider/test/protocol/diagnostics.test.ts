import { AttributePath, Diagnostics, tfplugin6 } from '../../src/protocol';

test('findings come in order, with severity and place', () => {
  const others = new Diagnostics().warning('Old name', 'Use token.');
  const diagnostics = new Diagnostics()
    .error('Bad period', 'A period must be positive; got 0s.', AttributePath.of('period'))
    .append(others);
  expect(diagnostics.toProto()).toEqual([
    {
      severity: tfplugin6.Diagnostic_Severity.ERROR,
      summary: 'Bad period',
      detail: 'A period must be positive; got 0s.',
      attribute: { steps: [{ attributeName: 'period' }] },
    },
    {
      severity: tfplugin6.Diagnostic_Severity.WARNING,
      summary: 'Old name',
      detail: 'Use token.',
      attribute: undefined,
    },
  ]);
  expect([...diagnostics].map(({ summary }) => summary)).toEqual(['Bad period', 'Old name']);
});

test('only errors are errors', () => {
  expect(new Diagnostics().hasErrors).toBe(false);
  expect(new Diagnostics().warning('a', 'b').hasErrors).toBe(false);
  expect(new Diagnostics().warning('a', 'b').append(new Diagnostics().error('c', 'd')).hasErrors).toBe(true);
});

test('a path without steps is left out, for it would hide the block', () => {
  const [root] = new Diagnostics().error('a', 'b', AttributePath.root).toProto();
  expect(root.attribute).toBeUndefined();
  const [element] = new Diagnostics().error('a', 'b', AttributePath.root.element('x')).toProto();
  expect(element.attribute).toBeUndefined();
});

test('with its block a path is kept as far as Terraform can follow', () => {
  const create = AttributePath.of('slot').index(0).attribute('name');
  const block = {
    blocks: {
      slot: { nesting: 'list' as const, block: { attributes: { name: { type: 'string' as const } } } },
    },
  };
  const diagnostics = new Diagnostics().error('a', 'b', create);
  expect(diagnostics.toProto(block)[0].attribute?.steps).toHaveLength(3);
  expect(diagnostics.toProto()[0].attribute?.steps).toHaveLength(2);
});

test('text is always valid', () => {
  const [diagnostic] = new Diagnostics().error('a\ud800', '\udc00b').toProto();
  expect(diagnostic).toMatchObject({ summary: 'a\ufffd', detail: '\ufffdb' });
  const wire = tfplugin6.Diagnostic.encode(diagnostic).finish();
  expect(tfplugin6.Diagnostic.decode(wire)).toEqual(diagnostic);
});
