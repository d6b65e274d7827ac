import { IResolvable, ref } from 'cdktf';

/**
 * The seconds from 1970 to an RFC 3339 instant, without its fraction, as a Terraform expression. Terraform has no
 * function for that. Providers have, but those need Terraform 1.8, and whoever writes the files need not be ours.
 *
 * @param at the name of the instant in Terraform, such as `each.value`
 */
export function unixSeconds(at: string): IResolvable {
  const part = (name: string) => `formatdate("${name}", ${at})`;
  // A year that begins in March has its leap day at the end.
  const year = `floor((12 * ${part('YYYY')} + ${part('M')} - 3) / 12)`;
  const dayOfYear = `floor((153 * ((${part('M')} + 9) % 12) + 2) / 5) + ${part('D')}`;
  const leapDays = `floor(${year} / 4) - floor(${year} / 100) + floor(${year} / 400)`;
  const days = `365 * ${year} + ${leapDays} + ${dayOfYear} - 719469`;
  const time = `3600 * ${part('h')} + 60 * ${part('m')} + ${part('s')}`;
  // Such as +0530.
  const zone = part('ZZZZ');
  const offset = `tonumber("\${substr(${zone}, 0, 1)}1") * (3600 * substr(${zone}, 1, 2) + 60 * substr(${zone}, 3, 2))`;
  return ref(`86400 * (${days}) + ${time} - ${offset}`);
}
