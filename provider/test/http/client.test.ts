import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, closeAll, CREDENTIAL, FakeService, json, NoWaiting } from './fake-service';
import {
  AmbiguousError,
  Caller,
  ConnectionError,
  HttpRequest,
  isGone,
  isNotFound,
  path,
  ServiceError,
} from '../../src/http';
import { parseDuration } from '../../src/time/duration';
import { KeptLog } from '../framework/in-process';

let log: KeptLog;
let stop: AbortController;
let caller: Caller;

beforeEach(() => {
  log = new KeptLog();
  stop = new AbortController();
  caller = { signal: stop.signal, logger: log };
});

afterEach(async () => {
  expect(log.lines.join('\n')).not.toContain(CREDENTIAL);
  await closeAll();
});

const get: HttpRequest<unknown> = { method: 'GET', path: '/things', decode: (answer) => answer };
const post: HttpRequest<unknown> = { ...get, method: 'POST', body: { name: 'x' } };
const put: HttpRequest<unknown> = { ...get, method: 'PUT', path: '/things/1', body: { name: 'y' } };
const remove: HttpRequest<unknown> = { method: 'DELETE', path: '/things/1', decode: () => undefined };

/** What a promise is rejected with. */
async function failure<E extends Error>(promise: Promise<unknown>): Promise<E> {
  const error = await promise.then(
    () => undefined,
    (reason: E) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(`${error!.message} ${error!.stack} ${JSON.stringify(error)}`).not.toContain(CREDENTIAL);
  return error!;
}

/** Answers the nth request with the nth of these, and the rest with the last. */
async function answering(...answers: [status: number, body?: unknown, headers?: object][]) {
  const service: FakeService = await FakeService.start((_, response) => {
    const [status, body, headers] = answers[Math.min(service.seen.length, answers.length) - 1];
    json(response, status, body ?? {}, headers);
  });
  return service;
}

describe('a request', () => {
  test('goes to the base URL’s path with credential, user agent and JSON', async () => {
    const service = await answering([200, { id: 1 }]);
    const client = clientOf(service, { baseUrl: new URL(`${service.origin}/api/v4/`) });
    expect(await client.request({ ...post, query: { a: 'b c' } }, caller)).toEqual({ id: 1 });
    expect(service.seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/v4/things?a=b+c',
        body: '{"name":"x"}',
        headers: {
          authorization: `Bearer ${CREDENTIAL}`,
          'user-agent': 'test/1',
          accept: 'application/json',
          'content-type': 'application/json',
        },
      },
    ]);
  });

  test('may take longer than a timer can wait for', async () => {
    const service = await FakeService.start(async (_, response) => {
      await pause(20);
      json(response, 200, {});
    });
    const client = clientOf(service, { requestTimeout: parseDuration('30d'), retryLimit: 0 });
    expect(await client.request(get, caller)).toEqual({});
  });

  test('can have its credential in another header, without a scheme', async () => {
    const service = await answering([200]);
    const authorization = { header: 'x-api-key', credential: CREDENTIAL };
    await clientOf(service, { authorization }).request(get, caller);
    expect(service.seen[0].headers).toMatchObject({ 'x-api-key': CREDENTIAL });
    expect(service.seen[0].headers).not.toHaveProperty('authorization');
    expect(service.seen[0].headers).not.toHaveProperty('content-type');
  });

  test('answers with nothing where the body is empty', async () => {
    const service = await FakeService.start((_, response) => void response.writeHead(204).end());
    expect(await clientOf(service).request({ ...get, method: 'DELETE' }, caller)).toBeUndefined();
  });

  test('has a path whose parts lead nowhere else', () => {
    expect(path`/a/${'x/../y?z#é'}/b/${7}`).toBe('/a/x%2F..%2Fy%3Fz%23%C3%A9/b/7');
    expect(path`/plain`).toBe('/plain');
    for (const bad of ['', '.', '..']) expect(() => path`/a/${bad}`).toThrow(/can't be part of a path/);
  });
});

