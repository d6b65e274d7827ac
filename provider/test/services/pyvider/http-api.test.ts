import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Unknown } from '../../../src/framework';
import { Fields } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { Finding, InProcess } from '../../framework/in-process';

const SECRET = 'Bearer s3cret';

/** A server on loopback, and what it was asked. */
class Echo {
  public readonly seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] =
    [];
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      this.seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      this.answer(request, response);
    });
  });
  public answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    response.end('ok');

  public async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  public get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public redirects(status: number, location: string): void {
    this.answer = ({ url }, response) =>
      url === '/' ? response.writeHead(status, { location }).end() : response.end('arrived');
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

let here: Echo;
let elsewhere: Echo;
let provider: InProcess;
beforeEach(async () => {
  here = await new Echo().listen();
  elsewhere = await new Echo().listen();
  provider = new InProcess(tokensProvider({}));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all([here.close(), elsewhere.close()]);
});

async function read(given: Fields) {
  const nothing = {
    method: null,
    headers: null,
    body: null,
    timeout: null,
    status_code: null,
    response_body: null,
    response_time_ms: null,
    response_headers: null,
    header_count: null,
    content_type: null,
    error_message: null,
  };
  const { state, findings } = await provider.readData('pyvider_http_api', {
    url: `${here.origin}/`,
    ...nothing,
    ...given,
  });
  return { ...state, findings } as Record<string, unknown> & { findings: Finding[] };
}

describe('an answer', () => {
  test('is given back whole, and of what was sent only the harmless part is kept', async () => {
    here.answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'X-Many': ['a', 'b'] });
      response.end('{"ok":"Grüße"}');
    };
    const answer = await read({ headers: { Authorization: SECRET, 'X-Kind': 'test' }, timeout: 5 });
    expect(answer).toEqual({
      url: `${here.origin}/`,
      method: null,
      headers: null,
      body: null,
      timeout: 5,
      status_code: 200,
      response_body: '{"ok":"Grüße"}',
      response_time_ms: expect.any(Number),
      response_headers: expect.objectContaining({ 'content-type': 'application/json', 'x-many': 'a, b' }),
      header_count: Object.keys(answer.response_headers as object).length,
      content_type: 'application/json',
      error_message: null,
      findings: [],
    });
    expect(here.seen).toMatchObject([
      {
        method: 'GET',
        body: '',
        headers: { authorization: SECRET, 'x-kind': 'test', 'user-agent': 'terraform-provider-tokens' },
      },
    ]);
    expect(provider.log.lines.join('\n')).not.toContain('s3cret');
  });

  test.each([204, 404, 429, 500, 503])(
    'of status %i is no error, and is not asked for again',
    async (status) => {
      here.answer = (_, response) => response.writeHead(status).end();
      expect(await read({})).toMatchObject({ status_code: status, error_message: null, findings: [] });
      expect(here.seen).toHaveLength(1);
    },
  );

  test('is unpacked', async () => {
    here.answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'));
    expect(await read({})).toMatchObject({ response_body: 'unpacked' });
  });

  test.each(['POST', 'put', 'Patch', 'DELETE', 'OPTIONS'])('to a %s with a body', async (method) => {
    const answer = await read({ method, body: '{"a":"ä"}', headers: { 'User-Agent': 'mine' } });
    expect(answer).toMatchObject({ status_code: 200, method, body: null });
    expect(here.seen).toMatchObject([
      { method: method.toUpperCase(), body: '{"a":"ä"}', headers: { 'user-agent': 'mine' } },
    ]);
  });

  test('to a HEAD has no body', async () => {
    expect(await read({ method: 'HEAD' })).toMatchObject({ status_code: 200, response_body: '' });
  });
});

