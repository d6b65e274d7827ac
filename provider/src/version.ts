declare const PROVIDER_VERSION: string | undefined;

/** This provider's version; set when the executable is built. */
export const VERSION = typeof PROVIDER_VERSION === 'string' ? PROVIDER_VERSION : '0.0.0-dev';
