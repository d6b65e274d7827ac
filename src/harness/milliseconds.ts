import { Fn, Lazy, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { callCompanion, isCompanion } from '../companion-provider';
import { quoted } from '../hcl';

/**
 * An instant as Harness counts it. Terraform has no function for that; the companion provider has one, which stays
 * out of a stack that does without it.
 */
export function milliseconds(stack: TerraformStack, at: string, provider?: TerraformProvider): number {
  if (!Token.isUnresolved(at)) return Date.parse(at);
  return Token.asNumber(
    isCompanion(provider)
      ? callCompanion(stack, 'unix_milliseconds', at)
      : Lazy.anyValue({ produce: () => calculated(quoted(at)) }),
  );
}

/** By the calendar, whose years begin in March here so that a leap day is the last one; to the second. */
function calculated(at: string): string {
  const fields = `split("-", formatdate("YYYY-M-D-h-m-s", ${at}))`;
  const years = '365 * y + floor(y / 4) - floor(y / 100) + floor(y / 400)';
  const days = `${years} + floor((153 * (f[1] - 3 + 12 * e) + 2) / 5) + f[2] - 719469`;
  const local = `86400 * (${days}) + 3600 * f[3] + 60 * f[4] + f[5]`;
  const offset = '(substr(z, 0, 1) == "-" ? -1 : 1) * (3600 * substr(z, 1, 2) + 60 * substr(z, 3, 2))';
  const bound: [string, string][] = [
    ['z', `formatdate("ZZZZ", ${at})`],
    ['f', fields],
    ['e', 'f[1] < 3 ? 1 : 0'],
    ['y', 'f[0] - e'],
  ];
  const inner = `1000 * (${local} - ${offset})`;
  // Terraform names a value nowhere but in a `for`.
  return `\${${bound.reduceRight((body, [name, value]) => `one([for ${name} in [${value}] : ${body}])`, inner)}}`;
}

/** The other way Terraform can do it. */
export function fromMilliseconds(count: string): string {
  return Fn.timeadd('1970-01-01T00:00:00Z', quoted(`${count}ms`));
}
