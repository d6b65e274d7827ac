import { environmentOf, useEmulated } from './emulated';
import { useInstallation } from '../installation';

/** Two processes of the provider in one run, as an alias has them, that make what nothing tells apart. */

const installation = useInstallation();
const emulator = useEmulated();

test('what one lost is not taken for what the other made', async () => {
  const workspace = installation().newWorkspace({ environment: environmentOf(emulator().origins) });
  workspace.write(`
provider "tokens" {
  alias = "beside"
}
resource "linode_token" "one" {
  provider = tokens
  label    = "same"
  scopes   = "linodes:read_only"
}
resource "linode_token" "other" {
  provider = tokens.beside
  label    = "same"
  scopes   = "linodes:read_only"
}`);
  await workspace.init();
  // Nothing comes of it, and the client can't know.
  await emulator().fault('linode', { kind: 'drop', method: 'POST' });
  // Whichever is second may find the other one's only while that is being made, and then says so: once more.
  await workspace.start(['apply', '-auto-approve']).ended;
  await workspace.apply();

  const live = (await emulator().tokens('linode')).map(({ id }) => id).sort();
  const ids = Object.values(workspace.state())
    .map(({ id }) => String(id))
    .sort();
  expect(ids).toHaveLength(2);
  expect(live).toEqual(ids);
  expect((await emulator().counters()).linode).toMatchObject({ creates: 2, deletes: 0 });
});
