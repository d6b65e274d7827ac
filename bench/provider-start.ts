import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compare, type Measurement } from './measurement';
import { inTurn } from './sampling';

const PROVIDER = join(dirname(__dirname), 'provider', 'dist', 'terraform-provider-tokens');
const HANDSHAKE = /^1\|6\|(unix|tcp)\|[^|]+\|grpc\|[\w+/]+/;
const PAIRS = 30;

/**
 * From starting the provider, as Terraform does and with mutual TLS, to its handshake line: what a user waits
 * for three to seven times a command. Beside it a Node that does nothing.
 */
export const providerStart: Measurement = {
  name: 'provider-start',
  async run(progress) {
    const sockets = mkdtempSync(join(tmpdir(), 'bench-'));
    const asTerraform = {
      TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
      PLUGIN_PROTOCOL_VERSIONS: '5,6',
      PLUGIN_MIN_PORT: '10000',
      PLUGIN_MAX_PORT: '25000',
      PLUGIN_CLIENT_CERT: readFileSync(join(__dirname, 'client-certificate.pem'), 'utf8'),
      PLUGIN_UNIX_SOCKET_DIR: sockets,
    };
    const withCertificates = certificates();
    const settings = [
      { name: 'provider start to handshake', env: { NODE_EXTRA_CA_CERTS: undefined }, target: 2.6 },
      // Node 20 reads the file at each start, whatever it runs.
      ...(withCertificates
        ? [{ name: 'the same with NODE_EXTRA_CA_CERTS', env: { NODE_EXTRA_CA_CERTS: withCertificates } }]
        : []),
    ];
    try {
      const comparisons = [];
      for (const { name, env, target } of settings) {
        const own = { ...process.env, ...env };
        const { ours, beside } = await inTurn(
          PAIRS,
          { ours: () => toHandshake({ ...own, ...asTerraform }), beside: () => toEnd(own) },
          (words) => progress(`${name}, ${words}`),
        );
        comparisons.push(
          compare(name, { what: 'provider', ...ours }, { what: 'node -e 0', ...beside }, target),
        );
      }
      return comparisons;
    } finally {
      rmSync(sockets, { recursive: true, force: true });
    }
  },
};

/** A file of root certificates, where this machine has one. */
function certificates(): string | undefined {
  return [
    process.env.NODE_EXTRA_CA_CERTS,
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/cert.pem',
  ].find((file) => file && existsSync(file));
}

async function toHandshake(env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((done, failed) => {
    const start = performance.now();
    const provider = spawn(PROVIDER, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let took: number | undefined;
    provider.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (took !== undefined || !said.includes('\n')) return;
      took = performance.now() - start;
      // What comes after the handshake is not measured here.
      provider.kill('SIGKILL');
    });
    provider.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    provider.on('error', failed).on('close', () => {
      if (took !== undefined && HANDSHAKE.test(said)) done(took);
      else failed(new Error(`the provider made no handshake, but said: ${said}`));
    });
  });
}

async function toEnd(env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((done, failed) => {
    const start = performance.now();
    spawn(process.execPath, ['-e', '0'], { env, stdio: 'ignore' })
      .on('error', failed)
      .on('exit', () => done(performance.now() - start));
  });
}
