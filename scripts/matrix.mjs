import { join } from 'node:path';
import { jest } from './checks.mjs';
import { capture, root } from './command.mjs';
import { quietly, resolveTerraform, versionOf } from './terraform-cli.mjs';
import { fetchRelease, RELEASES } from './terraform-fetch.mjs';

/*
 * The acceptance tests on one Terraform CLI after the other: the one at hand, and the ends of what is supported. What
 * can't be had is a failure, since an end that nobody tests is not supported.
 */

/** The folders of the packages that have acceptance tests. */
const SUITES = { provider: join(root, 'provider'), library: root };

/** Which CLIs there are to be tested on, by the names that `--only` takes. */
const CLIS = {
  'at-hand': async (context) => resolveTerraform(context),
  ...Object.fromEntries(
    Object.entries(RELEASES).map(([name, way]) => [
      name,
      async ({ env, progress }) =>
        fetchRelease(way, { env, progress, check: (path) => versionOf(path, env) }),
    ]),
  ),
};

const padded = (cells, widths) =>
  cells
    .map((cell, i) => String(cell).padEnd(widths[i]))
    .join('  ')
    .trimEnd();

/** Rows of text in columns. */
function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)));
  return rows.map((row) => padded(row, widths)).join('\n');
}

/** What `--only=a,b` chooses, and what is left for jest. */
function choose(args) {
  const only = args.filter((arg) => arg.startsWith('--only=')).flatMap((arg) => arg.slice(7).split(','));
  const unknown = only.find((name) => !Object.hasOwn(CLIS, name));
  return {
    unknown,
    names: only.length > 0 ? only : Object.keys(CLIS),
    jestArguments: args.filter((arg) => !arg.startsWith('--only=')),
  };
}

/** Runs the acceptance tests, prints the table and gives back the exit code. */
export async function matrix(args, runner, env) {
  const { names, unknown, jestArguments } = choose(args);
  if (unknown !== undefined) {
    console.error(`--only=${unknown}: there are ${Object.keys(CLIS).join(', ')}`);
    return 2;
  }
  const patterns = jestArguments.length > 0 ? ['--passWithNoTests', ...jestArguments] : ['test/acceptance'];

  const found = [];
  for (const name of names) {
    let cli;
    const get = async ({ progress }) => {
      const { path } = await CLIS[name]({ env, progress });
      // `-json` tells the version alone, and not whether it is OpenTofu's.
      const [says] = (await capture(path, ['version'], { env: { ...env, ...quietly } })).split('\n');
      cli = { path, says };
      return `${says}, ${path}`;
    };
    await runner.run({ name: `get a CLI: ${name}`, run: get }, env);
    found.push({ name, cli });
  }

  const rows = [];
  for (const { name, cli } of found) {
    const same = cli && rows.find((row) => row.cli === cli.says);
    if (same) {
      same.name += `, ${name}`;
      continue;
    }
    const row = { name, cli: cli?.says ?? 'could not be had', passed: 0, failed: cli ? 0 : 1 };
    rows.push(row);
    for (const [suite, folder] of Object.entries(cli ? SUITES : {})) {
      const step = jest(`acceptance tests of the ${suite} on ${cli.says}`, folder, patterns);
      const { outcome } = await runner.run(step, { ...env, TERRAFORM_BINARY_NAME: cli.path });
      const { passed, failed } = step.counts();
      row.passed += passed;
      if (outcome === 'failed') row.failed += Math.max(failed, 1);
    }
  }

  const lines = rows.map(({ name, cli, passed, failed }) => [name, cli, passed, failed]);
  console.log(`\n${table([['', 'CLI', 'passed', 'failed'], ...lines])}`);
  return rows.some(({ failed, passed }) => failed > 0 || passed === 0) ? 1 : 0;
}
