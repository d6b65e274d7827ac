import { AttributePath, containsUnknown, tfplugin6 } from '../../protocol';
import { Outcome, Resource } from '../resource';
import { Schema } from '../schema';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { identityOf } from './identity';
import { Fields } from './schema-codec';

/**
 * Creates, updates or deletes. Where that fails, the answer is the state as it was before, or as far
 * as the resource said that it got.
 */
export async function applyResourceChange(
  call: TypeCall<Resource>,
  request: tfplugin6.ApplyResourceChange_Request,
): Promise<tfplugin6.ApplyResourceChange_Response> {
  const { type: resource, codec, privateState, operation } = call;
  const before = codec.decode(request.priorState);
  let state: Fields | null = before;
  let privateBytes = request.plannedPrivate;

  await attempt(`apply ${resource.typeName}`, operation, () => {
    const seen = privateState.decode(request.plannedPrivate);
    const keep = (outcome: Outcome<Schema> | undefined) => {
      if (!outcome) return;
      state = outcome.state as Fields;
      privateBytes = privateState.encode(outcome.private ?? seen);
    };
    const prior = before as never;
    const plan = codec.decode(request.plannedState) as never;
    const config = codec.decode(request.config);
    if (plan === null) {
      return attempt(`delete ${resource.typeName}`, operation, async () => {
        await resource.delete?.({ state: prior, private: seen }, operation);
        if (!operation.diagnostics.hasErrors) state = null;
      });
    }
    // What was unknown when it was planned has been seen by no validator.
    codec.validate(config!, operation.diagnostics);
    if (operation.diagnostics.hasErrors) return undefined;
    const given = { config: config as never, plan, keep };
    if (prior === null) {
      return attempt(`create ${resource.typeName}`, operation, async () =>
        keep(await resource.create(given, operation)),
      );
    }
    return attempt(`update ${resource.typeName}`, operation, async () =>
      keep(
        resource.update
          ? await resource.update({ ...given, prior, private: seen }, operation)
          : { state: plan },
      ),
    );
  });

  for (const [name, value] of Object.entries((state ?? {}) as Fields)) {
    if (!containsUnknown(value)) continue;
    // What was made must not be lost over it.
    operation.diagnostics.error(
      'Value is unknown after the apply',
      `The provider did not say what ${name} is. This is a mistake of the provider’s; please report it.`,
      AttributePath.of(name),
    );
    state = { ...(state as unknown as Fields), [name]: null };
  }
  return {
    newState: codec.encode(state),
    private: state === null ? new Uint8Array() : privateBytes,
    newIdentity: identityOf(resource, state),
    diagnostics: codec.diagnose(operation.diagnostics),
  };
}
