import { FunctionSignature, Value } from '../protocol';

/** What an argument made impossible. */
export class ArgumentError extends Error {
  /** @param argument its index, from 0 */
  public constructor(
    public readonly argument: number,
    message: string,
  ) {
    super(message);
  }
}

/** A pure function: called at any time, often, on a provider that is not configured. */
export interface ProviderFunction {
  /** Without the provider: `expired` is called as `provider::tokens::expired(...)`. */
  readonly name: string;
  readonly signature: FunctionSignature;
  /** @throws ArgumentError where an argument is wrong: Terraform points at it */
  call(args: readonly Value[]): Value;
}
