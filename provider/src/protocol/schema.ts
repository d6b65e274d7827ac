import * as proto from './generated/tfplugin6';
import { encodeType, hasDynamic, object, ObjectType, Type } from './type';

/** How many there may be of a nested thing, and in what they are kept. */
export type Nesting = 'single' | 'list' | 'set' | 'map';

interface AttributeOptions {
  /** Markdown, for the handbook and for editors. */
  readonly description?: string;
  /** The user must give it. */
  readonly required?: boolean;
  /** The user may give it. */
  readonly optional?: boolean;
  /** The provider gives it, where the user does not. */
  readonly computed?: boolean;
  /** Terraform hides it in what it prints. */
  readonly sensitive?: boolean;
  /** Terraform passes it on and never stores it. Needs Terraform 1.11. */
  readonly writeOnly?: boolean;
  /** Terraform warns whoever uses it; what to use instead is shown by Terraform after 1.11. */
  readonly deprecated?: string;
}

/** One attribute: of a type, or an object with a schema of its own. */
export type Attribute = AttributeOptions &
  (
    | { readonly type: Type; readonly nested?: undefined }
    | { readonly nested: NestedAttributes; readonly type?: undefined }
  );

export interface NestedAttributes {
  readonly nesting: Nesting;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** What may stand between a pair of braces. */
export interface Block {
  readonly description?: string;
  readonly deprecated?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly blocks?: Readonly<Record<string, NestedBlock>>;
}

export interface NestedBlock {
  /** `group` is a single block that is there, its attributes null, also where the user writes none. */
  readonly nesting: Nesting | 'group';
  readonly block: Block;
  /** Default: 0. */
  readonly minItems?: number;
  /** Default: any number. */
  readonly maxItems?: number;
}

/** What identifies a resource in its service, apart from its state. Terraform 1.12 and later. */
export interface IdentitySchema {
  /** Default: 0. */
  readonly version?: number;
  readonly attributes: Readonly<Record<string, IdentityAttribute>>;
}

export interface IdentityAttribute {
  readonly type: Type;
  readonly description?: string;
  /** Exactly one of these two. */
  readonly requiredForImport?: boolean;
  readonly optionalForImport?: boolean;
}

/** How a provider function is called. */
export interface FunctionSignature {
  readonly summary: string;
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: string;
  readonly parameters: readonly Parameter[];
  /** Takes the arguments after the last parameter, any number of them. */
  readonly variadic?: Parameter;
  readonly returns: Type;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly description?: string;
  /** Call the function with null too; else Terraform refuses it. */
  readonly allowNull?: boolean;
  /** Call the function with unknowns too; else Terraform takes the result for unknown without a call. */
  readonly allowUnknown?: boolean;
}

/** @param version of the state that the block describes; a higher one makes Terraform ask for upgrades. */
export function schemaToProto(block: Block, version = 0): proto.Schema {
  return { version: BigInt(version), block: blockToProto(block) };
}

/**
 * The type of a block's values.
 *
 * @throws TypeError where something of any type is nested in a list, set or map, whose elements
 * must all be of one type.
 */
export function impliedType(block: Block): ObjectType {
  const attributes: Record<string, Type> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    attributes[name] = attributeType(name, attribute);
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    attributes[name] = nest(name, nested.nesting, impliedType(nested.block));
  }
  return object(attributes);
}

export function attributeType(name: string, attribute: Attribute): Type {
  if (!attribute.nested) return attribute.type;
  const { nesting, attributes } = attribute.nested;
  return nest(name, nesting, impliedType({ attributes }));
}

export function identityType(schema: IdentitySchema): ObjectType {
  return object(mapValues(schema.attributes, ({ type }) => type));
}

export function identitySchemaToProto(schema: IdentitySchema): proto.ResourceIdentitySchema {
  return {
    version: BigInt(schema.version ?? 0),
    identityAttributes: Object.entries(schema.attributes).map(([name, attribute]) => ({
      name,
      type: encodeType(attribute.type),
      description: attribute.description ?? '',
      requiredForImport: attribute.requiredForImport ?? false,
      optionalForImport: attribute.optionalForImport ?? false,
    })),
  };
}

export function functionToProto(signature: FunctionSignature): proto.FunctionMessage {
  return {
    parameters: signature.parameters.map(parameterToProto),
    variadicParameter: signature.variadic && parameterToProto(signature.variadic),
    return: { type: encodeType(signature.returns) },
    summary: signature.summary,
    description: signature.description ?? '',
    descriptionKind: proto.StringKind.MARKDOWN,
    deprecationMessage: signature.deprecated ?? '',
  };
}

function nest(name: string, nesting: Nesting | 'group', element: Type): Type {
  if (nesting === 'single' || nesting === 'group') return element;
  if (hasDynamic(element)) {
    throw new TypeError(
      `${name}: a ${nesting} can't hold attributes of any type, since its elements share one`,
    );
  }
  if (nesting === 'list') return { list: element };
  return nesting === 'set' ? { set: element } : { map: element };
}

function blockToProto(block: Block): proto.Schema_Block {
  return {
    // The version that counts is the schema's.
    version: 0n,
    attributes: attributesToProto(block.attributes ?? {}),
    blockTypes: Object.entries(block.blocks ?? {}).map(([name, nested]) => ({
      typeName: name,
      block: blockToProto(nested.block),
      nesting: BLOCK_NESTING[nested.nesting],
      minItems: BigInt(nested.minItems ?? 0),
      maxItems: BigInt(nested.maxItems ?? 0),
    })),
    description: block.description ?? '',
    descriptionKind: proto.StringKind.MARKDOWN,
    deprecated: block.deprecated !== undefined,
    deprecationMessage: block.deprecated ?? '',
  };
}

function attributesToProto(attributes: Readonly<Record<string, Attribute>>): proto.Schema_Attribute[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    type: attribute.nested ? new Uint8Array(0) : encodeType(attribute.type),
    nestedType: attribute.nested && {
      attributes: attributesToProto(attribute.nested.attributes),
      nesting: OBJECT_NESTING[attribute.nested.nesting],
    },
    description: attribute.description ?? '',
    descriptionKind: proto.StringKind.MARKDOWN,
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    writeOnly: attribute.writeOnly ?? false,
    deprecated: attribute.deprecated !== undefined,
    deprecationMessage: attribute.deprecated ?? '',
  }));
}

function parameterToProto(parameter: Parameter): proto.Function_Parameter {
  return {
    name: parameter.name,
    type: encodeType(parameter.type),
    description: parameter.description ?? '',
    descriptionKind: proto.StringKind.MARKDOWN,
    allowNullValue: parameter.allowNull ?? false,
    allowUnknownValues: parameter.allowUnknown ?? false,
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

const BLOCK_NESTING = {
  single: proto.Schema_NestedBlock_NestingMode.SINGLE,
  list: proto.Schema_NestedBlock_NestingMode.LIST,
  set: proto.Schema_NestedBlock_NestingMode.SET,
  map: proto.Schema_NestedBlock_NestingMode.MAP,
  group: proto.Schema_NestedBlock_NestingMode.GROUP,
};

const OBJECT_NESTING = {
  single: proto.Schema_Object_NestingMode.SINGLE,
  list: proto.Schema_Object_NestingMode.LIST,
  set: proto.Schema_Object_NestingMode.SET,
  map: proto.Schema_Object_NestingMode.MAP,
};
