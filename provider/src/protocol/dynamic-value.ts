import { AttributePath } from './attribute-path';
import { DynamicValue, RawState } from './generated/tfplugin6';
import { decodeJson, parseJson } from './json';
import { decodeValue, encodeValue } from './msgpack';
import { Type } from './type';
import { Value } from './value';
import { ValueError } from './value-error';

const NOTHING = new Uint8Array(0);

/** A value in its envelope. Null travels as the byte c0, not as an absent message. */
export function toDynamicValue(type: Type, value: Value): DynamicValue {
  return { msgpack: encodeValue(type, value), json: NOTHING };
}

/** The value in an envelope, in either notation; null where there is no envelope or an empty one. */
export function fromDynamicValue(type: Type, envelope: DynamicValue | undefined): Value {
  if (envelope?.msgpack.length) return decodeValue(type, envelope.msgpack);
  return envelope?.json.length ? decodeJson(type, envelope.json) : null;
}

/**
 * A state as it lies in the state file. Without a type it is read as it is written: see `parseJson`.
 *
 * @throws ValueError also where it was written by Terraform 0.11 or older, in a notation long gone.
 */
export function fromRawState(state: RawState | undefined, type?: Type): Value {
  if (state?.json.length) return type ? decodeJson(type, state.json) : parseJson(state.json);
  if (state && Object.keys(state.flatmap).length > 0) {
    const problem =
      'The state was written by Terraform 0.11 or older: apply once with Terraform 0.12, then again';
    throw new ValueError(AttributePath.root, problem);
  }
  return null;
}
