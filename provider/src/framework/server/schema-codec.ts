import {
  AttributePath,
  Diagnostics,
  fromDynamicValue,
  fromRawState,
  impliedType,
  isUnknown,
  ObjectType,
  tfplugin6,
  toDynamicValue,
  Value,
} from '../../protocol';
import { Attribute, Attributes } from '../attribute';
import { Schema } from '../schema';

/** Values by their names, whatever their schema. */
export type Fields = Record<string, Value>;

/** A schema as the rpcs need it: with its type worked out, its values in and out of their envelopes. */
export class SchemaCodec {
  public readonly type: ObjectType;

  public constructor(public readonly schema: Schema) {
    this.type = impliedType(schema);
  }

  public get attributes(): [name: string, attribute: Attribute][] {
    return Object.entries(this.schema.attributes);
  }

  public decode(envelope: tfplugin6.DynamicValue | undefined): Fields | null {
    return fromDynamicValue(this.type, envelope) as Fields | null;
  }

  /** A state as it was stored: attributes that it lacks are null, those that the schema lacks are dropped. */
  public decodeStored(raw: tfplugin6.RawState | undefined): Fields | null {
    return fromRawState(raw, this.type) as Fields | null;
  }

  public encode(value: Value): tfplugin6.DynamicValue {
    return toDynamicValue(this.type, value);
  }

  public diagnose(diagnostics: Diagnostics): tfplugin6.Diagnostic[] {
    return diagnostics.toProto(this.schema);
  }

  /**
   * Runs every validator of every attribute that has a value, so that all findings come at once. Terraform itself sees
   * that what is required is there, but not that it is null, as a variable may be.
   */
  public validate(config: Fields, diagnostics: Diagnostics): void {
    validateAttributes(this.schema.attributes, config, AttributePath.root, diagnostics);
    for (const [name, { block }] of Object.entries(this.schema.blocks ?? {})) {
      const fields = config[name];
      if (fields === null || isUnknown(fields)) continue;
      validateAttributes(block.attributes, fields as Fields, AttributePath.of(name), diagnostics);
    }
  }
}

function validateAttributes(
  attributes: Attributes,
  fields: Fields,
  at: AttributePath,
  diagnostics: Diagnostics,
): void {
  for (const [name, { required, validators = [] }] of Object.entries(attributes)) {
    const value = fields[name];
    const path = at.attribute(name);
    if (value === null && required) {
      diagnostics.error('Missing required argument', `${path}: a value is needed, got null.`, path);
    }
    if (value === null || isUnknown(value)) continue;
    for (const validate of validators) {
      validate(value, (summary, detail) =>
        diagnostics.error(summary, `${path}: ${withoutSecret(detail, value)}`, path),
      );
    }
  }
}

// Longer than anything that is merely mistyped: an instant with a fraction and an offset, say.
const LONGEST_SHOWN = 40;

/** Terraform hides no sensitive value in a diagnostic: a text that may be a secret in the wrong place is not shown. */
function withoutSecret(detail: string, value: Value): string {
  if (typeof value !== 'string' || value.length <= LONGEST_SHOWN) return detail;
  return detail.replaceAll(JSON.stringify(value), `a text of ${value.length} characters`);
}
