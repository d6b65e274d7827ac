/** What a token of a service looks like, by a name for it. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a token of Harness', /\b[ps]at\.[\w-]{20,24}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}\b/],
  ['a token of pyvider', /\btoken-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/],
  ['a token of Aiven', /\baivenv1 [\w+/=-]{20,}/],
  ['a token of Seqera', /\beyJ0aWQi[\w+/=.-]{12,}/],
  ['a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})/],
  ['a token of GitLab', /\bgl(?:pat|dt|rt|ptt)-[\w-]{20,}/],
  ['a token of Slack', /\bxox[abeoprs]-[\w-]{20,}/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a token of Vault', /\bhv[bs]\.[\w-]{24,}/],
  ['a token of HCP Terraform', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
];

/** What one of them has at least: looked for first, since nearly every text is none of them. */
const HINT =
  /[ps]at\.|token-|aivenv1|eyJ|-----BEGIN|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt)-|xox|A[KS]IA|hv[bs]\.|atlasv1|npm_/;

/** Where a text of hexadecimal digits is no checksum. */
const SECRET_KEY = /token|secret|password|authorization|api_?key|access_?key|bearer/i;
const CHECKSUM_KEY = /hash|sha\d|digest|checksum|fingerprint/i;
/** Linode's tokens have nothing about them but their length. */
const LINODE = /(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])/;
const SHORTEST = 20;

/**
 * What a plain text looks like, where that is a secret.
 *
 * @param key the attribute that it is given to
 */
export function literalSecret(key: string, text: string): string | undefined {
  if (text.length < SHORTEST) return undefined;
  const shape = HINT.test(text) ? SHAPES.find(([, pattern]) => pattern.test(text)) : undefined;
  if (shape) return shape[0];
  const isLinode = LINODE.test(text) && SECRET_KEY.test(key) && !CHECKSUM_KEY.test(key);
  return isLinode ? 'a token of Linode' : undefined;
}
