import { type Options, readOptions, USAGE } from './demo/options';
import { type Report, reportOn, writeReport } from './demo/report';
import { Demo, type DemoStep } from './demo/steps';
import { Workspace } from './demo/workspace';
import type { StepResult } from './runner.mjs' with { 'resolution-mode': 'import' };

/*
 * The main job on real Terraform, as a user would do it: an app with a rotating token of each system is
 * synthesized, planned, applied, rotated and destroyed, against an emulator of the services, and each claim is
 * checked against what Terraform and the services say.
 *
 * `npm run demo` starts it when everything is built. TERRAFORM_BINARY_NAME is the Terraform CLI to use,
 * SETUP_STEPS what was done before, as JSON.
 */

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  return demonstrate(options);
}

async function demonstrate(options: Options): Promise<number> {
  const workspace = new Workspace();
  try {
    return await demonstrateIn(workspace, options);
  } finally {
    await workspace.stop();
  }
}

async function demonstrateIn(workspace: Workspace, { keep, report }: Options): Promise<number> {
  const { Runner } = await import('./runner.mjs');
  const setUp = JSON.parse(process.env.SETUP_STEPS || '[]') as StepResult[];
  const demo = new Demo(workspace);
  const runner = new Runner();
  const write = (outcome: Report['outcome'], kept: boolean): void => {
    if (!report) return;
    const steps = [...setUp, ...runner.results];
    writeReport(report, reportOn(demo, { outcome, steps, folder: workspace.folder, kept }));
  };
  const interruption = heedSignals();

  try {
    write('running', true);
  } catch (error) {
    workspace.remove();
    process.stderr.write(`--report: can't write ${report}: ${(error as Error).message}\n`);
    return 2;
  }
  console.log(`Working in ${workspace.folder}`);
  const steps: readonly DemoStep[] = [...demo.round, ...(keep ? [] : demo.cleanUp)];
  for (const step of steps) {
    const { outcome } = await runner.run(step, process.env);
    write('running', true);
    if (outcome === 'failed' || interruption.signal) {
      write('failed', true);
      const end = interruption.signal ? 'Interrupted during' : 'Failed at';
      console.log(`\n${end} "${step.name}". Everything is left in place in ${workspace.folder}`);
      return 1;
    }
    if (step.show) console.log(`\n${step.show().replace(/^(?=.)/gm, '  ')}\n`);
  }

  write('ok', keep);
  if (keep) {
    console.log(`\nEverything is left in place in ${workspace.folder} (the state holds the tokens' values).`);
    console.log(`To go on by hand:\n  ${demo.command('plan')}\n  ${demo.command('destroy')}`);
  } else {
    workspace.remove();
  }
  return 0;
}

/**
 * Lets the running program end first: Terraform writes down what it has done when it is interrupted. A terminal
 * sends it Ctrl-C by itself, and a second one ends us as well.
 */
function heedSignals(): { signal?: NodeJS.Signals } {
  const interruption: { signal?: NodeJS.Signals } = {};
  process.once('SIGINT', (signal) => (interruption.signal = signal));
  process.once('SIGTERM', (signal) => {
    interruption.signal = signal;
    void import('./command.mjs').then(({ stopCommands }) => stopCommands());
  });
  return interruption;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
