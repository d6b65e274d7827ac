const REDACTED = '[redacted]';

/**
 * The shapes of the four services' secrets. Going by the shape also covers secrets that were issued before a
 * restart: the emulator itself keeps only digests.
 */
const SECRETS = [
  /\b[0-9a-f]{64}\b/g, // linode
  /(?:[A-Za-z0-9+/=]|%2[BF]|%3D){100,}/gi, // aiven, percent-encoded too
  /\beyJ0aWQi[A-Za-z0-9+/=]{20,}/g, // seqera
  /\b(?:pat|sat)\.[\w-]+\.[\w-]+\.\w+/g, // harness
];

/** The text without any secret in it. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, shape) => rest.replace(shape, REDACTED), text);
}

/** A credential header with only its scheme left. */
export function mask(header: string): string {
  const scheme = /^(\S+) /.exec(header)?.[1];
  return scheme === undefined ? '****' : `${scheme} ****`;
}
