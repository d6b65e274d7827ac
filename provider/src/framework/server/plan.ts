import { AttributePath, tfplugin6, Unknown, valuesEqual } from '../../protocol';
import { Resource } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { identityOf } from './identity';
import { Fields, SchemaCodec } from './schema-codec';

/**
 * Completes what Terraform proposes: defaults, then unknowns for what an apply will compute (where
 * anything changes at all), then each attribute's modifiers, then the resource's own plan.
 */
export async function planResourceChange(
  { type: resource, codec, privateState, operation }: TypeCall<Resource>,
  request: tfplugin6.PlanResourceChange_Request,
): Promise<tfplugin6.PlanResourceChange_Response> {
  const requiresReplace = new Set<string>();
  let plannedState = request.proposedNewState;
  let plannedIdentity = request.priorIdentity;
  await attempt(`plan ${resource.typeName}`, operation, () => {
    const plan = codec.decode(request.proposedNewState);
    if (plan === null) return;
    const config = codec.decode(request.config)!;
    const prior = codec.decode(request.priorState);
    // Also where the resource does not ask for it: what can't be opened is better found now than in the apply.
    const seen = privateState.decode(request.priorPrivate);
    complete(codec, { config, prior, plan }, requiresReplace);
    resource.plan?.(
      {
        config: config as never,
        prior: (prior ?? undefined) as never,
        private: seen,
        plan: plan as never,
        requiresReplace,
      },
      operation,
    );
    plannedState = codec.encode(plan);
    plannedIdentity = identityOf(resource, plan);
  });
  return {
    plannedState,
    plannedPrivate: request.priorPrivate,
    plannedIdentity,
    requiresReplace: Array.from(requiresReplace, (name) => AttributePath.of(name).toProto()),
    diagnostics: codec.diagnose(operation.diagnostics),
  };
}

interface Change {
  readonly config: Fields;
  readonly prior: Fields | null;
  readonly plan: Fields;
}

function complete(codec: SchemaCodec, { config, prior, plan }: Change, requiresReplace: Set<string>): void {
  const { attributes } = codec;
  for (const [name, attribute] of attributes) {
    if (attribute.default !== undefined && config[name] === null) plan[name] = attribute.default;
    if (attribute.writeOnly) plan[name] = null;
  }
  const changed = prior === null || !valuesEqual(plan, prior, codec.type);
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
