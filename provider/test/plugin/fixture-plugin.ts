import { setTimeout as after } from 'node:timers/promises';
import { GrpcError, GrpcStatus, hclog, type Method, redirectOutput, serve } from '../../src/plugin';

/** A plugin that does what it is told: started as a process of its own by `plugin-process.ts`. */

const logger = hclog({ name: 'fixture' });

if (process.env.FIXTURE_STRAY) {
  redirectOutput(logger);
  console.log('stray console.log');
  process.stdout.write('stray process.stdout.write\n');
}

const text = (request: Uint8Array) => Buffer.from(request).toString();
const nothing = Buffer.alloc(0);

void serve({
  name: 'terraform-provider-fixture',
  logger,
  debug: process.argv.includes('--debug') ? { addresses: ["registry.example.test/it's/fixture"] } : undefined,
  load: async () => {
    if (process.env.FIXTURE_STRAY) {
      console.info('stray while loading');
      process.stdout.write('stray after the handshake\n');
    }
    if (process.env.FIXTURE_SLOW) await after(Number(process.env.FIXTURE_SLOW));
    if (process.env.FIXTURE_BROKEN) throw new Error('broken while loading');
    const stop = process.env.FIXTURE_STOP && (() => void process.stderr.write('stop hook\n'));
    const methods: Method[] = [
      { path: '/test.Plugin/Echo', handle: async (request) => request },
      {
        // Obeys its signal, and takes 50 ms to do so.
        path: '/test.Plugin/Wait',
        handle: async (_request, { signal }) => {
          process.stderr.write('waiting\n');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          await after(50);
          process.stderr.write('aborted\n');
          throw new GrpcError(GrpcStatus.ABORTED, 'stopped in the middle');
        },
      },
      {
        path: '/test.Plugin/IgnoreSignal',
        handle: async () => {
          process.stderr.write('waiting\n');
          return new Promise<Uint8Array>(() => {});
        },
      },
      {
        // A signal that comes when the answer is given and not on its way yet.
        path: '/test.Plugin/Terminate',
        handle: async (request) => {
          process.nextTick(() => process.emit('SIGTERM'));
          return request;
        },
      },
      {
        path: '/test.Plugin/Throw',
        handle: async (request) => {
          setImmediate(() => {
            throw new TypeError(text(request), { cause: new Error('the deeper reason') });
          });
          return new Promise<Uint8Array>(() => {});
        },
      },
      {
        path: '/test.Plugin/Reject',
        handle: async (request) => {
          void Promise.reject(new RangeError(text(request)));
          return new Promise<Uint8Array>(() => {});
        },
      },
      {
        path: '/test.Plugin/Print',
        handle: async (request) => {
          console.log(text(request));
          console.error('%s of %d', 'formatted', 2);
          process.stdout.write('printed\nin lines\n');
          logger.info('x'.repeat(70 * 1024));
          return nothing;
        },
      },
    ];
    return { methods, stop: stop || undefined };
  },
});
