import { GoVisitor } from 'jsii-rosetta';
import {
  OTree,
  analyzeObjectLiteral,
  determineReturnType,
  inferMapElementType,
  lookupJsiiSymbol,
  lookupJsiiSymbolFromNode,
  mapElementType,
  namespaceName,
  resolveJsiiSymbolType,
  simpleName,
  ts,
} from './internals.mjs';

/*
 * Go as jsii's packages for it are used. jsii-rosetta's own does not compile: it leaves packages off the names of types,
 * dereferences what are interfaces, takes getters for fields, and knows of no argument that TypeScript may leave out.
 * Statements and comments are still its, and so is what stands here for none of the examples.
 */

const exported = (name) => name[0].toUpperCase() + name.slice(1);
const has = (type, flag) => (type.flags & flag) !== 0;
/** Where arguments that are pointers come from. */
const RUNTIME = 'github.com/aws/jsii-runtime-go';
/** What a composite literal has between its braces, a line each. */
const LINES = { suffix: '}', separator: ',', trailingSeparator: true, indent: 1 };

class Go extends GoVisitor {
  constructor() {
    super();
    // All that an example says is for an API of jsii, which takes pointers.
    this.defaultContext = { ...this.defaultContext, wrapPtr: true };
  }

  /** The package that a type of jsii's is in, such as `bindings`, and the name that it has there. */
  qualified(found) {
    const { name, jsii } = found.sourceAssembly.packageJson;
    const submodule = simpleName(namespaceName(found.fqn.slice(found.fqn.indexOf('.') + 1)));
    // As jsii-pacmak names the package of an assembly that chooses no name for it.
    const main = jsii.targets.go.packageName ?? name.replaceAll(/[^a-z0-9.]/gi, '').toLowerCase();
    return `${submodule || main}.${simpleName(found.fqn)}`;
  }

  /** What jsii has of a type, if it is one of jsii's. */
  declared(type, renderer) {
    const symbol = type?.symbol ?? type?.aliasSymbol;
    const found = symbol && lookupJsiiSymbol(renderer.typeChecker, symbol);
    return found?.symbolType === 'type' ? { found, spec: resolveJsiiSymbolType(found) } : undefined;
  }

