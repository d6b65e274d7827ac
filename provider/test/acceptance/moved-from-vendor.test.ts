import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Installation, useInstallation } from './installation';
import { environmentOf, useEmulated } from './trust/emulated';
import { NOW, recordedState, VENDOR_STATES, VendorState } from './vendor-states';
import { Attributes, Workspace } from './workspace';
import { ServiceName, sha256 } from '../services/emulator';

/*
 * Resources change over from the vendor's own provider to this one, with states that those providers left when they
 * were run. The vendors' providers themselves aren't here; of them Terraform needs no more than the schemas, for which
 * our own executable stands in under their names.
 */
const installation = useInstallation({ attached: true });
const emulator = useEmulated('--now', NOW);

beforeAll(() => {
  for (const vendor of VENDOR_STATES) standIn(installation(), vendor);
});

/** What the vendor's provider has left: a live token, its state, and a configuration that is yet to be written. */
async function left(vendor: VendorState): Promise<{ w: Workspace; secret: string; id: unknown }> {
  const chosen = await vendor.make(emulator());
  const w = installation().newWorkspace({
    environment: { ...environmentOf(emulator().origins), TOKENS_NOW: NOW },
  });
  writeFileSync(w.path('terraform.tfstate'), recordedState(vendor, chosen));
  expect(only(w, vendor)[vendor.secret[1]]).toBe(chosen.secret);
  return { w, secret: chosen.secret, id: only(w, vendor).id };
}

/** The resource that has the secret. */
function only(w: Workspace, { secret: [type] }: VendorState): Attributes {
  const [found, ...more] = Object.entries(w.state()).filter(([address]) => address.startsWith(`${type}.`));
  expect(more).toEqual([]);
  return found[1];
}

/** That the state has the very token that the service has, and that no other was made. */
async function expectKept(w: Workspace, vendor: VendorState, secret: string, id: unknown): Promise<void> {
  const service = vendor.source.split('/')[1] as ServiceName;
  const now = only(w, vendor);
  expect(now[vendor.secret[1]]).toBe(secret);
  // Version 4.40 of Aiven's escapes the id.
  expect(now.id).toBe(typeof id === 'string' ? decodeURIComponent(id) : id);
  expect(await emulator().tokens(service)).toMatchObject([{ sha256: sha256(secret) }]);
  expect((await emulator().counters())[service]).toEqual({ creates: 1, deletes: 0, rotations: 0 });
}

const named = VENDOR_STATES.map((vendor) => [`${vendor.source} ${vendor.version}`, vendor] as const);

test.each(named)('%s: a moved block takes its resources over, and their secrets', async (_, vendor) => {
  const { w, secret, id } = await left(vendor);
  const addresses = Object.keys(w.state());
  const blocks = addresses.map((address) => `moved {\n  from = ${address}\n  to   = ${address}_here\n}\n`);
  w.write(vendor.configuration('_here') + '\n' + blocks.join(''));
  await w.init();
  const { actions } = await w.plan();
  // A description that the user never gave is taken out of the state, and of nothing else.
  const undescribed = (address: string) => vendor.version === '4.40.0' && address.includes('_token.');
  expect(actions).toEqual(
    Object.fromEntries(
      addresses.map((address) => [`${address}_here`, undescribed(address) ? 'update' : 'move']),
    ),
  );
  await w.applySaved();
  await expectKept(w, vendor, secret, id);

  // It is ours now: the blocks have done their work, and destroying it ends the token.
  w.write(vendor.configuration('_here'));
  await w.settled();
  await w.destroy();
  expect(await emulator().tokens(vendor.source.split('/')[1] as ServiceName)).toEqual([]);
});

test.each(named)('%s: another provider in the resource does it as well', async (_, vendor) => {
  const { w, secret, id } = await left(vendor);
  w.write(vendor.configuration());
  await w.init();
  const token = Object.keys(w.state()).find((address) => address.startsWith(`${vendor.secret[0]}.`))!;
  const updates = vendor.version === '4.40.0' ? { [token]: 'update' } : {};
  expect((await w.plan()).actions).toEqual(updates);
  expect(await w.apply()).toEqual(updates);
  await expectKept(w, vendor, secret, id);
});

function standIn({ executable, mirror }: Installation, { source, version }: VendorState): void {
  for (const registry of readdirSync(mirror)) {
    const own = join(mirror, registry, 'access-tokens', 'tokens');
    const [platform] = readdirSync(join(own, readdirSync(own)[0]));
    const folder = join(mirror, registry, source, version, platform);
    mkdirSync(folder, { recursive: true });
    copyFileSync(executable, join(folder, `terraform-provider-${source.split('/')[1]}_v${version}`));
  }
}
