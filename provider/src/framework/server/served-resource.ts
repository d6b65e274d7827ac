import { AttributePath, Diagnostics, fromDynamicValue, impliedType, toDynamicValue, Value } from '../../protocol';
import { tfplugin6 } from '../../protocol';
import { Attribute } from '../attribute';
import { Operation, PrivateState, Resource } from '../resource';

/** A resource's values by their names, whatever its schema. */
export type Fields = Record<string, Value>;

/** A resource as the rpcs see it: with its type worked out, its values and private state in and out of their envelopes. */
export class ServedResource {
  private readonly type;

  public constructor(public readonly resource: Resource) {
    this.type = impliedType(resource.schema);
  }

  public get attributes(): [name: string, attribute: Attribute][] {
    return Object.entries(this.resource.schema.attributes);
  }

  public get valueType() {
    return this.type;
  }

  public decode(envelope: tfplugin6.DynamicValue | undefined): Fields | null {
    return fromDynamicValue(this.type, envelope) as Fields | null;
  }

  public encode(value: Value): tfplugin6.DynamicValue {
    return toDynamicValue(this.type, value);
  }

  public diagnose(diagnostics: Diagnostics): tfplugin6.Diagnostic[] {
    return diagnostics.toProto(this.resource.schema);
  }
}

export function decodePrivate(bytes: Uint8Array): PrivateState {
  return bytes.length === 0 ? {} : (JSON.parse(Buffer.from(bytes).toString('utf8')) as PrivateState);
}

export function encodePrivate(state: PrivateState): Uint8Array {
  return Object.keys(state).length === 0 ? new Uint8Array() : Buffer.from(JSON.stringify(state), 'utf8');
}

/** Runs an operation; what it throws becomes an error that Terraform shows where the resource stands. */
export async function attempt<T>(
  what: string,
  operation: Operation,
  run: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    operation.logger.error(`Failed to ${what}`, { error: stack ?? message });
    operation.diagnostics.error(`Failed to ${what}`, message);
    return undefined;
  }
}

export function pathsOf(names: Iterable<string>): tfplugin6.AttributePath[] {
  return Array.from(names, (name) => AttributePath.of(name).toProto());
}
