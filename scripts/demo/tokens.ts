import type { ServiceName } from './emulator';
import type { ResourceState, StackJson, StateJson } from './terraform-json';
import { TOKEN_KINDS } from './token-kinds';

const ROTATION = 'tokens_rotation';
const FILE = 'pyvider_file_content';
const SLOT = /^(tokens_rotation\.[\w-]+)\.slot_serials\[(\d+)\]$/;

/** Which token lives in which slot of which rotation; by the token's address. */
export type Slots = ReadonlyMap<string, { readonly rotation: string; readonly index: number }>;

/** Read from what triggers a token's replacement, since that is what Terraform goes by. */
export function slotsOf(stack: StackJson): Slots {
  const slots = new Map<string, { rotation: string; index: number }>();
  for (const [type, resources] of Object.entries(stack.resource)) {
    for (const [name, { lifecycle }] of Object.entries(resources)) {
      for (const trigger of lifecycle?.replace_triggered_by ?? []) {
        const [, rotation, index] = SLOT.exec(trigger) ?? [];
        if (rotation) slots.set(`${type}.${name}`, { rotation, index: Number(index) });
      }
    }
  }
  return slots;
}

/** A `tokens_rotation` in the state. */
export interface Rotation {
  readonly address: string;
  readonly slotSerials: readonly number[];
  readonly currentSlot: number;
  readonly nextRotationAt: string;
}

/** A token in the state. */
export interface IssuedToken {
  readonly address: string;
  readonly system: string;
  /** Who takes it; nobody but its own users where there is none. */
  readonly service?: ServiceName;
  readonly name: string;
  /** Never to be shown. */
  readonly secret: string;
  readonly issuedAt: string;
  /** Absent where it never expires. */
  readonly expiresAt?: string;
  readonly rotation?: Rotation;
  /** Its slot in the rotation. */
  readonly slot?: number;
}

/** A file that Terraform has written. */
export interface WrittenFile {
  /** An absolute path. */
  readonly path: string;
  readonly content: string;
}

/** What is there after an apply. */
export interface Inventory {
  readonly tokens: readonly IssuedToken[];
  readonly rotations: readonly Rotation[];
  readonly files: readonly WrittenFile[];
  /** The values of the sensitive outputs: what consumers are handed. */
  readonly handedOut: readonly unknown[];
}

export function inventory(state: StateJson, slots: Slots): Inventory {
  const resources = state.values?.root_module.resources ?? [];
  const rotations = resources.filter(({ type }) => type === ROTATION).map(rotationOf);
  return {
    rotations,
    tokens: resources
      .filter(({ type }) => type in TOKEN_KINDS)
      .map(({ address, type, values }) => {
        const slot = slots.get(address);
        const { system, service, name, secret, issuedAt, expiresAt } = TOKEN_KINDS[type];
        return {
          address,
          system,
          service,
          name: values[name] as string,
          secret: values[secret] as string,
          issuedAt: issuedAt(values),
          expiresAt: expiresAt(values),
          rotation: rotations.find((rotation) => rotation.address === slot?.rotation),
          slot: slot?.index,
        };
      }),
    files: resources
      .filter(({ type }) => type === FILE)
      .map(({ values }) => ({ path: values.filename as string, content: values.content as string })),
    handedOut: Object.values(state.values?.outputs ?? {})
      .filter(({ sensitive }) => sensitive)
      .map(({ value }) => value),
  };
}

/** The token that consumers are to use. */
export function currentToken({ tokens }: Inventory, { address, currentSlot }: Rotation): IssuedToken {
  const token = tokens.find(({ rotation, slot }) => rotation?.address === address && slot === currentSlot);
  if (!token) throw new Error(`no token lives in slot ${currentSlot} of ${address}, the current one`);
  return token;
}

export function rotationOf({ address, values }: Pick<ResourceState, 'address' | 'values'>): Rotation {
  return {
    address,
    slotSerials: values.slot_serials as number[],
    currentSlot: values.current_slot as number,
    nextRotationAt: values.next_rotation_at as string,
  };
}
