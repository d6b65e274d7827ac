import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { createConnection } from 'node:net';
import * as fc from 'fast-check';
import { RawClient } from './raw-client';
import { type Served, served } from './served';
import { MAX_MESSAGE_BYTES, MessageReader } from '../../src/plugin/grpc-frame';
import { GrpcStatus } from '../../src/plugin/grpc-status';

// Where other jobs run, processes and hundreds of connections take their time.
jest.setTimeout(20_000);

let place: Served;
let client: RawClient;
let session: ClientHttp2Session;

beforeAll(async () => {
  place = await served({ methods: [{ path: '/test.Plugin/Echo', handle: async (request) => request }] });
  client = new RawClient(`unix://${place.path}`);
  session = connect('http://localhost', { createConnection: () => createConnection(place.path) });
});

afterEach(async () => {
  // Whatever a test has sent, everybody else is still served, and nothing is left running.
  expect((await client.unary('/test.Plugin/Echo', 'well')).message?.toString()).toBe('well');
  expect(place.server.callsInFlight).toBe(0);
});

afterAll(async () => {
  session.destroy();
  client.close();
  await place.close();
});

/** Sends a request's body in these chunks, and returns the status of the answer. */
async function send(
  chunks: Buffer[],
  end = true,
): Promise<{ status: number; message: string; body: Buffer }> {
  const stream = session.request({
    ':method': 'POST',
    ':path': '/test.Plugin/Echo',
    'content-type': 'application/grpc',
  });
  stream.on('error', () => {});
  let status: Record<string, string | undefined> = {};
  stream.on('response', (headers) => (status = { ...status, ...(headers as typeof status) }));
  stream.on('trailers', (trailers) => (status = { ...status, ...(trailers as typeof status) }));
  const body: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => body.push(chunk));
  for (const chunk of chunks) stream.write(chunk);
  if (end) stream.end();
  await once(stream, 'close');
  return {
    status: Number(status['grpc-status']),
    message: decodeURIComponent(status['grpc-message'] ?? ''),
    body: Buffer.concat(body),
  };
}

function frame(flag: number, length: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.from([flag, 0, 0, 0, 0]);
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, body]);
}

test.each([
  ['no message', [], GrpcStatus.INTERNAL, 'the request ended without a message'],
  ['half a header', [Buffer.from([0, 0])], GrpcStatus.INTERNAL, 'the request ended within the 5 bytes'],
  ['a header alone', [frame(0, 9)], GrpcStatus.INTERNAL, 'ended after 0 of the 9 bytes'],
  ['half a message', [frame(0, 9, Buffer.alloc(4))], GrpcStatus.INTERNAL, 'ended after 4 of the 9 bytes'],
  ['a compressed one', [frame(1, 1, Buffer.alloc(1))], GrpcStatus.UNIMPLEMENTED, 'the message is compressed'],
  ['an unknown flag', [frame(2, 1, Buffer.alloc(1))], GrpcStatus.INTERNAL, '2 is no flag'],
  ['a huge one', [frame(0, 0xffffffff)], GrpcStatus.RESOURCE_EXHAUSTED, 'the message has 4294967295 bytes'],
  [
    'one byte too many',
    [frame(0, MAX_MESSAGE_BYTES + 1)],
    GrpcStatus.RESOURCE_EXHAUSTED,
    'has 268435457 bytes, and this server takes at most 268435456',
  ],
  ['two messages', [frame(0, 0), frame(0, 0)], GrpcStatus.INTERNAL, 'more than the one message'],
  ['a message and a rest', [frame(0, 1, Buffer.alloc(2))], GrpcStatus.INTERNAL, 'more than the one message'],
])('a request with %s is refused with a reason', async (_what, chunks, status, message) => {
  const outcome = await send(chunks);
  expect(outcome).toMatchObject({ status, message: expect.stringContaining(message) as string });
});

