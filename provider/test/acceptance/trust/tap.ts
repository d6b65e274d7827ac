import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** How services name a secret in the answer that issues it. */
const ISSUED = /"(?:token|full_token|accessKey|data)":"([^"]{30,})/g;

/** Stands between the provider and a service, and hears every secret that the service issues. */
export class Tap {
  static async on(origin: string, secrets: Set<string>): Promise<Tap> {
    const server = createServer((incoming, outgoing) => {
      const { method, url, headers } = incoming;
      const onwards = request(origin + url, { method, headers }, (answer) => {
        let body = '';
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.on('data', (chunk: Buffer) => {
          body += chunk.toString('latin1');
          outgoing.write(chunk);
        });
        answer.on('close', () => {
          if (method === 'POST') for (const [, secret] of body.matchAll(ISSUED)) secrets.add(secret);
          if (answer.complete) outgoing.end();
          else outgoing.destroy();
        });
      });
      onwards.on('error', () => outgoing.destroy());
      incoming.pipe(onwards);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Tap(server);
  }

  private constructor(private readonly server: Server) {}

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
