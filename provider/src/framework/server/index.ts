import { Call, Logger } from '../../plugin';
import { Diagnostics, ProviderHandlers, schemaToProto, tfplugin6 } from '../../protocol';
import { Provider } from '../provider';
import { Operation } from '../resource';
import { applyResourceChange } from './apply';
import { importResourceState } from './import';
import { planResourceChange } from './plan';
import { readResource } from './read';
import { attempt, ServedResource } from './served-resource';
import { upgradeResourceState } from './upgrade';
import { validateResourceConfig } from './validate';

/** Answers Terraform's calls with what a provider's resources do. */
export function providerHandlers(provider: Provider, logger: Logger): ProviderHandlers {
  const served = new Map<string, ServedResource>();
  let stopping = new AbortController();

  const operationFor = (call: Call, name: string): Operation => ({
    diagnostics: new Diagnostics(),
    logger: logger.named(name),
    signal: AbortSignal.any([call.signal, stopping.signal]),
  });

  /** Terraform asks for types that the schema has, so a resource's schema is worked out when first asked for. */
  const find = (typeName: string): ServedResource => {
    const known = served.get(typeName);
    if (known) return known;
    const resource = provider.resources.find((each) => each.typeName === typeName);
    if (!resource) throw new Error(`This provider has no resource type ${typeName}`);
    const made = new ServedResource(resource);
    served.set(typeName, made);
    return made;
  };

  const forResource =
    <Request extends { typeName: string }, Response>(
      handle: (served: ServedResource, request: Request, operation: Operation) => Promise<Response>,
    ) =>
    (request: Request, call: Call) =>
      handle(find(request.typeName), request, operationFor(call, request.typeName));

  const serverCapabilities: tfplugin6.ServerCapabilities = {
    // Nothing is to be said about a destroy that Terraform does not know.
    planDestroy: false,
    // Terraform keeps the schema for its later processes.
    getProviderSchemaOptional: true,
    moveResourceState: false,
  };

  return {
    async getMetadata() {
      return {
        serverCapabilities,
        diagnostics: [],
        resources: provider.resources.map(({ typeName }) => ({ typeName })),
        dataSources: [],
        functions: [],
        ephemeralResources: [],
      };
    },
    async getProviderSchema() {
      const schemas = provider.resources.map(({ typeName, schema }) => [
        typeName,
        schemaToProto(schema, schema.version),
      ]);
      return {
        provider: schemaToProto(provider.schema, provider.schema.version),
        resourceSchemas: Object.fromEntries(schemas) as Record<string, tfplugin6.Schema>,
        dataSourceSchemas: {},
        ephemeralResourceSchemas: {},
        functions: {},
        serverCapabilities,
        diagnostics: [],
      };
    },
    async validateProviderConfig() {
      return { diagnostics: [] };
    },
    async configureProvider(_, call) {
      const operation = operationFor(call, 'provider');
      await attempt('configure the provider', operation, () => provider.configure?.(operation));
      return { diagnostics: operation.diagnostics.toProto(provider.schema) };
    },
    async stopProvider() {
      stopping.abort();
      // Under a debugger, the same process serves the next command.
      stopping = new AbortController();
      return { Error: '' };
    },
    validateResourceConfig: forResource(validateResourceConfig),
    upgradeResourceState: forResource(upgradeResourceState),
    readResource: forResource(readResource),
    planResourceChange: forResource(planResourceChange),
    applyResourceChange: forResource(applyResourceChange),
    importResourceState: forResource(importResourceState),
  };
}
