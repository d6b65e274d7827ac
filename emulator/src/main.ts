import { Arguments, HELP, parseArguments } from './arguments';
import { Emulator } from './emulator';

async function main(): Promise<void> {
  let options: Arguments;
  try {
    options = parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`tokens-emulator: ${(error as Error).message}\nTry tokens-emulator --help\n`);
    process.exit(2);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const emulator = await Emulator.start(options);
  const stop = (): void => void emulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (options.exitWithParent) process.stdin.once('close', stop).once('error', stop).resume();
  // Whoever started us may read one line and close the pipe.
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify(emulator.origins)}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`tokens-emulator: ${error.message}\n`);
  process.exit(1);
});
