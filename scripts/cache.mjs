import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/* What was fetched or built from registries, kept for all checkouts of this user. */

function cacheFolder(env) {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  return join(base, 'cdktf-access-tokens', `${process.platform}-${process.arch}`);
}

/** Names a cache folder by what is to be in it, so that a changed pin never finds the old one. */
export function fingerprint(...contents) {
  const hash = createHash('sha256');
  for (const each of contents) hash.update(each);
  return hash.digest('hex').slice(0, 12);
}

/** A folder of the cache, which may not be there yet. */
export const inCache = (name, env = process.env) => join(cacheFolder(env), name);

/**
 * A folder of the cache, with what `make` puts into an empty one beside it when it isn't there, or no good any more. A
 * folder is there as a whole or not at all; who comes second drops its own and uses the first one's.
 *
 * @param name says what is in it, version included
 * @param options.isGood is told the folder that is there; it is by default
 */
export async function cached(name, { env = process.env, isGood = async () => true }, make) {
  const place = inCache(name, env);
  const isThere = async () => existsSync(place) && (await isGood(place));
  if (await isThere()) return place;
  mkdirSync(cacheFolder(env), { recursive: true });
  const staging = mkdtempSync(inCache(`.${name}-`, env));
  try {
    await make(staging);
    if (await isThere()) return place;
    rmSync(place, { recursive: true, force: true });
    try {
      renameSync(staging, place);
    } catch (error) {
      if (!(await isThere())) throw error;
    }
    return place;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
