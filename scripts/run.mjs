import './node-version.mjs';
import { testEdition } from './cdktn.mjs';
import { checks } from './checks.mjs';
import { handOver, stopCommands } from './command.mjs';
import { languages } from './languages.mjs';
import { matrix } from './matrix.mjs';
import { Runner } from './runner.mjs';
import { setUp } from './steps.mjs';
import { counted, nothingRun, summary } from './summary.mjs';

/*
 * What `npm test`, `npm run test:matrix`, `npm run test:languages`, `npm run test:cdktn`, `npm run demo` and `npm run
 * bench` start. Plain Node and nothing else, since on a bare clone nothing is installed yet: first the set-up, then
 * the command.
 */

function stop(signal) {
  stopCommands();
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

const prepare = (command, runner, env) => runner.inOrder(setUp[command], env);

/** Every check is run, whatever became of those before it, so that all findings are there at once. */
async function test(args) {
  const runner = new Runner();
  const env = { ...process.env };
  if (!(await prepare('test', runner, env))) {
    console.log(nothingRun());
    return 1;
  }

  const counts = [];
  const inOrder = async (row) => {
    for (const check of row) {
      const { outcome } = await runner.run(check, env);
      counts.push(counted(check, outcome));
    }
  };
  await Promise.all(checks(args).map(inOrder));

  const nothing = counts.every(({ passed, failed }) => passed + failed === 0);
  if (nothing) console.log(`No test was run for: ${args.join(' ')}`);
  console.log(summary(counts));
  return nothing || counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function testMatrix(args) {
  const runner = new Runner();
  const env = { ...process.env };
  return (await prepare('matrix', runner, env)) ? matrix(args, runner, env) : 1;
}

async function testCdktn(args) {
  const runner = new Runner();
  const env = { ...process.env };
  return (await prepare('cdktn', runner, env)) ? testEdition(args, runner, env) : 1;
}

async function testLanguages(args) {
  const runner = new Runner();
  const env = { ...process.env };
  return languages(args, runner, env, async () => prepare('languages', runner, env));
}

/** A TypeScript program of ours on the user's terminal. It learns of the set-up by the variable SETUP_STEPS. */
const program = (command, file) => async (args) => {
  const runner = new Runner();
  const env = { ...process.env };
  if (!(await prepare(command, runner, env))) return 1;
  process.off('SIGINT', stop).off('SIGTERM', stop);
  const variables = { ...env, SETUP_STEPS: JSON.stringify(runner.results) };
  return handOver(process.execPath, ['--import', 'tsx', file, ...args], variables);
};

const commands = {
  test,
  demo: program('demo', 'scripts/demo.ts'),
  bench: program('bench', 'bench/main.ts'),
  matrix: testMatrix,
  cdktn: testCdktn,
  languages: testLanguages,
};

const [command, ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, command ?? '')) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exit(2);
}

process.on('SIGINT', stop).on('SIGTERM', stop);
process.exitCode = await commands[command](args);
