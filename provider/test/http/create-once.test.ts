import { NoWaiting } from './fake-service';
import { AmbiguousError, Caller, CreateOnce, Creation, ServiceError } from '../../src/http';
import { KeptLog } from '../framework/in-process';

interface Thing {
  readonly id: number;
  readonly name: string;
}

/** What becomes of an attempt to make a thing. */
type Fate = 'made' | 'lost before' | 'lost after' | 'shows late' | 'refused';

/** A service of things, which may share a name. */
class Things {
  public things: Thing[] = [{ id: 1, name: 'x' }];
  public lists = 0;
  public readonly revoked: number[] = [];
  public fates: Fate[] = [];
  public hidden: Thing[] = [];
  public listFails = false;
  public revokeFails = false;
  private nextId = 2;

  public readonly list = async () => {
    this.lists++;
    if (this.listFails) throw new ServiceError('The list is refused with status 403.', 403);
    return [...this.things];
  };

  public readonly revoke = async ({ id }: Thing) => {
    if (this.revokeFails) throw new ServiceError('Revoking is refused with status 500.', 500);
    this.revoked.push(id);
    this.things = this.things.filter((thing) => thing.id !== id);
  };

  public add(name: string): Thing {
    const thing = { id: this.nextId++, name };
    this.things.push(thing);
    return thing;
  }

  public async create(name: string): Promise<Thing> {
    await new Promise((resolve) => setImmediate(resolve));
    const fate = this.fates.shift() ?? 'made';
    if (fate === 'refused') throw new ServiceError('Refused with status 400.', 400);
    if (fate === 'lost before') throw new AmbiguousError('The answer is lost.');
    if (fate === 'shows late') {
      this.hidden.push({ id: this.nextId++, name });
      throw new AmbiguousError('The answer is lost.');
    }
    const thing = this.add(name);
    this.things.push(...this.hidden.splice(0));
    if (fate === 'lost after') throw new AmbiguousError('The answer is lost.');
    return thing;
  }
}

let service: Things;
let timing: NoWaiting;
let once: CreateOnce<Thing, Thing>;
let warnings: string[];
const stop = new AbortController();
const caller: Caller = { signal: stop.signal, logger: new KeptLog() };

beforeEach(() => {
  service = new Things();
  timing = new NoWaiting();
  warnings = [];
  once = new CreateOnce(
    {
      kind: 'thing',
      list: service.list,
      idOf: ({ id }) => id,
      idOfMade: ({ id }) => id,
      revoke: service.revoke,
    },
    timing,
  );
});

const create = async (name: string, changed: Partial<Creation<Thing, Thing>> = {}, by = caller) =>
  once.create(
    {
      signature: name,
      create: async () => service.create(name),
      matches: (listed) => listed.name === name,
      ...changed,
    },
    by,
    (problem) => warnings.push(problem),
  );

const names = () => service.things.map(({ name }) => name).sort();

test('without a fault there is one list for all, and each thing is made', async () => {
  await Promise.all(['a', 'b', 'b', 'c'].map(async (name) => create(name)));
  expect(names()).toEqual(['a', 'b', 'b', 'c', 'x']);
  expect(service.lists).toBe(1);
  expect(service.revoked).toEqual([]);
});

test('a thing whose answer was lost is revoked, and made anew', async () => {
  service.fates = ['lost after', 'made'];
  expect(await create('x')).toEqual({ id: 3, name: 'x' });
  expect(service.revoked).toEqual([2]);
  // The one that was there before is nobody's to revoke.
  expect(service.things.map(({ id }) => id)).toEqual([1, 3]);
  expect(warnings).toEqual([]);
});

test('a thing that was never made is made', async () => {
  service.fates = ['lost before', 'lost before', 'made'];
  await create('x');
  expect(names()).toEqual(['x', 'x']);
  expect(service.revoked).toEqual([]);
  expect(timing.waits).toEqual([750, 1500]);
});

test('a thing that shows late is revoked then', async () => {
  service.fates = ['shows late', 'made'];
  const made = await create('x');
  expect(service.revoked).toEqual([2]);
  expect(service.things.map(({ id }) => id)).toEqual([1, made.id]);
});

