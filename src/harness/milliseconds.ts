import { Fn, TerraformStack, Token } from 'cdktf';
import { callCompanion } from '../companion-provider';
import { quoted } from '../hcl';

/** An instant as Harness counts it. Terraform has no function for that, the companion does. */
export function milliseconds(stack: TerraformStack, at: string): number {
  return Token.isUnresolved(at)
    ? Token.asNumber(callCompanion(stack, 'unix_milliseconds', at))
    : Date.parse(at);
}

/** The other way Terraform can do it. */
export function fromMilliseconds(count: string): string {
  return Fn.timeadd('1970-01-01T00:00:00Z', quoted(`${count}ms`));
}
