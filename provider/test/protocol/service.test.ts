import * as fc from 'fast-check';
import { methods, ProviderHandlers, tfplugin6 } from '../../src/protocol';
import { ProviderDefinition } from '../../src/protocol/generated/tfplugin6';

// Generated cases by the hundred, on a machine that may be busy.
jest.setTimeout(60_000);

const call = { signal: new AbortController().signal };

test('a handler gets a message and gives one', async () => {
  const seen: unknown[] = [];
  const [method, ...others] = methods({
    async validateResourceConfig(request, given) {
      seen.push(request.typeName, given);
      return { diagnostics: [{ severity: 1, summary: 'No', detail: request.typeName }] };
    },
  });
  expect(others).toEqual([]);
  expect(method.path).toBe('/tfplugin6.Provider/ValidateResourceConfig');
  const request = tfplugin6.ValidateResourceConfig_Request.encode({ typeName: 'linode_token' }).finish();
  const response = tfplugin6.ValidateResourceConfig_Response.decode(await method.handle(request, call));
  expect(seen).toEqual(['linode_token', call]);
  expect(response.diagnostics[0]).toMatchObject({ severity: 1, detail: 'linode_token' });
});

test('handlers may be the methods of an object', async () => {
  class Provider implements ProviderHandlers {
    private stopped = '';

    async stopProvider() {
      this.stopped += 'stopped';
      return { Error: this.stopped };
    }
  }
  const [stop] = methods(new Provider());
  expect(tfplugin6.StopProvider_Response.decode(await stop.handle(new Uint8Array(0), call)).Error).toBe(
    'stopped',
  );
});

test('only what is handled is served', () => {
  expect(methods({})).toEqual([]);
});

test('bytes that are no message are refused, with the call’s name', async () => {
  const [method] = methods({ callFunction: async () => ({}) });
  await expect(method.handle(Uint8Array.of(0x0a, 0xff), call)).rejects.toThrow(
    '/tfplugin6.Provider/CallFunction: the request',
  );
});

test('optional fields tell absent from empty, instants are dates', () => {
  const { OpenEphemeralResource_Response: response } = tfplugin6;
  const renewAt = new Date('2026-01-31T00:00:00.250Z');
  const back = response.decode(
    response.encode({ diagnostics: [], renewAt, private: new Uint8Array(0) }).finish(),
  );
  expect(back).toMatchObject({ renewAt, private: new Uint8Array(0) });
  expect(response.decode(response.encode({ diagnostics: [] }).finish()).private).toBeUndefined();
  const { FunctionError } = tfplugin6;
  expect(
    FunctionError.decode(FunctionError.encode({ text: 'x', functionArgument: 0n }).finish()).functionArgument,
  ).toBe(0n);
});

describe('hostile bytes', () => {
  const messages = Object.values(ProviderDefinition.methods).flatMap(({ requestType, responseType }) => [
    requestType,
    responseType,
  ]) as { decode(bytes: Uint8Array): unknown }[];

  const attempt = (bytes: Uint8Array) => {
    for (const message of messages) {
      try {
        message.decode(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  };

  test('random ones', () => {
    const tagged = fc.array(fc.tuple(fc.integer({ min: 8, max: 100 }), fc.uint8Array({ maxLength: 12 })), {
      maxLength: 8,
    });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), attempt), { numRuns: 200 });
    fc.assert(
      fc.property(tagged, (fields) =>
        attempt(Uint8Array.from(fields.flatMap(([tag, data]) => [tag, data.length, ...data]))),
      ),
      { numRuns: 200 },
    );
  });

  test('deep ones', () => {
    // Groups within groups, which proto3 has no use for and a reader must skip.
    attempt(new Uint8Array(200_000).fill(0x0b));
    // Blocks within blocks, each in field 1 or 2 with a length.
    attempt(new Uint8Array(100_000).fill(0x0a));
    attempt(new Uint8Array(100_000).fill(0x12));
  });
});
