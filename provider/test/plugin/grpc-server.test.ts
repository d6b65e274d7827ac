import { once } from 'node:events';
import { connect } from 'node:http2';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import * as grpc from '@grpc/grpc-js';
import { RawClient } from './raw-client';
import { type Served, served } from './served';
import { type Call, GrpcError, GrpcStatus, type Method } from '../../src/plugin';

// Fifty megabytes take their time where other jobs run.
jest.setTimeout(30_000);

const MEGABYTE = 1024 * 1024;

const signals: AbortSignal[] = [];
let entered: (call: Call) => void = () => {};
let release: (value?: unknown) => void = () => {};
let received = 0;

const methods: Method[] = [
  { path: '/test.Plugin/Echo', handle: async (request) => request },
  {
    path: '/test.Plugin/Fail',
    handle: async (request) => {
      throw new GrpcError(GrpcStatus.FAILED_PRECONDITION, Buffer.from(request).toString());
    },
  },
  {
    path: '/test.Plugin/Throw',
    handle: async () => {
      throw new TypeError('not a GrpcError');
    },
  },
  {
    path: '/test.Plugin/Wait',
    handle: async (_request, call) => {
      signals.push(call.signal);
      entered(call);
      return new Promise<Buffer>((_resolve, reject) => {
        call.signal.addEventListener('abort', () => reject(call.signal.reason as Error));
      });
    },
  },
  {
    path: '/test.Plugin/Receipt',
    handle: async (request, call) => {
      void call.received!.then(() => received++);
      entered(call);
      if (request.length > 0) await new Promise((resolve) => (release = resolve));
      return request;
    },
  },
  {
    path: '/test.Plugin/Count',
    async *stream(request) {
      const most = Number(Buffer.from(request).toString());
      for (let i = 0; i < most; i++) yield Buffer.from(String(i));
    },
  },
  {
    path: '/test.Plugin/CountAndFail',
    async *stream() {
      yield Buffer.from('0');
      throw new GrpcError(GrpcStatus.DATA_LOSS, 'after the first');
    },
  },
  {
    path: '/test.Plugin/Endless',
    async *stream(_request, call) {
      signals.push(call.signal);
      while (!call.signal.aborted) yield Buffer.alloc(64 * 1024);
    },
  },
];

let place: Served;
let client: RawClient;

beforeEach(async () => {
  signals.length = 0;
  received = 0;
  place = await served({ methods });
  client = new RawClient(`unix://${place.path}`);
});

afterEach(async () => {
  client.close();
  await place.close();
});

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