describe('a refusal', () => {
  test('shows status, the service’s own words and what to do', async () => {
    const service = await answering([401, { message: 'Invalid Token' }]);
    const advice = (status: number) => (status === 401 ? 'Check the token.' : undefined);
    const error = await failure<ServiceError>(clientOf(service, { advice }).request(get, caller));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ status: 401, reason: 'Invalid Token' });
    expect(error.message).toBe('Fake refused GET /things with status 401: Invalid Token. Check the token.');
    expect(service.seen).toHaveLength(1);
  });

  test('names a request in short, however long the id that a service gave', async () => {
    const client = clientOf(await answering([404]));
    const things = { ...get, path: `/things/${'x'.repeat(5_000)}`, query: { page: '2' } };
    const { message } = await failure(client.request(things, caller));
    expect(message).toMatch(/^Fake refused GET \/things\/x{492}\.\.\. with status 404\.$/);
  });

  test.each([
    [404, { message: 'No such thing' }, true],
    [404, { message: ' ' }, false],
    [404, { other: 'words' }, false],
    [403, { message: 'No such thing' }, false],
  ])('with status %i and %j means "gone": %s', async (status, body, gone) => {
    const error = await failure(clientOf(await answering([status, body])).request(get, caller));
    expect(isGone(error)).toBe(gone);
    expect(isNotFound(error)).toBe(status === 404);
  });

  test('never shows the credential, control characters, or a page that is not the service’s own', async () => {
    const service = await answering(
      [400, { message: `bad\u001b[31m token\n${CREDENTIAL} ${'x'.repeat(1000)}` }],
      [404, { other: 'secret' }],
    );
    const client = clientOf(service);
    const echoed = await failure<ServiceError>(client.request(get, caller));
    expect(echoed.reason).toMatch(/^bad \[31m token \[credential\] x+$/);
    expect(echoed.reason!.length).toBeLessThanOrEqual(500);
    expect((await failure(client.request(get, caller))).message).toBe(
      'Fake refused GET /things with status 404.',
    );
    service.answering = (_, response) => void response.writeHead(403).end('<html>a proxy: secret</html>');
    expect((await failure(client.request(get, caller))).message).toBe(
      'Fake refused GET /things with status 403.',
    );
  });

  test.each([400, 401, 403, 404, 409, 422, 501])('with status %i is final', async (status) => {
    const service = await answering([status]);
    for (const request of [get, post, put, remove]) {
      expect(await failure(clientOf(service).request(request, caller))).toMatchObject({ status });
    }
    expect(service.seen).toHaveLength(4);
  });
});

describe('a service that is unwell', () => {
  test.each([408, 500, 502, 503, 504, 520])(
    'with status %i is asked again what can be repeated',
    async (status) => {
      const service = await answering([status], [status], [200, { id: 1 }]);
      for (const request of [get, put, remove]) {
        service.seen.length = 0;
        const timing = new NoWaiting();
        await clientOf(service, { timing }).request(request, caller);
        expect(service.seen).toHaveLength(3);
        expect(timing.waits).toEqual([375, 750]);
      }
    },
  );

  test.each([408, 500, 502, 503, 504, 520])('with status %i is not asked to create again', async (status) => {
    const service = await answering([status, { message: 'Boom' }, { 'retry-after': '1' }], [200]);
    const error = await failure(clientOf(service).request(post, caller));
    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error.message).toContain(`with status ${status}: Boom.`);
    expect(service.seen).toHaveLength(1);
  });

  test('is given up after as many tries as are allowed', async () => {
    const service = await answering([503, { message: 'Down' }]);
    const client = clientOf(service, { retryLimit: 2 });
    expect((await failure(client.request(get, caller))).message).toBe(
      'Fake refused GET /things with status 503: Down. The service is unwell: apply again later.',
    );
    expect(service.seen).toHaveLength(3);
    await failure(clientOf(service, { retryLimit: 0 }).request(get, caller));
    expect(service.seen).toHaveLength(4);
  });
});

