import { HOSTS, SOURCE } from './address';
import { hclog, serve } from './plugin';
import { VERSION } from './version';

const NAME = 'terraform-provider-tokens';

const USAGE = `${NAME} ${VERSION}

  ${NAME}                 started by Terraform, as a plugin
  ${NAME} install         install into the plugin folder of the user
  ${NAME} install --dir D install into the filesystem mirror D
  ${NAME} --debug         serve by itself, for a debugger; prints TF_REATTACH_PROVIDERS
  ${NAME} --version
`;

async function main(args: string[]): Promise<void> {
  const [command, option, value] = args;
  if (command === 'install' && (option === undefined || (option === '--dir' && value && args.length === 3))) {
    const { install } = await import('./install');
    process.stdout.write(install({ mirror: value }));
  } else if (command === '--version' && args.length === 1) {
    process.stdout.write(`${VERSION}\n`);
  } else if (command === undefined || (command === '--debug' && args.length === 1)) {
    const logger = hclog({ name: NAME });
    await serve({
      name: NAME,
      logger,
      debug: command && { addresses: HOSTS.map((host) => `${host}/${SOURCE}`) },
      load: async () => (await import('./serving')).serving(logger),
    });
  } else {
    process.stderr.write(USAGE);
    process.exitCode = command === '--help' ? 0 : 2;
  }
}

void main(process.argv.slice(2));
