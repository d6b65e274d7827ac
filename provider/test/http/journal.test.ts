import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoWaiting } from './fake-service';
import { AmbiguousError, Caller, CreateOnce, Journal, JournalPage, ServiceError } from '../../src/http';
import { KeptLog } from '../framework/in-process';

interface Thing {
  readonly id: number;
  readonly name: string;
  readonly created: number;
}

const MINUTE = 60_000;

let directory: string;
let things: Thing[];
let timing: NoWaiting;
let warnings: string[];
let revokeFails: boolean;
const log = new KeptLog();
const never: Caller = {
  signal: new AbortController().signal,
  logger: log,
  handedOver: () => new Promise(() => {}),
};
const atOnce: Caller = { ...never, handedOver: undefined };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
  things = [{ id: 1, name: 'x', created: 0 }];
  timing = new NoWaiting();
  warnings = [];
  revokeFails = false;
});
afterEach(() => rmSync(directory, { recursive: true }));

const folder = () => join(directory, 'tokens-journal');
const files = () => readdirSync(folder());
/** What a process would have to undo, if ours were killed now. */
const open = () => files().filter((file) => !file.endsWith('.handed-over'));
const page = () => new Journal(directory).page('service', 'credential-of-mine', 'thing');

/** Somebody else's, or ours; made now. */
function add(name: string): Thing {
  const thing = { id: Math.max(...things.map(({ id }) => id)) + 1, name, created: timing.now };
  things.push(thing);
  return thing;
}

function inventory(journal: JournalPage): CreateOnce<Thing, Thing> {
  return new CreateOnce(
    {
      kind: 'thing',
      list: async () => [...things],
      idOf: ({ id }) => id,
      idOfMade: ({ id }) => id,
      createdAt: ({ created }) => created,
      revoke: async ({ id }) => {
        if (revokeFails) throw new ServiceError('Refused with status 500.', 500);
        things = things.filter((thing) => thing.id !== id);
      },
    },
    timing,
    journal,
  );
}

/** A process that makes things. */
const start = (journal = page()) => {
  const once = inventory(journal);
  return {
    once,
    create: async (name: string, caller = atOnce, make = async () => add(name), revocable?: boolean) =>
      once.create(
        { signature: name, create: make, matches: (listed) => listed.name === name, revocable },
        caller,
        (problem) => warnings.push(problem),
      ),
  };
};

/** What has been noted so far is from now on a process's that has ended. */
function kill(): void {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  for (const file of files()) {
    renameSync(join(folder(), file), join(folder(), file.replace(/^\d+-\d+/, `${ended}-1`)));
  }
}

const names = () => things.map(({ name }) => name);
const HANGS = async () => new Promise<Thing>(() => {});

/** A process that is killed after it asked, and before it was answered. */
async function killedWhileAsking(name: string): Promise<void> {
  const { once, create } = start();
  void create(name, never, HANGS);
  // The list has been read and the note is written.
  await new Promise((resolve) => setImmediate(resolve));
  expect(once).toBeDefined();
  kill();
}

test('what was handed over is nobody’s to undo', async () => {
  await start().create('a');
  let handOver = () => {};
  const handedOver = new Promise<void>((resolve) => (handOver = resolve));
  await start().create('b', { ...atOnce, handedOver: () => handedOver });
  expect(open()).toHaveLength(1);
  handOver();
  await handedOver;
  expect(open()).toEqual([]);
});

test('what is for the process’s lifetime is forgotten when it is undone', async () => {
  const { once, create } = start();
  const { id } = await create('a', never);
  expect(open()).toHaveLength(1);
  once.undone(id);
  expect(open()).toEqual([]);
});

test('what Terraform’s state has is not undone', async () => {
  const { id } = await start().create('a', never);
  const lost = await start().create('b', never);
  kill();
  start().once.claim(id);
  await start().create('c');
  expect(names()).toEqual(['x', 'a', 'c']);
  expect(things).not.toContain(lost);
  expect(open()).toEqual([]);
});

test('a note holds neither credential nor place, and is for its owner’s eyes', async () => {
  await start().create('a', never);
  const [file] = open();
  expect(file + readFileSync(join(folder(), file), 'utf8')).not.toContain('mine');
  expect(JSON.parse(readFileSync(join(folder(), file), 'utf8'))).toEqual({
    signature: 'a',
    askedAt: timing.now,
    others: ['1'],
    mistakable: true,
    id: '2',
  });
});

test('what a killed process made and could not hand over is undone, whatever is made next', async () => {
  await start().create('a', never);
  kill();
  await start().create('b');
  expect(names()).toEqual(['x', 'b']);
  expect(open()).toEqual([]);
});

test('what a process that lives has made is left alone', async () => {
  await start().create('a', never);
  await start().create('a');
  expect(names()).toEqual(['x', 'a', 'a']);
});

test('another credential’s notes are left alone', async () => {
  await start().create('a', never);
  kill();
  await start(new Journal(directory).page('service', 'another credential', 'thing')).create('a');
  expect(names()).toEqual(['x', 'a', 'a']);
  expect(open()).toHaveLength(1);
});

test('what a killed process had asked for is undone by the next that asks for the same', async () => {
  await killedWhileAsking('a');
  add('a');
  await start().create('b');
  expect(names()).toEqual(['x', 'a', 'b']);
  await start().create('a');
  expect(names()).toEqual(['x', 'b', 'a']);
  expect(things.at(-1)!.id).toBe(4);
  expect(open()).toEqual([]);
});

