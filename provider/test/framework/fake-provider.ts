import {
  ArgumentError,
  boolAttribute,
  DataSource,
  defineSchema,
  EphemeralResource,
  int64Attribute,
  isBetween,
  isDuration,
  isNotEmpty,
  isUnknown,
  PrivateStateCodec,
  Provider,
  ProviderFunction,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  timeoutsBlock,
  Unknown,
  useStateForUnknown,
} from '../../src/framework';
import { Fields } from '../../src/framework/server/schema-codec';

export const resourceSchema = defineSchema({
  version: 2,
  attributes: {
    name: stringAttribute({ required: true, description: 'x', validators: [isNotEmpty] }),
    size: int64Attribute({
      optional: true,
      computed: true,
      default: 8,
      description: 'x',
      validators: [isBetween(1, 10)],
    }),
    kind: stringAttribute({ optional: true, description: 'x', planModifiers: [requiresReplace] }),
    id: stringAttribute({
      computed: true,
      description: 'x',
      unknownAs: new Unknown({ notNull: true, prefix: 'id-' }),
      planModifiers: [useStateForUnknown],
    }),
    secret: stringAttribute({
      computed: true,
      sensitive: true,
      description: 'x',
      planModifiers: [useStateForUnknown],
    }),
    changes: int64Attribute({ computed: true, description: 'x' }),
    region: stringAttribute({ optional: true, computed: true, description: 'x' }),
    password: stringAttribute({ optional: true, writeOnly: true, description: 'x' }),
  },
  blocks: { timeouts: timeoutsBlock },
});
export type FakeResource = Resource<typeof resourceSchema>;
export type FakeState = State<typeof resourceSchema>;

/** A configuration of the fake resource, null where nothing is said. */
export function configOf(given: Fields): Fields {
  const nothing = Object.fromEntries(Object.keys(resourceSchema.attributes).map((name) => [name, null]));
  return { ...nothing, timeouts: null, ...given };
}

/** A `fake_thing` that works; a test replaces what it is about. */
export function fakeResource(changed: Partial<FakeResource> = {}): FakeResource {
  return {
    typeName: 'fake_thing',
    schema: resourceSchema,
    identity: { attributes: { id: { type: 'string', requiredForImport: true } } },
    async create({ plan }) {
      const state = { ...(plan as FakeState), id: 'id-1', secret: 's3cret', changes: 0, region: 'eu' };
      return { state, private: { serial: 1 } };
    },
    async read({ state }) {
      return { state };
    },
    async update({ plan, prior, private: seen }) {
      const state = { ...(plan as FakeState), changes: prior.changes! + 1, region: 'eu' };
      return { state, private: { serial: (seen.serial as number) + 1 } };
    },
    async importState(id) {
      return { id };
    },
    ...changed,
  };
}

const providerSchema = defineSchema({
  attributes: { endpoint: stringAttribute({ optional: true, description: 'x', validators: [isNotEmpty] }) },
  blocks: { timeouts: timeoutsBlock },
});

export interface Fake {
  readonly resource?: FakeResource;
  readonly ephemeral?: Partial<EphemeralResource<typeof ephemeralSchema>>;
  readonly secrets?: readonly string[];
  readonly configure?: Provider<typeof providerSchema>['configure'];
}

export const dataSchema = defineSchema({
  attributes: {
    question: stringAttribute({ required: true, description: 'x', validators: [isNotEmpty] }),
    answer: stringAttribute({ computed: true, description: 'x' }),
  },
});

const ephemeralSchema = defineSchema({
  attributes: {
    lifetime: stringAttribute({ optional: true, description: 'x', validators: [isDuration] }),
    token: stringAttribute({ computed: true, sensitive: true, description: 'x' }),
    live: boolAttribute({ computed: true, description: 'x' }),
  },
});

const oracle: DataSource<typeof dataSchema> = {
  typeName: 'fake_oracle',
  schema: dataSchema,
  validate: ({ question }, { diagnostics }) => {
    if (isUnknown(question)) diagnostics.warning('Unknown question', 'ask later');
  },
  read: async ({ question }) => {
    if (question === 'why') throw new Error('There is no answer to that');
    return { question, answer: '42' };
  },
};

const half: ProviderFunction = {
  name: 'half',
  signature: {
    summary: 'x',
    parameters: [
      { name: 'label', type: 'string', allowNull: true },
      { name: 'number', type: 'number' },
    ],
    variadic: { name: 'more', type: 'number' },
    returns: { list: 'string' },
  },
  call: ([label, ...numbers]) =>
    numbers.map((number, index) => {
      if (number === 13) throw new ArgumentError(index + 1, '13 can’t be halved');
      if (number === 14) throw new Error('nor can 14');
      return `${label === null ? '' : (label as string)}${(number as number) / 2}`;
    }),
};

export function fakeProvider({
  resource = fakeResource(),
  ephemeral,
  secrets,
  configure,
}: Fake = {}): Provider {
  return {
    schema: providerSchema,
    resources: [resource],
    dataSources: [oracle],
    ephemeralResources: [
      {
        typeName: 'fake_thing',
        schema: ephemeralSchema,
        open: async ({ lifetime }: State<typeof ephemeralSchema>) => ({
          result: { lifetime, token: 's3cret', live: true },
          private: { id: 'id-1' },
          renewAt: 60_000,
        }),
        ...ephemeral,
      } as EphemeralResource,
    ],
    functions: [half],
    privateState: secrets && new PrivateStateCodec(secrets),
    configure,
  } as Provider;
}
