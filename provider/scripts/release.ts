import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { createMessage, decryptKey, readPrivateKey, sign } from 'openpgp';
import { HOSTS } from '../src/address';

/**
 * Builds the files of a release into a folder, as the Terraform registry expects them:
 *
 *   terraform-provider-tokens_VERSION_OS_ARCH.zip   one for each platform
 *   terraform-provider-tokens_VERSION_manifest.json
 *   terraform-provider-tokens_VERSION_SHA256SUMS    of all of the above
 *   terraform-provider-tokens_VERSION_SHA256SUMS.sig
 *   mirror/HOST/access-tokens/tokens/               for a network mirror: the same zips, and its index
 *
 * The signature is a detached one, binary, by the armored OpenPGP private key in the file that
 * RELEASE_SIGNING_KEY names (its passphrase in RELEASE_SIGNING_PASSPHRASE). The registry takes RSA and DSA keys. The
 * same sources make the same bytes, but for the signature.
 *
 * The executable is a script for Node.js, so its bytes are the same for every platform. Windows starts no
 * scripts: there is no build for it.
 */
const NAME = 'terraform-provider-tokens';
const PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'freebsd_amd64', 'linux_amd64', 'linux_arm64'];
const EXECUTABLE = 0o100755;
/** The earliest time that a zip can hold: a build does not depend on when it was made. */
const EPOCH = new Date(1980, 0, 1);

const root = join(__dirname, '..');

async function release(folder: string, built: string, keyFile: string | undefined): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const executable = readFileSync(built);
  const manifest = Buffer.from(
    JSON.stringify({ version: 1, metadata: { protocol_versions: ['6.0'] } }) + '\n',
  );
  const prefix = `${NAME}_${version}`;

  const binary = `${NAME}_v${version}`;
  const zip = zipSync(
    { [binary]: [executable, { level: 9, mtime: EPOCH, os: 3, attrs: EXECUTABLE * 0x10000 }] },
    { mtime: EPOCH },
  );
  const files = new Map<string, Uint8Array>(PLATFORMS.map((platform) => [`${prefix}_${platform}.zip`, zip]));
  files.set(`${prefix}_manifest.json`, manifest);
  const sums = Array.from(files, ([name, bytes]) => `${sha256(bytes).toString('hex')}  ${name}\n`);
  files.set(`${prefix}_SHA256SUMS`, Buffer.from(sums.join('')));
  if (keyFile) {
    files.set(`${prefix}_SHA256SUMS.sig`, await signature(Buffer.from(sums.join('')), keyFile));
  }

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  for (const host of HOSTS) {
    mirror(join(folder, 'mirror', host, 'access-tokens', 'tokens'), version, zip, executable);
  }
  for (const name of files.keys()) console.log(join(folder, name));
  if (!keyFile) console.log('Not signed: RELEASE_SIGNING_KEY names no key.');
}

/** The network mirror protocol: an index of versions, and for each version its archives with their hashes. */
function mirror(folder: string, version: string, zip: Uint8Array, executable: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const hashes = [
    `h1:${packageHash(`${NAME}_v${version}`, executable)}`,
    `zh:${sha256(zip).toString('hex')}`,
  ];
  const archives = Object.fromEntries(
    PLATFORMS.map((platform) => [platform, { url: `${NAME}_${version}_${platform}.zip`, hashes }]),
  );
  for (const platform of PLATFORMS) writeFileSync(join(folder, `${NAME}_${version}_${platform}.zip`), zip);
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ versions: { [version]: {} } }, null, 2) + '\n');
  writeFileSync(join(folder, `${version}.json`), JSON.stringify({ archives }, null, 2) + '\n');
}

/** Terraform's hash of an unpacked package: of a list of its files with theirs. */
function packageHash(name: string, bytes: Uint8Array): string {
  const list = `${sha256(bytes).toString('hex')}  ${name}\n`;
  return sha256(Buffer.from(list)).toString('base64');
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function signature(bytes: Uint8Array, keyFile: string): Promise<Uint8Array> {
  const locked = await readPrivateKey({ armoredKey: readFileSync(keyFile, 'utf8') });
  const passphrase = process.env.RELEASE_SIGNING_PASSPHRASE;
  const signingKeys = passphrase ? await decryptKey({ privateKey: locked, passphrase }) : locked;
  const message = await createMessage({ binary: bytes });
  return sign({ message, signingKeys, detached: true, format: 'binary' });
}

const [folder = join(root, 'dist', 'release'), built = join(root, 'dist', NAME)] = process.argv.slice(2);
void release(folder, built, process.env.RELEASE_SIGNING_KEY);
