import { tfplugin6 } from '../../protocol';
import { Resource } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { identityOf } from './identity';

/**
 * Takes over a state of the same resource type from another provider, the secret included: a `moved` block
 * is all that a change of provider takes. Attributes go by their names; the next read mends the rest.
 */
export async function moveResourceState(
  { type: resource, codec, operation }: TypeCall<Resource>,
  request: tfplugin6.MoveResourceState_Request & { typeName: string },
): Promise<tfplugin6.MoveResourceState_Response> {
  const { typeName } = resource;
  const { sourceTypeName, sourceProviderAddress } = request;
  const state = await attempt(`move a ${sourceTypeName} to ${typeName}`, operation, () => {
    if (sourceTypeName !== typeName) {
      operation.diagnostics.error(
        "Resource can't be moved",
        `A ${sourceTypeName} of ${sourceProviderAddress} can't become a ${typeName}: only a ${typeName} can.`,
      );
      return undefined;
    }
    return codec.decodeStored(request.sourceState);
  });
  return {
    targetState: state ? codec.encode(state) : undefined,
    targetPrivate: new Uint8Array(),
    targetIdentity: identityOf(resource, state ?? null),
    diagnostics: codec.diagnose(operation.diagnostics),
  };
}
