import { Emulator } from '../../scripts/demo/emulator';

export { ACCOUNT, ORGANIZATION, type ServiceName } from '../../scripts/demo/emulator';

/** The services' APIs on loopback, which the tests of one file share. */
export function useEmulator(now: string): () => Emulator {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await Emulator.start(now);
  });
  afterAll(async () => emulator?.stop());
  return () => emulator!;
}
