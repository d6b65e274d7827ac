import { Provider, Schema } from '../../src/framework';
import { providerHandlers } from '../../src/framework/server';
import { Fields, SchemaCodec } from '../../src/framework/server/schema-codec';
import { Call, Logger } from '../../src/plugin';
import {
  Diagnostic,
  fromDynamicValue,
  identityType,
  tfplugin6,
  toDynamicValue,
  Value,
} from '../../src/protocol';

export const EMPTY = new Uint8Array();

/** A log that keeps its lines. */
export class KeptLog implements Logger {
  public readonly lines: string[] = [];
  public trace(message: string, fields?: object): void {
    this.keep(message, fields);
  }

  public debug(message: string, fields?: object): void {
    this.keep(message, fields);
  }

  public info(message: string, fields?: object): void {
    this.keep(message, fields);
  }

  public warn(message: string, fields?: object): void {
    this.keep(message, fields);
  }

  public error(message: string, fields?: object): void {
    this.keep(message, fields);
  }

  public isEnabled(): boolean {
    return true;
  }

  public named(): Logger {
    return this;
  }

  private keep(message: string, fields?: object): void {
    this.lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  }
}

/** What Terraform shows. */
export type Finding = Pick<Diagnostic, 'severity' | 'summary' | 'detail'> & { readonly at: string };

export interface Stored {
  readonly state: Fields | null;
  readonly private: Uint8Array;
}

/** A provider as Terraform sees it, its calls answered in this process. */
export class InProcess {
  public readonly log = new KeptLog();
  public readonly handlers: ReturnType<typeof providerHandlers>;
  public readonly stop = new AbortController();

  public constructor(private readonly provider: Provider) {
    this.handlers = providerHandlers(provider, this.log);
  }

  public async configure(config: Fields = {}): Promise<Finding[]> {
    const { diagnostics } = await this.handlers.configureProvider!(
      {
        terraformVersion: '1.11.4',
        config: codecOf(this.provider).encode(config),
        clientCapabilities: undefined,
      },
      this.call,
    );
    return findings(diagnostics);
  }

  public async validateProvider(config: Fields): Promise<Finding[]> {
    const { diagnostics } = await this.handlers.validateProviderConfig!(
      { config: codecOf(this.provider).encode(config) },
      this.call,
    );
    return findings(diagnostics);
  }

  public async validate(typeName: string, config: Fields): Promise<Finding[]> {
    const request = { typeName, config: this.codec(typeName).encode(config), clientCapabilities: undefined };
    const { diagnostics } = await this.handlers.validateResourceConfig!(request, this.call);
    return findings(diagnostics);
  }

  /** Plans as Terraform does: what is not configured is proposed as it was, where the provider computes it. */
  public async plan(
    typeName: string,
    config: Fields,
    stored: Stored = NOTHING,
  ): Promise<{
    planned: Fields | null;
    private: Uint8Array;
    replace: string[];
    identity: Fields | undefined;
    findings: Finding[];
  }> {
    const codec = this.codec(typeName);
    const proposed: Fields = { ...config };
    for (const [name, { computed }] of codec.attributes) {
      if ((config[name] ?? null) === null && computed) proposed[name] = stored.state?.[name] ?? null;
    }
    const response = await this.handlers.planResourceChange!(
      {
        typeName,
        config: codec.encode(config),
        priorState: codec.encode(stored.state),
        proposedNewState: codec.encode(proposed),
        priorPrivate: stored.private,
        providerMeta: undefined,
        clientCapabilities: undefined,
        priorIdentity: undefined,
      },
      this.call,
    );
    return {
      planned: codec.decode(response.plannedState),
      private: response.plannedPrivate,
      replace: response.requiresReplace.map(printPath),
      identity: this.identityIn(typeName, response.plannedIdentity),
      findings: findings(response.diagnostics),
    };
  }

  public async apply(
    typeName: string,
    config: Fields | null,
    planned: Fields | null,
    stored: Stored = NOTHING,
  ): Promise<Stored & { findings: Finding[]; identity: Fields | undefined }> {
    const codec = this.codec(typeName);
    const response = await this.handlers.applyResourceChange!(
      {
        typeName,
        config: codec.encode(config),
        priorState: codec.encode(stored.state),
        plannedState: codec.encode(planned),
        plannedPrivate: stored.private,
        providerMeta: undefined,
        plannedIdentity: undefined,
      },
      this.call,
    );
    return {
      state: codec.decode(response.newState),
      private: response.private,
      identity: this.identityIn(typeName, response.newIdentity),
      findings: findings(response.diagnostics),
    };
  }

  /** Plans and applies, and expects neither to find anything. */
  public async create(typeName: string, config: Fields): Promise<Stored> {
    const { planned, findings: onPlan } = await this.plan(typeName, config);
    const { state, private: bytes, findings: onApply } = await this.apply(typeName, config, planned);
    expect([...onPlan, ...onApply]).toEqual([]);
    return { state, private: bytes };
  }

