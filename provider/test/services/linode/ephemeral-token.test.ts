import { SchemaCodec } from '../../../src/framework/server/schema-codec';
import { tokensProvider } from '../../../src/provider';
import { findings, InProcess } from '../../framework/in-process';
import { sha256, useEmulator } from '../emulator';

const NOW = '2026-01-31T12:00:00Z';
const TYPE = 'linode_token';

const emulator = useEmulator(NOW);
let provider: InProcess;

beforeEach(async () => {
  provider = new InProcess(
    tokensProvider({
      LINODE_TOKEN: 'fa4e'.repeat(16),
      LINODE_URL: emulator().origins.linode,
      TOKENS_NOW: NOW,
    }),
  );
  expect(await provider.configure()).toEqual([]);
});

const { ephemeralResources } = tokensProvider({});
const codec = new SchemaCodec(ephemeralResources!.find(({ typeName }) => typeName === TYPE)!.schema);

const config = (given = {}) => ({
  id: null,
  label: 'run',
  scopes: 'linodes:read_only',
  lifetime: null,
  expiry: null,
  created: null,
  token: null,
  ...given,
});

test('a token lives from opening to closing, and six hours if nobody closes', async () => {
  const { result, findings: found, close, renewAt } = await provider.open(TYPE, config());
  expect(found).toEqual([]);
  expect(renewAt).toBeUndefined();
  expect(result).toEqual({
    ...config(),
    id: expect.stringMatching(/^\d+$/),
    expiry: '2026-01-31T18:00:00Z',
    created: NOW,
    token: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await emulator().tokens('linode')).toMatchObject([
    { id: result!.id, name: 'run', expiry: '2026-01-31T18:00:00Z', sha256: sha256(result!.token) },
  ]);
  expect(await close()).toEqual([]);
  expect(await emulator().tokens('linode')).toEqual([]);
  // Somebody else may have been faster.
  expect(await close()).toEqual([]);
});

test.each([
  [{ lifetime: '30m' }, '2026-01-31T12:30:00Z'],
  [{ lifetime: '90001ms' }, '2026-01-31T12:01:30Z'],
  [{ expiry: '2026-02-01T01:00:00+01:00' }, '2026-02-01T00:00:00Z'],
])('%j gives its expiry', async (given, expiry) => {
  const { result, close } = await provider.open(TYPE, config(given));
  expect(await emulator().tokens('linode')).toMatchObject([{ expiry }]);
  expect(result).toMatchObject(given);
  await close();
});

test('an answer that is lost leaves nothing behind', async () => {
  await emulator().fault('linode', { kind: 'drop-after-effect', method: 'POST' });
  const { result, close } = await provider.open(TYPE, config());
  expect(await emulator().tokens('linode')).toMatchObject([{ id: result!.id }]);
  await close();
  expect(await emulator().tokens('linode')).toEqual([]);
});

test('an interrupted opening leaves nothing behind', async () => {
  await emulator().fault('linode', { kind: 'latency', ms: 300, method: 'POST' });
  const opening = provider.open(TYPE, config());
  while (!(await emulator().requests('linode')).some(({ method }) => method === 'GET')) await tick();
  // The request is on its way, or about to be.
  provider.stop.abort(new Error('Terraform was interrupted'));
  const { result, findings: found } = await opening;
  expect(result).toBeNull();
  expect(found[0].detail).toBe('Terraform was interrupted');
  expect(await emulator().tokens('linode')).toEqual([]);
});

test('an interrupted closing revokes all the same', async () => {
  const { close } = await provider.open(TYPE, config());
  provider.stop.abort(new Error('Terraform was interrupted'));
  expect(await close()).toEqual([]);
  expect(await emulator().tokens('linode')).toEqual([]);
});

test('a closing that fails is an error that says what is left', async () => {
  const { close } = await provider.open(TYPE, config());
  await emulator().fault('linode', { kind: 'status', status: 403, method: 'DELETE' });
  expect(await close()).toMatchObject([
    { severity: 'error', detail: expect.stringMatching(/Linode token \d+ .*revoke it/) },
  ]);
});

test.each([
  [{ lifetime: '1h', expiry: '2100-01-01T00:00:00Z' }, 'lifetime', 'Give one of them'],
  [{ lifetime: '59s' }, 'lifetime', 'must be at least 1m, got 59s'],
  [{ lifetime: 'soon' }, 'lifetime', 'is no duration'],
  [{ expiry: 'soon' }, 'expiry', 'is no RFC 3339 instant'],
  [{ label: '' }, 'label', 'got 0'],
  [{ scopes: '' }, 'scopes', 'at least one scope'],
])('%j is refused', async (given, at, detail) => {
  const { handlers, call } = provider;
  const request = { typeName: TYPE, config: codec.encode(config(given)), clientCapabilities: undefined };
  const { diagnostics } = await handlers.validateEphemeralResourceConfig!(request, call);
  expect(findings(diagnostics)).toMatchObject([{ at, detail: expect.stringContaining(detail) }]);
  expect(await emulator().requests('linode')).toEqual([]);
});

async function tick(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
