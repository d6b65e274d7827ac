import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { FixtureBundle } from './plugin-process';

const SHUTDOWN = '/plugin.GRPCController/Shutdown';
const STDIO = '/plugin.GRPCStdio/StreamStdio';

// Each test starts processes, which takes its time where other jobs run.
jest.setTimeout(20_000);

let bundle: FixtureBundle;

beforeAll(() => {
  bundle = new FixtureBundle();
});

afterAll(() => bundle.remove());

describe('the start', () => {
  test('says where the plugin listens, on a socket for this user only', async () => {
    const plugin = bundle.start();
    const fields = await plugin.handshake();
    expect(plugin.stdout).toMatch(/^1\|6\|unix\|[^|\n]+\|grpc\|\n$/);
    expect(dirname(fields[3])).toBe(bundle.directory);
    // eslint-disable-next-line no-bitwise
    expect(statSync(fields[3]).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is absent', undefined],
    ['is wrong', 'd602bf8f'],
  ])('ends with a sentence for people when the cookie %s', async (_how, cookie) => {
    const plugin = bundle.start({ TF_PLUGIN_MAGIC_COOKIE: cookie });
    expect(await plugin.exit).toEqual({ code: 1, signal: null });
    expect(plugin.stdout).toBe('');
    expect(plugin.stderr).toMatch(
      /^terraform-provider-fixture is a Terraform provider: .*required_providers.*\n$/,
    );
  });

  test.each([
    [
      { PLUGIN_PROTOCOL_VERSIONS: '4,5' },
      /speaks plugin protocol 6.* offers only 4, 5.* Terraform 1\.0 or newer/,
    ],
    [
      { PLUGIN_PROTOCOL_VERSIONS: undefined },
      /speaks plugin protocol 6.* names no version.* Terraform 1\.0 or newer/,
    ],
    [{ PLUGIN_CLIENT_CERT: 'no certificate' }, /PLUGIN_CLIENT_CERT must hold a certificate in PEM/],
    [
      { PLUGIN_UNIX_SOCKET_DIR: '/tmp/' + 'd'.repeat(90) },
      /PLUGIN_UNIX_SOCKET_DIR is \/tmp\/d+, .* at most \d+ bytes/,
    ],
    [{ PLUGIN_UNIX_SOCKET_DIR: '/does/not/exist' }, /can't listen on the socket \/does\/not\/exist\/plugin-/],
  ])('ends with a line that Terraform shows, and no handshake, for %j', async (env, sentence) => {
    const plugin = bundle.start(env);
    expect(await plugin.exit).toEqual({ code: 1, signal: null });
    expect(plugin.stdout).toMatch(/^terraform-provider-fixture: .*\n$/);
    expect(plugin.stdout).toMatch(sentence);
    expect(plugin.stderr).toBe(plugin.stdout);
  });

  test('answers a client that connects before the methods are loaded', async () => {
    const plugin = bundle.start({ FIXTURE_SLOW: '300' });
    const client = await plugin.client();
    expect((await client.unary('/test.Plugin/Echo', 'early')).message?.toString()).toBe('early');
  });

  test('survives a client that gives up before the methods are loaded', async () => {
    const plugin = bundle.start({ FIXTURE_SLOW: '300' });
    const [, , , path] = await plugin.handshake();
    const hasty = createConnection(path);
    await once(hasty, 'connect');
    hasty.destroy();
    const client = await plugin.client();
    expect((await client.unary('/test.Plugin/Echo', 'late')).message?.toString()).toBe('late');
  });

  test('keeps stray output, from before and after it, off stdout and in the log', async () => {
    const plugin = bundle.start({ FIXTURE_STRAY: '1', TF_LOG_PROVIDER: 'TRACE' });
    const client = await plugin.client();
    await client.unary('/test.Plugin/Print', 'from a method');
    await client.unary(SHUTDOWN);
    await plugin.exit;
    expect(plugin.stdout).toMatch(/^1\|6\|unix\|[^\n]+\n$/);
    const messages = plugin.log
      .filter((line) => line['@module'] === 'fixture.console')
      .map((l) => l['@message']);
    expect(messages).toEqual([
      'stray console.log',
      'stray process.stdout.write',
      'stray while loading',
      'stray after the handshake',
      'from a method',
      'formatted of 2',
      'printed',
      'in lines',
    ]);
  });

  test('logs nothing but errors where Terraform has no log', async () => {
    const plugin = bundle.start({ FIXTURE_STRAY: '1' });
    const client = await plugin.client();
    await client.unary('/test.Plugin/Print', 'from a method');
    await client.unary(SHUTDOWN);
    await plugin.exit;
    expect(plugin.stderr.split('\n')).toEqual([expect.stringContaining('formatted of 2'), '']);
  });

  test('logs lines of more than 64 KiB so that Terraform can read them', async () => {
    const plugin = bundle.start({ TF_LOG: 'INFO' });
    const client = await plugin.client();
    await client.unary('/test.Plugin/Print');
    await client.unary(SHUTDOWN);
    await plugin.exit;
    const lines = plugin.stderr.split('\n').filter((line) => line.includes('xxxx'));
    expect(lines).toHaveLength(1);
    expect(Buffer.byteLength(lines[0])).toBeLessThan(64 * 1024);
    const message = (JSON.parse(lines[0]) as Record<string, string>)['@message'];
    expect(message.replace(/^x{10000,}/, 'x')).toBe('x... (55296 more)');
  });
});

describe('the end', () => {
  test('comes at once when Terraform asks for it, and leaves no socket behind', async () => {
    const plugin = bundle.start({ FIXTURE_STOP: '1' });
    const [, , , path] = await plugin.handshake();
    const client = await plugin.client();
    await client.unary('/test.Plugin/Echo');
    const asked = performance.now();
    expect((await client.unary(SHUTDOWN)).code).toBe(grpc.status.OK);
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(500);
    expect(existsSync(path)).toBe(false);
    expect(plugin.stderr).toBe('stop hook\n');
  });

  test('lets calls in flight stop properly, and their answers out', async () => {
    const plugin = bundle.start();
    const client = await plugin.client();
    const waiting = client.unary('/test.Plugin/Wait');
    await plugin.printed('stderr', /waiting/);
    expect((await client.unary(SHUTDOWN)).code).toBe(grpc.status.OK);
    expect(await waiting).toEqual({ code: grpc.status.ABORTED, details: 'stopped in the middle' });
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(plugin.stderr).toBe('waiting\naborted\n');
  });

  test('does not wait longer than Terraform does for a call that never stops', async () => {
    const plugin = bundle.start();
    const client = await plugin.client();
    void client.unary('/test.Plugin/IgnoreSignal');
    await plugin.printed('stderr', /waiting/);
    const asked = performance.now();
    await client.unary(SHUTDOWN);
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(2_000);
  });

  test('comes when the stream that the client keeps open is cancelled', async () => {
    const plugin = bundle.start();
    const [, , , path] = await plugin.handshake();
    const client = await plugin.client();
    const stdio = client.serverStream(STDIO);
    stdio.on('error', () => {});
    await client.unary('/test.Plugin/Echo');
    stdio.cancel();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(existsSync(path)).toBe(false);
  });

  test('comes when the last connection closes', async () => {
    const plugin = bundle.start();
    const client = await plugin.client();
    await client.unary('/test.Plugin/Echo');
    client.close();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  test('does not come while the streams are held open, nor with a broker stream that ends', async () => {
    const plugin = bundle.start();
    const client = await plugin.client();
    const stdio = client.serverStream(STDIO).on('error', () => {});
    const broker = client.bidi('/plugin.GRPCBroker/StartStream').on('error', () => {});
    broker.write(Buffer.from('\x08\x01'));
    await client.unary('/test.Plugin/Echo');
    broker.cancel();
    expect((await client.unary('/test.Plugin/Echo', 'still there')).message?.toString()).toBe('still there');
    stdio.cancel();
    await plugin.exit;
  });

  test.each([
    ['with the stdio stream open', 'stdio'],
    ['with nothing but a connection', 'connection'],
    ['before it has connected', 'nothing'],
    // Node sends GOAWAY, and then never notices that the client hangs up.
    ['after a frame that no client sends', 'nonsense'],
  ])('comes when the parent is killed %s', async (_how, what) => {
    // A parent that does what Terraform does. Descriptor 3 is open in parent and plugin, and in nobody else:
    // the end of that pipe is the end of both.
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const { spawn } = require('node:child_process');
        const http2 = require('node:http2');
        const plugin = spawn(process.execPath, [${JSON.stringify(bundle.file)}], { stdio: ['ignore', 'pipe', 'ignore', 3] });
        plugin.stdout.once('data', (line) => {
          if ('${what}' === 'nothing') return console.log(plugin.pid);
          const socket = require('node:net').connect(String(line).split('|')[3]);
          if ('${what}' === 'nonsense') {
            socket.write('PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n');
            socket.write(Buffer.from('0000000400000000009937fe421e131ed5f3bb', 'hex'));
            return socket.on('data', (data) => data.includes('too large frame size') && console.log(plugin.pid));
          }
          const session = http2.connect('http://localhost', { createConnection: () => socket });
          const call = (path) => session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
          if ('${what}' === 'stdio') call('${STDIO}').end(Buffer.alloc(5));
          const echo = call('/test.Plugin/Echo');
          echo.on('response', () => console.log(plugin.pid));
          echo.end(Buffer.alloc(5));
        });`,
      ],
      { env: bundle.environment(), stdio: ['ignore', 'pipe', 'ignore', 'pipe'] },
    );
    try {
      const life = parent.stdio[3] as NodeJS.ReadableStream;
      const end = once(life, 'end');
      life.resume();
      const [pid] = (await once(parent.stdout!, 'data')) as [Buffer];
      expect(() => process.kill(Number(pid.toString()), 0)).not.toThrow();
      const killed = performance.now();
      parent.kill('SIGKILL');
      await end;
      expect(performance.now() - killed).toBeLessThan(4_000);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

describe('signals', () => {
  test('SIGINT is ignored: Terraform gets it too, and decides', async () => {
    const plugin = bundle.start();
    const client = await plugin.client();
    await client.unary('/test.Plugin/Echo');
    plugin.child.kill('SIGINT');
    plugin.child.kill('SIGINT');
    expect((await client.unary('/test.Plugin/Echo', 'still there')).message?.toString()).toBe('still there');
    expect(plugin.child.exitCode).toBeNull();
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    '%s ends a plugin that nobody is connected to, properly',
    async (signal) => {
      const plugin = bundle.start();
      const [, , , path] = await plugin.handshake();
      plugin.child.kill(signal);
      expect(await plugin.exit).toEqual({ code: 0, signal: null });
      expect(existsSync(path)).toBe(false);
    },
  );

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    '%s is ignored between two calls: Terraform counts on the next',
    async (signal) => {
      const plugin = bundle.start({ TF_LOG: 'INFO' });
      const client = await plugin.client();
      await client.unary('/test.Plugin/Echo');
      plugin.child.kill(signal);
      await plugin.printed('stderr', new RegExp(`${signal} ignored`));
      expect((await client.unary('/test.Plugin/Echo', 'next')).message?.toString()).toBe('next');
      await client.unary(SHUTDOWN);
      await plugin.exit;
    },
  );

  test('SIGTERM does not cut off an answer that is given and not on its way yet', async () => {
    const plugin = bundle.start({ TF_LOG: 'INFO' });
    const client = await plugin.client();
    const answer = await client.unary('/test.Plugin/Terminate', 'done');
    expect({ ...answer, message: answer.message?.toString() }).toMatchObject({ code: 0, message: 'done' });
    await client.unary(SHUTDOWN);
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  test('SIGTERM is ignored while a call is in flight', async () => {
    const plugin = bundle.start({ TF_LOG: 'INFO' });
    const client = await plugin.client();
    const waiting = client.unary('/test.Plugin/Wait');
    await plugin.printed('stderr', /waiting/);
    plugin.child.kill('SIGTERM');
    await plugin.printed('stderr', /SIGTERM ignored/);
    expect((await client.unary('/test.Plugin/Echo', 'still there')).message?.toString()).toBe('still there');
    expect(plugin.stderr).not.toContain('aborted');
    await client.unary(SHUTDOWN);
    expect((await waiting).details).toBe('stopped in the middle');
    await plugin.exit;
  });
});

describe('a crash', () => {
  test.each([
    ['Throw', 'TypeError', 'caused by: Error: the deeper reason\n    at '],
    ['Reject', 'RangeError', ''],
  ])(
    '%s: prints what Terraform takes for a panic, with the stack, and exits with 2',
    async (how, type, more) => {
      const plugin = bundle.start();
      const [, , , path] = await plugin.handshake();
      const client = await plugin.client();
      const outcome = client.unary(`/test.Plugin/${how}`, 'boom\nin two lines');
      expect(await plugin.exit).toEqual({ code: 2, signal: null });
      expect((await outcome).code).toBe(grpc.status.UNAVAILABLE);
      expect(plugin.stderr).toMatch(/^panic: boom\n\n/);
      expect(plugin.stderr).toContain(`${type}: boom\nin two lines\n    at `);
      expect(plugin.stderr).toContain(more);
      expect(existsSync(path)).toBe(false);
    },
  );

  test('while loading the methods is told in the same way', async () => {
    const plugin = bundle.start({ FIXTURE_BROKEN: '1' });
    expect(await plugin.exit).toEqual({ code: 2, signal: null });
    expect(plugin.stderr).toMatch(/^panic: broken while loading\n\nError: broken while loading\n {4}at /);
  });
});

test('the health of the plugin is SERVING, of anything else NOT_FOUND', async () => {
  const plugin = bundle.start();
  const client = await plugin.client();
  const check = (service: string) =>
    client.unary(
      '/grpc.health.v1.Health/Check',
      service && Buffer.concat([Buffer.from([10, service.length]), Buffer.from(service)]),
    );
  for (const service of ['plugin', '']) {
    expect((await check(service)).message).toEqual(Buffer.from([8, 1]));
  }
  expect((await check('other')).code).toBe(grpc.status.NOT_FOUND);
});

describe('debugged', () => {
  test('prints how to attach, and outlives clients, their Shutdown and an environment without a cookie', async () => {
    const plugin = bundle.start({ TF_PLUGIN_MAGIC_COOKIE: undefined, PLUGIN_PROTOCOL_VERSIONS: undefined }, [
      '--debug',
    ]);
    const line = await plugin.printed('stdout', /^.*\n/);
    // Through a shell, since that is where the line is meant to go.
    const shell = spawn('sh', ['-c', `${line.trimEnd()}; printf %s "$TF_REATTACH_PROVIDERS"`]);
    const [json] = (await once(shell.stdout, 'data')) as [Buffer];
    const reattach = JSON.parse(json.toString()) as Record<string, { Addr: { String: string } }>;
    const [[source, config]] = Object.entries(reattach);
    expect(source).toBe("registry.example.test/it's/fixture");
    expect(config).toEqual({
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: plugin.child.pid,
      Test: true,
      Addr: { Network: 'unix', String: expect.stringContaining(bundle.directory) as string },
    });

    const { RawClient } = await import('./raw-client');
    for (let i = 0; i < 3; i++) {
      const client = new RawClient(`unix://${config.Addr.String}`);
      const stdio = client.serverStream(STDIO).on('error', () => {});
      expect((await client.unary('/test.Plugin/Echo', `client ${i}`)).message?.toString()).toBe(
        `client ${i}`,
      );
      expect((await client.unary(SHUTDOWN)).code).toBe(grpc.status.OK);
      stdio.cancel();
      client.close();
    }
    plugin.child.kill('SIGINT');
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(existsSync(config.Addr.String)).toBe(false);
  });
});
