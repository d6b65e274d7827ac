import { tfplugin6, Unknown, valuesEqual } from '../../protocol';
import { Operation } from '../resource';
import { attempt, decodePrivate, Fields, pathsOf, ServedResource } from './served-resource';

/**
 * Completes what Terraform proposes: defaults, then unknowns for what an apply will compute (where
 * anything changes at all), then each attribute's modifiers, then the resource's own plan.
 */
export async function planResourceChange(
  served: ServedResource,
  request: tfplugin6.PlanResourceChange_Request,
  operation: Operation,
): Promise<tfplugin6.PlanResourceChange_Response> {
  const { resource } = served;
  const requiresReplace = new Set<string>();
  const response: tfplugin6.PlanResourceChange_Response = {
    plannedState: request.proposedNewState,
    plannedPrivate: request.priorPrivate,
    requiresReplace: [],
    diagnostics: [],
  };
  await attempt(`plan ${resource.typeName}`, operation, () => {
    const plan = served.decode(request.proposedNewState);
    if (plan === null) return;
    const config = served.decode(request.config)!;
    const prior = served.decode(request.priorState);
    complete(served, { config, prior, plan }, requiresReplace);
    resource.plan?.(
      {
        config: config as never,
        prior: (prior ?? undefined) as never,
        private: decodePrivate(request.priorPrivate),
        plan: plan as never,
        requiresReplace,
      },
      operation,
    );
    response.plannedState = served.encode(plan);
  });
  response.requiresReplace = pathsOf(requiresReplace);
  response.diagnostics = served.diagnose(operation.diagnostics);
  return response;
}

interface Change {
  readonly config: Fields;
  readonly prior: Fields | null;
  readonly plan: Fields;
}

function complete(served: ServedResource, { config, prior, plan }: Change, requiresReplace: Set<string>): void {
  const { attributes } = served;
  for (const [name, attribute] of attributes) {
    if (attribute.default !== undefined && config[name] === null) plan[name] = attribute.default;
    if (attribute.writeOnly) plan[name] = null;
  }
  const changed = prior === null || !valuesEqual(plan, prior, served.valueType);
  for (const [name, attribute] of attributes) {
    const { computed, unknownAs = Unknown.any, planModifiers = [] } = attribute;
    const open = computed && config[name] === null && attribute.default === undefined;
    const planned = {
      config: config[name],
      prior: prior?.[name] ?? null,
      creating: prior === null,
      plan: changed && open ? unknownAs : plan[name],
      requiresReplace: false,
    };
    for (const modify of planModifiers) modify(planned);
    plan[name] = planned.plan;
    if (planned.requiresReplace) requiresReplace.add(name);
  }
}
