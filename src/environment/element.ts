import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import { Attributes } from './token-types';

/** Called with each text in a value, and the names of the attributes that it is in, the outermost first. */
export type VisitText = (text: string, path: readonly string[]) => void;

/** What cdktf's elements have, and keep to themselves and the classes that are generated. */
interface Synthesized {
  readonly rawOverrides: Record<string, unknown>;
  synthesizeAttributes(): Record<string, unknown>;
}

/**
 * The attributes of a resource, a data source or a provider, with their references as they are, and without what
 * cdktf adds to each: that is most of the work, and says nothing of a secret.
 */
export function attributesOf(
  element: TerraformResource | TerraformDataSource | TerraformProvider,
): Attributes {
  if (Object.keys(rawOverridesOf(element)).length === 0) {
    return (element as unknown as Synthesized).synthesizeAttributes();
  }
  return innermost(element);
}

/** What was written over an element, or over a whole stack. */
export function rawOverridesOf(overridden: TerraformElement | TerraformStack): Record<string, unknown> {
  return (overridden as unknown as Synthesized).rawOverrides;
}

/** What Terraform reads of any element, with its references as they are. */
export function fragmentOf(element: TerraformElement): Attributes {
  return element.toTerraform() as Attributes;
}

/** The block of the element itself: a fragment has it inside its type, kind and name. */
function innermost(element: TerraformElement): Attributes {
  const [kind] = Object.values(fragmentOf(element)).filter(isObject);
  const [type] = Object.values(kind ?? {}).filter(isObject);
  const [block] = Object.values(type ?? {}).filter(isObject);
  return block ?? {};
}

/** The texts of one stack, as Terraform reads them. */
export class StackTexts {
  private readonly resolver = new DefaultTokenResolver(new StringConcat());

  constructor(private readonly stack: TerraformStack) {}

  /** Visits every text in a value. */
  public visit(value: unknown, visit: VisitText, path: string[] = []): void {
    if (typeof value === 'string') {
      if (value.includes('TfToken[')) this.visitResolved(value, visit, path);
      else visit(value, path);
    } else if (typeof value === 'number') {
      if (Token.isUnresolved(value)) this.visitResolved(value, visit, path);
    } else if (Array.isArray(value)) {
      if (Token.isUnresolved(value)) this.visitResolved(value, visit, path);
      else for (const each of value) this.visit(each, visit, path);
    } else if (isObject(value)) {
      this.visitObject(value, visit, path);
    }
  }

  /** A text as Terraform reads it; nothing where it is none. */
  public text(value: unknown): string | undefined {
    const resolved = typeof value === 'string' && !value.includes('TfToken[') ? value : this.resolve(value);
    return typeof resolved === 'string' ? resolved : undefined;
  }

  /** A value as Terraform reads it. */
  public resolve(value: unknown): unknown {
    return Tokenization.resolve(value, { scope: this.stack, resolver: this.resolver, preparing: false });
  }

  private visitResolved(value: unknown, visit: VisitText, path: string[]): void {
    const resolved = this.resolve(value);
    if (typeof resolved === 'string') visit(resolved, path);
    else if (resolved !== value) this.visit(resolved, visit, path);
  }

  private visitObject(value: Record<string, unknown>, visit: VisitText, path: string[]): void {
    // A dynamic block is resolvable by name only: resolving it throws.
    if (isDynamicBlock(value)) {
      this.visit(value.toTerraformDynamicBlockJson(), visit, path);
      return;
    }
    if (Tokenization.isResolvable(value)) {
      this.visitResolved(value, visit, path);
      return;
    }
    const keys = Object.keys(value);
    // A map that is known later is one with a strange key.
    if (keys.some((key) => key.includes('TfToken['))) {
      this.visitResolved(value, visit, path);
      return;
    }
    for (const key of keys) {
      // What cdktf notes about where a block comes from.
      if (key === '//') continue;
      if (key.includes('${')) visit(key, path);
      path.push(key);
      this.visit(value[key], visit, path);
      path.pop();
    }
  }
}

function isDynamicBlock(value: object): value is { toTerraformDynamicBlockJson(): unknown } {
  return 'toTerraformDynamicBlockJson' in value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