describe('a service that is busy', () => {
  test('is asked again to create as well, when it said, more often than a failure is tried', async () => {
    const busy: [number, object, object] = [429, { message: 'Slow down' }, { 'retry-after': '7' }];
    const service = await answering(...Array<typeof busy>(9).fill(busy), [200, { id: 1 }]);
    const timing = new NoWaiting();
    const client = clientOf(service, { timing, retryLimit: 1 });
    expect(await client.request(post, caller)).toEqual({ id: 1 });
    expect(service.seen).toHaveLength(10);
    expect(timing.waits).toEqual(Array<number>(9).fill(7250));
  });

  test('can say when with a date, by its own clock', async () => {
    const headers = {
      'retry-after': 'Sat, 31 Jan 2026 00:01:00 GMT',
      date: 'Sat, 31 Jan 2026 00:00:20 GMT',
    };
    const service = await answering([429, {}, headers], [200]);
    const timing = new NoWaiting();
    await clientOf(service, { timing }).request(get, caller);
    expect(timing.waits).toEqual([40_250]);
  });

  test('is not waited for when it wants to be left alone for long', async () => {
    const service = await answering([429, { message: 'Tomorrow' }, { 'retry-after': '86400' }]);
    const { message } = await failure(clientOf(service).request(get, caller));
    expect(message).toContain('429: Tomorrow. Too many requests');
    expect(message).toContain('it would have to be 1d more');
    expect(service.seen).toHaveLength(1);
  });

  test('is given up after ten minutes of waiting', async () => {
    const service = await answering([429, {}, { 'retry-after': '60' }]);
    const timing = new NoWaiting();
    await failure(clientOf(service, { timing }).request(get, caller));
    expect(timing.waits).toEqual(Array<number>(9).fill(60_250));
  });

  test('may say so in a way of its own', async () => {
    const service = await answering([400, { message: 'Busy.' }], [400, { message: 'Bad.' }]);
    const isBusy = (_: number, reason?: string) => reason === 'Busy.';
    await expect(clientOf(service, { isBusy }).request(post, caller)).rejects.toThrow('400: Bad');
    expect(service.seen).toHaveLength(2);
  });

  test('serves 64 at once, no more than eight of them at a time', async () => {
    let under = 0;
    let most = 0;
    const asked = new Map<string, number>();
    const service = await FakeService.start(async ({ url }, response) => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      const times = (asked.get(url) ?? 0) + 1;
      asked.set(url, times);
      if (times < 4) json(response, 429, {}, { 'retry-after': '1' });
      else json(response, 200, { url });
    });
    const client = clientOf(service);
    const answers = await Promise.all(
      Array.from({ length: 64 }, async (_, each) =>
        client.request(
          { ...post, path: path`/things/${each}` },
          { ...caller, signal: new AbortController().signal },
        ),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 64 }, (_, each) => ({ url: `/things/${each}` })));
    expect(service.seen).toHaveLength(64 * 4);
    expect(most).toBeLessThanOrEqual(8);
    expect(most).toBeGreaterThan(1);
  });
});

describe('an answer that is lost', () => {
  const dropping = async (drop: number) => {
    const service: FakeService = await FakeService.start((_, response) => {
      if (service.seen.length <= drop) response.socket.destroy();
      else json(response, 200, { id: 1 });
    });
    return service;
  };

  test('is asked for again where that does no harm', async () => {
    for (const request of [get, put, remove]) {
      const service = await dropping(2);
      await clientOf(service).request(request, caller);
      expect(service.seen).toHaveLength(3);
    }
  });

  test('to a creation is ambiguous, and nothing is sent again', async () => {
    const service = await dropping(1);
    const error = await failure(clientOf(service).request(post, caller));
    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error.message).toMatch(
      /^Fake was asked to POST \/things, and the answer is lost: .+\. It may have been done\.$/,
    );
    expect(service.seen).toHaveLength(1);
  });

  test('is so too where it breaks off in the middle', async () => {
    const service = await FakeService.start((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id":', () => response.socket.destroy());
    });
    expect(await failure(clientOf(service).request(post, caller))).toBeInstanceOf(AmbiguousError);
    expect(await failure(clientOf(service).request(get, caller))).toBeInstanceOf(ConnectionError);
  });

  test('or is not what was asked for, is ambiguous, and is not quoted', async () => {
    const service = await FakeService.start((_, response) => void response.end('{"token":"s3cret" nonsense'));
    const ambiguous = await failure(clientOf(service).request(post, caller));
    expect(ambiguous).toBeInstanceOf(AmbiguousError);
    expect(ambiguous.message).toContain('status 200 and what is not understood: it is no JSON.');
    expect(ambiguous.message).not.toContain('s3cret');
    expect(await failure(clientOf(service).request(get, caller))).toBeInstanceOf(ConnectionError);

    const other = await answering([200, { token: 's3cret' }]);
    const decode = () => {
      throw new Error('id is missing');
    };
    expect((await failure(clientOf(other).request({ ...post, decode }, caller))).message).toContain(
      'not understood: id is missing. It may have been done.',
    );
  });

  test('because it takes too long, is asked for again or is ambiguous', async () => {
    const service = await FakeService.start(() => undefined);
    const client = clientOf(service, { requestTimeout: 50, retryLimit: 1 });
    const error = await failure(client.request(get, caller));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain('no answer within 50ms');
    expect(service.seen).toHaveLength(2);
    expect(await failure(client.request(post, caller))).toBeInstanceOf(AmbiguousError);
    expect(service.seen).toHaveLength(3);
  });

  test('or is without end, is not taken', async () => {
    const service = await FakeService.start((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    const error = await failure(clientOf(service, { retryLimit: 0 }).request(get, caller));
    expect(error.message).toContain('its answer is larger than 4194304 bytes');
    expect(await failure(clientOf(service).request(post, caller))).toBeInstanceOf(AmbiguousError);
  });
});

describe('a service that is not reached', () => {
  test('is tried again, also to create: nothing was sent', async () => {
    const service = await answering([200, { id: 1 }]);
    const { port } = service.server.address() as { port: number };
    await new Promise((resolve) => service.server.close(resolve));
    const timing = new NoWaiting();
    const sleep = async (milliseconds: number, signal: AbortSignal) => {
      await timing.sleep(milliseconds, signal);
      if (timing.waits.length === 3) {
        await new Promise<void>((resolve) => service.server.listen(port, '127.0.0.1', resolve));
      }
    };
    const baseUrl = new URL(`http://127.0.0.1:${port}`);
    expect(
      await clientOf({ origin: baseUrl.href } as FakeService, { timing: { ...timing, sleep } }).request(
        post,
        caller,
      ),
    ).toEqual({
      id: 1,
    });
    expect(timing.waits).toHaveLength(3);
    expect(service.seen).toHaveLength(1);
  });

  test('is said to be', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const client = clientOf({ origin: `http://127.0.0.1:${port}` } as FakeService, { retryLimit: 1 });
    const error = await failure(client.request(post, caller));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe(
      `Fake could not be asked to POST /things at http://127.0.0.1:${port}: the connection was refused (ECONNREFUSED).`,
    );
  });
});

