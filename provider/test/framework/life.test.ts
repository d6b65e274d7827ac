import { configOf, fakeProvider, FakeResource, fakeResource, FakeState } from './fake-provider';
import { EMPTY, InProcess, Stored } from './in-process';
import { Unknown } from '../../src/framework';

const TYPE = 'fake_thing';
const fake = (changed: Partial<FakeResource> = {}) =>
  new InProcess(fakeProvider({ resource: fakeResource(changed) }));
const fails = async (): Promise<never> => {
  throw new Error('the service says no');
};
const failure = (what: string) => [
  { severity: 'error', summary: `Failed to ${what} fake_thing`, detail: 'the service says no', at: '' },
];
const privateOf = ({ private: bytes }: Stored) => Buffer.from(bytes).toString('hex');

const config = configOf({ name: 'a' });
let stored: Stored;
beforeEach(async () => {
  stored = await fake().create(TYPE, config);
});

async function change(provider: InProcess, name: string) {
  const { planned } = await provider.plan(TYPE, configOf({ name }), stored);
  return provider.apply(TYPE, configOf({ name }), planned, stored);
}

describe('create', () => {
  test('is what the resource says, private state and identity included', async () => {
    const { planned } = await fake().plan(TYPE, config);
    expect(await fake().apply(TYPE, config, planned)).toEqual({
      state: configOf({ name: 'a', size: 8, id: 'id-1', secret: 's3cret', changes: 0, region: 'eu' }),
      private: expect.any(Uint8Array),
      identity: { id: 'id-1' },
      findings: [],
    });
  });

  test('that fails leaves nothing', async () => {
    const provider = fake({ create: fails });
    const { planned } = await provider.plan(TYPE, config);
    expect(await provider.apply(TYPE, config, planned)).toEqual({
      state: null,
      private: EMPTY,
      identity: undefined,
      findings: failure('create'),
    });
  });

  test('that fails after the secret was given out keeps it, for Terraform to mark tainted', async () => {
    const provider = fake({
      create: async ({ plan, keep }) => {
        const made = { ...(plan as FakeState), id: 'id-2', secret: 'only once', changes: 0, region: null };
        keep({ state: made, private: { serial: 9 } });
        return fails();
      },
    });
    const { planned } = await provider.plan(TYPE, config);
    const kept = await provider.apply(TYPE, config, planned);
    expect(kept.findings).toEqual(failure('create'));
    expect(kept).toMatchObject({ state: { id: 'id-2', secret: 'only once' }, identity: { id: 'id-2' } });

    const read = jest.fn(async ({ state }: { state: FakeState }) => ({ state }));
    await fake({ read }).read(TYPE, kept);
    expect(read.mock.calls[0][0]).toMatchObject({ private: { serial: 9 } });
  });

  test('with an error among its findings is an error that has a state', async () => {
    const provider = fake({
      create: async ({ plan }, { diagnostics }) => {
        diagnostics.error('Half done', 'the other half is missing');
        return { state: { ...(plan as FakeState), id: 'id-3', secret: 's', changes: 0, region: null } };
      },
    });
    const { planned } = await provider.plan(TYPE, config);
    expect(await provider.apply(TYPE, config, planned)).toMatchObject({
      state: { id: 'id-3' },
      findings: [{ severity: 'error', summary: 'Half done' }],
    });
  });

  test('that leaves something unknown is told as a mistake of the provider’s, and what was made is kept', async () => {
    const provider = fake({
      create: async ({ plan }) => ({ state: { ...(plan as FakeState), id: Unknown.any as never } }),
    });
    const { planned } = await provider.plan(TYPE, config);
    expect(await provider.apply(TYPE, config, planned)).toMatchObject({
      state: { name: 'a', id: null },
      findings: expect.arrayContaining([
        expect.objectContaining({
          severity: 'error',
          summary: 'Value is unknown after the apply',
          at: 'id',
        }),
      ]) as unknown,
    });
  });
});

describe('update', () => {
  test('sees what was there, and writes what is', async () => {
    const after = await change(fake(), 'b');
    expect(after).toMatchObject({
      state: { name: 'b', id: 'id-1', secret: 's3cret', changes: 1 },
      findings: [],
    });
    expect(privateOf(after)).not.toBe(privateOf(stored));
  });

  test('that fails leaves what was there', async () => {
    expect(await change(fake({ update: fails }), 'b')).toMatchObject({
      ...stored,
      findings: failure('update'),
    });
  });

  test('that fails half way leaves how far it got', async () => {
    const after = await change(
      fake({
        update: async ({ prior, keep }) => {
          keep({ state: { ...prior, name: 'half' } });
          return fails();
        },
      }),
      'b',
    );
    expect(after).toMatchObject({ state: { name: 'half', secret: 's3cret' }, findings: failure('update') });
    expect(privateOf(after)).toBe(privateOf(stored));
  });

  test('that says nothing of private state keeps it', async () => {
    const after = await change(
      fake({ update: async ({ plan }) => ({ state: { ...(plan as FakeState), changes: 1, region: null } }) }),
      'b',
    );
    expect(privateOf(after)).toBe(privateOf(stored));
  });
});

