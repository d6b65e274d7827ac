import { Call, Logger } from '../../plugin';
import {
  Diagnostics,
  functionToProto,
  identitySchemaToProto,
  ProviderHandlers,
  schemaToProto,
  tfplugin6,
} from '../../protocol';
import { PrivateStateCodec } from '../private-state';
import { Provider } from '../provider';
import { Operation } from '../resource';
import { Schema } from '../schema';
import { applyResourceChange } from './apply';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { readDataSource } from './data-source';
import { renewEphemeralResource } from './ephemeral-resource';
import { callFunction } from './function';
import { importResourceState } from './import';
import { moveResourceState } from './move';
import { OpenEphemeralResources } from './open-ephemeral-resources';
import { planResourceChange } from './plan';
import { readResource } from './read';
import { SchemaCodec } from './schema-codec';
import { upgradeResourceState } from './upgrade';
import { validateConfig } from './validate';

interface Typed {
  readonly typeName: string;
  readonly schema: Schema;
}

interface Stoppable {
  /** To be called before the process ends. */
  stop(): Promise<void>;
}

/** Answers Terraform's calls with what a provider's resources, data sources and functions do. */
export function providerHandlers(provider: Provider, logger: Logger): ProviderHandlers & Stoppable {
  const { resources, dataSources = [], ephemeralResources = [], functions = [] } = provider;
  const codecs = new Map<Typed, SchemaCodec>();
  const plain = new PrivateStateCodec();
  const privateState = () => provider.privateState ?? plain;
  const opened = new OpenEphemeralResources();
  let stopping = new AbortController();

  /** A schema's type is worked out when it is first asked for: most processes need few of them. */
  const codecOf = (typed: Typed): SchemaCodec => {
    const codec = codecs.get(typed) ?? new SchemaCodec(typed.schema);
    codecs.set(typed, codec);
    return codec;
  };

  const operationFor = (call: Call, name: string): Operation => ({
    diagnostics: new Diagnostics(),
    logger: logger.named(name),
    signal: AbortSignal.any([call.signal, stopping.signal]),
    sealsPrivateState: privateState().seals,
  });

  /** Answers an rpc about one type: `handle` gets the type that the request names. */
  const forEach =
    <Type extends Typed, Request extends { typeName: string }, Response>(
      types: readonly Type[],
      handle: (call: TypeCall<Type>, request: Request) => Promise<Response>,
    ) =>
    (request: Request, call: Call): Promise<Response> => {
      const type = types.find(({ typeName }) => typeName === request.typeName);
      if (!type) throw new Error(`This provider has no ${request.typeName}`);
      let answered = (): void => {};
      const answer = new Promise<void>((resolve) => (answered = resolve));
      const handedOver = async (): Promise<void> => {
        // The call has to know before its end that this is asked.
        const { received } = call;
        await answer;
        await received;
      };
      return handle(
        {
          type,
          codec: codecOf(type),
          privateState: privateState(),
          operation: { ...operationFor(call, type.typeName), handedOver },
        },
        request,
      ).then((response) => {
        answered();
        return response;
      });
    };

  const providerType = { ...provider, typeName: 'the provider' };
  const serverCapabilities: tfplugin6.ServerCapabilities = {
    // Nothing is to be said about a destroy that Terraform does not know.
    planDestroy: false,
    // Terraform keeps the schema for its later processes.
    getProviderSchemaOptional: true,
    moveResourceState: true,
  };
  const schemas = (types: readonly Typed[]) =>
    byName(types, ({ schema }) => schemaToProto(schema, schema.version));
  const signatures = () =>
    Object.fromEntries(functions.map(({ name, signature }) => [name, functionToProto(signature)]));

  return {
    async getMetadata() {
      const names = (types: readonly Typed[]) => types.map(({ typeName }) => ({ typeName }));
      return {
        serverCapabilities,
        diagnostics: [],
        resources: names(resources),
        dataSources: names(dataSources),
        ephemeralResources: names(ephemeralResources),
        functions: functions.map(({ name }) => ({ name })),
      };
    },
    async getProviderSchema() {
      return {
        provider: schemaToProto(provider.schema),
        resourceSchemas: schemas(resources),
        dataSourceSchemas: schemas(dataSources),
        ephemeralResourceSchemas: schemas(ephemeralResources),
        functions: signatures(),
        serverCapabilities,
        diagnostics: [],
      };
    },
    async getResourceIdentitySchemas() {
      const identified = resources.filter(({ identity }) => identity);
      return {
        identitySchemas: byName(identified, ({ identity }) => identitySchemaToProto(identity!)),
        diagnostics: [],
      };
    },
    async upgradeResourceIdentity(request, call) {
      // There is one version of each so far, so what is stored is what is meant.
      return forEach(resources, async ({ type }) => {
        const json = request.rawIdentity?.json ?? new Uint8Array();
        const identity = type.identity && { identityData: { msgpack: new Uint8Array(), json } };
        return { upgradedIdentity: identity, diagnostics: [] };
      })(request, call);
    },
    async validateProviderConfig(request, call) {
      const operation = operationFor(call, 'provider');
      const codec = codecOf(providerType);
      return validateConfig(
        { type: providerType, codec, operation, privateState: plain },
        { ...request, typeName: providerType.typeName },
      );
    },
    async configureProvider(request, call) {
      const operation = operationFor(call, 'provider');
      const codec = codecOf(providerType);
      await attempt('configure the provider', operation, () =>
        provider.configure?.((codec.decode(request.config) ?? {}) as never, operation),
      );
      return { diagnostics: codec.diagnose(operation.diagnostics) };
    },
    async stopProvider() {
      stopping.abort(new Error('Terraform was interrupted'));
      // Under a debugger, the same process serves the next command.
      stopping = new AbortController();
      return { Error: '' };
    },
    validateResourceConfig: forEach(resources, validateConfig),
    upgradeResourceState: forEach(resources, upgradeResourceState),
    readResource: forEach(resources, readResource),
    planResourceChange: forEach(resources, planResourceChange),
    applyResourceChange: forEach(resources, applyResourceChange),
    importResourceState: forEach(resources, importResourceState),
    async moveResourceState(request, call) {
      return forEach(resources, moveResourceState)({ ...request, typeName: request.targetTypeName }, call);
    },
    validateDataResourceConfig: forEach(dataSources, validateConfig),
    readDataSource: forEach(dataSources, readDataSource),
    validateEphemeralResourceConfig: forEach(ephemeralResources, validateConfig),
    openEphemeralResource: forEach(ephemeralResources, async (call, request) => opened.open(call, request)),
    renewEphemeralResource: forEach(ephemeralResources, renewEphemeralResource),
    closeEphemeralResource: forEach(ephemeralResources, async (call, request) => opened.close(call, request)),
    async stop() {
      const { signal } = new AbortController();
      await opened.closeAll((typeName) => operationFor({ signal }, typeName));
    },
    async getFunctions() {
      return { functions: signatures(), diagnostics: [] };
    },
    async callFunction(request) {
      const called = functions.find(({ name }) => name === request.name);
      if (!called) return { error: { text: `This provider has no function ${request.name}` } };
      return callFunction(called, request);
    },
  };
}

function byName<Type extends Typed, Made>(
  types: readonly Type[],
  make: (type: Type) => Made,
): Record<string, Made> {
  return Object.fromEntries(types.map((type) => [type.typeName, make(type)]));
}
