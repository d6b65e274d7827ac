import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createMessage, generateKey, PublicKey, readKey, readSignature, verify } from 'openpgp';
import { registry } from './cli';
import { useInstallation } from './installation';

const installation = useInstallation();

const TOKEN = `
resource "pyvider_timed_token" "t" {
  provider = tokens
  name     = "ci"
}`;

let folder: string;
let publicKey: PublicKey;

function release(into: string, keyFile?: string): void {
  execFileSync(
    process.execPath,
    [
      '--import',
      'tsx',
      join(__dirname, '..', '..', 'scripts', 'release.ts'),
      into,
      installation().executable,
    ],
    { cwd: join(__dirname, '..', '..'), env: { ...process.env, RELEASE_SIGNING_KEY: keyFile ?? '' } },
  );
}

beforeAll(async () => {
  const { directory } = installation();
  folder = join(directory, 'release');
  const key = await generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [{ name: 'test' }],
    format: 'armored',
  });
  publicKey = await readKey({ armoredKey: key.publicKey });
  writeFileSync(join(directory, 'key.asc'), key.privateKey);
  release(folder, join(directory, 'key.asc'));
});

const file = (suffix: string) => {
  const name = readdirSync(folder).find((each) => each.endsWith(suffix));
  if (!name) throw new Error(`the release has no *${suffix}`);
  return { name, bytes: readFileSync(join(folder, name)) };
};

test('has an archive for each platform, a manifest, and sums of them all', () => {
  const sums = file('_SHA256SUMS').bytes.toString().trim().split('\n');
  expect(sums).toHaveLength(6);
  for (const line of sums) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(terraform-provider-tokens_\S+)$/.exec(line)!;
    const bytes = readFileSync(join(folder, name));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
  }
  expect(JSON.parse(file('_manifest.json').bytes.toString())).toEqual({
    version: 1,
    metadata: { protocol_versions: ['6.0'] },
  });
});

test('is signed: a detached signature that fits the sums, and nothing else', async () => {
  const signature = () => readSignature({ binarySignature: file('_SHA256SUMS.sig').bytes });
  const sums = file('_SHA256SUMS').bytes;
  const check = async (bytes: Uint8Array) => {
    const { signatures } = await verify({
      message: await createMessage({ binary: bytes }),
      signature: await signature(),
      verificationKeys: publicKey,
    });
    return signatures[0].verified;
  };
  await expect(check(sums)).resolves.toBe(true);
  await expect(check(Buffer.concat([sums, Buffer.from('x')]))).rejects.toThrow();
});

test('has the same bytes when it is built again', () => {
  const again = join(installation().directory, 'again');
  release(again);
  const name = file('_SHA256SUMS').name;
  expect(readFileSync(join(again, name))).toEqual(file('_SHA256SUMS').bytes);
});

test('is installed by Terraform from a filesystem mirror of archives', async () => {
  const { directory } = installation();
  const mirror = join(directory, 'packed');
  const place = join(mirror, registry, 'access-tokens', 'tokens');
  mkdirSync(place, { recursive: true });
  const { name, bytes } = file('_linux_amd64.zip');
  writeFileSync(join(place, name), bytes);
  const config = join(directory, 'packed.rc');
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );

  const workspace = installation().newWorkspace({ environment: { TF_CLI_CONFIG_FILE: config } });
  workspace.write(TOKEN);
  await workspace.init();
  await workspace.apply();
});

test('is installed by Terraform from a network mirror', async () => {
  const { directory } = installation();
  const [key, certificate] = [join(directory, 'mirror.key'), join(directory, 'mirror.crt')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  const asked: string[] = [];
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      asked.push(request.url!);
      try {
        const body = readFileSync(join(folder, 'mirror', decodeURIComponent(request.url!)));
        const type = request.url!.endsWith('.json') ? 'application/json' : 'application/zip';
        response.writeHead(200, { 'content-type': type }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const config = join(directory, 'network.rc');
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    writeFileSync(config, `provider_installation {\n  network_mirror {\n    url = "${url}"\n  }\n}\n`);
    const environment = {
      TF_CLI_CONFIG_FILE: config,
      SSL_CERT_FILE: certificate,
      HTTPS_PROXY: '',
      HTTP_PROXY: '',
    };
    const workspace = installation().newWorkspace({ environment });
    workspace.write(TOKEN);
    await workspace.init();
    await workspace.apply();
    expect(asked.some((path) => path.endsWith('.zip'))).toBe(true);
    // Terraform has checked what it unpacked against the mirror's own hash of it.
    const lock = readFileSync(workspace.path('.terraform.lock.hcl'), 'utf8');
    expect(lock).toMatch(/h1:/);
  } finally {
    server.close();
  }
});