describe('no answer', () => {
  const failed = (message: RegExp) => ({
    status_code: null,
    response_body: '',
    response_headers: {},
    header_count: 0,
    content_type: null,
    error_message: expect.stringMatching(message),
    findings: [],
  });

  test('when nobody listens', async () => {
    const { origin } = elsewhere;
    await elsewhere.close();
    elsewhere = await new Echo().listen();
    expect(await read({ url: origin })).toMatchObject(failed(/ECONNREFUSED/));
  });

  test('when the connection breaks', async () => {
    here.answer = ({ socket }) => socket.destroy();
    expect(await read({})).toMatchObject(failed(/other side closed|ECONNRESET/));
  });

  test('when it breaks in the middle of the body', async () => {
    here.answer = ({ socket }, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => socket.destroy());
    };
    expect(await read({})).toMatchObject(failed(/other side closed|ECONNRESET|terminated/));
  });

  test('when it takes too long, also in the middle of the body', async () => {
    here.answer = () => undefined;
    expect(await read({ timeout: 1 })).toMatchObject(failed(/longer than the 1s/));
    here.answer = (_, response) => void response.write('and then');
    expect(await read({ timeout: 1 })).toMatchObject(failed(/longer than the 1s/));
  });

  test('when it is too long, unpacked', async () => {
    here.answer = (_, response) => response.end(Buffer.alloc(4 * 1024 * 1024, 'a'));
    expect(((await read({})).response_body as string).length).toBe(4 * 1024 * 1024);
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    here.answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    expect(await read({})).toMatchObject(failed(/^The answer is longer than 4194304 bytes$/));
  });

  test('when it has no end', async () => {
    here.answer = (_, response) => {
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(64 * 1024, 'a'), more);
      };
      more();
    };
    expect(await read({ timeout: 300 })).toMatchObject(failed(/longer than 4194304 bytes/));
  });

  test('when Terraform is interrupted is an error', async () => {
    here.answer = () => void provider.handlers.stopProvider!({}, provider.call);
    expect((await read({})).findings).toMatchObject([
      { severity: 'error', summary: 'Failed to read pyvider_http_api', detail: 'Terraform was interrupted' },
    ]);
  });
});

describe('a redirect', () => {
  const headers = { Authorization: SECRET, 'X-Api-Key': 's3cret', Cookie: 's3cret', Accept: 'text/plain' };

  test.each([301, 302, 303, 307, 308])(
    'of status %i is followed on the same host, with all headers',
    async (status) => {
      here.redirects(status, '/next?x=1');
      expect(await read({ headers })).toMatchObject({ status_code: 200, response_body: 'arrived' });
      expect(here.seen[1]).toMatchObject({
        url: '/next?x=1',
        headers: { authorization: SECRET, 'x-api-key': 's3cret' },
      });
    },
  );

  test('to another host takes nothing along that could be a credential', async () => {
    here.redirects(302, `${elsewhere.origin}/next`);
    expect(await read({ headers })).toMatchObject({ status_code: 200, response_body: 'ok' });
    expect(JSON.stringify(elsewhere.seen)).not.toContain('s3cret');
    expect(elsewhere.seen).toMatchObject([{ headers: { accept: 'text/plain' } }]);
  });

  test('and back does not bring it out again', async () => {
    here.redirects(302, `${elsewhere.origin}/next`);
    elsewhere.answer = (_, response) => response.writeHead(302, { location: `${here.origin}/back` }).end();
    expect(await read({ headers })).toMatchObject({ response_body: 'arrived' });
    expect(here.seen.map((request) => request.headers.authorization)).toEqual([SECRET, undefined]);
  });

  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [301, 'PUT', 'PUT', 'text'],
    [307, 'POST', 'POST', 'text'],
    [308, 'POST', 'POST', 'text'],
  ])('of status %i makes of a %s a %s', async (status, method, then, body) => {
    here.redirects(status, '/next');
    await read({ method, body: 'text', headers: { 'Content-Type': 'text/x' } });
    expect(here.seen[1]).toMatchObject({ method: then, body });
    expect(here.seen[1].headers['content-type']).toBe(body ? 'text/x' : undefined);
  });

  test('never takes a body to another host', async () => {
    here.redirects(307, `${elsewhere.origin}/next`);
    expect(await read({ method: 'POST', body: 's3cret' })).toMatchObject({
      status_code: null,
      error_message: `The answer redirects to another host, ${elsewhere.origin}, which is not to get the body`,
    });
    expect(elsewhere.seen).toEqual([]);
  });

  test('in a circle ends', async () => {
    here.answer = (_, response) => response.writeHead(302, { location: '/' }).end();
    expect(await read({})).toMatchObject({ error_message: 'The answer is the 11th redirect in a row' });
    expect(here.seen).toHaveLength(11);
  });

  test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://', 'data:,x'])(
    'to %s is not followed',
    async (to) => {
      here.redirects(302, to);
      expect(await read({})).toMatchObject({
        error_message: expect.stringContaining('no http or https URL'),
      });
    },
  );

  test('out of TLS is not followed', async () => {
    const sent = jest
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(
        new Response(null, { status: 302, headers: { location: 'http://api.example.com/' } }),
      );
    expect(await read({ url: 'https://api.example.com/' })).toMatchObject({
      error_message: 'The answer redirects from https to plain http, to api.example.com',
    });
    expect(sent).toHaveBeenCalledTimes(1);
  });

  test('without a location is an answer', async () => {
    here.answer = (_, response) => response.writeHead(302).end('no way');
    expect(await read({})).toMatchObject({ status_code: 302, response_body: 'no way' });
  });
});

