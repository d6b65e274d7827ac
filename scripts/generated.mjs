import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { companions, root, tool } from './command.mjs';

/* Whether generated files that are committed are what they would be generated as now. The checkout is left as it is. */

function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  return Promise.resolve(work(folder)).finally(() => rmSync(folder, { recursive: true, force: true }));
}

const sameFile = (a, b) => existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));

/** API.md and the other pages of the handbook against the assembly that jsii has just written. */
export const checkHandbook = (env) =>
  inTemporaryFolder(async (folder) => {
    const { tasks } = JSON.parse(readFileSync(join(root, '.projen', 'tasks.json'), 'utf8'));
    const stale = [];
    for (const { exec } of tasks.docgen.steps) {
      const [command, ...args] = exec.split(' ');
      const page = args.at(-1);
      const fresh = join(folder, basename(page));
      await tool(command, [...args.slice(0, -1), fresh], { env });
      if (!sameFile(fresh, join(root, page))) stale.push(page);
    }
    if (stale.length > 0) {
      throw new Error(
        `${stale.join(', ')} differ; run \`npx projen compile && npx projen docgen\` and commit what they write`,
      );
    }
  });

/** What projen manages, in all packages, against a synthesis beside the checkout. */
export const checkProjectFiles = (env) =>
  inTemporaryFolder(async (folder) => {
    const packages = ['', ...companions];
    for (const each of packages) {
      // Projen reads the package.json that is there, and the versions that are installed.
      cpSync(join(root, each, 'package.json'), join(folder, each, 'package.json'));
      symlinkSync(join(root, each, 'node_modules'), join(folder, each, 'node_modules'), 'junction');
    }
    for (const each of ['.projenrc.ts', 'projenrc', 'tsconfig.json']) {
      cpSync(join(root, each), join(folder, each), { recursive: true });
    }
    const { tasks } = JSON.parse(readFileSync(join(root, '.projen', 'tasks.json'), 'utf8'));
    const [command, ...args] = tasks.default.steps[0].execArgs;
    await tool(command, args, { cwd: folder, packages: root, env: { ...env, PROJEN_DISABLE_POST: 'true' } });

    const managed = packages.flatMap((each) => {
      const { files } = JSON.parse(readFileSync(join(folder, each, '.projen', 'files.json'), 'utf8'));
      return ['package.json', ...files].map((file) => join(each, file));
    });
    const stale = managed.filter((file) => !sameFile(join(folder, file), join(root, file)));
    if (stale.length > 0) {
      throw new Error(
        `${stale.join(', ')} differ; edit .projenrc.ts, run \`npx projen\` and commit what it writes`,
      );
    }
  });