test('any mixture of faults leaves one of each that was made, and none of those that were not', async () => {
  const fates: Fate[] = ['made', 'lost before', 'lost after', 'shows late', 'refused'];
  for (let round = 0; round < 50; round++) {
    service.fates = Array.from({ length: 12 }, (_, each) => fates[(round * 7 + each * (round % 5)) % 5]);
    const before = names();
    warnings = [];
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map(async (name) => create(name + String(round))),
    );
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.name] : []));
    // What shows late after the last try is out of anybody's reach.
    service.hidden = [];
    expect(names()).toEqual([...before, ...made].sort());
    expect(warnings).toEqual([]);
  }
});

test('things of the same kind are made in turn, so that none is taken for another’s', async () => {
  service.fates = ['lost before', 'made', 'lost after', 'made', 'made'];
  const made = await Promise.all([create('same'), create('same'), create('same')]);
  expect(names()).toEqual(['same', 'same', 'same', 'x']);
  expect(new Set(made.map(({ id }) => id)).size).toBe(3);
  expect(service.revoked).toHaveLength(1);
});

test('a refusal is final, and the next in turn is not refused with it', async () => {
  service.fates = ['refused', 'made'];
  const [first, second] = await Promise.allSettled([create('same'), create('same')]);
  expect(first).toMatchObject({ status: 'rejected', reason: { status: 400 } });
  expect(second).toMatchObject({ status: 'fulfilled' });
});

test('where several fit none is touched, and the error names them', async () => {
  const alike = {
    create: async () => {
      service.add('x');
      return service.create('x');
    },
  };
  service.fates = ['lost after'];
  await expect(create('x', alike)).rejects.toThrow(
    "The answer is lost. A thing was left behind that can't be told from others, so none was touched: it is among 2, 3.",
  );
  expect(service.revoked).toEqual([]);
});

test('where nothing tells it from a stranger’s it is not touched', async () => {
  service.fates = ['lost after'];
  await expect(create('x', { revocable: false })).rejects.toThrow(
    'none was touched: it is among 2. Look there',
  );
  service.fates = ['lost before', 'made'];
  await create('y', { revocable: false });
  expect(service.revoked).toEqual([]);
});

test('a list that can’t be read stops it before anything is made, and is asked for again next time', async () => {
  service.listFails = true;
  await expect(create('x')).rejects.toThrow('403');
  expect(names()).toEqual(['x']);
  service.listFails = false;
  await create('x');
  expect(names()).toEqual(['x', 'x']);
});

test('what can’t be looked up or revoked is said to be left behind', async () => {
  await create('first');
  service.fates = ['lost after'];
  service.revokeFails = true;
  await expect(create('x')).rejects.toThrow(
    'The answer is lost. Whether a thing was left behind (3) could not be put right: Revoking is refused with status 500. ' +
      'Look for it there, and revoke it.',
  );
  service.fates = ['lost after'];
  service.listFails = true;
  await expect(create('x')).rejects.toThrow('left behind could not be put right: The list is refused');
});

test('a thing that was made is not lost because looking for another failed', async () => {
  service.fates = ['shows late', 'made'];
  service.revokeFails = true;
  expect(await create('x')).toMatchObject({ name: 'x' });
  expect(warnings).toEqual([expect.stringContaining('left behind (2) could not be put right')]);
});

test('after many lost answers it is given up, with nothing left behind', async () => {
  service.fates = Array<Fate>(10).fill('lost after');
  await expect(create('y')).rejects.toThrow(AmbiguousError);
  expect(names()).toEqual(['x']);
  expect(service.revoked).toHaveLength(4);
});

test('when it is cancelled meanwhile, what was lost is still revoked, and nothing more is made', async () => {
  const interrupt = new AbortController();
  service.fates = ['lost after', 'made'];
  const creation = {
    create: async () => {
      interrupt.abort(new Error('Terraform was interrupted'));
      return service.create('y');
    },
  };
  await expect(create('y', creation, { ...caller, signal: interrupt.signal })).rejects.toThrow('interrupted');
  expect(names()).toEqual(['x']);
  expect(service.revoked).toEqual([2]);
});
