import { boolAttribute, singleBlock } from '../../framework';

/** The block `pyvider { ... }` of the provider. */
export const pyviderBlock = singleBlock('Settings of the `pyvider_...` types.', {
  testmode: boolAttribute({
    optional: true,
    description:
      'Allows the types that are there for tests alone. `PYVIDER_TESTMODE` beats it. Off by default.',
  }),
});

const ON = ['1', 'true', 'yes', 'on'];
const OFF = ['0', 'false', 'no', 'off'];

/**
 * What `PYVIDER_TESTMODE` says; `undefined` where it is not set, or empty.
 *
 * @throws where it says neither yes nor no
 */
export function testModeFromEnvironment(env: NodeJS.ProcessEnv): boolean | undefined {
  const given = env.PYVIDER_TESTMODE?.toLowerCase();
  if (!given) return undefined;
  if (ON.includes(given)) return true;
  if (OFF.includes(given)) return false;
  throw new Error(
    `PYVIDER_TESTMODE must be one of ${[...ON, ...OFF].join(', ')}, got ${JSON.stringify(env.PYVIDER_TESTMODE)}`,
  );
}
