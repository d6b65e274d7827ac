import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PROVIDER = join(dirname(dirname(__dirname)), 'provider', 'dist', 'terraform-provider-tokens');

/** The CLI configuration of a Terraform that is isolated in a folder. */
export const cliConfig = (folder: string): string => join(folder, 'terraform.rc');

/**
 * Installs the built companion provider into a folder, as its users do, with a CLI configuration by which
 * Terraform knows no other source of providers, and so needs no network.
 */
export async function installProvider(folder: string): Promise<void> {
  const { capture } = await import('../command.mjs');
  const mirror = join(folder, 'mirror');
  await capture(PROVIDER, ['install', '--dir', mirror], { as: 'terraform-provider-tokens install' });
  writeFileSync(
    cliConfig(folder),
    `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
  );
}

/**
 * The environment of a Terraform that is isolated in a folder. The user's own settings must not lead it
 * elsewhere: arguments, a workspace, a data folder, another provider. `TF_LOG` stays.
 */
export function isolated(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TF_') || name.startsWith('TF_LOG'),
  );
  return {
    ...Object.fromEntries(own),
    TF_CLI_CONFIG_FILE: cliConfig(folder),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  };
}
