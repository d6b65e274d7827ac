import { tfplugin6 } from '../../protocol';
import { Resource } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';
import { fromIdentity } from './identity';

/** The least that a read needs, from the id or the identity that the user gave. */
export async function importResourceState(
  { type: resource, codec, operation }: TypeCall<Resource>,
  request: tfplugin6.ImportResourceState_Request,
): Promise<tfplugin6.ImportResourceState_Response> {
  const { typeName } = resource;
  const importedResources: tfplugin6.ImportResourceState_ImportedResource[] = [];
  await attempt(`import ${typeName}`, operation, async () => {
    if (!resource.importState) {
      operation.diagnostics.error(`${typeName} can't be imported`, resource.notImportable ?? '');
      return;
    }
    const identity = fromIdentity(resource, request.identity);
    const state = identity ?? (await resource.importState(request.id, operation));
    if (!state) return;
    importedResources.push({
      typeName,
      state: codec.encode(state as never),
      private: new Uint8Array(),
      // Where it was imported by one, Terraform wants to be told that it was by this one.
      identity: identity && request.identity,
    });
  });
  return { importedResources, diagnostics: codec.diagnose(operation.diagnostics) };
}
