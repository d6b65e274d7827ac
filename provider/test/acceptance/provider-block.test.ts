import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ADDRESSES, everything } from './everything';
import { useInstallation } from './installation';
import { CREDENTIALS, SERVICES, useEmulated } from './trust/emulated';
import { Workspace } from './workspace';
import { ServiceName } from '../services/emulator';

/** What the provider block says of each service: address, credential, certificate authorities and limits. */

const NOW = '2026-01-31T12:00:00Z';

const installation = useInstallation({ attached: true });
const emulator = useEmulated('--now', NOW);

/** The service's attributes for what every block has, and the variable that stands for the certificate file. */
const BLOCKS: Readonly<
  Record<ServiceName, { url: string; credential: string; ca: string; variable?: string }>
> = {
  linode: { url: 'url', credential: 'token', ca: 'api_ca_path', variable: 'LINODE_CA' },
  aiven: { url: 'endpoint', credential: 'api_token', ca: 'ca_file', variable: 'AIVEN_CA_CERT' },
  seqera: { url: 'server_url', credential: 'bearer_auth', ca: 'ca_path' },
  harness: { url: 'endpoint', credential: 'platform_api_key', ca: 'ca_file' },
};
const credentialOf: Readonly<Record<ServiceName, string>> = {
  linode: CREDENTIALS.LINODE_TOKEN,
  aiven: CREDENTIALS.AIVEN_TOKEN,
  seqera: CREDENTIALS.TOWER_ACCESS_TOKEN,
  harness: CREDENTIALS.HARNESS_PLATFORM_API_KEY,
};

/** Resources that others do not wait for, each of another service. */
const FIRST = [ADDRESSES.aivenUser, ADDRESSES.linodeToken, ADDRESSES.seqeraToken, ADDRESSES.serviceAccount];

/** TLS in front of a service, with a certificate that only this test's authority vouches for. */
class Front {
  underWay = 0;
  mostUnderWay = 0;
  private readonly server: Server;

