/** The status codes of gRPC, as its specification numbers them. */
export enum GrpcStatus {
  OK = 0,
  CANCELLED = 1,
  UNKNOWN = 2,
  INVALID_ARGUMENT = 3,
  DEADLINE_EXCEEDED = 4,
  NOT_FOUND = 5,
  ALREADY_EXISTS = 6,
  PERMISSION_DENIED = 7,
  RESOURCE_EXHAUSTED = 8,
  FAILED_PRECONDITION = 9,
  ABORTED = 10,
  OUT_OF_RANGE = 11,
  UNIMPLEMENTED = 12,
  INTERNAL = 13,
  UNAVAILABLE = 14,
  DATA_LOSS = 15,
  UNAUTHENTICATED = 16,
}

/** An error that reaches the client as the status of its call. */
export class GrpcError extends Error {
  readonly code: GrpcStatus;

  constructor(code: GrpcStatus, message: string) {
    super(message);
    this.name = 'GrpcError';
    this.code = code;
  }
}

/** The status for anything a method threw. */
export function toGrpcError(thrown: unknown): GrpcError {
  if (thrown instanceof GrpcError) return thrown;
  return new GrpcError(GrpcStatus.UNKNOWN, thrown instanceof Error ? thrown.message : String(thrown));
}

// Percent-encoding triples a byte at worst, and Node refuses to send more than 64 KiB of headers.
const MESSAGE_BYTES = 16 * 1024;

/**
 * A text as `grpc-message` carries it: UTF-8, everything outside printable ASCII and `%` percent-encoded, and
 * spaces at both ends as well, since HTTP/2 knows no header with these.
 */
export function encodeGrpcMessage(message: string): string {
  const bytes = Buffer.from(message, 'utf8');
  let end = Math.min(bytes.length, MESSAGE_BYTES);
  // Never cut through a character: its later bytes all begin with the bits 10.
  while (end < bytes.length && bytes[end] >= 0x80 && bytes[end] < 0xc0) end--;
  let encoded = '';
  for (const byte of bytes.subarray(0, end)) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : '%' + byte.toString(16).toUpperCase().padStart(2, '0');
  }
  return encoded.replace(/^ | $/g, '%20');
}