test('what was there before, was made long after, or is among several, is left alone', async () => {
  add('a');
  await killedWhileAsking('a');
  timing.now += 30 * MINUTE;
  add('a');
  await start().create('a');
  expect(names()).toEqual(['x', 'a', 'a', 'a']);
  expect(open()).toEqual([]);
  expect(warnings).toEqual([]);

  await killedWhileAsking('a');
  add('a');
  add('a');
  await start().create('a');
  expect(names()).toEqual(['x', 'a', 'a', 'a', 'a', 'a', 'a']);
  expect(warnings).toEqual([
    "A run that was killed may have left a thing behind that can't be told from others, so none was touched: it is among " +
      "5, 6. Look there which is nobody's, and revoke it.",
  ]);
});

test('what nothing tells from a stranger’s is not touched', async () => {
  await killedWhileAsking('a');
  add('a');
  await start().create('a', atOnce, undefined, false);
  expect(names()).toEqual(['x', 'a', 'a']);
  expect(warnings).toEqual([expect.stringContaining('among 2')]);
});

test('what comes late is undone later, and what was made meanwhile is not', async () => {
  await killedWhileAsking('a');
  const { id: kept } = await start().create('a');
  expect(open()).toHaveLength(1);
  add('a');
  const { id } = await start().create('a');
  expect(things.map((thing) => thing.id)).toEqual([1, kept, id]);
  expect(open()).toEqual([]);
});

test('two of a kind that were left are both undone', async () => {
  await killedWhileAsking('a');
  await killedWhileAsking('a');
  add('a');
  add('a');
  const { id } = await start().create('a');
  expect(things.map((thing) => thing.id)).toEqual([1, id]);
});

test('what can’t be undone is told, keeps nobody from making more, and is tried again', async () => {
  await start().create('a', never);
  kill();
  revokeFails = true;
  await start().create('b');
  expect(warnings).toEqual([
    'A run that was killed left a thing behind (2), and that could not be put right: Refused with status 500. The next ' +
      'creation tries again.',
  ]);
  revokeFails = false;
  await start().create('c');
  expect(names()).toEqual(['x', 'b', 'c']);
});

test('a refusal leaves no note, and an answer that was lost for good does', async () => {
  await expect(
    start().create('a', atOnce, async () => {
      throw new ServiceError('Refused with status 400.', 400);
    }),
  ).rejects.toThrow('400');
  expect(open()).toEqual([]);
  await expect(
    start().create('a', atOnce, async () => {
      throw new AmbiguousError('The answer is lost.');
    }),
  ).rejects.toThrow('lost');
  expect(open()).toHaveLength(1);
});

test('a note that is no note is thrown away', async () => {
  await start().create('a', never);
  kill();
  const [file] = open();
  writeFileSync(join(folder(), file), '{"signa');
  writeFileSync(join(folder(), `${file}.tmp`), '');
  await start().create('b');
  expect(names()).toEqual(['x', 'a', 'b']);
  expect(open()).toEqual([]);
});

test('without a data directory, and with one that can’t be written to, things are made all the same', async () => {
  const none = new Journal(join(directory, 'none')).page();
  expect(none.left()).toEqual([]);
  await start(none).create('a');
  writeFileSync(folder(), 'in the way');
  await start().create('b');
  expect(names()).toEqual(['x', 'a', 'b']);
  expect(log.lines.at(-1)).toContain('the journal can’t be written');
});

describe('a process that runs beside another', () => {
  const LOST = async (): Promise<Thing> => {
    throw new AmbiguousError('The answer is lost.');
  };
  /** An answer that is lost, though nothing came of the request; then it is made. */
  const lostOnce = (meanwhile: () => Promise<unknown>) => {
    let tries = 0;
    return async (): Promise<Thing> => {
      if (tries++ > 0) return add('a');
      await meanwhile();
      return LOST();
    };
  };

  test.each([true, false])('leaves alone what the other made, alive: %s', async (alive) => {
    const other = async () => {
      await start().create('a');
      if (alive) return;
      // Our own note is none of the other's.
      for (const file of files().filter((each) => !open().includes(each))) {
        renameSync(join(folder(), file), join(folder(), file.replace(/^\d+-\d+/, '4194305-1')));
      }
    };
    const { id } = await start().create('a', atOnce, lostOnce(other));
    expect(things.map((thing) => thing.id)).toEqual([1, 2, id]);
    expect(id).toBe(3);
    expect(warnings).toEqual([]);
  });

  test('touches nothing while the other asks for the same', async () => {
    const other = async () => {
      void start().create('a', never, HANGS);
      await new Promise((resolve) => setImmediate(resolve));
      add('a');
    };
    await expect(start().create('a', atOnce, lostOnce(other))).rejects.toThrow(
      "A thing was left behind that can't be told from others, so none was touched: it is among 2.",
    );
    expect(names()).toEqual(['x', 'a']);
  });

  test('is not kept from undoing its own by what the other asks for', async () => {
    const other = async () => {
      void start().create('b', never, HANGS);
      await new Promise((resolve) => setImmediate(resolve));
      add('a');
    };
    await start().create('a', atOnce, lostOnce(other));
    expect(names()).toEqual(['x', 'a']);
  });

  test('what it handed over is forgotten after a while', async () => {
    await start().create('a');
    kill();
    await start().create('b');
    expect(files()).toHaveLength(2);
    kill();
    timing.now += 60 * MINUTE;
    await start().create('c');
    expect(files()).toHaveLength(1);
    expect(names()).toEqual(['x', 'a', 'b', 'c']);
  });
});
