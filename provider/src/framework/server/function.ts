import { fromDynamicValue, tfplugin6, toDynamicValue } from '../../protocol';
import { ArgumentError, ProviderFunction } from '../function';

export function callFunction(
  { signature, call }: ProviderFunction,
  request: tfplugin6.CallFunction_Request,
): tfplugin6.CallFunction_Response {
  try {
    const { parameters, variadic } = signature;
    const args = request.arguments.map((argument, index) =>
      fromDynamicValue((parameters[index] ?? variadic).type, argument),
    );
    return { result: toDynamicValue(signature.returns, call(args)) };
  } catch (error) {
    const functionArgument = error instanceof ArgumentError ? BigInt(error.argument) : undefined;
    // Terraform ends the sentence.
    return { error: { text: (error as Error).message.replace(/\.$/, ''), functionArgument } };
  }
}
