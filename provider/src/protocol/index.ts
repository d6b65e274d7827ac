export * as cty from './type';
export type { ObjectType, Type } from './type';
export { Decimal } from './decimal';
export { isUnknown, Unknown } from './unknown';
export type { Bound, Refinements } from './unknown';
export { attributeOf, containsUnknown, Dynamic, valuesEqual } from './value';
export type { Value } from './value';
export { ValueError } from './value-error';
export { AttributePath } from './attribute-path';
export { decodeValue, encodeValue } from './msgpack';
export { decodeJson, parseJson } from './json';
export { fromDynamicValue, fromRawState, toDynamicValue } from './dynamic-value';
export { Diagnostics } from './diagnostics';
export type { Diagnostic } from './diagnostics';
export {
  attributeType,
  functionToProto,
  identitySchemaToProto,
  identityType,
  impliedType,
  schemaToProto,
} from './schema';
export type {
  Attribute,
  Block,
  FunctionSignature,
  IdentityAttribute,
  IdentitySchema,
  NestedAttributes,
  NestedBlock,
  Nesting,
  Parameter,
} from './schema';
export { methods } from './service';
export type { ProviderHandlers } from './service';
/** The messages themselves, as they are in `tfplugin6.proto`. */
export * as tfplugin6 from './generated/tfplugin6';
