import { tfplugin6 } from '../../protocol';
import { Operation } from '../resource';
import { attempt, decodePrivate, encodePrivate, ServedResource } from './served-resource';

/** What the resource is now. Where it can't be read, the answer is the state as it was. */
export async function readResource(
  served: ServedResource,
  request: tfplugin6.ReadResource_Request,
  operation: Operation,
): Promise<tfplugin6.ReadResource_Response> {
  const { resource } = served;
  const response: tfplugin6.ReadResource_Response = {
    newState: request.currentState,
    private: request.private,
    diagnostics: [],
  };
  await attempt(`read ${resource.typeName}`, operation, async () => {
    const state = served.decode(request.currentState);
    if (state === null) return;
    const seen = decodePrivate(request.private);
    const outcome = await resource.read({ state: state as never, private: seen }, operation);
    if (operation.diagnostics.hasErrors) return;
    response.newState = served.encode(outcome ? (outcome.state as never) : null);
    response.private = outcome ? encodePrivate(outcome.private ?? seen) : new Uint8Array();
  });
  response.diagnostics = served.diagnose(operation.diagnostics);
  return response;
}
