import { tfplugin6 } from '../../protocol';
import { EphemeralResource } from '../ephemeral-resource';
import { PrivateState } from '../private-state';
import { attempt } from './attempt';
import { TypeCall } from './call';

const timestamp = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant));

/** Where opening fails after something was made, the ephemeral resource itself must undo it: Terraform closes nothing that did not open. */
export async function openEphemeralResource(
  { type, codec, operation }: TypeCall<EphemeralResource>,
  request: tfplugin6.OpenEphemeralResource_Request,
): Promise<tfplugin6.OpenEphemeralResource_Response> {
  const untilClosed = { ...operation, handedOver: () => new Promise<void>(() => {}) };
  const opened = await attempt(`open ${type.typeName}`, operation, async () =>
    type.open(codec.decode(request.config) as never, untilClosed),
  );
  return {
    result: opened && codec.encode(opened.result as never),
    private: encode(opened?.private ?? {}),
    renewAt: timestamp(opened?.renewAt),
    diagnostics: codec.diagnose(operation.diagnostics),
  };
}

export async function renewEphemeralResource(
  { type, codec, operation }: TypeCall<EphemeralResource>,
  request: tfplugin6.RenewEphemeralResource_Request,
): Promise<tfplugin6.RenewEphemeralResource_Response> {
  const renewAt = await attempt(`renew ${type.typeName}`, operation, async () =>
    type.renew?.(decode(request.private), operation),
  );
  return {
    renewAt: timestamp(renewAt),
    private: request.private,
    diagnostics: codec.diagnose(operation.diagnostics),
  };
}

export async function closeEphemeralResource(
  { type, codec, operation }: TypeCall<EphemeralResource>,
  request: tfplugin6.CloseEphemeralResource_Request,
): Promise<tfplugin6.CloseEphemeralResource_Response> {
  await attempt(`close ${type.typeName}`, operation, async () =>
    type.close?.(decode(request.private), operation),
  );
  return { diagnostics: codec.diagnose(operation.diagnostics) };
}

// Never stored, so never sealed.
const encode = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));
const decode = (bytes: Uint8Array = new Uint8Array()) =>
  JSON.parse(Buffer.from(bytes).toString() || '{}') as PrivateState;
