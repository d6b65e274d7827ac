import { tfplugin6 } from '../../protocol';
import { Operation } from '../resource';
import { attempt } from './attempt';
import { TypeCall } from './call';

/** Every validator of every attribute, and the type's own, so that all findings come at once. */
export async function validateConfig(
  call: TypeCall<{ typeName: string; validate?(config: never, operation: Operation): void }>,
  request: { typeName: string; config?: tfplugin6.DynamicValue },
): Promise<{ diagnostics: tfplugin6.Diagnostic[] }> {
  const { codec, operation, type } = call;
  await attempt(`validate ${type.typeName}`, operation, () => {
    const config = codec.decode(request.config);
    if (config === null) return;
    codec.validate(config, operation.diagnostics);
    type.validate?.(config as never, operation);
  });
  return { diagnostics: codec.diagnose(operation.diagnostics) };
}