describe('delete', () => {
  test('leaves nothing, private state included', async () => {
    const removed = jest.fn(async () => undefined);
    const after = await fake({ delete: removed }).apply(TYPE, null, null, stored);
    expect(after).toEqual({ state: null, private: EMPTY, identity: undefined, findings: [] });
    expect(removed.mock.calls).toMatchObject([[{ state: { id: 'id-1' }, private: { serial: 1 } }, {}]]);
  });

  test('needs no code where nothing is left behind', async () => {
    expect((await fake().apply(TYPE, null, null, stored)).state).toBeNull();
  });

  test.each([
    ['throws', fails],
    ['finds an error', async (_: unknown, { diagnostics }: any) => diagnostics.error('No', 'not today')],
  ])('that %s leaves what was there', async (_, remove) => {
    const after = await fake({ delete: remove }).apply(TYPE, null, null, stored);
    expect(after.findings).toHaveLength(1);
    expect(after).toMatchObject(stored);
  });
});

describe('read', () => {
  test('finds what is', async () => {
    const provider = fake({
      read: async ({ state }) => ({ state: { ...state, name: 'z' }, private: { serial: 5 } }),
    });
    const now = await provider.read(TYPE, stored);
    expect(now).toMatchObject({
      state: { name: 'z', secret: 's3cret' },
      identity: { id: 'id-1' },
      findings: [],
    });
    expect(privateOf(now)).not.toBe(privateOf(stored));
  });

  test('of what is gone finds nothing', async () => {
    const now = await fake({ read: async () => undefined }).read(TYPE, stored);
    expect(now).toEqual({ state: null, private: EMPTY, identity: undefined, findings: [] });
  });

  test.each([
    ['throws', fails],
    [
      'finds an error',
      async (_: unknown, { diagnostics }: any) => {
        diagnostics.error('Forbidden', 'the list can’t be read');
        return undefined;
      },
    ],
  ])('that %s is an error, never "gone"', async (_, read) => {
    const now = await fake({ read }).read(TYPE, stored);
    expect(now.findings).toMatchObject([{ severity: 'error' }]);
    expect(now).toMatchObject(stored);
  });

  test('of nothing is not asked for', async () => {
    const read = jest.fn();
    expect((await fake({ read }).read(TYPE, { state: null, private: EMPTY })).state).toBeNull();
    expect(read).not.toHaveBeenCalled();
  });
});

describe('import', () => {
  test('takes the id, or the identity', async () => {
    expect(await fake().import(TYPE, 'id-7')).toMatchObject({
      imported: [{ id: 'id-7', name: null }],
      findings: [],
    });
    expect(await fake().import(TYPE, '', { id: 'id-8' })).toMatchObject({ imported: [{ id: 'id-8' }] });
  });

  test('of what can’t be says why', async () => {
    const provider = fake({ importState: undefined, notImportable: 'It is in nobody’s list.' });
    expect(await provider.import(TYPE, 'id-7')).toEqual({
      imported: [],
      findings: [
        {
          severity: 'error',
          summary: "fake_thing can't be imported",
          detail: 'It is in nobody’s list.',
          at: '',
        },
      ],
    });
  });

  test('that fails imports nothing', async () => {
    expect(await fake({ importState: fails }).import(TYPE, 'x')).toEqual({
      imported: [],
      findings: failure('import'),
    });
  });
});

describe('move', () => {
  const move = async (sourceTypeName: string, state: object) => {
    const provider = fake();
    const response = await provider.handlers.moveResourceState!(
      {
        sourceProviderAddress: 'registry.terraform.io/fake/fake',
        sourceTypeName,
        sourceSchemaVersion: 7n,
        sourceState: { json: Buffer.from(JSON.stringify(state)), flatmap: {} },
        targetTypeName: TYPE,
        sourcePrivate: EMPTY,
        sourceIdentity: undefined,
        sourceIdentitySchemaVersion: 0n,
      },
      provider.call,
    );
    return { moved: provider.codec(TYPE).decode(response.targetState), diagnostics: response.diagnostics };
  };

  test('takes over what has the same name, the secret included', async () => {
    const { moved, diagnostics } = await move(TYPE, { id: 'id-9', secret: 's3cret', of_theirs: true });
    expect(diagnostics).toEqual([]);
    expect(moved).toEqual(configOf({ id: 'id-9', secret: 's3cret' }));
  });

  test('of something else is refused, naming both', async () => {
    const { moved, diagnostics } = await move('fake_other', {});
    expect(moved).toBeNull();
    expect(diagnostics[0].detail).toContain(
      "A fake_other of registry.terraform.io/fake/fake can't become a fake_thing",
    );
  });
});

describe('a stored state', () => {
  const upgrade = async (version: bigint, state: object) => {
    const provider = fake();
    const response = await provider.handlers.upgradeResourceState!(
      { typeName: TYPE, version, rawState: { json: Buffer.from(JSON.stringify(state)), flatmap: {} } },
      provider.call,
    );
    return { state: provider.codec(TYPE).decode(response.upgradedState), diagnostics: response.diagnostics };
  };

  test('of an earlier version lacks what came later, and has what went', async () => {
    expect((await upgrade(1n, { id: 'id-1', gone: true })).state).toEqual(configOf({ id: 'id-1' }));
  });

  test('of a later version is refused', async () => {
    expect((await upgrade(3n, {})).diagnostics[0].detail).toMatch(/newer version.*is 3, this one knows 2/);
  });
});
