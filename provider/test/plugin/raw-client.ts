import * as grpc from '@grpc/grpc-js';

/** A unary answer, or the status it ended with. */
export interface Outcome {
  readonly code: grpc.status;
  readonly details: string;
  readonly message?: Buffer;
}

/** @grpc/grpc-js, an implementation that owes nothing to ours, sending and receiving bytes. */
export class RawClient {
  private readonly client: grpc.Client;

  constructor(address: string, credentials: grpc.ChannelCredentials = grpc.credentials.createInsecure()) {
    this.client = new grpc.Client(address, credentials, {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.default_authority': 'localhost',
      'grpc.ssl_target_name_override': 'localhost',
      'grpc.initial_reconnect_backoff_ms': 50,
    });
  }

  unary(path: string, request: string | Buffer = ''): Promise<Outcome> & { cancel(): void } {
    let call: grpc.ClientUnaryCall;
    const outcome = new Promise<Outcome>((resolve) => {
      call = this.client.makeUnaryRequest(path, bytes, bytes, Buffer.from(request), (error, message) => {
        resolve(
          error
            ? { code: error.code, details: error.details }
            : { code: grpc.status.OK, details: '', message },
        );
      });
    });
    return Object.assign(outcome, { cancel: () => call.cancel() });
  }

  serverStream(path: string, request: string | Buffer = ''): grpc.ClientReadableStream<Buffer> {
    return this.client.makeServerStreamRequest(path, bytes, bytes, Buffer.from(request));
  }

  bidi(path: string): grpc.ClientDuplexStream<Buffer, Buffer> {
    return this.client.makeBidiStreamRequest(path, bytes, bytes);
  }

  close(): void {
    this.client.close();
  }
}

function bytes(message: Buffer): Buffer {
  return message;
}
