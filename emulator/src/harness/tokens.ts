import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply } from '../http/request';
import { Router } from '../http/router';
import { LETTERS, randomText } from '../secret';
import { Call } from '../service';
import { Account } from './account';
import { expiryOf, samePlace } from './model';
import {
  bodyPlace,
  Caller,
  queryInstant,
  queryPlace,
  readAbout,
  readIdentifier,
  readInstant,
  requiredQuery,
} from './read';
import { edit, newestFirst, page, showToken, success } from './show';

/** Tokens, whose secret is answered once: when they are created, and when they are rotated. */
export class Tokens {
  constructor(private readonly account: Account) {}

  route(router: Router<(call: Call<Caller>) => Reply>): void {
    router
      .on('POST', '/token', (call) => this.create(call))
      .on('GET', '/token/aggregate', (call) => this.page(call))
      .on('POST', '/token/rotate/{id}', (call) => this.rotate(call))
      .on('PUT', '/token/{anything}', (call) => this.update(call))
      .on('DELETE', '/token/{id}', (call) => this.remove(call));
  }

  private create(call: Call<Caller>): Reply {
    requiredQuery(call, 'accountIdentifier');
    const body = new Fields(jsonObject(call.body));
    const place = bodyPlace(body);
    this.account.checkPlace(call.caller, place);
    const entity = {
      ...this.account.entity(readIdentifier(body), body.required('name')),
      ...readAbout(body),
    };
    const now = this.account.now();
    const validFrom = readInstant(body, 'validFrom') ?? now;
    const validTo = readInstant(body, 'validTo');
    const scheduledExpireTime = readInstant(body, 'scheduledExpireTime') ?? null;
    checkWindow(validFrom, validTo, now);
    const apiKey = readIdentifier(body, 'apiKeyIdentifier');
    this.account.checkLimit(place, apiKey);
    this.account.checkDuplicate(place, apiKey, entity.identifier);
    const key = this.account.ensureApiKey(place, apiKey);
    const secret = this.account.issue({
      ...entity,
      ...place,
      apiKey,
      validFrom,
      validTo: validTo ?? validFrom + key.defaultTimeToExpireToken,
      scheduledExpireTime,
    });
    this.account.count('creates');
    return success(secret);
  }

  private page(call: Call<Caller>): Reply {
    const place = queryPlace(call);
    const apiKey = call.query.get('apiKeyIdentifier');
    const wanted = call.query.getAll('identifiers');
    const tokens = this.account.tokens.filter(
      (each) =>
        samePlace(each, place) &&
        (!apiKey || each.apiKey === apiKey) &&
        (wanted.length === 0 || wanted.includes(each.identifier)),
    );
    const now = this.account.now();
    return success(
      page(newestFirst(tokens), call.query, (token) => ({
        token: showToken(token, now),
        expiryAt: expiryOf(token),
        createdAt: token.createdAt,
        lastModifiedAt: token.lastModifiedAt,
      })),
    );
  }

  /** The path says nothing; the body's identifier counts. Without both ends of the window the server breaks (500). */
  private update(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const place = bodyPlace(body);
    this.account.checkPlace(call.caller, place);
    if (readInstant(body, 'scheduledExpireTime') !== undefined) {
      throw new Refusal(400, 'Rotated tokens cannot be updated');
    }
    const identifier = readIdentifier(body);
    const token = this.account.token(place, readIdentifier(body, 'apiKeyIdentifier'), identifier);
    // The real server answers 500 here, which would cost a client all its retries.
    if (!token) throw new Refusal(400, `There is no token [${identifier}] in this api key`);
    const now = this.account.now();
    const validFrom = readInstant(body, 'validFrom');
    const validTo = readInstant(body, 'validTo');
    checkWindow(validFrom, validTo, now);
    if (validFrom === undefined || validTo === undefined) {
      throw new Refusal(500, 'validFrom and validTo must both be sent: the server breaks without');
    }
    edit(token, body, now);
    Object.assign(token, { validFrom, validTo });
    return success(showToken(token, now));
  }

  private remove(call: Call<Caller>): Reply {
    const place = queryPlace(call);
    this.account.checkPlace(call.caller, place);
    const { id } = call.params;
    const token = this.account.token(place, requiredQuery(call, 'apiKeyIdentifier'), id);
    // An older server answers 500 here.
    if (!token) {
      throw new Refusal(404, `There is no token [${id}] in this api key`, { code: 'ENTITY_NOT_FOUND' });
    }
    this.account.drop((each) => each === token);
    return success(true);
  }

  /**
   * The old token gets a new identifier and works until `rotateTimestamp`; a new one takes its identifier and the
   * end of its window.
   */
  private rotate(call: Call<Caller>): Reply {
    const place = queryPlace(call);
    this.account.checkPlace(call.caller, place);
    const { id } = call.params;
    const old = this.account.token(place, requiredQuery(call, 'apiKeyIdentifier'), id);
    if (!old) throw new Refusal(400, `There is no token [${id}] in this api key`);
    const until = queryInstant(call, 'rotateTimestamp');
    // The real server renames the old token first and may fail here after; nothing is half done in this one.
    this.account.checkLimit(place, old.apiKey);
    const now = this.account.now();
    const { identifier, name, description, tags, validTo, apiKey } = old;
    old.identifier = `rotated_${randomText(LETTERS, 15)}`;
    old.scheduledExpireTime = until;
    old.lastModifiedAt = now;
    const secret = this.account.issue({
      ...this.account.entity(identifier, name),
      ...place,
      apiKey,
      description,
      tags: { ...tags },
      validFrom: now,
      validTo,
      scheduledExpireTime: null,
    });
    this.account.count('rotations');
    return success(secret);
  }
}

function checkWindow(validFrom: number | undefined, validTo: number | undefined, now: number): void {
  if (validTo === undefined) return;
  const at = (instant: number): string => `[${new Date(instant).toISOString()}]`;
  if (validTo < now) throw new Refusal(400, `validTo is in the past: ${at(validTo)}, now: ${at(now)}`);
  if (validFrom !== undefined && validFrom > validTo) {
    throw new Refusal(400, `validFrom is later than validTo: ${at(validFrom)}, ${at(validTo)}`);
  }
}
