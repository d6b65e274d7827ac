import { CSharpVisitor } from 'jsii-rosetta';
import { OTree, lookupJsiiSymbol, resolveJsiiSymbolType } from './internals.mjs';

/** jsii-rosetta's C#, with the parameters of methods as jsii's packages have them: a struct is its interface there. */
class CSharp extends CSharpVisitor {
  parameterDeclaration(node, renderer) {
    const told = super.parameterDeclaration(node, renderer);
    const { symbol } = renderer.typeChecker.getTypeAtLocation(node).getNonNullableType();
    const found = symbol && lookupJsiiSymbol(renderer.typeChecker, symbol);
    const isStruct = found?.symbolType === 'type' && resolveJsiiSymbolType(found).datatype;
    return isStruct ? new OTree(['I', told]) : told;
  }
}

/** An example in C#. */
export const toCSharp = (translator) => translator.renderUsing(new CSharp());
