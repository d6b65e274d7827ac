import { chmodSync, copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HOSTS, SOURCE } from './address';
import { VERSION } from './version';

export interface InstallOptions {
  /** A folder in the layout of Terraform's filesystem mirrors. @default the user's plugin folder */
  readonly mirror?: string;
  /** @default this executable */
  readonly executable?: string;
}

/**
 * Puts this executable where `terraform init` finds it, and says what to write into a configuration.
 *
 * @throws where the folder can't be written to
 */
export function install(options: InstallOptions = {}): string {
  const mirror = options.mirror ?? userPluginFolder();
  const executable = options.executable ?? process.argv[1];
  const [namespace, type] = SOURCE.split('/');
  const installed = HOSTS.map((host) => {
    const folder = join(mirror, host, namespace, type, VERSION, platform());
    const file = join(folder, `terraform-provider-${type}_v${VERSION}`);
    mkdirSync(folder, { recursive: true });
    // Renamed into place: a Terraform that runs at this moment keeps the file it has.
    const beside = `${folder}.${process.pid}.part`;
    copyFileSync(executable, beside);
    chmodSync(beside, 0o755);
    renameSync(beside, file);
    return file;
  });
  return [
    ...installed.map((file) => `Installed ${file}`),
    '',
    ...(options.mirror ? mirrorHint(mirror) : []),
    'In a configuration:',
    '',
    '  terraform {',
    '    required_providers {',
    '      tokens = {',
    `        source  = "${namespace}/${type}"`,
    `        version = "${VERSION}"`,
    '      }',
    '    }',
    '  }',
    '',
  ].join('\n');
}

function mirrorHint(mirror: string): string[] {
  return [
    'In the CLI configuration (~/.terraformrc, or the file that TF_CLI_CONFIG_FILE names):',
    '',
    '  provider_installation {',
    '    filesystem_mirror {',
    `      path    = ${JSON.stringify(mirror)}`,
    '      include = ["*/access-tokens/*"]',
    '    }',
    '    direct {',
    '      exclude = ["*/access-tokens/*"]',
    '    }',
    '  }',
    '',
  ];
}

/** Where Terraform looks without being told. */
function userPluginFolder(): string {
  return process.platform === 'win32'
    ? join(process.env.APPDATA ?? homedir(), 'terraform.d', 'plugins')
    : join(homedir(), '.terraform.d', 'plugins');
}

/** This machine in Go's words: `linux_amd64`. */
function platform(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const architectures: Record<string, string> = { x64: 'amd64', ia32: '386' };
  return `${os}_${architectures[process.arch] ?? process.arch}`;
}
