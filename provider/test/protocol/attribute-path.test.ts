import { AttributePath, Block } from '../../src/protocol';

const path = AttributePath.of;

test('is written as Terraform writes it', () => {
  expect(String(path('tokens').index(0).attribute('name'))).toBe('tokens[0].name');
  expect(String(path('labels').key('a "b"'))).toBe('labels["a \\"b\\""]');
  expect(String(path('scopes').element('read'))).toBe('scopes["read"]');
  expect(String(path('slots').element({ secret: 'hunter2' }).attribute('name'))).toBe('slots[...].name');
  expect(String(AttributePath.root)).toBe('');
  expect(String(AttributePath.root.index(1).attribute('a'))).toBe('[1].a');
});

test('never changes', () => {
  const token = path('token');
  token.attribute('name');
  expect(String(token)).toBe('token');
});

test('becomes steps of the protocol, and ends at a set', () => {
  expect(path('a').index(2).key('k').attribute('b').toProto()).toEqual({
    steps: [{ attributeName: 'a' }, { elementKeyInt: 2n }, { elementKeyString: 'k' }, { attributeName: 'b' }],
  });
  expect(path('a').element('x').attribute('b').toProto()).toEqual({ steps: [{ attributeName: 'a' }] });
});

describe('for diagnostics', () => {
  const leaf: Block = { attributes: { value: { type: 'string' } } };
  const block: Block = {
    attributes: {
      token: { nested: { nesting: 'single', attributes: {} } },
      list: { type: { list: 'string' } },
    },
    blocks: {
      timeouts: { nesting: 'single', block: leaf },
      slot: { nesting: 'list', block: { blocks: { inner: { nesting: 'map', block: leaf } } } },
      group: { nesting: 'set', block: leaf },
    },
  };

  test.each([
    ['an attribute', path('list'), 'list'],
    ['an element', path('list').index(3), 'list[3]'],
    ['an element of an element', path('list').index(3).index(4), 'list[3]'],
    ['in a nested object', path('token').attribute('name'), 'token'],
    ['in a list of nested objects', path('token').index(0).attribute('name'), 'token[0]'],
    ['in a block', path('timeouts').attribute('value'), 'timeouts.value'],
    [
      'in blocks in blocks',
      path('slot').index(1).attribute('inner').key('k').attribute('value'),
      'slot[1].inner["k"].value',
    ],
    ['in a set of blocks', path('group').element({ value: 'x' }).attribute('value'), 'group'],
    ['a block itself', path('slot').index(1), 'slot[1]'],
    ['what the schema lacks', path('nothing').index(0).attribute('x'), 'nothing[0]'],
  ])('%s', (_, full, located) => {
    expect(String(full.forDiagnostics(block))).toBe(located);
  });

  test.each([
    ['at the last index', path('a').index(0).attribute('b'), 'a[0]'],
    ['at no index', path('a').attribute('b'), 'a.b'],
    ['before an element of a set', path('a').element('x').index(0), 'a'],
    ['at nothing', AttributePath.root, ''],
  ])('without a schema it is cut %s', (_, full, located) => {
    expect(String(full.forDiagnostics())).toBe(located);
  });
});
