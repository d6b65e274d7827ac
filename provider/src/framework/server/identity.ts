import { fromDynamicValue, identityType, isUnknown, tfplugin6, toDynamicValue, Value } from '../../protocol';
import { Resource } from '../resource';
import { Fields } from './schema-codec';

/** What identifies the resource in its service; absent where a plan does not know it yet. Terraform 1.12 and later keeps it. */
export function identityOf(
  resource: Resource,
  state: Fields | null,
): tfplugin6.ResourceIdentityData | undefined {
  if (!resource.identity || state === null) return undefined;
  const values: Fields = {};
  for (const name of Object.keys(resource.identity.attributes)) values[name] = state[name] as Value;
  if (Object.values(values).some(isUnknown)) return undefined;
  return { identityData: toDynamicValue(identityType(resource.identity), values) };
}

/** The attributes of an identity that a user gave to import by. */
export function fromIdentity(
  resource: Resource,
  data: tfplugin6.ResourceIdentityData | undefined,
): Fields | undefined {
  if (!resource.identity || !data?.identityData) return undefined;
  return fromDynamicValue(identityType(resource.identity), data.identityData) as Fields;
}
