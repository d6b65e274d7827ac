import { Attributes } from '../../src/framework';
import { Fields } from '../../src/framework/server/schema-codec';
import { tokensProvider } from '../../src/provider';
import { InProcess } from '../framework/in-process';

/** Every argument that is required, of everything that the provider has, given as null: as a variable may be. */

const provider = tokensProvider({});
const fake = new InProcess(provider);

const nothing = (names: object): Fields => Object.fromEntries(Object.keys(names).map((name) => [name, null]));
const required = (attributes: Attributes) =>
  Object.entries(attributes).flatMap(([name, attribute]) => (attribute.required ? [name] : []));

const kinds = [
  ['resource', provider.resources],
  ['data source', provider.dataSources],
  ['ephemeral resource', provider.ephemeralResources],
] as const;

describe.each(kinds)('%s', (kind, types) => {
  const cases = (types ?? [])
    .filter(({ schema }) => required(schema.attributes).length > 0)
    .map(({ typeName, schema }) => [typeName, schema] as const);

  test.each(cases)('%s', async (typeName, schema) => {
    const config = nothing({ ...schema.attributes, ...schema.blocks });
    const findings =
      kind === 'resource'
        ? await fake.validate(typeName, config)
        : kind === 'data source'
          ? (await fake.readData(typeName, config)).findings
          : await fake.validateEphemeral(typeName, config);
    const missing = findings.filter(({ summary }) => summary === 'Missing required argument');
    expect(missing.map(({ at }) => at)).toEqual(required(schema.attributes));
    // Not one of them is met by what would have needed it.
    expect(findings.map(({ detail }) => detail).join('\n')).not.toMatch(/Cannot read|undefined/);
  });
});
