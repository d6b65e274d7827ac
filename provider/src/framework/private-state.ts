import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { decode, encode } from '@msgpack/msgpack';

/** What a provider keeps beside a resource's state, out of the user's sight. Terraform stores it as it is, unencrypted. */
export type PrivateState = Readonly<Record<string, string | number | boolean>>;

const VERSION = 1;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = 1 + SALT_BYTES + NONCE_BYTES + TAG_BYTES;
const KEY_PURPOSE = 'pyvider-private-state-v1';

/**
 * Private state in the bytes that Terraform stores: a MessagePack map. With secrets it is sealed:
 * AES-256-GCM under a key that HKDF-SHA256 derives from the secret and a salt of its own. The layout,
 * `01 | salt | nonce | ciphertext | tag`, is version 1 of pyvider's, so that a resource which changes its
 * provider (`terraform state replace-provider`) keeps its private state.
 *
 * What was stored before there was a secret is read as it is, and sealed when it is next written.
 */
export class PrivateStateCodec {
  /** @param secrets the first one seals, each of them opens: so a secret can be changed */
  public constructor(private readonly secrets: readonly string[] = []) {}

  public get seals(): boolean {
    return this.secrets.length > 0;
  }

  public encode(state: PrivateState): Uint8Array {
    if (Object.keys(state).length === 0) return new Uint8Array();
    const plain = encode(state, { ignoreUndefined: true });
    const [secret] = this.secrets;
    return secret === undefined ? plain : seal(secret, plain);
  }

  /** @throws where it was sealed under another secret, or tampered with: it must not be overwritten then */
  public decode(bytes: Uint8Array): PrivateState {
    if (bytes.length === 0 || isForeign(bytes)) return {};
    const state = parse(bytes[0] === VERSION ? this.open(bytes) : bytes);
    if (!state) {
      throw new Error('The private state is not one that this provider has written. Nothing was changed.');
    }
    return state;
  }

  private open(bytes: Uint8Array): Buffer {
    if (this.secrets.length === 0) {
      throw new Error(
        'The private state is sealed, and no secret is given to open it. Nothing was changed. ' +
          'Set PYVIDER_PRIVATE_STATE_SHARED_SECRET, or private_state_secrets in the provider block.',
      );
    }
    for (const secret of this.secrets) {
      const plain = unseal(secret, bytes);
      if (plain) return plain;
    }
    throw new Error(
      `The private state can't be opened: it was sealed under another secret than the ${this.secrets.length} given, or ` +
        'was tampered with. Nothing was changed. Give the secret that it was sealed under as well, after the new one.',
    );
  }
}

/**
 * Whether another provider has written it, whose resource was taken over without a `moved` block: HashiCorp's SDKs keep
 * JSON there, `null` or an object, and there is nothing in it for us. What is ours begins with other bytes.
 */
function isForeign(bytes: Uint8Array): boolean {
  try {
    return typeof JSON.parse(Buffer.from(bytes).toString()) === 'object';
  } catch {
    return false;
  }
}

function parse(plain: Uint8Array): PrivateState | undefined {
  try {
    const state = decode(plain);
    return isPrivateState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isPrivateState(state: unknown): state is PrivateState {
  return (
    typeof state === 'object' &&
    state !== null &&
    Object.getPrototypeOf(state) === Object.prototype &&
    Object.values(state).every((value) => ['string', 'number', 'boolean'].includes(typeof value))
  );
}

function keyFor(secret: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, KEY_PURPOSE, 32));
}

function seal(secret: string, plain: Uint8Array): Uint8Array {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, salt), nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), salt, nonce, sealed, cipher.getAuthTag()]);
}

function unseal(secret: string, bytes: Uint8Array): Buffer | undefined {
  if (bytes.length < OVERHEAD) return undefined;
  const salt = bytes.subarray(1, 1 + SALT_BYTES);
  const nonce = bytes.subarray(1 + SALT_BYTES, 1 + SALT_BYTES + NONCE_BYTES);
  const tag = bytes.subarray(bytes.length - TAG_BYTES);
  const cipher = createDecipheriv('aes-256-gcm', keyFor(secret, salt), nonce, { authTagLength: TAG_BYTES });
  cipher.setAuthTag(tag);
  try {
    const sealed = bytes.subarray(1 + SALT_BYTES + NONCE_BYTES, bytes.length - TAG_BYTES);
    return Buffer.concat([cipher.update(sealed), cipher.final()]);
  } catch {
    return undefined;
  }
}
