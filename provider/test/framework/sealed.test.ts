import { configOf, fakeProvider, fakeResource } from './fake-provider';
import { InProcess, Stored } from './in-process';

/** What a secret that is wrong, missing or changed does to each operation of a resource. */

const TYPE = 'fake_thing';
const config = configOf({ name: 'a' });
const changed = configOf({ name: 'b' });

const touched = jest.fn();
const sealed = (...secrets: string[]) => {
  const touch = <T>(method: T): T =>
    ((...args: unknown[]) => {
      touched();
      return (method as (...args: unknown[]) => unknown)(...args);
    }) as T;
  const resource = fakeResource();
  return new InProcess(
    fakeProvider({
      secrets,
      resource: {
        ...resource,
        read: touch(resource.read),
        update: touch(resource.update!),
        delete: touch(async () => undefined),
      },
    }),
  );
};

let stored: Stored;
beforeEach(async () => {
  stored = await sealed('old').create(TYPE, config);
  touched.mockClear();
});

test('what is stored can’t be read in it', () => {
  expect(stored.private[0]).toBe(1);
  expect(Buffer.from(stored.private).includes('serial')).toBe(false);
});

describe.each([
  ['the wrong secret', ['wrong'], 'sealed under another secret than the 1 given'],
  ['no secret', [], 'sealed, and no secret is given'],
])('with %s', (_, secrets, says) => {
  const error = (what: string) => [
    {
      severity: 'error',
      summary: `Failed to ${what} fake_thing`,
      detail: expect.stringContaining(says),
      at: '',
    },
  ];
  afterEach(() => expect(touched).not.toHaveBeenCalled());

  test('a read is an error, and changes nothing', async () => {
    const now = await sealed(...secrets).read(TYPE, stored);
    expect(now.findings).toEqual(error('read'));
    expect(now).toMatchObject(stored);
  });

  test('a plan is an error, and changes nothing', async () => {
    const plan = await sealed(...secrets).plan(TYPE, changed, stored);
    expect(plan.findings).toEqual(error('plan'));
    expect(plan.private).toEqual(stored.private);
  });

  test('an update is an error, and changes nothing', async () => {
    const { planned } = await sealed('old').plan(TYPE, changed, stored);
    const after = await sealed(...secrets).apply(TYPE, changed, planned, stored);
    expect(after.findings).toEqual(error('apply'));
    expect(after).toMatchObject(stored);
  });

  test('a delete is an error, and changes nothing', async () => {
    const after = await sealed(...secrets).apply(TYPE, null, null, stored);
    expect(after.findings).toEqual(error('apply'));
    expect(after).toMatchObject(stored);
  });
});

test('what was tampered with is an error, and not overwritten', async () => {
  const tampered = { ...stored, private: stored.private.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) };
  const now = await sealed('old').read(TYPE, tampered);
  expect(now.findings).toMatchObject([{ detail: expect.stringContaining('tampered with') }]);
  expect(now).toMatchObject(tampered);
  expect(touched).not.toHaveBeenCalled();
});

test('a secret is changed in two steps: both, and after a refresh the new one alone', async () => {
  const now = await sealed('new', 'old').read(TYPE, stored);
  expect(now.findings).toEqual([]);
  expect((await sealed('new').plan(TYPE, changed, now)).findings).toEqual([]);
  expect((await sealed('old').plan(TYPE, changed, now)).findings).toHaveLength(1);
});

test('what was stored before there was a secret is read, and sealed', async () => {
  const open = await new InProcess(fakeProvider()).create(TYPE, config);
  expect(Buffer.from(open.private).includes('serial')).toBe(true);
  const now = await sealed('new').read(TYPE, open);
  expect(now.findings).toEqual([]);
  expect(now.private[0]).toBe(1);
});

test('a resource is told whether it may put a secret there', async () => {
  const seen: boolean[] = [];
  const resource = fakeResource({
    validate: (_, { sealsPrivateState }) => void seen.push(sealsPrivateState),
  });
  for (const secrets of [[], ['secret']]) {
    await new InProcess(fakeProvider({ secrets, resource })).validate(TYPE, config);
  }
  expect(seen).toEqual([false, true]);
});

test('no error and no log line names a secret', async () => {
  const fake = sealed('s3cret-new', 's3cret-newer');
  const { findings } = await fake.read(TYPE, stored);
  expect(findings).toHaveLength(1);
  expect(JSON.stringify([findings, fake.log.lines])).not.toContain('s3cret');
});
