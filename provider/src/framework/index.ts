/** What a resource is written against: schemas, plans, operations. Knows no vendor. */
export { AttributePath, cty, Dynamic, isUnknown, Unknown } from '../protocol';
export type { IdentitySchema, Value } from '../protocol';
export {
  boolAttribute,
  int64Attribute,
  listAttribute,
  mapAttribute,
  objectAttribute,
  setAttribute,
  stringAttribute,
} from './attribute';
export type { Attribute, Attributes, ValuesOf } from './attribute';
export type { DataSource } from './data-source';
export type { EphemeralResource, Opened } from './ephemeral-resource';
export { ArgumentError } from './function';
export type { ProviderFunction } from './function';
export { requiresReplace, requiresReplaceUnless, useStateForUnknown } from './plan-modifiers';
export type { AttributePlan, PlanModifier } from './plan-modifiers';
export { PrivateStateCodec } from './private-state';
export type { PrivateState } from './private-state';
export type { Provider } from './provider';
export type {
  CreateRequest,
  Operation,
  Outcome,
  PlanRequest,
  ReadRequest,
  Resource,
  UpdateRequest,
} from './resource';
export { defineSchema, singleBlock } from './schema';
export type { Config, Plan, Schema, SingleBlock, State } from './schema';
export { providerHandlers } from './server';
export { isTimeout, timeoutsBlock, withTimeout } from './timeouts';
export { isBetween, isDuration, isInstant, isNotEmpty } from './validators';
export type { Report, Validator } from './validators';
