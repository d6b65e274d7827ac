/** What a resource is written against: schemas, plans, operations. Knows no vendor. */
export { AttributePath, Unknown, isUnknown } from '../protocol';
export {
  Attribute,
  boolAttribute,
  int64Attribute,
  listAttribute,
  mapAttribute,
  setAttribute,
  stringAttribute,
} from './attribute';
export { PlanModifier, requiresReplace, useStateForUnknown } from './plan-modifiers';
export { Provider } from './provider';
export {
  CreateRequest,
  Operation,
  Outcome,
  PlanRequest,
  PrivateState,
  ReadRequest,
  Resource,
  UpdateRequest,
} from './resource';
export { Config, defineSchema, Plan, Schema, State } from './schema';
export { providerHandlers } from './server';
export { isBetween, isDuration, isInstant, isNotEmpty, Validator } from './validators';
