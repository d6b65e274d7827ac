import { tfplugin6 } from '../../protocol';
import { Resource } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';

/**
 * A stored state in the schema's present form. Terraform asks before every plan. Attributes that the
 * state lacks are null, those that the schema lacks are dropped; nothing so far needs more.
 */
export async function upgradeResourceState(
  { type: { typeName }, codec, operation }: TypeCall<Resource>,
  request: tfplugin6.UpgradeResourceState_Request,
): Promise<tfplugin6.UpgradeResourceState_Response> {
  const { version = 0 } = codec.schema;
  const upgradedState = await attempt(`read the stored state of ${typeName}`, operation, () => {
    if (request.version > BigInt(version)) {
      throw new Error(
        `The state was written by a newer version of this provider (its schema version is ${request.version}, ` +
          `this one knows ${version}). Use that version, or a newer one.`,
      );
    }
    return codec.encode(codec.decodeStored(request.rawState));
  });
  return { upgradedState, diagnostics: codec.diagnose(operation.diagnostics) };
}
