import { randomBytes } from 'node:crypto';
import { HarnessClient, ListedToken, NewToken } from './client';
import { noted } from './noted';
import { TokenPlace } from './place';
import { AmbiguousError, Caller, Note } from '../../http';

const TRIES = 4;
const SECOND = 1000;
/** Milliseconds that looking for what a lost answer told of may take, also when Terraform was interrupted meanwhile. */
const SEARCH = 60 * SECOND;

/** An identifier that nobody else chooses, now or later. */
export function randomIdentifier(): string {
  return `ephemeral_${randomBytes(10).toString('hex')}`;
}

const RANDOM = /^ephemeral_[0-9a-f]{20}$/;

/** What the service calls a token that was rotated away. */
const ROTATED = /^rotated_/;

/**
 * Makes a token once, whatever becomes of the answer, and answers with its secret. An identifier is given to one
 * token at a time: it is looked up first, so that what has it after a lost answer is known to be what was lost. That
 * is deleted, for nobody can know its secret, before another is made; and so is what a run made that was killed
 * before Terraform knew.
 *
 * @throws where there is such a token already
 */
export async function issueToken(
  client: HarnessClient,
  place: TokenPlace,
  wanted: NewToken,
  caller: Caller,
): Promise<string> {
  const { identifier } = wanted;
  const issue = async (left: readonly Note[]): Promise<string> => {
    const existing = await client.findToken(place, identifier, caller);
    if (existing && left.some((note) => note.covers(existing.createdAt))) {
      caller.logger.info('deleting the token that a killed run left', { identifier });
      await client.deleteToken(place, identifier, caller);
    } else if (existing) {
      throw new Error(
        `There is a token ${identifier} in the API key ${place.apiKey} already, and nothing was changed about it. Import ` +
          `it as ${importId(place, identifier)}, delete it there (an interrupted apply may have left it behind), or ` +
          'give another identifier. Where this resource is being replaced with create_before_destroy, it is the token that ' +
          'it replaces: take create_before_destroy away.',
      );
    }
    let lost = false;
    for (let tries = 1; ; tries++) {
      try {
        return await client.createToken(place, wanted, caller);
      } catch (error) {
        const ambiguous = error instanceof AmbiguousError;
        lost ||= ambiguous;
        if (!lost) throw error;
        const removed = await removeLost(client, place, identifier, caller, error as Error);
        if (tries === TRIES || !(ambiguous || removed)) throw error;
        await client.timing.sleep(tries * SECOND, caller.signal);
      }
    }
  };
  await deleteLeft(client, place, caller);
  return client.inTurn(['issue', place, identifier], async () =>
    noted(client, ['token', place], identifier, caller, issue),
  );
}

/** Deletes tokens that runs had for themselves, and were killed before they could. */
async function deleteLeft(client: HarnessClient, place: TokenPlace, caller: Caller): Promise<void> {
  for (const note of client.journal('token', place).left()) {
    const { signature: identifier, id } = note.entry;
    if (!RANDOM.test(identifier)) continue;
    caller.logger.info('deleting the token that a killed run left', { identifier });
    await client.deleteToken(place, identifier, caller);
    if (id !== undefined || !note.mayCome(client.timing.clock.now())) note.drop();
  }
}

/** @returns whether there was any */
async function removeLost(
  client: HarnessClient,
  place: TokenPlace,
  identifier: string,
  { logger }: Caller,
  lost: Error,
): Promise<boolean> {
  const caller = { logger, signal: AbortSignal.timeout(SEARCH) };
  try {
    if (!(await client.findToken(place, identifier, caller))) return false;
    logger.info('deleting the token that a lost answer told of', { identifier });
    await client.deleteToken(place, identifier, caller);
    return true;
  } catch (error) {
    throw new Error(
      `${lost.message} Whether a token ${identifier} was left behind could not be put right: ${(error as Error).message} ` +
        `Look for it in the API key ${place.apiKey}, and delete it.`,
      { cause: error },
    );
  }
}

export interface Rotation {
  readonly identifier: string;
  /** Until when the old secret works, in milliseconds since 1970. */
  readonly until: number;
  /** Whether the old secret is to end at once. */
  readonly endNow: boolean;
  /** Called with the new secret as soon as there is one. What follows may fail, or be interrupted. */
  keep(secret: string): void;
}

export interface Rotated {
  /** The token that has the new secret. */
  readonly current: ListedToken;
  /** All tokens of the API key that were rotated away and still work, by this rotation or before. */
  readonly retired: readonly ListedToken[];
  /** Identifier of the one whose secret was the token's until now; nothing where it was to end at once. */
  readonly predecessor?: string;
}

/**
 * Gives a token another secret, whatever becomes of the answer. The service renames the old one to `rotated_...`,
 * and tells nobody to what: it is the one that is new in the list, which is why one token of an API key is rotated at
 * a time. Where an answer is lost after the effect, the secret is lost with it: the token is rotated once more,
 * and the one in between, which nobody can use, is deleted.
 *
 * @throws where there is no such token
 */
export async function rotateToken(
  client: HarnessClient,
  place: TokenPlace,
  { identifier, until, endNow, keep }: Rotation,
  caller: Caller,
): Promise<Rotated> {
  return client.inTurn(['rotate', place], async () => {
    const tokens = await client.listTokens(place, caller);
    const seen = new Set(tokens.map((token) => token.identifier));
    if (!seen.has(identifier)) {
      throw new Error(
        `There is no token ${identifier} in the API key ${place.apiKey} any more, so it can't be rotated. Plan anew: ` +
          'another will be made.',
      );
    }
    const appeared = (listed: readonly ListedToken[]) => {
      const fresh = listed
        .map((token) => token.identifier)
        .filter((name) => ROTATED.test(name) && !seen.has(name));
      for (const name of fresh) seen.add(name);
      return fresh;
    };
    /** In the order in which they were rotated away: the first is what the token was, others were never used. */
    const retired: string[] = [];
    for (let tries = 1; ; tries++) {
      try {
        keep(await client.rotateToken(place, identifier, until, caller));
        break;
      } catch (error) {
        if (!(error instanceof AmbiguousError) || tries === TRIES) throw error;
        const signal = AbortSignal.timeout(SEARCH);
        retired.push(...appeared(await client.listTokens(place, { ...caller, signal })));
        await client.timing.sleep(tries * SECOND, caller.signal);
      }
    }
    const listed = await client.listTokens(place, caller);
    retired.push(...appeared(listed));
    const [predecessor, ...unused] = retired;
    const ended = endNow ? retired : unused;
    for (const name of ended) await client.deleteToken(place, name, caller);
    const current = listed.find((token) => token.identifier === identifier);
    if (!current) {
      throw new Error(`The token ${identifier} was rotated, and is not in the list now. Plan anew.`);
    }
    return {
      current,
      retired: listed.filter(({ identifier: name }) => ROTATED.test(name) && !ended.includes(name)),
      predecessor: endNow ? undefined : predecessor,
    };
  });
}

/** The id by which `terraform import` takes a token. */
export function importId({ org, project, parent, apiKey, type }: TokenPlace, identifier: string): string {
  return [org, project, parent, apiKey, type, identifier].filter((part) => part !== null).join('/');
}
