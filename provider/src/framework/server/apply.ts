import { containsUnknown, tfplugin6 } from '../../protocol';
import { Operation, Outcome } from '../resource';
import { Schema } from '../schema';
import { attempt, decodePrivate, encodePrivate, Fields, ServedResource } from './served-resource';

/** Creates, updates or deletes. Where that fails, the answer is the state as it was before. */
export async function applyResourceChange(
  served: ServedResource,
  request: tfplugin6.ApplyResourceChange_Request,
  operation: Operation,
): Promise<tfplugin6.ApplyResourceChange_Response> {
  const { resource } = served;
  const prior = served.decode(request.priorState) as never;
  const plan = served.decode(request.plannedState) as never;
  const config = served.decode(request.config) as never;
  const privateState = decodePrivate(request.plannedPrivate);
  const before = { state: prior, private: privateState };

  let outcome: Outcome<Schema> = before;
  if (plan === null) {
    const gone = await attempt(`delete ${resource.typeName}`, operation, async () => {
      await resource.delete?.(before, operation);
      return { state: null as never };
    });
    outcome = gone && !operation.diagnostics.hasErrors ? gone : before;
  } else if (prior === null) {
    outcome =
      (await attempt(`create ${resource.typeName}`, operation, () => resource.create({ config, plan }, operation))) ??
      before;
  } else {
    outcome =
      (await attempt(`update ${resource.typeName}`, operation, async () =>
        resource.update
          ? resource.update({ config, plan, prior, private: privateState }, operation)
          : { state: plan },
      )) ?? before;
  }

  const state = outcome.state as Fields | null;
  if (state !== null && containsUnknown(state)) {
    throw new Error(`${resource.typeName} left values unknown after the apply`);
  }
  return {
    newState: served.encode(state),
    private: state === null ? new Uint8Array() : encodePrivate(outcome.private ?? privateState),
    diagnostics: served.diagnose(operation.diagnostics),
  };
}
