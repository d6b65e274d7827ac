import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unknown } from '../../../src/framework';
import { Fields } from '../../../src/framework/server/schema-codec';
import { selfSignedCertificate } from '../../../src/plugin/certificate';
import { tokensProvider } from '../../../src/provider';
import { InProcess } from '../../framework/in-process';
import { useEmulator } from '../emulator';

const NOW = '2026-01-31T12:00:00Z';
const ROOT = 'fa4e'.repeat(16);
const TYPE = 'linode_token';

const emulator = useEmulator(NOW);

const block = (given: Fields = {}): Fields => ({
  token: null,
  url: null,
  api_version: null,
  api_ca_path: null,
  request_timeout: null,
  retry_limit: null,
  concurrency: null,
  ...given,
});
const CONFIG = { label: 'x', scopes: '*', expiry: null, id: null, created: null, token: null };

/** What creating a token under this configuration finds. */
async function creating(linode: Fields | null, env: NodeJS.ProcessEnv): Promise<string[]> {
  const provider = new InProcess(tokensProvider({ TOKENS_NOW: NOW, ...env }));
  expect(await provider.configure({ linode })).toEqual([]);
  const { planned } = await provider.plan(TYPE, CONFIG);
  return (await provider.apply(TYPE, CONFIG, planned)).findings.map(({ detail }) => detail);
}

test('the block comes before the environment', async () => {
  const { linode } = emulator().origins;
  const wrong = { LINODE_TOKEN: 'wrong', LINODE_URL: 'http://127.0.0.1:9', LINODE_API_VERSION: 'v0' };
  expect(await creating(block({ token: ROOT, url: linode, api_version: 'v4beta' }), wrong)).toEqual([]);
  const right = { LINODE_TOKEN: ROOT, LINODE_URL: `${linode}/`, LINODE_API_VERSION: 'v4beta' };
  expect(await creating(block(), right)).toEqual([]);
  expect(await creating(null, right)).toEqual([]);
  const requests = await emulator().requests('linode');
  expect(requests.filter(({ path }) => !path.startsWith('/v4beta/profile/tokens'))).toEqual([]);
});

test('a credential that is missing is named, where a resource needs it and not before', async () => {
  expect(await creating(null, {})).toEqual([
    "There is no credential for the service: set token in the provider's block linode, or LINODE_TOKEN in the environment.",
  ]);
  expect(await creating(block({ token: '' }), { LINODE_TOKEN: '' })).toHaveLength(1);
});

test('a credential with a line break in it is refused, and not shown', async () => {
  expect(await creating(block({ token: `${ROOT}\n` }), {})).toEqual([
    expect.stringMatching(/^token in the provider's block linode holds a character that no credential has\./),
  ]);
  const [fromEnvironment] = await creating(null, { LINODE_TOKEN: `${ROOT} x` });
  expect(fromEnvironment).toMatch(/^LINODE_TOKEN holds a character/);
  expect(fromEnvironment).not.toContain(ROOT);
});

test('what only the apply will know is said to be', async () => {
  const unknown = Unknown.any;
  expect(await creating(block({ token: unknown }), { LINODE_TOKEN: ROOT })).toEqual([
    expect.stringContaining(
      "token in the provider's block linode depends on something that only the apply will know",
    ),
  ]);
});

test.each([
  ['http://api.linode.com', 'LINODE_URL: "http://api.linode.com" would send the credential unencrypted'],
  ['api.linode.com', 'LINODE_URL: "api.linode.com" is no URL'],
  ['https://api.linode.com/v4', 'ends with a version. Leave it out there'],
  ['https://example.com/linode/v4beta/', 'ends with a version. Leave it out there'],
])('the address %s is refused', async (url, detail) => {
  expect(await creating(null, { LINODE_TOKEN: ROOT, LINODE_URL: url })).toEqual([
    expect.stringContaining(detail),
  ]);
});

test('what is wrong in the block is found when it is validated', async () => {
  const provider = new InProcess(tokensProvider({}));
  const given = {
    url: 'http://example.com',
    api_version: '4',
    request_timeout: '1',
    retry_limit: 101,
    concurrency: 0,
  };
  const findings = await provider.validateProvider({ linode: block(given) });
  expect(findings.map(({ at }) => at).sort()).toEqual([
    'linode.api_version',
    'linode.concurrency',
    'linode.request_timeout',
    'linode.retry_limit',
    'linode.url',
  ]);
});

test('certificate authorities are read from their file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ca-'));
  const authorities = join(folder, 'ca.pem');
  const env = { LINODE_TOKEN: ROOT, LINODE_URL: emulator().origins.linode };
  expect(await creating(block({ api_ca_path: authorities }), env)).toEqual([
    expect.stringMatching(/^api_ca_path in the provider's block linode: the file can't be read: ENOENT/),
  ]);
  writeFileSync(authorities, 'no certificate');
  expect(await creating(null, { ...env, LINODE_CA: authorities })).toEqual([
    expect.stringMatching(/^LINODE_CA: ".+ca\.pem" holds no certificate in PEM\.$/),
  ]);
  writeFileSync(authorities, selfSignedCertificate(new Date()).pem);
  expect(await creating(null, { ...env, LINODE_CA: authorities })).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('the limits are kept', async () => {
  await emulator().fault('linode', { kind: 'hang' });
  const env = { LINODE_TOKEN: ROOT, LINODE_URL: emulator().origins.linode };
  expect(await creating(block({ request_timeout: '200ms', retry_limit: 0 }), env)).toEqual([
    expect.stringContaining('no answer within 200ms'),
  ]);
});