test.each([
  ['compressed', frame(1, 1_000), GrpcStatus.UNIMPLEMENTED],
  ['huge', frame(0, 0xffffffff), GrpcStatus.RESOURCE_EXHAUSTED],
])('a request that is certainly %s is refused before it ends', async (_what, chunk, status) => {
  expect(await send([chunk, Buffer.alloc(300_000)], false)).toMatchObject({ status });
});

test('any cut of a message into chunks gives the message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(205), { maxLength: 12 }), (body, cuts) => {
      const whole = frame(0, body.length, Buffer.from(body));
      const reader = new MessageReader();
      let from = 0;
      for (const to of [...cuts.sort((a, b) => a - b), whole.length]) {
        const until = Math.min(to, whole.length);
        reader.push(whole.subarray(from, until));
        from = until;
      }
      expect(Buffer.from(body).equals(reader.end())).toBe(true);
    }),
  );
});

test('any bytes as a body get an answer or a status', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
      fc.option(fc.nat(60), { nil: undefined }),
      async (random, length) => {
        const chunks: Buffer[] = random.map((bytes) => Buffer.from(bytes));
        // Mostly bodies that begin well, since the others are refused by their first byte.
        if (length !== undefined) chunks.unshift(frame(0, length));
        const sent = Buffer.concat(chunks);
        const outcome = await send(chunks);
        if (outcome.status === 0) {
          expect(outcome.body.equals(sent)).toBe(true);
          expect(sent.readUInt32BE(1)).toBe(sent.length - 5);
        } else {
          expect([GrpcStatus.INTERNAL, GrpcStatus.UNIMPLEMENTED, GrpcStatus.RESOURCE_EXHAUSTED]).toContain(
            outcome.status,
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const SETTINGS = '\0\0\0\x04\0\0\0\0\0';

/** Sends this and then no more, and waits until the server hangs up, or says that it will read no more. */
async function knock(bytes: Buffer): Promise<Buffer> {
  const socket = createConnection(place.path);
  let got: Buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    got = Buffer.concat([got, chunk]);
    if (hasGoAway(got)) socket.destroy();
  });
  await once(socket, 'connect');
  socket.end(bytes);
  await once(socket, 'close');
  return got;
}

/** Whether one of these frames of HTTP/2 is of type 7. */
function hasGoAway(frames: Buffer): boolean {
  for (let at = 0; at + 9 <= frames.length; at += 9 + frames.readUIntBE(at, 3)) {
    if (frames[at + 3] === 7) return true;
  }
  return false;
}

test('HTTP/1 is hung up on', async () => {
  const got = await knock(
    Buffer.from('POST /test.Plugin/Echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n'),
  );
  expect(got.toString('latin1')).not.toContain('HTTP/1.1 200');
});

test('any bytes on the socket, with or without the preface of HTTP/2, harm nobody', async () => {
  // A frame header of HTTP/2: length, type, flags, stream.
  const http2Frame = fc
    .tuple(fc.uint8Array({ maxLength: 30 }), fc.nat(12), fc.nat(255), fc.nat(7))
    .map(([payload, type, flags, stream]) =>
      Buffer.concat([Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, stream]), payload]),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(
        fc.oneof(
          http2Frame,
          fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
        ),
      ),
      async (withPreface, chunks) => {
        await knock(Buffer.concat([Buffer.from(withPreface ? PREFACE + SETTINGS : ''), ...chunks]));
      },
    ),
    { numRuns: 200 },
  );
});

test('clients that vanish in the middle of a message harm nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(20_000), fc.boolean(), async (bytes, resets) => {
      const other = connect('http://localhost', { createConnection: () => createConnection(place.path) });
      other.on('error', () => {});
      const stream = other.request({
        ':method': 'POST',
        ':path': '/test.Plugin/Echo',
        'content-type': 'application/grpc',
      });
      stream.on('error', () => {});
      await new Promise((resolve) => stream.write(frame(0, 30_000, Buffer.alloc(bytes)), resolve));
      if (resets) stream.close(8);
      else other.destroy();
      await once(stream, 'close');
      other.destroy();
    }),
    { numRuns: 50 },
  );
  await place.server.idle();
});
