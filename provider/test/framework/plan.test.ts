import { configOf, fakeProvider, FakeResource, fakeResource } from './fake-provider';
import { EMPTY, InProcess, Stored } from './in-process';
import { Unknown } from '../../src/framework';

const TYPE = 'fake_thing';
const fake = (changed: Partial<FakeResource> = {}) =>
  new InProcess(fakeProvider({ resource: fakeResource(changed) }));

const config = configOf({ name: 'a' });
let stored: Stored;
beforeEach(async () => {
  stored = await fake().create(TYPE, config);
});

describe('what is to be created', () => {
  test('has the defaults, and unknowns with what is known of them', async () => {
    const { planned, replace, findings } = await fake().plan(TYPE, config);
    expect(findings).toEqual([]);
    expect(replace).toEqual([]);
    expect(planned).toMatchObject({ name: 'a', size: 8, kind: null, timeouts: null });
    expect(String(planned!.id)).toBe('unknown (not null, prefix "id-")');
    expect(String(planned!.secret)).toBe('unknown');
    expect(String(planned!.changes)).toBe('unknown');
  });

  test('keeps what the user says, unknowns included', async () => {
    const given = configOf({ name: Unknown.any, size: 3, kind: 'k', region: 'us', timeouts: TIMEOUTS });
    const { planned } = await fake().plan(TYPE, given);
    expect(planned).toMatchObject({
      name: Unknown.any,
      size: 3,
      kind: 'k',
      region: 'us',
      timeouts: TIMEOUTS,
    });
  });

  test('never holds what is write-only', async () => {
    const create = jest.fn(fakeResource().create.bind(fakeResource()));
    const provider = fake({ create });
    const given = configOf({ name: 'a', password: 'hunter2' });
    const { planned } = await provider.plan(TYPE, given);
    expect(planned!.password).toBeNull();
    const { state } = await provider.apply(TYPE, given, planned);
    expect(state!.password).toBeNull();
    // The resource itself finds it in the configuration.
    expect(create.mock.calls[0][0].config.password).toBe('hunter2');
  });
});

describe('what is there', () => {
  test('is planned as it is, when nothing is asked for', async () => {
    const { planned, replace } = await fake().plan(TYPE, config, stored);
    expect(planned).toEqual(stored.state);
    expect(replace).toEqual([]);
  });

  test('with a change, all that is computed is open again, but for what stays', async () => {
    const { planned, replace } = await fake().plan(TYPE, configOf({ name: 'b' }), stored);
    expect(planned).toMatchObject({ name: 'b', size: 8, id: 'id-1', secret: 's3cret' });
    expect(String(planned!.changes)).toBe('unknown');
    expect(String(planned!.region)).toBe('unknown');
    expect(replace).toEqual([]);
  });

  test('goes back to a default that is no longer overridden', async () => {
    const bigger = await fake().create(TYPE, configOf({ name: 'a', size: 9 }));
    const { planned } = await fake().plan(TYPE, config, bigger);
    expect(planned).toMatchObject({ size: 8, id: 'id-1' });
  });

  test('keeps a computed value that is no longer configured, unless something else changes', async () => {
    const given = await fake().create(TYPE, configOf({ name: 'a', region: 'eu' }));
    expect((await fake().plan(TYPE, config, given)).planned).toEqual(given.state);
  });

  test('is replaced for a change that can’t be made in place', async () => {
    const { replace } = await fake().plan(TYPE, configOf({ name: 'a', kind: 'other' }), stored);
    expect(replace).toEqual(['kind']);
  });

  test('is replaced for a value that can’t be changed and is not known yet', async () => {
    const { replace } = await fake().plan(TYPE, configOf({ name: 'a', kind: Unknown.any }), stored);
    expect(replace).toEqual(['kind']);
  });

  test('a change of a block alone is a change', async () => {
    const { planned, replace } = await fake().plan(TYPE, configOf({ name: 'a', timeouts: TIMEOUTS }), stored);
    expect(planned).toMatchObject({ timeouts: TIMEOUTS, id: 'id-1', secret: 's3cret' });
    expect(String(planned!.changes)).toBe('unknown');
    expect(replace).toEqual([]);
  });
});

describe('the resource’s own plan', () => {
  test('has the last word, and sees everything', async () => {
    const provider = fake({
      plan: ({ config: given, prior, private: seen, plan, requiresReplace }) => {
        expect(given.name).toBe('b');
        expect(prior).toEqual(stored.state);
        expect(seen).toEqual({ serial: 1 });
        expect(plan.size).toBe(8);
        plan.changes = 7;
        requiresReplace.add('name');
      },
    });
    const { planned, replace } = await provider.plan(TYPE, configOf({ name: 'b' }), stored);
    expect(planned!.changes).toBe(7);
    expect(replace).toEqual(['name']);
  });

  test('has no prior state where something is created', async () => {
    const plan = jest.fn();
    await fake({ plan }).plan(TYPE, config);
    expect(plan.mock.calls[0][0]).toMatchObject({ prior: undefined, private: {} });
  });

  test('what it throws is an error of the plan', async () => {
    const { findings } = await fake({
      plan: () => {
        throw new Error('no such plan');
      },
    }).plan(TYPE, config);
    expect(findings).toEqual([
      { severity: 'error', summary: 'Failed to plan fake_thing', detail: 'no such plan', at: '' },
    ]);
  });

  test('is asked nothing about a destroy, which keeps its private state', async () => {
    const plan = jest.fn();
    const provider = fake({ plan });
    const response = await provider.handlers.planResourceChange!(
      {
        typeName: TYPE,
        priorState: provider.codec(TYPE).encode(stored.state),
        proposedNewState: provider.codec(TYPE).encode(null),
        config: provider.codec(TYPE).encode(null),
        priorPrivate: stored.private,
        providerMeta: undefined,
        clientCapabilities: undefined,
        priorIdentity: undefined,
      },
      provider.call,
    );
    expect(plan).not.toHaveBeenCalled();
    expect(provider.codec(TYPE).decode(response.plannedState)).toBeNull();
    expect(response.plannedPrivate).toEqual(stored.private);
  });
});

test('the same question has the same answer, private state included', async () => {
  const changed = configOf({ name: 'b', kind: 'k' });
  expect(await fake().plan(TYPE, changed, stored)).toEqual(await fake().plan(TYPE, changed, stored));
});

test('an identity is planned as soon as it is known', async () => {
  expect((await fake().plan(TYPE, config)).identity).toBeUndefined();
  expect((await fake().plan(TYPE, configOf({ name: 'b' }), stored)).identity).toEqual({ id: 'id-1' });
});

test('a type that there is not is named', async () => {
  const provider = fake();
  const request = { typeName: 'fake_nothing', config: undefined, clientCapabilities: undefined };
  expect(() => provider.handlers.validateResourceConfig!(request, provider.call)).toThrow(
    'This provider has no fake_nothing',
  );
});

const TIMEOUTS = { create: '5m', read: null, update: null, delete: null };

test('private state is empty until there is something', async () => {
  expect((await fake().plan(TYPE, config)).private).toEqual(EMPTY);
});
