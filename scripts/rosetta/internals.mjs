import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * What a translation of our own needs of jsii-rosetta, and its index does not export. Its version is pinned, and a name
 * that it no longer has is found when the first example is translated.
 */

const require = createRequire(import.meta.url);
const manifest = require.resolve('jsii-rosetta/package.json');
const internal = (name) => require(join(dirname(manifest), 'lib', `${name}.js`));

/** The TypeScript that its trees are made by. */
export const ts = createRequire(manifest)('typescript');

export const { OTree } = internal('o-tree');
export const { analyzeObjectLiteral } = internal('jsii/jsii-types');
export const {
  lookupJsiiSymbol,
  lookupJsiiSymbolFromNode,
  resolveJsiiSymbolType,
  simpleName,
  namespaceName,
} = internal('jsii/jsii-utils');
export const { determineReturnType, inferMapElementType, mapElementType } = internal('typescript/types');
