import { configOf, fakeProvider, fakeResource } from './fake-provider';
import { InProcess } from './in-process';
import { Unknown } from '../../src/framework';

const TYPE = 'fake_thing';

describe('validation', () => {
  const fake = new InProcess(fakeProvider());

  test('finds everything at once, each where it stands, in nested blocks too', async () => {
    const config = configOf({
      name: '',
      size: 11,
      timeouts: { create: 'soon', read: null, update: '5', delete: '1h' },
    });
    expect(await fake.validate(TYPE, config)).toEqual([
      expect.objectContaining({
        severity: 'error',
        at: 'name',
        detail: expect.stringMatching(/^name: .*got ""$/),
      }),
      expect.objectContaining({ at: 'size', detail: 'size: a number from 1 to 10 is needed, got 11' }),
      expect.objectContaining({
        at: 'timeouts.create',
        detail: expect.stringMatching(/^timeouts\.create: "soon" is no duration/),
      }),
      expect.objectContaining({ at: 'timeouts.update' }),
    ]);
  });

  test('of a fraction where a whole number is needed finds both that it is one and its range', async () => {
    expect(
      (await fake.validate(TYPE, configOf({ name: 'a', size: 10.5 }))).map(({ detail }) => detail),
    ).toEqual([
      'size: a whole number is needed, got 10.5',
      'size: a number from 1 to 10 is needed, got 10.5',
    ]);
  });

  test('waits for what is not known', async () => {
    const unknown = configOf({ name: Unknown.any, size: Unknown.any, timeouts: Unknown.any });
    expect(await fake.validate(TYPE, unknown)).toEqual([]);
  });

  test('finds what is required and null, as a variable may be', async () => {
    expect(await fake.validate(TYPE, configOf({ name: null }))).toEqual([
      {
        severity: 'error',
        summary: 'Missing required argument',
        detail: 'name: a value is needed, got null.',
        at: 'name',
      },
    ]);
  });

  test('sees at the apply what was unknown until then, before anything is made', async () => {
    const create = jest.fn();
    const provider = new InProcess(fakeProvider({ resource: fakeResource({ create }) }));
    const later = configOf({ name: Unknown.any, size: Unknown.any });
    const { planned } = await provider.plan(TYPE, later);
    const { state, findings } = await provider.apply(TYPE, configOf({ name: null, size: 11 }), planned);
    expect(state).toBeNull();
    expect(findings).toMatchObject([{ at: 'name' }, { at: 'size' }]);
    expect(create).not.toHaveBeenCalled();
  });

  test('runs the resource’s own checks besides', async () => {
    const provider = new InProcess(
      fakeProvider({
        resource: fakeResource({
          validate: (_, { diagnostics }) => void diagnostics.warning('Odd', 'are you sure?'),
        }),
      }),
    );
    expect(await provider.validate(TYPE, configOf({ name: '' }))).toMatchObject([
      { severity: 'error', at: 'name' },
      { severity: 'warning', summary: 'Odd' },
    ]);
  });

  test('of the provider’s configuration goes into its blocks', async () => {
    const timeouts = { create: 'x', read: null, update: null, delete: null };
    expect(await fake.validateProvider({ endpoint: '', timeouts })).toMatchObject([
      { at: 'endpoint' },
      { at: 'timeouts.create' },
    ]);
  });
});

describe('configuring', () => {
  test('that fails is an error', async () => {
    const fake = new InProcess(
      fakeProvider({
        configure: ({ endpoint }) => {
          throw new Error(`nobody at ${String(endpoint)}`);
        },
      }),
    );
    expect(await fake.configure({ endpoint: 'e', timeouts: null })).toMatchObject([
      { summary: 'Failed to configure the provider', detail: 'nobody at e' },
    ]);
  });
});

describe('a data source', () => {
  const fake = new InProcess(fakeProvider());

  test('is read', async () => {
    expect(await fake.readData('fake_oracle', { question: 'what', answer: null })).toEqual({
      state: { question: 'what', answer: '42' },
      findings: [],
    });
  });

  test('is validated', async () => {
    expect(await fake.readData('fake_oracle', { question: '', answer: null })).toMatchObject({
      state: null,
      findings: [{ at: 'question' }],
    });
    expect(await fake.readData('fake_oracle', { question: Unknown.any, answer: null })).toMatchObject({
      findings: [{ summary: 'Unknown question' }],
    });
  });

  test('that can’t be read is an error', async () => {
    expect(await fake.readData('fake_oracle', { question: 'why', answer: null })).toMatchObject({
      state: null,
      findings: [{ summary: 'Failed to read fake_oracle', detail: 'There is no answer to that' }],
    });
  });
});

