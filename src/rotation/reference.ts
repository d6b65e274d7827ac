import { IResolvable, IResolveContext, ref, TerraformStack, Token } from 'cdktf';

/**
 * A reference to something of a stack, at a fraction of what cdktf's own costs: that one records, each time
 * that one is made, the whole stack trace, which was most of what a rotating token cost.
 */
export class Reference implements IResolvable {
  /** What a text may contain, and whatever else takes a text. */
  public static text(expression: string, stack: TerraformStack): string {
    return Token.asString(new Reference(expression, stack));
  }

  /** What may stand for a number. */
  public static number(expression: string, stack: TerraformStack): number {
    return Token.asNumber(new Reference(expression, stack));
  }

  public readonly creationStack: string[] = [];

  private elsewhere?: IResolvable;

  /** @param expression Terraform's, without `${` */
  constructor(
    private readonly expression: string,
    private readonly stack: TerraformStack,
  ) {}

  public resolve(context: IResolveContext): unknown {
    // In another stack it has to come from this one's outputs, which cdktf arranges.
    if (TerraformStack.of(context.scope) !== this.stack) {
      this.elsewhere ??= ref(this.expression, this.stack);
      return this.elsewhere;
    }
    return context.suppressBraces ? this.expression : `\${${this.expression}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return '<unresolved-token>';
  }
}
