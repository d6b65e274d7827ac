import { GrpcError, GrpcStatus } from './grpc-status';
import type { PluginLife } from './life';
import type { ControlMethod, HeldMethod } from './method';

const EMPTY = Buffer.alloc(0);

// HealthCheckRequest { service = 1: "plugin" } and HealthCheckResponse { status = 1: SERVING }.
const PLUGIN = Buffer.from('\x0a\x06plugin', 'latin1');
const SERVING = Buffer.from([0x08, 0x01]);

// The answer to Shutdown needs a moment to leave. A client that doesn't take it isn't waited for.
const FAREWELL_MS = 250;

/** The services that go-plugin's client calls beside the plugin's own. */
export function goPluginServices(life: PluginLife): readonly (ControlMethod | HeldMethod)[] {
  return [
    {
      path: '/plugin.GRPCController/Shutdown',
      handle: async () => {
        await life.drain();
        setTimeout(() => life.exit(), FAREWELL_MS);
        return EMPTY;
      },
      answered: () => setImmediate(() => life.exit()),
    },
    {
      // Would carry our stdout and stderr. The client keeps it open all its life: when it ends, so has the client.
      path: '/plugin.GRPCStdio/StreamStdio',
      hold: ({ signal }) => signal.addEventListener('abort', () => life.deserted()),
    },
    {
      // Would open connections in the other direction, which Terraform never asks for.
      path: '/plugin.GRPCBroker/StartStream',
      hold: () => {},
    },
    {
      path: '/grpc.health.v1.Health/Check',
      handle: async (request) => {
        if (request.length === 0 || PLUGIN.equals(request)) return SERVING;
        throw new GrpcError(GrpcStatus.NOT_FOUND, 'the only service whose health is known is "plugin"');
      },
    },
  ];
}