  /** A type where a value of it is handed over: as a field, an element, a parameter or a result. */
  typeName(given, renderer) {
    const type = given?.getNonNullableType();
    if (!type || has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'interface{}';
    if (has(type, ts.TypeFlags.StringLike)) return '*string';
    if (has(type, ts.TypeFlags.NumberLike) && !has(type, ts.TypeFlags.EnumLike)) return '*float64';
    if (has(type, ts.TypeFlags.BooleanLike)) return '*bool';
    if (renderer.typeChecker.isArrayType(type)) {
      return `*[]${this.typeName(renderer.typeChecker.getTypeArguments(type)[0], renderer)}`;
    }
    const map = mapElementType(type, renderer.typeChecker);
    if (map.result === 'map') return `*map[string]${this.typeName(map.elementType, renderer)}`;
    const of = this.declared(type, renderer);
    if (of) return `${of.spec.datatype ? '*' : ''}${this.qualified(of.found)}`;
    return type.isUnion() ? 'interface{}' : `*${type.symbol.name}`;
  }

  identifier(node, renderer) {
    const symbol = renderer.typeChecker.getSymbolAtLocation(node);
    const imported = symbol?.declarations?.some(ts.isImportSpecifier);
    const found = imported && lookupJsiiSymbolFromNode(renderer.typeChecker, node);
    return new OTree([found ? this.qualified(found) : node.text]);
  }

  token(node, renderer) {
    const isBoolean = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(node.kind);
    return isBoolean ? new OTree(['jsii.Bool(', node.getText(), ')']) : super.token(node, renderer);
  }

  propertyAccessExpression(node, renderer) {
    const named = lookupJsiiSymbolFromNode(renderer.typeChecker, node);
    if (named?.symbolType === 'type') return new OTree([this.qualified(named)]);

    const symbol = renderer.typeChecker.getSymbolAtLocation(node.name);
    const declaration = symbol.valueDeclaration;
    const isOfType =
      ts.isEnumMember(declaration) ||
      (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0;
    const owner = this.declared(renderer.typeChecker.getTypeAtLocation(declaration.parent), renderer);
    const isPlain =
      ts.isEnumMember(declaration) ||
      ts.isMethodDeclaration(declaration) ||
      ts.isMethodSignature(declaration);
    const isGetter = !isPlain && owner && !owner.spec.datatype;
    return new OTree([
      renderer.convert(node.expression),
      isOfType ? '_' : '.',
      exported(node.name.text),
      isGetter ? '()' : '',
    ]);
  }

  /** The arguments of a call, and for those that are left out what Go has for none. */
  argumentsOf(node, renderer) {
    const { parameters } = renderer.typeChecker.getResolvedSignature(node);
    const given = node.arguments ?? [];
    const leftOut = parameters
      .slice(given.length)
      .filter(({ valueDeclaration }) => !valueDeclaration?.dotDotDotToken)
      .map((parameter) => {
        const type = renderer.typeChecker.getTypeOfSymbol(parameter).getNonNullableType();
        return this.declared(type, renderer)?.spec.kind === 'enum' ? '""' : 'nil';
      });
    return new OTree(['('], [...renderer.convertAll(given), ...leftOut], { separator: ', ', suffix: ')' });
  }

  regularCallExpression(node, renderer) {
    return new OTree([renderer.convert(node.expression), this.argumentsOf(node, renderer)]);
  }

  newExpression(node, renderer) {
    const found = lookupJsiiSymbolFromNode(renderer.typeChecker, node.expression);
    if (!found) return new OTree(['&', renderer.convert(node.expression), '{}']);
    const [of, name] = this.qualified(found).split('.');
    return new OTree([`${of}.New${name}`, this.argumentsOf(node, renderer)], [], { canBreakLine: true });
  }

  arrayLiteralExpression(node, renderer) {
    const checker = renderer.typeChecker;
    const wanted = checker.getContextualType(node)?.getNonNullableType();
    const type = wanted && checker.isArrayType(wanted) ? wanted : checker.getTypeAtLocation(node);
    const elements = this.typeName(checker.getTypeArguments(type)[0], renderer);
    return new OTree([`&[]${elements}{`], renderer.convertAll(node.elements), LINES);
  }

  objectLiteralExpression(node, renderer) {
    const literal = analyzeObjectLiteral(renderer.typeChecker, node);
    if (literal.kind === 'struct') {
      const properties = renderer.updateContext({ inMapLiteral: false }).convertAll(node.properties);
      return new OTree([`&${this.qualified(literal.jsiiSym)}{`], properties, LINES);
    }
    const wanted = renderer.typeChecker.getContextualType(node)?.getNonNullableType();
    const map = wanted && mapElementType(wanted, renderer.typeChecker);
    const values =
      map?.result === 'map' ? map.elementType : inferMapElementType(node.properties, renderer.typeChecker);
    const properties = renderer.updateContext({ inMapLiteral: true }).convertAll(node.properties);
    return new OTree([`&map[string]${this.typeName(values, renderer)}{`], properties, LINES);
  }

  property(name, value, renderer) {
    const key = renderer.currentContext.inMapLiteral ? JSON.stringify(name.text) : exported(name.text);
    return new OTree([key, ': ', renderer.convert(value)], [], { canBreakLine: true });
  }

  propertyAssignment(node, renderer) {
    return this.property(node.name, node.initializer, renderer);
  }

  shorthandPropertyAssignment(node, renderer) {
    return this.property(node.name, node.name, renderer);
  }

  classDeclaration(node, renderer) {
    const name = node.name.text;
    const own = node.members.map((member) => member.name?.text);
    // An interface of Go's has all of its methods, also those for properties that may be left out.
    const rest = (node.heritageClauses ?? [])
      .flatMap(({ types }) => types)
      .flatMap((type) => renderer.typeChecker.getTypeAtLocation(type).getProperties())
      .filter((property) => !own.includes(property.name))
      .map((property) => {
        const result = this.typeName(renderer.typeChecker.getTypeOfSymbol(property), renderer);
        return `\n\nfunc (this *${name}) ${exported(property.name)}() ${result} {\n\treturn nil\n}`;
      });
    const methods = renderer.convertAll(node.members);
    return new OTree([`type ${name} struct{}\n`], [...methods, ...rest], { canBreakLine: true });
  }

  methodDeclaration(node, renderer) {
    const type = determineReturnType(renderer.typeChecker, node);
    const result = type && !has(type, ts.TypeFlags.VoidLike) ? `${this.typeName(type, renderer)} ` : '';
    const parameters = new OTree([], renderer.convertAll(node.parameters), { separator: ', ' });
    return new OTree(
      [`func (this *${node.parent.name.text}) ${exported(node.name.text)}(`, parameters, `) ${result}{`],
      renderer.convertAll(node.body.statements),
      { canBreakLine: true, indent: 1, suffix: '\n}' },
    );
  }

  parameterDeclaration(node, renderer) {
    const type = this.typeName(renderer.typeChecker.getTypeAtLocation(node), renderer);
    return new OTree([node.name.text, ' ', type]);
  }
}

/** An example in Go. One with imports has all that it needs: also the package that TypeScript has no need of. */
export function toGo(translator) {
  const source = translator.renderUsing(new Go());
  const isWhole = /^import /m.test(source) && source.includes('jsii.');
  return isWhole ? `import ${JSON.stringify(RUNTIME)}\n${source}` : source;
}
