import { Fn, Lazy, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { callCompanion, isCompanion } from '../companion-provider';
import { quoted } from '../hcl';
import { unixSeconds } from '../unix-time';

/**
 * An instant as Harness counts it. Terraform has no function for that; the companion provider has one, which stays
 * out of a stack that does without it.
 */
export function milliseconds(stack: TerraformStack, at: string, provider?: TerraformProvider): number {
  if (!Token.isUnresolved(at)) return Date.parse(at);
  return Token.asNumber(
    isCompanion(provider)
      ? callCompanion(stack, 'unix_milliseconds', at)
      : Lazy.anyValue({ produce: () => `\${1000 * ${unixSeconds(quoted(at))}}` }),
  );
}

/** The other way Terraform can do it. */
export function fromMilliseconds(count: string): string {
  return Fn.timeadd('1970-01-01T00:00:00Z', quoted(`${count}ms`));
}
