import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from './languages';
import { load, machine } from './machine';
import type { Comparison, Measurement } from './measurement';
import { plan } from './plan';
import { providerStart } from './provider-start';
import { synth } from './synth';
import { table } from '../scripts/demo/table';

/*
 * Measures, prints a table and writes bench/out/latest.json. What counts are ratios of two things that were
 * measured in turn: milliseconds are of a machine, and of what else it did. A target that is missed is
 * said, and is no error.
 */

const MEASUREMENTS: readonly Measurement[] = [providerStart, synth, plan, languages];
const NAMES = MEASUREMENTS.map(({ name }) => name);
const OUT = join(__dirname, 'out', 'latest.json');

async function main(args: readonly string[]): Promise<number> {
  const chosen = choose(args);
  if (typeof chosen === 'string') {
    process.stderr.write(`${chosen}\n\nusage: npm run bench -- [--only ${NAMES.join('|')}]\n`);
    return 2;
  }

  const { Runner } = await import('../scripts/runner.mjs');
  const runner = new Runner();
  const started = { at: new Date().toISOString(), ...(await machine()), loadBefore: load() };
  const comparisons: Comparison[] = [];
  for (const { name, run } of chosen) {
    await runner.run(
      { name, run: async ({ progress }) => void comparisons.push(...(await run(progress))) },
      process.env,
    );
  }
  const on = { ...started, loadAfter: load() };
  const failed = runner.results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  mkdirSync(dirname(OUT), { recursive: true });
  writeFileSync(OUT, `${JSON.stringify({ on, comparisons, failed }, undefined, 2)}\n`);

  const { node, terraform, cpus, cpu, loadBefore, loadAfter } = on;
  console.log(`\n${node}, ${terraform}; ${cpus} x ${cpu}, load ${loadBefore} to ${loadAfter}`);
  console.log(
    `Milliseconds: median (least to most) of n in turn.\n\n${table([HEAD, ...comparisons.map(row)])}`,
  );
  const missed = comparisons.filter(({ met }) => met === false);
  for (const { name, ratio, target } of missed) {
    console.log(`\nMISSED: ${name} is at ${ratio.toFixed(2)}x, and should be at most ${target}x`);
  }
  return failed.length > 0 ? 1 : 0;
}

/** The measurements that are wanted, or what is wrong with the arguments. */
function choose(args: readonly string[]): readonly Measurement[] | string {
  try {
    const { only } = parseArgs({ args: [...args], options: { only: { type: 'string' } } }).values;
    if (only === undefined) return MEASUREMENTS;
    const chosen = MEASUREMENTS.filter(({ name }) => name === only);
    return chosen.length > 0 ? chosen : `there is no measurement "${only}"`;
  } catch (error) {
    return (error as Error).message;
  }
}

const HEAD = ['', 'ours', 'ms', 'beside', 'ms', 'n', 'ratio', 'target', 'met'];

function row({ name, ours, beside, ratio, target, met }: Comparison): string[] {
  const ms = ({ median, min, max }: Comparison['ours']) =>
    `${median.toFixed()} (${min.toFixed()} to ${max.toFixed()})`;
  return [
    name,
    ours.what,
    ms(ours),
    beside.what,
    ms(beside),
    String(ours.n),
    `${ratio.toFixed(2)}x`,
    target === undefined ? '-' : `${target}x`,
    met === undefined ? '-' : met ? 'yes' : 'NO',
  ];
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
