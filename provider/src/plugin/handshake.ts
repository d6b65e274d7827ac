import { X509Certificate } from 'node:crypto';

/** An environment, as `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the plugin listens, in go-plugin's words. */
export interface PluginAddress {
  readonly network: 'unix' | 'tcp';
  /** A path, or host and port. */
  readonly address: string;
}

/** The wish that Terraform put into the environment can't be met. The message is for the user. */
export class HandshakeError extends Error {}

/** Version of go-plugin's own handshake. */
const CORE_PROTOCOL = 1;

/** Version of Terraform's provider protocol that is spoken here. */
export const PROVIDER_PROTOCOL = 6;

// Fixed by Terraform, so that a plugin can tell being started by Terraform from being started by a person.
const COOKIE_NAME = 'TF_PLUGIN_MAGIC_COOKIE';
const COOKIE_VALUE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Whether Terraform (or OpenTofu) is what started this process. */
export function startedByTerraform(env: Environment): boolean {
  return env[COOKIE_NAME] === COOKIE_VALUE;
}

/** @throws HandshakeError when protocol 6 isn't among the offered versions */
export function checkProtocol(env: Environment): void {
  const offered = (env.PLUGIN_PROTOCOL_VERSIONS ?? '').split(',').map((version) => version.trim());
  if (offered.includes(String(PROVIDER_PROTOCOL))) return;
  const theirs = offered.join('') === '' ? 'names no version' : `offers only ${offered.join(', ')}`;
  throw new HandshakeError(
    `this provider speaks plugin protocol ${PROVIDER_PROTOCOL}, and what started it ${theirs}: ` +
      'it needs Terraform 1.0 or newer, or any OpenTofu',
  );
}

/**
 * The certificate (DER) of the client that started us, or nothing where it asked for no TLS.
 *
 * @throws HandshakeError when there is one that can't be read
 */
export function clientCertificate(env: Environment): Buffer | undefined {
  const pem = env.PLUGIN_CLIENT_CERT;
  if (!pem) return undefined;
  try {
    return new X509Certificate(pem).raw;
  } catch (error) {
    throw new HandshakeError(
      `PLUGIN_CLIENT_CERT must hold a certificate in PEM, and can't be read: ${(error as Error).message}`,
    );
  }
}

/** The one line on stdout by which the plugin says where it listens and what to trust. */
export function handshakeLine(
  env: Environment,
  { network, address }: PluginAddress,
  certificate?: Buffer,
): string {
  const fields = [CORE_PROTOCOL, PROVIDER_PROTOCOL, network, address, 'grpc'];
  // go-plugin decodes without padding, and refuses what has some.
  fields.push(certificate ? certificate.toString('base64').replace(/=+$/, '') : '');
  // Whoever asks for brokered connections over one socket expects an answer, and ours is no.
  if (env.PLUGIN_MULTIPLEX_GRPC) fields.push('false');
  return fields.join('|');
}