describe('refused', () => {
  test.each<[Fields, string, RegExp]>([
    [{ url: 'api.example.com' }, 'url', /absolute URL .* http:\/\/ or https:\/\//],
    [{ url: 'ftp://api.example.com' }, 'url', /absolute URL/],
    [{ url: 'https://me:s3cret@api.example.com' }, 'url', /Send them in an Authorization header/],
    [{ method: 'FETCH' }, 'method', /one of GET, HEAD, .* is needed, got "FETCH"/],
    [{ timeout: 0 }, 'timeout', /from 1 to 300 is needed, got 0/],
    [{ timeout: 301 }, 'timeout', /from 1 to 300 is needed, got 301/],
    [{ headers: { 'a b': 's3cret' } }, 'headers', /"a b" is no name of a header/],
    [
      { headers: { Authorization: 's3cret\r\nX: y' } },
      'headers',
      /value of Authorization can't be sent: .* one line/,
    ],
    [{ headers: { Authorization: 's3cret\u20ac' } }, 'headers', /value of Authorization can't be sent/],
    [
      { headers: { Authorization: null } },
      'headers',
      /value of Authorization is null\. .* no secret: it was revoked, or adopted by an import/,
    ],
    [{ body: 's3cret' }, 'body', /A GET has no body\. Set method = "POST"/],
    [{ body: Unknown.any, method: 'head' }, 'body', /A HEAD has no body/],
    [
      { url: 'http://api.example.com', headers: { Authorization: SECRET } },
      'url',
      /The header Authorization would cross the network readable .* Use https/,
    ],
    [{ url: 'http://api.example.com', headers: { 'X-Api-Key': Unknown.any } }, 'url', /The header X-Api-Key/],
  ])('%j', async (given, at, says) => {
    const { findings } = await read(given);
    expect(findings).toMatchObject([{ severity: 'error', at, detail: expect.stringMatching(says) }]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
    expect(here.seen).toEqual([]);
  });

  test.each<Fields>([
    { url: 'http://api.example.com', headers: { Accept: 'text/plain' } },
    { url: 'https://api.example.com', headers: { Authorization: SECRET } },
    { url: 'http://localhost:1', headers: { Authorization: SECRET } },
    { url: 'http://[::1]:1', headers: { Authorization: SECRET } },
    { url: Unknown.any, headers: { Authorization: Unknown.any } },
    { headers: Unknown.any, method: Unknown.any, body: Unknown.any },
  ])('not: %j', async (given) => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('ok'));
    const { findings } = await read(given);
    // What is unknown is waited for: no more is wrong with it.
    for (const { detail } of findings) {
      expect(detail).toBe('Terraform reads a data source when its configuration is known');
    }
  });
});