describe('a unary call', () => {
  test.each([0, 1, 5, 16_383, 16_384, 16_385, 65_536, 3 * MEGABYTE])(
    'returns %d bytes as they were',
    async (size) => {
      const request = Buffer.alloc(size, 'abcdefg');
      const { code, message } = await client.unary('/test.Plugin/Echo', request);
      expect(code).toBe(grpc.status.OK);
      expect(message!.equals(request)).toBe(true);
    },
  );

  test('carries ten messages of 5 MB at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) => client.unary('/test.Plugin/Echo', Buffer.alloc(5 * MEGABYTE, i))),
    );
    expect(outcomes.map(({ code, message }) => [code, message?.length, message?.at(-1)])).toEqual(
      outcomes.map((_, i) => [grpc.status.OK, 5 * MEGABYTE, i]),
    );
  });

  test('is taken while the client lets 50 MB of answers wait', async () => {
    const session = connect('http://localhost', { createConnection: () => createConnection(place.path) });
    const echo = (request: Buffer) => {
      const header = Buffer.alloc(5);
      header.writeUInt32BE(request.length, 1);
      const stream = session.request({
        ':method': 'POST',
        ':path': '/test.Plugin/Echo',
        'content-type': 'application/grpc',
      });
      stream.end(Buffer.concat([header, request]));
      return stream;
    };
    const unread = Array.from({ length: 10 }, () => echo(Buffer.alloc(5 * MEGABYTE)));
    await Promise.all(unread.map((stream) => once(stream, 'response')));
    const last = echo(Buffer.alloc(5));
    unread.forEach((stream) => stream.on('error', () => {}).resume());
    const [trailers] = (await once(last.resume(), 'trailers')) as [Record<string, string>];
    expect(trailers['grpc-status']).toBe('0');
    session.destroy();
  });

  describe('asks for a receipt', () => {
    test('that comes when the client has the answer, and not when it is sent', async () => {
      // Between client and server: what the client says after its request waits.
      let holds = false;
      const held: (() => void)[] = [];
      const between = createServer((socket) => {
        const beyond = createConnection(place.path);
        beyond.pipe(socket);
        socket.on('data', (chunk) => {
          if (holds) held.push(() => beyond.write(chunk));
          else beyond.write(chunk);
        });
        socket.on('error', () => {}).on('close', () => beyond.destroy());
      });
      await once(between.listen(0, '127.0.0.1'), 'listening');
      const called = new Promise<Call>((resolve) => (entered = resolve));
      const distant = new RawClient(`127.0.0.1:${(between.address() as AddressInfo).port}`);
      const outcome = distant.unary('/test.Plugin/Receipt', 'x');
      const call = await called;
      holds = true;
      release();
      expect((await outcome).code).toBe(grpc.status.OK);
      while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
      expect([received, place.server.callsInFlight]).toEqual([0, 1]);

      holds = false;
      held.forEach((pass) => pass());
      await call.received;
      await place.server.idle();
      expect(received).toBe(1);
      distant.close();
      between.close();
    });

    test('for each of a hundred answers at once', async () => {
      entered = () => {};
      await Promise.all(Array.from({ length: 100 }, () => client.unary('/test.Plugin/Receipt')));
      await place.server.idle();
      expect(received).toBe(100);
    });

    test('that never comes where the client is gone before', async () => {
      const called = new Promise<Call>((resolve) => (entered = resolve));
      const outcome = client.unary('/test.Plugin/Receipt', 'x');
      const { signal } = await called;
      outcome.cancel();
      await aborted(signal);
      release();
      await place.server.idle();
      expect(received).toBe(0);
    });
  });

  test('takes a message beyond the 4 MiB that grpc-js would take', async () => {
    const { message } = await client.unary('/test.Plugin/Echo', Buffer.alloc(40 * MEGABYTE, 7));
    expect(message?.length).toBe(40 * MEGABYTE);
  });

  test.each([
    'plain',
    '100% of ünïcödé: 日本語 🎉',
    'line\nbreak\ttab\r\0nul',
    ' spaces at both ends ',
    '%41 stays as it is',
    '',
  ])('ends with the status and the very message: %j', async (text) => {
    expect(await client.unary('/test.Plugin/Fail', text)).toEqual({
      code: grpc.status.FAILED_PRECONDITION,
      details: text,
    });
  });

  test('cuts a message that is too long for a header, between two characters', async () => {
    const { code, details } = await client.unary('/test.Plugin/Fail', 'x' + '€'.repeat(100_000));
    expect(code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(details).toMatch(/^x€{5000,}$/);
  });

  test('reports anything else thrown as UNKNOWN, and logs its stack', async () => {
    expect(await client.unary('/test.Plugin/Throw')).toEqual({
      code: grpc.status.UNKNOWN,
      details: 'not a GrpcError',
    });
    expect(place.log.join()).toContain('TypeError: not a GrpcError\\n    at');
  });

  test('of an unknown method is UNIMPLEMENTED, and names it', async () => {
    expect(await client.unary('/test.Plugin/Nothing')).toEqual({
      code: grpc.status.UNIMPLEMENTED,
      details: 'there is no method /test.Plugin/Nothing',
    });
    // And the connection still works, which a stream left in a half state would prevent.
    expect((await client.unary('/test.Plugin/Echo', 'x')).message?.toString()).toBe('x');
  });

  test('of an unknown method with a large body is refused without hindering later ones', async () => {
    for (let i = 0; i < 10; i++) {
      expect((await client.unary('/test.Plugin/Nothing', Buffer.alloc(5 * MEGABYTE))).code).toBe(
        grpc.status.UNIMPLEMENTED,
      );
    }
    expect((await client.unary('/test.Plugin/Echo', Buffer.alloc(5 * MEGABYTE))).message?.length).toBe(
      5 * MEGABYTE,
    );
  });

  test('gets its signal aborted when the client cancels, and is in flight until it returns', async () => {
    const inside = new Promise<Call>((resolve) => (entered = resolve));
    const outcome = client.unary('/test.Plugin/Wait');
    const { signal } = await inside;
    expect(place.server.callsInFlight).toBe(1);
    expect(signal.aborted).toBe(false);
    outcome.cancel();
    expect((await outcome).code).toBe(grpc.status.CANCELLED);
    await aborted(signal);
    expect(signal.reason).toMatchObject({ code: GrpcStatus.CANCELLED });
    await place.server.idle();
    expect(place.server.callsInFlight).toBe(0);
  });

  test('gets its signal aborted when the connection dies', async () => {
    const inside = new Promise<Call>((resolve) => (entered = resolve));
    const session = connect('http://localhost', { createConnection: () => createConnection(place.path) });
    session.on('error', () => {});
    const stream = session.request({
      ':method': 'POST',
      ':path': '/test.Plugin/Wait',
      'content-type': 'application/grpc',
    });
    stream.on('error', () => {});
    stream.end(Buffer.alloc(5));
    const { signal } = await inside;
    session.destroy();
    await aborted(signal);
    await place.server.idle();
  });

  test('gets its signal aborted, with the reason as its status, when the server is told to stop', async () => {
    const inside = new Promise<Call>((resolve) => (entered = resolve));
    const outcome = client.unary('/test.Plugin/Wait');
    await inside;
    place.server.abortCalls(new GrpcError(GrpcStatus.UNAVAILABLE, 'stopping'));
    expect(await outcome).toEqual({ code: grpc.status.UNAVAILABLE, details: 'stopping' });
  });

  test('that has returned leaves its signal alone', async () => {
    const seen: AbortSignal[] = [];
    const other = await served({
      methods: [
        {
          path: '/test.Plugin/Keep',
          handle: async (request, { signal }) => {
            seen.push(signal);
            return request;
          },
        },
      ],
    });
    const one = new RawClient(`unix://${other.path}`);
    await one.unary('/test.Plugin/Keep');
    one.close();
    await other.close();
    expect(seen.map(({ aborted: gone }) => gone)).toEqual([false]);
  });
});

