import { isUnknown, Value, valuesEqual } from '../protocol';

/** One attribute while a change is planned. */
export interface AttributePlan {
  /** What the user wrote. */
  readonly config: Value;
  /** What the state holds; null where the resource is being created. */
  readonly prior: Value;
  readonly creating: boolean;
  /** What the plan says so far; a modifier may say better. */
  plan: Value;
  /** Set where the change can't be made in place. */
  requiresReplace: boolean;
}

/** Improves the plan of one attribute. They run in the order in which a schema lists them. */
export type PlanModifier = (attribute: AttributePlan) => void;

/** The value does not change with an update: the plan shows it instead of "known after apply". */
export const useStateForUnknown: PlanModifier = (attribute) => {
  const { plan, config, prior, creating } = attribute;
  if (!creating && isUnknown(plan) && !isUnknown(config) && prior !== null) attribute.plan = prior;
};

/** A change of the value makes a new resource. */
export const requiresReplace: PlanModifier = (attribute) => {
  const { plan, prior, creating } = attribute;
  if (!creating && !valuesEqual(plan, prior)) attribute.requiresReplace = true;
};

/** A change of a text makes a new resource, unless the two texts mean the same. */
export function requiresReplaceUnless(same: (a: string, b: string) => boolean): PlanModifier {
  return (attribute) => {
    const { plan, prior } = attribute;
    if (typeof plan !== 'string' || typeof prior !== 'string' || !same(plan, prior)) {
      requiresReplace(attribute);
    }
  };
}
