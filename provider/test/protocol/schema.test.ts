import {
  Block,
  cty,
  functionToProto,
  identitySchemaToProto,
  identityType,
  impliedType,
  schemaToProto,
  tfplugin6,
} from '../../src/protocol';

const type = (json: Uint8Array) => JSON.parse(Buffer.from(json).toString() || 'null') as unknown;

const block: Block = {
  description: 'A token.',
  attributes: {
    name: { type: 'string', required: true, description: 'What it is **for**.' },
    token: { type: 'string', computed: true, sensitive: true },
    seed: { type: 'string', optional: true, writeOnly: true, deprecated: 'Use name.' },
    slots: {
      computed: true,
      nested: { nesting: 'list', attributes: { serial: { type: 'number', computed: true } } },
    },
  },
  blocks: {
    timeouts: { nesting: 'single', block: { attributes: { create: { type: 'string', optional: true } } } },
    scope: {
      nesting: 'set',
      minItems: 1,
      maxItems: 5,
      block: { attributes: { name: { type: 'string', required: true } } },
    },
    labels: { nesting: 'map', block: {} },
    retry: { nesting: 'group', block: {} },
  },
};

test('a schema keeps all that it says on the wire', () => {
  const sent = tfplugin6.Schema.decode(tfplugin6.Schema.encode(schemaToProto(block, 3)).finish());
  expect(sent.version).toBe(3n);
  const { attributes, blockTypes, description, descriptionKind } = sent.block!;
  expect({ description, descriptionKind }).toEqual({ description: 'A token.', descriptionKind: 1 });
  expect(attributes.map(({ name }) => name)).toEqual(['name', 'token', 'seed', 'slots']);
  const [name, token, seed, slots] = attributes;
  expect(type(name.type)).toBe('string');
  expect(name).toMatchObject({
    required: true,
    optional: false,
    computed: false,
    description: 'What it is **for**.',
  });
  expect(token).toMatchObject({
    required: false,
    computed: true,
    sensitive: true,
    writeOnly: false,
    deprecated: false,
  });
  expect(seed).toMatchObject({
    optional: true,
    writeOnly: true,
    deprecated: true,
    deprecationMessage: 'Use name.',
  });
  expect(slots.type).toHaveLength(0);
  expect(slots.nestedType).toMatchObject({ nesting: tfplugin6.Schema_Object_NestingMode.LIST });
  expect(slots.nestedType?.attributes.map((each) => each.name)).toEqual(['serial']);
  expect(
    blockTypes.map(({ typeName, nesting, minItems, maxItems }) => [typeName, nesting, minItems, maxItems]),
  ).toEqual([
    ['timeouts', tfplugin6.Schema_NestedBlock_NestingMode.SINGLE, 0n, 0n],
    ['scope', tfplugin6.Schema_NestedBlock_NestingMode.SET, 1n, 5n],
    ['labels', tfplugin6.Schema_NestedBlock_NestingMode.MAP, 0n, 0n],
    ['retry', tfplugin6.Schema_NestedBlock_NestingMode.GROUP, 0n, 0n],
  ]);
  expect(blockTypes[0].block?.attributes[0].name).toBe('create');
});

test('the type of its values', () => {
  const expected = cty.object({
    name: 'string',
    token: 'string',
    seed: 'string',
    slots: cty.list(cty.object({ serial: 'number' })),
    timeouts: cty.object({ create: 'string' }),
    scope: cty.set(cty.object({ name: 'string' })),
    labels: cty.map(cty.object({})),
    retry: cty.object({}),
  });
  expect(cty.typesEqual(impliedType(block), expected)).toBe(true);
  expect(cty.typesEqual(impliedType({}), cty.object({}))).toBe(true);
});

test('something of any type may be nested singly, not in a collection', () => {
  const any: Block = { attributes: { value: { type: 'dynamic', optional: true } } };
  expect(() => impliedType({ blocks: { one: { nesting: 'single', block: any } } })).not.toThrow();
  expect(() => impliedType({ blocks: { all: { nesting: 'list', block: any } } })).toThrow('all: a list');
  expect(() =>
    impliedType({
      attributes: { all: { optional: true, nested: { nesting: 'map', attributes: any.attributes! } } },
    }),
  ).toThrow('all: a map');
});

test('identity', () => {
  const schema = {
    version: 1,
    attributes: { id: { type: 'number' as const, requiredForImport: true, description: 'Its number.' } },
  };
  expect(cty.typesEqual(identityType(schema), cty.object({ id: 'number' }))).toBe(true);
  const sent = identitySchemaToProto(schema);
  expect(sent.version).toBe(1n);
  expect(sent.identityAttributes).toEqual([
    {
      name: 'id',
      type: Buffer.from('"number"'),
      description: 'Its number.',
      requiredForImport: true,
      optionalForImport: false,
    },
  ]);
});

test('functions', () => {
  const sent = functionToProto({
    summary: 'Time left',
    description: 'Seconds until *expiry*.',
    parameters: [{ name: 'expiry', type: 'string', description: 'RFC 3339.' }],
    variadic: { name: 'others', type: 'dynamic', allowNull: true, allowUnknown: true },
    returns: 'number',
  });
  const back = tfplugin6.FunctionMessage.decode(tfplugin6.FunctionMessage.encode(sent).finish());
  expect(back).toMatchObject({ summary: 'Time left', descriptionKind: 1, deprecationMessage: '' });
  expect(back.parameters[0]).toMatchObject({
    name: 'expiry',
    allowNullValue: false,
    allowUnknownValues: false,
  });
  expect(back.variadicParameter).toMatchObject({
    name: 'others',
    allowNullValue: true,
    allowUnknownValues: true,
  });
  expect(type(back.variadicParameter!.type)).toBe('dynamic');
  expect(type(back.return!.type)).toBe('number');
});
