import { tfplugin6 } from '../../protocol';
import { Resource } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { identityOf } from './identity';
import { Fields } from './schema-codec';

/** What the resource is now. Where it can't be read, the answer is the state as it was. */
export async function readResource(
  { type: resource, codec, privateState, operation }: TypeCall<Resource>,
  request: tfplugin6.ReadResource_Request,
): Promise<tfplugin6.ReadResource_Response> {
  const response: tfplugin6.ReadResource_Response = {
    newState: request.currentState,
    private: request.private,
    newIdentity: request.currentIdentity,
    diagnostics: [],
  };
  await attempt(`read ${resource.typeName}`, operation, async () => {
    const state = codec.decode(request.currentState);
    if (state === null) return;
    const seen = privateState.decode(request.private);
    const outcome = await resource.read({ state: state as never, private: seen }, operation);
    if (operation.diagnostics.hasErrors) return;
    const now = (outcome?.state ?? null) as Fields | null;
    response.newState = codec.encode(now);
    response.private = outcome ? privateState.encode(outcome.private ?? seen) : new Uint8Array();
    response.newIdentity = identityOf(resource, now);
  });
  response.diagnostics = codec.diagnose(operation.diagnostics);
  return response;
}
