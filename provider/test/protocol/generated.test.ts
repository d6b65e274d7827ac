import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProviderDefinition } from '../../src/protocol/generated/tfplugin6';

const root = join(__dirname, '../..');

test('src/protocol/generated is what tfplugin6.proto gives: `npx projen protocol`', () => {
  const out = mkdtempSync(join(tmpdir(), 'tfplugin6-'));
  try {
    execFileSync(join(root, 'node_modules/.bin/buf'), ['generate', '--output', out], {
      cwd: join(root, 'src/protocol'),
      stdio: 'pipe',
    });
    const files = (folder: string) =>
      Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]),
      );
    expect(files(join(out, 'generated'))).toEqual(files(join(root, 'src/protocol/generated')));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}, 60_000);

test('the calls that Terraform 1.11 makes of a provider are all there', () => {
  expect(Object.values(ProviderDefinition.methods).map(({ name }) => name)).toEqual([
    'GetMetadata',
    'GetProviderSchema',
    'GetResourceIdentitySchemas',
    'ValidateProviderConfig',
    'ConfigureProvider',
    'StopProvider',
    'ValidateResourceConfig',
    'UpgradeResourceState',
    'UpgradeResourceIdentity',
    'ReadResource',
    'PlanResourceChange',
    'ApplyResourceChange',
    'ImportResourceState',
    'MoveResourceState',
    'ValidateDataResourceConfig',
    'ReadDataSource',
    'ValidateEphemeralResourceConfig',
    'OpenEphemeralResource',
    'RenewEphemeralResource',
    'CloseEphemeralResource',
    'GetFunctions',
    'CallFunction',
  ]);
});
