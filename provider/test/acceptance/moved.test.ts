import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasOwnRegistry } from './cli';
import { everything, resources, SECRETS, workspaceAt } from './everything';
import { useInstallation } from './installation';
import { useEmulated } from './trust/emulated';
import { Workspace } from './workspace';
import { sha256, ServiceName } from '../services/emulator';

/**
 * A change of the provider by `moved` blocks. This very provider stands in for each of the vendors' own, under its
 * address; what their states look like is for the tests of each resource.
 */

const NOW = '2026-01-31T12:00:00Z';
const VENDORS: Readonly<Record<string, string>> = {
  aiven: 'aiven/aiven',
  harness: 'harness/harness',
  linode: 'linode/linode',
  seqera: 'seqeralabs/seqera',
};

const installation = useInstallation();
const emulator = useEmulated('--now', NOW);

beforeAll(() => {
  const { executable, mirror } = installation();
  const host = join(mirror, `registry.${hasOwnRegistry ? 'opentofu.org' : 'terraform.io'}`);
  const own = join(host, 'access-tokens', 'tokens');
  const [version] = readdirSync(own);
  const [platform] = readdirSync(join(own, version));
  for (const source of Object.values(VENDORS)) {
    const folder = join(host, source, version, platform);
    mkdirSync(folder, { recursive: true });
    copyFileSync(executable, join(folder, `terraform-provider-${source.split('/')[1]}_v${version}`));
  }
});

function requireProviders(w: Workspace, sources: Readonly<Record<string, string>>): void {
  const required = Object.entries(sources).map(
    ([name, source]) => `    ${name} = { source = "${source}" }\n`,
  );
  writeFileSync(w.path('versions.tf'), `terraform {\n  required_providers {\n${required.join('')}  }\n}\n`);
}

test('what a vendor’s own provider has made is moved to this one, the secrets included', async () => {
  const ours = { tokens: 'access-tokens/tokens' };
  const w = await workspaceAt(emulator(), installation(), everything(), { TOKENS_NOW: NOW });
  requireProviders(w, { ...ours, ...VENDORS });
  w.write(everything().replace(/(resource "([a-z]+)_[^]*?provider +=) tokens/g, '$1 $2'));
  await w.init();
  await w.apply();
  const before = w.state();
  expect(new Set(w.providers().map((provider) => /\/([\w-]+)"\]$/.exec(provider)![1]))).toEqual(
    new Set(Object.values(VENDORS).map((source) => source.split('/')[1])),
  );

  // Of the same type, under another name: that is what tells Terraform that it is a move.
  const moves = Object.keys(resources()).map((address) => {
    const [type, name] = address.split('.');
    return `\nmoved {\n  from = ${address}\n  to   = ${type}.ours_${name}\n}`;
  });
  const renamed = everything()
    .replace(/resource "(\w+)" "(\w)"/g, 'resource "$1" "ours_$2"')
    .replace(/((?:aiven|harness|linode|seqera)_\w+)\.(\w)\./g, '$1.ours_$2.');
  w.write(renamed + moves.join(''));
  expect(new Set(Object.values((await w.plan()).actions))).toEqual(new Set(['move']));
  await w.start(['apply', 'saved.tfplan']).succeeds();
  expect(w.state()).toEqual(
    Object.fromEntries(
      Object.entries(before).map(([address, attributes]) => [address.replace('.', '.ours_'), attributes]),
    ),
  );
  expect(new Set(w.providers())).toEqual(new Set([expect.stringMatching(/access-tokens\/tokens"\]$/)]));

  // The vendors' providers are needed no more.
  requireProviders(w, ours);
  await w.settled();
  for (const [address, attribute] of Object.entries(SECRETS)) {
    const live = await emulator().tokens(address.split('_')[0] as ServiceName);
    expect(live.map((token) => token.sha256)).toEqual([sha256(before[address][attribute])]);
  }
});
