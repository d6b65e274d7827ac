import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';

/** The provider as it is shipped, in this process, configured. */
export async function pyviderProvider(
  env: NodeJS.ProcessEnv = {},
  { testmode = null, ...config }: { testmode?: boolean | null; private_state_secrets?: string[] } = {},
): Promise<InProcess> {
  const provider = new InProcess(tokensProvider(env));
  expect(
    await provider.configure({ private_state_secrets: null, ...config, pyvider: { testmode } } as Fields),
  ).toEqual([]);
  return provider;
}