describe('a redirect', () => {
  test('is followed for reading, on the same origin', async () => {
    const service = await FakeService.start(({ url }, response) => {
      if (url === '/things') json(response, 302, {}, { location: '/moved?x=1' });
      else json(response, 200, { url });
    });
    expect(await clientOf(service).request(get, caller)).toEqual({ url: '/moved?x=1' });
  });

  test('to another host gets nothing, least of all the credential', async () => {
    const other = await answering([200]);
    for (const status of [301, 302, 303, 307, 308]) {
      const service = await answering([status, {}, { location: `${other.origin}/things` }]);
      const error = await failure<ServiceError>(clientOf(service).request(get, caller));
      expect(error).toBeInstanceOf(ServiceError);
      expect(error.message).toContain(`Fake redirects GET /things to ${other.origin} (status ${status})`);
    }
    expect(other.seen).toEqual([]);
  });

  test('is not followed for writing, nor for ever', async () => {
    const service = await answering([307, {}, { location: '/things' }]);
    for (const request of [post, put, remove]) {
      await expect(clientOf(service).request(request, caller)).rejects.toThrow(`redirects ${request.method}`);
    }
    expect(service.seen).toHaveLength(3);
    await expect(clientOf(service).request(get, caller)).rejects.toThrow('redirects GET');
    expect(service.seen).toHaveLength(3 + 6);
    const nowhere = await answering([302, {}, { location: 'http://[' }]);
    await expect(clientOf(nowhere).request(get, caller)).rejects.toThrow('to nowhere');
  });
});

