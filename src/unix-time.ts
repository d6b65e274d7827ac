/**
 * The seconds from 1970 to an RFC 3339 instant, without its fraction, as a Terraform expression. Terraform has no
 * function for that. Providers have, but those need Terraform 1.8, and not every stack has a provider of ours.
 *
 * @param at the instant as a Terraform expression, such as `each.value`
 */
export function unixSeconds(at: string): string {
  // A year that begins in March has its leap day at the end.
  const year = 'floor((12 * t[0] + t[1] - 3) / 12)';
  const dayOfYear = 'floor((153 * ((t[1] + 9) % 12) + 2) / 5) + t[2]';
  const leapDays = `floor(${year} / 4) - floor(${year} / 100) + floor(${year} / 400)`;
  const days = `365 * ${year} + ${leapDays} + ${dayOfYear} - 719469`;
  const time = '3600 * t[3] + 60 * t[4] + t[5]';
  // Such as +0530.
  const offset =
    '(substr(t[6], 0, 1) == "-" ? -1 : 1) * (3600 * substr(t[6], 1, 2) + 60 * substr(t[6], 3, 2))';
  const seconds = `86400 * (${days}) + ${time} - ${offset}`;
  // Terraform names a value nowhere but in a `for`.
  return `[for t in [split(" ", formatdate("YYYY M D h m s ZZZZ", ${at}))] : ${seconds}][0]`;
}