describe('a server stream', () => {
  test.each([0, 1, 1_000])('yields %d messages in their order', async (most) => {
    const stream = client.serverStream('/test.Plugin/Count', String(most));
    const got: string[] = [];
    for await (const message of stream) got.push((message as Buffer).toString());
    expect(got).toEqual(Array.from({ length: most }, (_, i) => String(i)));
  });

  test('ends with the status of what it threw, after what it yielded', async () => {
    const stream = client.serverStream('/test.Plugin/CountAndFail');
    const got: string[] = [];
    stream.on('data', (message: Buffer) => got.push(message.toString()));
    const [error] = (await once(stream, 'error')) as [grpc.ServiceError];
    expect([got, error.code, error.details]).toEqual([['0'], grpc.status.DATA_LOSS, 'after the first']);
  });

  test('stops when the client cancels, even one that has stopped reading', async () => {
    const stream = client.serverStream('/test.Plugin/Endless');
    stream.on('error', () => {});
    await once(stream, 'readable');
    expect(place.server.callsInFlight).toBe(1);
    stream.cancel();
    await place.server.idle();
    expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  });
});

test('says when the last client has gone, and not before', async () => {
  let deserted = 0;
  let other: Promise<Served>;
  const gone = new Promise<void>((resolve) => {
    const onDeserted = () => {
      deserted++;
      resolve();
    };
    other = served({ methods, onDeserted });
  });
  const { close, path } = await other!;
  const connected = async () => {
    const session = connect('http://localhost', { createConnection: () => createConnection(path) });
    await once(session, 'remoteSettings');
    return session;
  };
  const first = await connected();
  const second = await connected();
  first.close();
  await once(first, 'close');
  // An answer on the second, so that the server has certainly heard of the end of the first.
  await new Promise<void>((resolve, reject) => second.ping((error) => (error ? reject(error) : resolve())));
  expect(deserted).toBe(0);
  second.close();
  await gone;
  expect(deserted).toBe(1);
  await close();
});

test('leaves a connection alone that has ended before it is served', async () => {
  const pair = createServer();
  await once(pair.listen(0, '127.0.0.1'), 'listening');
  const accepted = once(pair, 'connection') as Promise<[Socket]>;
  const peer = createConnection((pair.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  const [socket] = await accepted;
  socket.destroy();
  await once(socket, 'close');
  expect(() => place.server.accept(socket)).not.toThrow();
  peer.destroy();
  pair.close();
});

test('refuses to serve two methods at one path', async () => {
  const echo = methods[0];
  await expect(served({ methods: [echo, echo] })).rejects.toThrow(
    'two methods have the path /test.Plugin/Echo',
  );
});

test.each([
  [{ ':method': 'GET', 'content-type': 'application/grpc' }, 415],
  [{ ':method': 'POST', 'content-type': 'application/json' }, 415],
  [{ ':method': 'POST' }, 415],
])('answers what is no gRPC, %j, with HTTP status %d', async (headers, status) => {
  const session = connect('http://localhost', { createConnection: () => createConnection(place.path) });
  const stream = session.request({ ':path': '/test.Plugin/Echo', ...headers });
  stream.end();
  const [response] = (await once(stream, 'response')) as [{ ':status': number }];
  expect(response[':status']).toBe(status);
  session.destroy();
});
