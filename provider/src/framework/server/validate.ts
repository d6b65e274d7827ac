import { AttributePath, isUnknown, tfplugin6 } from '../../protocol';
import { Operation } from '../resource';
import { attempt, ServedResource } from './served-resource';

/** Every validator of every attribute, and the resource's own, so that all findings come at once. */
export async function validateResourceConfig(
  served: ServedResource,
  request: tfplugin6.ValidateResourceConfig_Request,
  operation: Operation,
): Promise<tfplugin6.ValidateResourceConfig_Response> {
  const { resource } = served;
  const { diagnostics } = operation;
  await attempt(`validate ${resource.typeName}`, operation, () => {
    const config = served.decode(request.config)!;
    for (const [name, { validators = [] }] of served.attributes) {
      const value = config[name];
      if (value === null || isUnknown(value)) continue;
      for (const validate of validators) {
        validate(value, (summary, detail) =>
          diagnostics.error(summary, `${name}: ${detail}`, AttributePath.of(name)),
        );
      }
    }
    resource.validate?.(config as never, operation);
  });
  return { diagnostics: served.diagnose(diagnostics) };
}
