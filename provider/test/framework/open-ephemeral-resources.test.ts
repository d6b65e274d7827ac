import { fakeProvider } from './fake-provider';
import { InProcess } from './in-process';
import { PrivateState } from '../../src/framework';

const TYPE = 'fake_thing';
const CONFIG = { lifetime: null, token: null, live: null };

function counting(close: (opened: PrivateState) => void = () => {}) {
  let made = 0;
  const closed: unknown[] = [];
  const fake = new InProcess(
    fakeProvider({
      ephemeral: {
        open: async ({ lifetime }) => {
          if (lifetime === '1s') throw new Error('not made');
          return { result: { lifetime, token: 's3cret', live: true }, private: { id: ++made } };
        },
        close: async (opened, { signal }) => {
          signal.throwIfAborted();
          close(opened);
          closed.push(opened.id);
        },
      },
    }),
  );
  return { fake, closed };
}

test('what Terraform leaves open is closed when the process ends, also when it was interrupted', async () => {
  const { fake, closed } = counting();
  const { close } = await fake.open(TYPE, CONFIG);
  for (const _ of [2, 3]) await fake.open(TYPE, CONFIG);
  expect(await close()).toEqual([]);
  await fake.open(TYPE, { ...CONFIG, lifetime: '1s' });
  await fake.handlers.stopProvider!({}, fake.call);
  fake.stop.abort();
  await fake.handlers.stop();
  expect(closed).toEqual([1, 2, 3]);
  await fake.handlers.stop();
  expect(closed).toHaveLength(3);
});

test('what could not be closed is tried again, and is logged', async () => {
  let refusals = 2;
  const { fake, closed } = counting(() => {
    if (refusals-- > 0) throw new Error('Refused with status 500.');
  });
  const { close } = await fake.open(TYPE, CONFIG);
  expect(await close()).toMatchObject([{ detail: 'Refused with status 500.' }]);
  await fake.handlers.stop();
  expect(fake.log.lines).toContainEqual(expect.stringMatching(/^Refused with status 500\./));
  await fake.handlers.stop();
  expect(closed).toEqual([1]);
});