  public async read(
    typeName: string,
    stored: Stored,
  ): Promise<Stored & { findings: Finding[]; identity: Fields | undefined }> {
    const codec = this.codec(typeName);
    const response = await this.handlers.readResource!(
      {
        typeName,
        currentState: codec.encode(stored.state),
        private: stored.private,
        providerMeta: undefined,
        clientCapabilities: undefined,
        currentIdentity: undefined,
      },
      this.call,
    );
    return {
      state: codec.decode(response.newState),
      private: response.private,
      identity: this.identityIn(typeName, response.newIdentity),
      findings: findings(response.diagnostics),
    };
  }

  public async import(
    typeName: string,
    id: string,
    identity?: Fields,
  ): Promise<{ imported: (Fields | null)[]; findings: Finding[] }> {
    const response = await this.handlers.importResourceState!(
      { typeName, id, clientCapabilities: undefined, identity: identity && identityData(identity) },
      this.call,
    );
    return {
      imported: response.importedResources.map(({ state }) => this.codec(typeName).decode(state)),
      findings: findings(response.diagnostics),
    };
  }

  public async readData(
    typeName: string,
    config: Fields,
  ): Promise<{ state: Fields | null; findings: Finding[] }> {
    const codec = codecOf(named(this.provider.dataSources, typeName));
    const request = { typeName, config: codec.encode(config), clientCapabilities: undefined };
    const validated = await this.handlers.validateDataResourceConfig!(request, this.call);
    if (validated.diagnostics.length > 0) return { state: null, findings: findings(validated.diagnostics) };
    const response = await this.handlers.readDataSource!({ ...request, providerMeta: undefined }, this.call);
    return { state: codec.decode(response.state), findings: findings(response.diagnostics) };
  }

  public async validateEphemeral(typeName: string, config: Fields): Promise<Finding[]> {
    const codec = codecOf(named(this.provider.ephemeralResources, typeName));
    const request = { typeName, config: codec.encode(config), clientCapabilities: undefined };
    const { diagnostics } = await this.handlers.validateEphemeralResourceConfig!(request, this.call);
    return findings(diagnostics);
  }

  /** Opens an ephemeral resource; what is returned closes it. */
  public async open(typeName: string, config: Fields) {
    const codec = codecOf(named(this.provider.ephemeralResources, typeName));
    const request = { typeName, config: codec.encode(config), clientCapabilities: undefined };
    const validated = await this.handlers.validateEphemeralResourceConfig!(request, this.call);
    const opened = await this.handlers.openEphemeralResource!(request, this.call);
    const held = { typeName, private: opened.private };
    return {
      result: codec.decode(opened.result),
      renewAt: opened.renewAt,
      findings: findings([...validated.diagnostics, ...opened.diagnostics]),
      renew: async () => this.handlers.renewEphemeralResource!(held, this.call),
      close: async () => findings((await this.handlers.closeEphemeralResource!(held, this.call)).diagnostics),
    };
  }

  /** Calls a function with values of its parameters' types. */
  public async function(
    name: string,
    ...args: Value[]
  ): Promise<{ result: Value } | { error: string; argument: number | undefined }> {
    const { signature } = this.provider.functions!.find((candidate) => candidate.name === name)!;
    const encoded = args.map((value, index) =>
      toDynamicValue((signature.parameters[index] ?? signature.variadic!).type, value),
    );
    const { result, error } = await this.handlers.callFunction!({ name, arguments: encoded }, this.call);
    return error
      ? {
          error: error.text,
          argument: error.functionArgument === undefined ? undefined : Number(error.functionArgument),
        }
      : { result: fromDynamicValue(signature.returns, result) };
  }

  public get call(): Call {
    return { signal: this.stop.signal };
  }

  public codec(typeName: string): SchemaCodec {
    return codecOf(named(this.provider.resources, typeName));
  }

  private identityIn(typeName: string, data: tfplugin6.ResourceIdentityData | undefined): Fields | undefined {
    const { identity } = named(this.provider.resources, typeName);
    return (
      identity &&
      data?.identityData &&
      (fromDynamicValue(identityType(identity), data.identityData) as Fields)
    );
  }
}

const NOTHING: Stored = { state: null, private: EMPTY };

export function findings(diagnostics: tfplugin6.Diagnostic[]): Finding[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === tfplugin6.Diagnostic_Severity.ERROR ? 'error' : 'warning',
    summary,
    detail,
    at: attribute ? printPath(attribute) : '',
  }));
}

function printPath({ steps }: tfplugin6.AttributePath): string {
  return steps
    .map(({ attributeName, elementKeyString, elementKeyInt }) =>
      String(attributeName ?? elementKeyString ?? elementKeyInt),
    )
    .join('.');
}

function codecOf({ schema }: { schema: Schema }): SchemaCodec {
  return new SchemaCodec(schema);
}

function named<T extends { typeName: string }>(types: readonly T[] | undefined, typeName: string): T {
  return types!.find((candidate) => candidate.typeName === typeName)!;
}

function identityData(identity: Fields): tfplugin6.ResourceIdentityData {
  const json = Buffer.from(JSON.stringify(identity));
  return { identityData: { msgpack: EMPTY, json } };
}
