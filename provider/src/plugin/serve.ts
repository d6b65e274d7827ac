import type { Socket } from 'node:net';
import { selfSignedCertificate } from './certificate';
import { reportCrashes } from './crash';
import { goPluginServices } from './go-plugin-services';
import type { GrpcServer, MutualTls } from './grpc-server';
import {
  checkProtocol,
  clientCertificate,
  HandshakeError,
  handshakeLine,
  PROVIDER_PROTOCOL,
  startedByTerraform,
} from './handshake';
import { Life, UNDYING } from './life';
import { listen, type Listener } from './listener';
import type { Logger } from './log';
import type { Method } from './method';
import { redirectOutput, writeStderr, writeStdout } from './output';

/** How to be attached to, instead of being started, by Terraform. */
export interface DebugOptions {
  /** The addresses that configurations require the provider by, such as `registry.terraform.io/access-tokens/tokens`. */
  readonly addresses: readonly string[];
}

/** What a plugin is for. */
export interface Served {
  /** All that it answers. */
  readonly methods: readonly Method[];
  /**
   * Called once, before the process ends, which waits for it for up to one and a half seconds; under a debugger when the
   * client has gone.
   */
  readonly stop?: () => void | Promise<void>;
}

export interface ServeOptions {
  /** The executable's name, such as `terraform-provider-tokens`. */
  readonly name: string;
  /**
   * Loads what to serve. It is called when Terraform already knows where to connect, so that the one loads while the
   * other connects; and under a debugger for each connection.
   */
  readonly load: () => Served | Promise<Served>;
  readonly logger: Logger;
  /**
   * Serve without TLS to any number of clients, one after the other or at once, until SIGINT or SIGTERM.
   * @default be started, and stopped, by Terraform
   */
  readonly debug?: DebugOptions;
}

/**
 * Lives the life of a Terraform plugin: makes sure that Terraform is what started it, says on stdout where
 * it listens, serves, and ends the process when told to, or when Terraform is no more.
 *
 * Resolves when calls are answered. Ends the process with exit code 1 and a sentence for the user when it
 * can't live that life, and with 2 and a stack when anything throws that nobody catches.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { debug, logger, name } = options;
  if (!debug && !startedByTerraform(process.env)) {
    writeStderr(
      `${name} is a Terraform provider: a plugin that Terraform starts by itself, and that does nothing when ` +
        'it is run by hand. Name it in the required_providers of a configuration, and run terraform there.\n',
    );
    process.exit(1);
  }
  redirectOutput(logger);
  reportCrashes();
  try {
    await start(options);
  } catch (error) {
    if (!(error instanceof HandshakeError)) throw error;
    // Terraform shows the first line of stdout to its user, and those of stderr only in its log.
    const sentence = `${name}: ${error.message}\n`;
    writeStderr(sentence);
    if (!debug) writeStdout(sentence);
    process.exit(1);
  }
}

async function start({ debug, load, logger }: ServeOptions): Promise<void> {
  const { env } = process;
  const life = new Life({ logger, debugged: debug !== undefined });
  life.heedSignals();
  if (!debug) checkProtocol(env);
  const clientDer = debug ? undefined : clientCertificate(env);

  let open = (_accept: (socket: Socket) => void): void => {};
  const opening = new Promise<(socket: Socket) => void>((resolve) => (open = resolve));
  const listener = await listen(env, (socket) => {
    // Whoever comes before there is a server waits, and may give up.
    socket.on('error', () => {});
    void opening.then((accept) => accept(socket));
  });
  process.on('exit', () => listener.remove());

  let tls: MutualTls | undefined;
  if (debug) {
    announceDebugger(debug, listener);
  } else {
    const certificate = clientDer && selfSignedCertificate(new Date());
    writeStdout(handshakeLine(env, listener, certificate?.der) + '\n');
    if (clientDer && certificate) {
      tls = { key: certificate.key, certificate: certificate.pem, clientCertificate: clientDer };
    }
  }

  // Only now: loading HTTP/2 and TLS takes as long as all of the above, and Terraform is connecting meanwhile.
  const { GrpcServer: Server } = await import('./grpc-server');
  const newServer = async (): Promise<GrpcServer> => {
    const { methods, stop } = await load();
    const server = new Server({
      methods,
      control: goPluginServices(debug ? UNDYING : life),
      tls,
      logger,
      onDeserted: () => (debug ? life.forget(server) : life.deserted()),
    });
    life.lead(server, stop);
    return server;
  };
  if (debug) {
    // For each provider block Terraform connects once more, and takes whom it connects to for a process of its own.
    open((socket) => void newServer().then((server) => server.accept(socket)));
  } else {
    const server = await newServer();
    open((socket) => server.accept(socket));
  }
}

function announceDebugger({ addresses }: DebugOptions, { network, address }: Listener): void {
  const config = {
    Protocol: 'grpc',
    ProtocolVersion: PROVIDER_PROTOCOL,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: address },
  };
  const reattach = Object.fromEntries(addresses.map((each) => [each, config]));
  writeStderr('Serving until interrupted. Terraform uses this process when it is run with the variable\n');
  // In single quotes a shell leaves everything alone but a single quote.
  writeStdout(`TF_REATTACH_PROVIDERS='${JSON.stringify(reattach).replace(/'/g, "'\\''")}'\n`);
}
