import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { showsCrashes } from './cli';
import { useInstallation } from './installation';
import { install } from '../../src/install';
import { VERSION } from '../../src/version';

const installation = useInstallation();

/** Installs the crashing provider beside the real one, as the version that is built from no package. */
function installCrashing(): void {
  const { directory, mirror } = installation();
  const executable = join(directory, 'crashing-provider');
  buildSync({
    entryPoints: [join(__dirname, 'crashing-provider.ts')],
    outfile: executable,
    bundle: true,
    platform: 'node',
    target: 'node20.9',
    banner: { js: '#!/usr/bin/env node' },
  });
  install({ mirror, executable });
}

test('a crash of the provider is shown with its stack, without any log where the CLI can', async () => {
  installCrashing();
  const workspace = await installation().workspace('resource "tokens_crash" "c" {}', { version: VERSION });
  // OpenTofu 1.12 looks for it where go-plugin no longer puts it, and so has it in its log alone.
  const log: Record<string, string> = showsCrashes ? {} : { TF_LOG: 'ERROR' };
  const { code, stdout, stderr } = await workspace.start(['apply', '-auto-approve'], { environment: log })
    .ended;
  const said = stdout + stderr;
  expect(code).toBe(1);
  if (showsCrashes) expect(said).toMatch(/Stack trace from the terraform-provider-tokens_v[\w.-]+ plugin:/);
  expect(said).toContain('panic: thrown where nobody can catch it');
  expect(said).toMatch(/TypeError: thrown where nobody can catch it\n.*\s+at .*crashOnPurpose/);
  expect(workspace.state()).toEqual({});
});
