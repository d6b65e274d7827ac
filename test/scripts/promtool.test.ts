import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

/** Puts an executable on the test's PATH. */
function executable(name: string, script: string): string {
  const file = join(folder(), 'bin', name);
  mkdirSync(join(folder(), 'bin'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** `node scripts/promtool.mjs` with nothing but the test's own executables to be found. */
const resolve = (...args: string[]) =>
  node([join(scripts, 'promtool.mjs'), ...args], {
    PATH: join(folder(), 'bin'),
    HOME: folder(),
    XDG_CACHE_HOME: join(folder(), 'cache'),
  });

const cached = (...path: string[]) =>
  join(folder(), 'cache', 'cdktf-access-tokens', `${process.platform}-${process.arch}`, ...path);

/** Debian's tools: the package is an empty file, and unpacked it has what `unpack` writes. */
function debian(unpack: string, refuses = ''): void {
  executable(
    'apt-get',
    `${refuses}\nfor name; do :; done\n[ "$name" = update ] || : > "\${name}_1.0_amd64.deb"`,
  );
  // A shell of the test's own has no other commands.
  executable('dpkg-deb', `PATH=/usr/bin:/bin; ${unpack}`);
}

const WORKS =
  'mkdir -p "$3/usr/bin"; printf "#!/bin/sh\\necho promtool, version 1\\n" > "$3/usr/bin/promtool"; chmod +x "$3/usr/bin/promtool"';

test('what is on PATH is taken, under Debian’s name as well', async () => {
  const promtool = executable('promtool', 'echo promtool, version 2.42.0');
  const exporter = executable('prometheus-node-exporter', 'echo node_exporter, version 1.5.0');
  expect(await resolve()).toEqual({ code: 0, stdout: `${promtool}\n`, stderr: '' });
  expect((await resolve('node_exporter')).stdout).toBe(`${exporter}\n`);
});

test('else it comes from Debian’s package, once', async () => {
  executable('promtool', 'exit 1');
  debian(WORKS);
  const path = cached('debian-prometheus', 'usr', 'bin', 'promtool');
  expect(await resolve()).toEqual({
    code: 0,
    stdout: `${path}\n`,
    stderr: 'apt-get downloads prometheus\ndpkg-deb unpacks prometheus_1.0_amd64.deb\n',
  });
  expect(await resolve()).toEqual({ code: 0, stdout: `${path}\n`, stderr: '' });
});

test('the lists of packages are downloaded where the machine has none, into a folder of their own', async () => {
  debian(WORKS, '[ "$1" != download ] || exit 100');
  const { code, stderr } = await resolve();
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'apt-get downloads prometheus\napt-get downloads the lists of packages (14 MB)\n' +
      'apt-get downloads prometheus\ndpkg-deb unpacks prometheus_1.0_amd64.deb\n',
  });
});

test('where there is none, all that was tried is said, and what is enough', async () => {
  expect(await resolve()).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^There is no usable promtool, and none could be fetched\.\n {2}- promtool: not on PATH\n {2}- Debian's package prometheus: there is no apt-get on PATH\nAny one of these is enough:/,
    ),
  });
  debian(WORKS, 'echo "no network" >&2; exit 100');
  expect((await resolve()).stderr).toContain('apt-get exited with 100\n      no network\n');
  debian('exit 0');
  expect((await resolve()).stderr).toMatch(/Debian's package prometheus: .*(does not run|ENOENT)/);
  expect((await resolve('grafana')).stderr).toContain(
    'grafana is none of promtool, prometheus, node_exporter',
  );
});
