import { tfplugin6 } from '../../protocol';
import { Operation } from '../resource';
import { attempt, ServedResource } from './served-resource';

/** The least that a read needs, from the id that the user gave. */
export async function importResourceState(
  served: ServedResource,
  request: tfplugin6.ImportResourceState_Request,
  operation: Operation,
): Promise<tfplugin6.ImportResourceState_Response> {
  const { resource } = served;
  const { typeName } = resource;
  const response: tfplugin6.ImportResourceState_Response = { importedResources: [], diagnostics: [] };
  await attempt(`import ${typeName}`, operation, async () => {
    if (!resource.importState) {
      operation.diagnostics.error(`${typeName} can't be imported`, resource.notImportable ?? '');
      return;
    }
    const state = await resource.importState(request.id, operation);
    if (!state) return;
    response.importedResources.push({
      typeName,
      state: served.encode(state as never),
      private: new Uint8Array(),
    });
  });
  response.diagnostics = served.diagnose(operation.diagnostics);
  return response;
}
