import { containsUnknown, tfplugin6 } from '../../protocol';
import { DataSource } from '../data-source';
import { attempt } from './attempt';
import { TypeCall } from './call';

export async function readDataSource(
  { type: source, codec, operation }: TypeCall<DataSource>,
  request: tfplugin6.ReadDataSource_Request,
): Promise<tfplugin6.ReadDataSource_Response> {
  const state = await attempt(`read ${source.typeName}`, operation, async () => {
    const config = codec.decode(request.config)!;
    if (containsUnknown(config)) {
      throw new Error('Terraform reads a data source when its configuration is known');
    }
    return codec.encode((await source.read(config as never, operation)) as never);
  });
  return { state, diagnostics: codec.diagnose(operation.diagnostics) };
}