describe('cancelling', () => {
  const interrupted = new Error('Terraform was interrupted');

  test('ends reading at once', async () => {
    const service = await FakeService.start(() => stop.abort(interrupted));
    for (const request of [get, put, remove]) {
      stop = new AbortController();
      expect(await failure(clientOf(service).request(request, { ...caller, signal: stop.signal }))).toBe(
        interrupted,
      );
    }
  });

  test('ends waiting for another try at once', async () => {
    const service = await answering([429, {}, { 'retry-after': '500' }]);
    // With the real timer.
    const client = clientOf(service, { timing: {} });
    const asked = client.request(post, caller);
    setTimeout(() => stop.abort(interrupted), 50);
    expect(await failure(asked)).toBe(interrupted);
    expect(service.seen).toHaveLength(1);
  });

  test('ends waiting for one’s turn at once, and the turn goes to the next', async () => {
    const held: (() => void)[] = [];
    const service = await FakeService.start((_, response) => void held.push(() => json(response, 200, {})));
    const client = clientOf(service, { concurrency: 1 });
    const first = client.request(get, caller);
    const second = client.request(get, { ...caller, signal: stop.signal });
    const third = client.request(get, { ...caller, signal: new AbortController().signal });
    const leaving = new AbortController();
    const fourth = client.request(get, { ...caller, signal: leaving.signal });
    leaving.abort(interrupted);
    expect(await failure(fourth)).toBe(interrupted);
    for (const each of [first, second, third]) {
      while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
      held.shift()!();
      await each;
    }
    expect(service.seen).toHaveLength(3);
  });

  test('does not cut off the answer to a creation', async () => {
    const service = await FakeService.start(async (_, response) => {
      stop.abort(interrupted);
      await new Promise((resolve) => setTimeout(resolve, 20));
      json(response, 200, { secret: 1 });
    });
    expect(await clientOf(service).request(post, caller)).toEqual({ secret: 1 });
  });

  test('before anything is sent sends nothing', async () => {
    const service = await answering([200]);
    stop.abort(interrupted);
    for (const request of [get, post]) {
      expect(await failure(clientOf(service).request(request, caller))).toBe(interrupted);
    }
    expect(service.seen).toEqual([]);
  });
});

describe('a shared read', () => {
  const sharing = async () => {
    const timing = new NoWaiting();
    const service: FakeService = await FakeService.start((_, response) =>
      json(response, 200, service.seen.filter(({ method }) => method === 'GET').length),
    );
    const client = clientOf(service, { timing });
    const read = client.shareRead(async (each) => client.request(get, each));
    return { service, client, timing, read };
  };

  test('serves all who ask at about the same time', async () => {
    const { read, timing } = await sharing();
    expect(await Promise.all([read(caller), read(caller), read(caller)])).toEqual([1, 1, 1]);
    timing.now += 9_999;
    expect(await read(caller)).toBe(1);
    timing.now += 1;
    expect(await read(caller)).toBe(2);
  });

  test('is read anew after every write, also one that failed, and by whoever asks meanwhile', async () => {
    const { read, client, service } = await sharing();
    await read(caller);
    for (const write of [post, put, remove]) {
      const before = (await read(caller)) as number;
      await client.request(write, caller);
      expect(await read(caller)).toBe(before + 1);
    }
    const answer = service.answering;
    service.answering = async (request, response) => {
      if (request.method === 'POST') json(response, 400, {});
      else await answer(request, response);
    };
    const before = (await read(caller)) as number;
    await failure(client.request(post, caller));
    expect(await read(caller)).toBe(before + 1);
  });

  test('that was under way before a write is not joined after it', async () => {
    const { read, client, service } = await sharing();
    const answer = service.answering;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    service.answering = async (request, response) => {
      if (request.method === 'GET' && service.seen.length === 1) await held;
      await answer(request, response);
    };
    const early = read(caller);
    while (service.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await client.request(post, caller);
    const late = await read(caller);
    release();
    expect(service.seen.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
    expect(late).toBe(2);
    await early;
    // Nor does its answer count from then on.
    await client.request(post, caller);
    expect(await read(caller)).toBe(3);
  });

  test('goes on for the others when one leaves, and is cancelled when all have left', async () => {
    const { read, service } = await sharing();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let closed = 0;
    service.answering = async (_, response) => {
      response.on('close', () => closed++);
      await held;
      json(response, 200, 'late');
    };
    const leaving = new AbortController();
    const left = read({ ...caller, signal: leaving.signal });
    const stays = read(caller);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    release();
    expect(await stays).toBe('late');

    service.seen.length = closed = 0;
    const { read: another, service: silent } = await sharing();
    silent.answering = (_, response) => void response.on('close', () => closed++);
    const alone = another(caller);
    while (silent.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('all gone'));
    await expect(alone).rejects.toThrow('all gone');
    while (closed === 0) await new Promise((resolve) => setImmediate(resolve));
  });

  test('that failed is not kept', async () => {
    const { read, service } = await sharing();
    const answer = service.answering;
    service.answering = (_, response) => json(response, 403, {});
    await expect(Promise.all([read(caller), read(caller)])).rejects.toThrow('403');
    expect(service.seen).toHaveLength(1);
    service.answering = answer;
    expect(await read(caller)).toBe(2);
  });
});