describe('an ephemeral resource', () => {
  const config = { lifetime: null, token: null, live: null };

  test('is opened, renewed and closed with what opening left', async () => {
    const renew = jest.fn(async () => 120_000);
    const close = jest.fn(async () => undefined);
    const fake = new InProcess(fakeProvider({ ephemeral: { renew, close } }));
    const opened = await fake.open(TYPE, config);
    expect(opened).toMatchObject({
      result: { token: 's3cret', live: true, lifetime: null },
      renewAt: new Date(60_000),
      findings: [],
    });
    expect(await opened.renew()).toMatchObject({ renewAt: new Date(120_000), diagnostics: [] });
    expect(await opened.close()).toEqual([]);
    for (const called of [renew, close]) expect(called.mock.calls).toMatchObject([[{ id: 'id-1' }, {}]]);
  });

  test('that needs neither renewing nor closing has no code for it', async () => {
    const opened = await new InProcess(fakeProvider()).open(TYPE, config);
    expect(await opened.renew()).toMatchObject({ renewAt: undefined, diagnostics: [] });
    expect(await opened.close()).toEqual([]);
  });

  test('is validated, and what fails in it is an error', async () => {
    const fails = async () => {
      throw new Error('the service says no');
    };
    const fake = new InProcess(fakeProvider({ ephemeral: { open: fails, close: fails } }));
    const opened = await fake.open(TYPE, { ...config, lifetime: 'x' });
    expect(opened.result).toBeNull();
    expect(opened.findings).toMatchObject([
      { at: 'lifetime' },
      { summary: 'Failed to open fake_thing', detail: 'the service says no' },
    ]);
    expect(await opened.close()).toMatchObject([{ summary: 'Failed to close fake_thing' }]);
  });
});

describe('a function', () => {
  const fake = new InProcess(fakeProvider());

  test('takes its arguments, further ones and null where it allows that', async () => {
    expect(await fake.function('half', 'x', 4, 5)).toEqual({ result: ['x2', 'x2.5'] });
    expect(await fake.function('half', null, 4)).toEqual({ result: ['2'] });
  });

  test('points at an argument that is wrong', async () => {
    expect(await fake.function('half', 'x', 4, 13)).toEqual({ error: '13 can’t be halved', argument: 2 });
    expect(await fake.function('half', 'x', 14)).toEqual({ error: 'nor can 14', argument: undefined });
  });

  test('that there is not is named', async () => {
    const { error } = await fake.handlers.callFunction!({ name: 'quarter', arguments: [] }, fake.call);
    expect(error!.text).toBe('This provider has no function quarter');
  });
});

test('when Terraform is interrupted, what runs is told', async () => {
  let signal: AbortSignal | undefined;
  const fake = new InProcess(
    fakeProvider({
      resource: fakeResource({
        read: async ({ state }, operation) => {
          ({ signal } = operation);
          await fake.handlers.stopProvider!({}, fake.call);
          return { state };
        },
      }),
    }),
  );
  const stored = await fake.create(TYPE, configOf({ name: 'a' }));
  await fake.read(TYPE, stored);
  expect(signal!.aborted).toBe(true);
  expect(signal!.reason).toEqual(new Error('Terraform was interrupted'));

  // Under a debugger the same process serves the next command.
  await fake.create(TYPE, configOf({ name: 'b' }));
});

test('what Terraform asks first names everything that there is', async () => {
  const fake = new InProcess(fakeProvider());
  const schema = await fake.handlers.getProviderSchema!({}, fake.call);
  const metadata = await fake.handlers.getMetadata!({}, fake.call);
  const identities = await fake.handlers.getResourceIdentitySchemas!({}, fake.call);
  expect(Object.keys(schema.resourceSchemas)).toEqual([TYPE]);
  expect(schema.resourceSchemas[TYPE].version).toBe(2n);
  expect(Object.keys(schema.dataSourceSchemas)).toEqual(['fake_oracle']);
  expect(Object.keys(schema.ephemeralResourceSchemas)).toEqual([TYPE]);
  expect(Object.keys(schema.functions)).toEqual(['half']);
  expect(schema.provider!.block!.blockTypes.map(({ typeName }) => typeName)).toEqual(['timeouts']);
  expect(metadata).toMatchObject({
    resources: [{ typeName: TYPE }],
    dataSources: [{ typeName: 'fake_oracle' }],
    ephemeralResources: [{ typeName: TYPE }],
    functions: [{ name: 'half' }],
  });
  expect(identities.identitySchemas[TYPE].identityAttributes).toMatchObject([
    { name: 'id', requiredForImport: true },
  ]);
});
