import type { Call, UnaryMethod } from '../plugin';
import { ProviderDefinition } from './generated/tfplugin6';

type Methods = ProviderDefinition['methods'];
type Message<M extends { decode(bytes: Uint8Array): unknown }> = ReturnType<M['decode']>;

/**
 * What a provider answers: one method for each call of protocol 6, named and typed as in
 * `tfplugin6.proto`. A call without a method is answered as unimplemented, which Terraform takes
 * well where it offers newer things than a provider knows.
 *
 * What goes wrong belongs into a response's diagnostics: a handler that throws makes Terraform
 * report a broken plugin.
 */
export type ProviderHandlers = {
  [Name in keyof Methods]?: (
    request: Message<Methods[Name]['requestType']>,
    call: Call,
  ) => Promise<Message<Methods[Name]['responseType']>>;
};

/** The methods to serve, with messages for bytes. */
export function methods(handlers: ProviderHandlers): UnaryMethod[] {
  const { fullName, methods: all } = ProviderDefinition;
  return (Object.keys(all) as (keyof Methods)[])
    .filter((name) => handlers[name])
    .map((name) => {
      const { name: rpc, requestType, responseType } = all[name] as unknown as Codec;
      const answer = (handlers[name] as Handler).bind(handlers);
      const path = `/${fullName}/${rpc}`;
      return {
        path,
        async handle(bytes, call) {
          let request: unknown;
          try {
            request = requestType.decode(bytes);
          } catch (error) {
            throw new Error(
              `${path}: the request's ${bytes.length} bytes are no such message: ${(error as Error).message}`,
            );
          }
          return responseType.encode(await answer(request, call)).finish();
        },
      };
    });
}

// Beyond its own line, TypeScript can't tie a name to its messages in a loop over all names.
type Handler = (request: unknown, call: Call) => Promise<unknown>;
interface Codec {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): unknown };
  readonly responseType: { encode(message: unknown): { finish(): Uint8Array } };
}
