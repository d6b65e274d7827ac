import { fromRawState, tfplugin6 } from '../../protocol';
import { Operation } from '../resource';
import { attempt, ServedResource } from './served-resource';

/**
 * A stored state in the schema's present form. Terraform asks before every plan. Attributes that the
 * state lacks are null, those that the schema lacks are dropped; nothing so far needs more.
 */
export async function upgradeResourceState(
  served: ServedResource,
  request: tfplugin6.UpgradeResourceState_Request,
  operation: Operation,
): Promise<tfplugin6.UpgradeResourceState_Response> {
  const { typeName, schema } = served.resource;
  const response: tfplugin6.UpgradeResourceState_Response = { diagnostics: [] };
  await attempt(`read the stored state of ${typeName}`, operation, () => {
    if (request.version > BigInt(schema.version ?? 0)) {
      throw new Error(
        `The state was written by a newer version of this provider (its schema version is ${request.version}, ` +
          `this one knows ${schema.version ?? 0}). Use that version, or a newer one.`,
      );
    }
    response.upgradedState = served.encode(fromRawState(request.rawState, served.valueType));
  });
  response.diagnostics = served.diagnose(operation.diagnostics);
  return response;
}
