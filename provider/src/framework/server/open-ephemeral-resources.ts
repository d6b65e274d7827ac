import { tfplugin6 } from '../../protocol';
import { EphemeralResource } from '../ephemeral-resource';
import { Operation } from '../resource';
import { TypeCall } from './call';
import { closeEphemeralResource, openEphemeralResource } from './ephemeral-resource';

type Call = TypeCall<EphemeralResource>;

/** What was opened and is not closed yet. Terraform closes nothing that something which failed, or was interrupted, had needed. */
export class OpenEphemeralResources {
  private readonly held = new Map<string, Call>();

  public async open(
    call: Call,
    request: tfplugin6.OpenEphemeralResource_Request,
  ): Promise<tfplugin6.OpenEphemeralResource_Response> {
    const response = await openEphemeralResource(call, request);
    if (response.result) this.held.set(keyOf(response.private), call);
    return response;
  }

  public async close(
    call: Call,
    request: tfplugin6.CloseEphemeralResource_Request,
  ): Promise<tfplugin6.CloseEphemeralResource_Response> {
    const response = await closeEphemeralResource(call, request);
    if (!call.operation.diagnostics.hasErrors) this.held.delete(keyOf(request.private));
    return response;
  }

  /** Closes the rest, at the end of the process. */
  public async closeAll(operationFor: (typeName: string) => Operation): Promise<void> {
    await Promise.all(
      Array.from(this.held, async ([key, call]) => {
        const { typeName } = call.type;
        const operation = operationFor(typeName);
        operation.logger.info('closing what the run has left open');
        await this.close({ ...call, operation }, { typeName, private: Buffer.from(key, 'base64') });
        for (const { detail } of operation.diagnostics) operation.logger.error(detail);
      }),
    );
  }
}

const keyOf = (bytes: Uint8Array = new Uint8Array()): string => Buffer.from(bytes).toString('base64');