  constructor(folder: string, origin: () => string) {
    const [key, cert] = ['key', 'crt'].map((end) => readFileSync(join(folder, `front.${end}`)));
    this.server = createServer({ key, cert }, (asked, answer) => {
      this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
      answer.once('close', () => this.underWay--);
      const { method, url, headers } = asked;
      const passed = request(new URL(url!, origin()), { method, headers }, (response) => {
        answer.writeHead(response.statusCode!, response.headers);
        response.pipe(answer);
      });
      passed.once('error', () => answer.destroy());
      asked.pipe(passed);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let fronts: Record<ServiceName, Front>;
const certificate = () => join(installation().directory, 'front.crt');

beforeAll(async () => {
  const { directory } = installation();
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, ...subject, '-keyout', join(directory, 'front.key'), '-out', certificate()],
    { stdio: 'ignore' },
  );
  const all = SERVICES.map(
    (service) => [service, new Front(directory, () => emulator().origins[service])] as const,
  );
  fronts = Object.fromEntries(all) as Record<ServiceName, Front>;
  await Promise.all(all.map(async ([, front]) => front.listen()));
});
afterAll(() => Object.values(fronts).forEach((front) => front.close()));

const provider = (more: string, ca = true) => {
  const blocks = SERVICES.map((service) => {
    const names = BLOCKS[service];
    return `
      ${service} {
        ${names.url} = "${fronts[service].origin}"
        ${names.credential} = "${credentialOf[service]}"
        ${ca ? `${names.ca} = "${certificate()}"` : ''}
        ${more}
      }`;
  });
  return `provider "tokens" {${blocks.join('')}\n}\n`;
};

async function workspace(
  configuration: string,
  environment: Record<string, string> = {},
): Promise<Workspace> {
  const made = installation().newWorkspace({ environment: { TOKENS_NOW: NOW, ...environment } });
  made.write(configuration);
  await made.init();
  return made;
}

const several = '\nresource "linode_token" "more" {\n  provider = tokens\n  count = 8\n  scopes = "*"\n}';

test('each service is asked where the block says, with its credential, over TLS that a file vouches for', async () => {
  const w = await workspace(provider('concurrency = 1') + everything() + several);
  await w.apply();
  expect(Object.keys(w.state())).toHaveLength(Object.keys(ADDRESSES).length + 8);
  expect(fronts.linode.mostUnderWay).toBe(1);

  // Without the file nobody vouches for it, and nothing is asked.
  await emulator().forgetRequests();
  w.write(provider('', false) + everything() + several);
  const errors = await w.fails('plan');
  for (const address of FIRST) {
    expect(errors).toContainEqual(
      expect.objectContaining({ address, detail: expect.stringMatching(/certificate/) }),
    );
  }
  expect(await emulator().requests()).toEqual([]);

  // The variables that the vendors have for it do as well.
  const variables = Object.values(BLOCKS).flatMap(({ variable }) => variable ?? []);
  const environment = Object.fromEntries(variables.map((variable) => [variable, certificate()]));
  const left = (await w.fails('plan', { environment })).map(({ address }) => address);
  expect(left).toEqual(expect.arrayContaining([ADDRESSES.seqeraToken, ADDRESSES.serviceAccount]));
  expect(left).not.toContain(ADDRESSES.linodeToken);
  expect(left).not.toContain(ADDRESSES.aivenUser);
});

test('a request is tried as often, and waited for as long, as the block says', async () => {
  const w = await workspace(provider('retry_limit = 1') + everything());
  await w.apply();
  const unwell = { kind: 'status', status: 503, method: 'GET' } as const;
  for (const service of SERVICES) await emulator().fault(service, { ...unwell, times: 1 });
  await w.settled();
  expect(await emulator().met()).toBe(true);

  w.write(provider('retry_limit = 0\n        request_timeout = "1s"') + everything());
  for (const service of SERVICES) await emulator().fault(service, { ...unwell, times: 1 });
  const refused = await w.fails('plan');
  for (const address of FIRST) {
    expect(refused).toContainEqual(
      expect.objectContaining({ address, detail: expect.stringContaining('status 503') }),
    );
  }
  await emulator().heal();
  for (const service of SERVICES) await emulator().fault(service, { kind: 'hang', method: 'GET', times: 1 });
  const unanswered = await w.fails('plan');
  for (const address of FIRST) {
    expect(unanswered).toContainEqual(
      expect.objectContaining({ address, detail: expect.stringContaining('no answer within 1s') }),
    );
  }
});

test('without a block the variables that the vendors use say it all', async () => {
  const w = await workspace(everything(), {
    LINODE_TOKEN: CREDENTIALS.LINODE_TOKEN,
    LINODE_URL: fronts.linode.origin,
    LINODE_API_VERSION: 'v4beta',
    LINODE_CA: certificate(),
    AIVEN_TOKEN: CREDENTIALS.AIVEN_TOKEN,
    AIVEN_WEB_URL: fronts.aiven.origin,
    AIVEN_CA_CERT: certificate(),
    PROVIDER_AIVEN_ENABLE_BETA: '1',
    TOWER_ACCESS_TOKEN: CREDENTIALS.TOWER_ACCESS_TOKEN,
    TOWER_API_ENDPOINT: `${emulator().origins.seqera}/api`,
    HARNESS_PLATFORM_API_KEY: CREDENTIALS.HARNESS_PLATFORM_API_KEY,
    HARNESS_ENDPOINT: `${emulator().origins.harness}/gateway`,
  });
  await w.apply();
  const paths = async (service: ServiceName) =>
    (await emulator().requests(service)).map(({ path }) => path.split('/')[1]);
  expect(new Set(await paths('linode'))).toEqual(new Set(['v4beta']));
  expect(new Set(await paths('harness'))).toEqual(new Set(['gateway']));
  await w.destroy();
});
