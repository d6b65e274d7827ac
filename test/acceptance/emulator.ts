import { type Terraform } from './terraform';
import { Emulator } from '../../scripts/demo/emulator';

export { ACCOUNT, ORGANIZATION, type ServiceName } from '../../scripts/demo/emulator';

/** The services' APIs on loopback, which the tests of one file share, and which their Terraform finds. */
export function useEmulator(now: string, terraform: () => Terraform): () => Emulator {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await Emulator.start(now);
    Object.assign(terraform().environment, emulator.environment);
  });
  afterAll(async () => emulator?.stop());
  return () => emulator!;
}
