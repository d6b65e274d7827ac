import { GrpcError, GrpcStatus } from './grpc-status';

/** The largest message taken or sent: Terraform's own limit, 256 MiB. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

// A flag (1 = compressed) and the length, big-endian.
const HEADER_BYTES = 5;

/** What precedes a message of so many bytes. */
export function frameHeader(length: number): Buffer {
  if (length > MAX_MESSAGE_BYTES) {
    throw new GrpcError(
      GrpcStatus.RESOURCE_EXHAUSTED,
      `the answer has ${length} bytes, and Terraform takes at most ${MAX_MESSAGE_BYTES}`,
    );
  }
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(length, 1);
  return header;
}

/**
 * Takes the chunks of a request body that must hold exactly one message.
 *
 * Both methods throw a `GrpcError` for a body that isn't one, as soon as that is certain.
 */
export class MessageReader {
  private header: Buffer = Buffer.alloc(0);
  private message?: Buffer;
  private received = 0;

  push(chunk: Buffer): void {
    const body = this.message ? chunk : this.readHeader(chunk);
    if (!this.message || !body || body.length === 0) return;
    if (this.received + body.length > this.message.length) {
      throw new GrpcError(GrpcStatus.INTERNAL, 'the request holds more than the one message that it may');
    }
    if (body.length === this.message.length) {
      this.message = body;
    } else {
      body.copy(this.message, this.received);
    }
    this.received += body.length;
  }

  end(): Buffer {
    if (!this.message) {
      throw new GrpcError(
        GrpcStatus.INTERNAL,
        this.header.length === 0
          ? 'the request ended without a message'
          : `the request ended within the ${HEADER_BYTES} bytes before its message`,
      );
    }
    if (this.received < this.message.length) {
      throw new GrpcError(
        GrpcStatus.INTERNAL,
        `the request ended after ${this.received} of the ${this.message.length} bytes of its message`,
      );
    }
    return this.message;
  }

  /** Returns what follows the header in this chunk, once the header is whole. */
  private readHeader(chunk: Buffer): Buffer | undefined {
    this.header = this.header.length === 0 ? chunk : Buffer.concat([this.header, chunk]);
    if (this.header.length < HEADER_BYTES) return undefined;
    if (this.header[0] === 1) {
      throw new GrpcError(
        GrpcStatus.UNIMPLEMENTED,
        'the message is compressed, and this server takes none that are',
      );
    }
    if (this.header[0] !== 0) {
      throw new GrpcError(GrpcStatus.INTERNAL, `${this.header[0]} is no flag that a message can begin with`);
    }
    const length = this.header.readUInt32BE(1);
    if (length > MAX_MESSAGE_BYTES) {
      throw new GrpcError(
        GrpcStatus.RESOURCE_EXHAUSTED,
        `the message has ${length} bytes, and this server takes at most ${MAX_MESSAGE_BYTES}`,
      );
    }
    const body = this.header.subarray(HEADER_BYTES);
    // Most messages come whole in their first chunk, and are then used where they are.
    this.message = body.length === length ? body : Buffer.allocUnsafe(length);
    return body;
  }
}
