import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { Call } from '../service';
import { API_KEY_TYPES, ApiKeyType, Entity, KeyPlace, Scope } from './model';

/** The account that is there from the beginning; there is no other. */
export const HARNESS_ACCOUNT = 'EmulatedAccount0000001';

/** Who calls: a user, or a service account. */
export interface Caller {
  readonly type: ApiKeyType;
  readonly id: string;
}

/** Thirty days, in milliseconds, where an API key does not say for how long its tokens last. */
export const DEFAULT_TIME_TO_EXPIRE = 2_592_000_000;

/** Beyond this, in epoch milliseconds, sums of instants may leave what a date can hold. */
const LATEST = 8.64e14;

/** As documented for entity identifiers; the server's own pattern was not read. */
const IDENTIFIER = /^[a-zA-Z_][\w$]{0,127}$/;

export function requiredQuery(call: Call<Caller>, name: string): string {
  const value = call.query.get(name);
  if (!value) throw new Refusal(400, `query param ${name} must not be empty`);
  return value;
}

export function checkAccount(account: string): void {
  if (account !== HARNESS_ACCOUNT) {
    throw new Refusal(403, `The credential does not belong to the account [${account}]`);
  }
}

/** Where the query looks. @throws Refusal when it names no account. */
export function queryScope(call: Call<Caller>): Scope {
  requiredQuery(call, 'accountIdentifier');
  return {
    org: call.query.get('orgIdentifier') || null,
    project: call.query.get('projectIdentifier') || null,
  };
}

export function queryPlace(call: Call<Caller>): KeyPlace {
  return {
    ...queryScope(call),
    type: checkType(call.query.get('apiKeyType') ?? undefined),
    parent: requiredQuery(call, 'parentIdentifier'),
  };
}

export function bodyScope(body: Fields): Scope {
  return { org: body.text('orgIdentifier') || null, project: body.text('projectIdentifier') || null };
}

export function bodyPlace(body: Fields): KeyPlace {
  checkAccount(body.required('accountIdentifier'));
  return {
    ...bodyScope(body),
    type: checkType(body.text('apiKeyType')),
    parent: body.required('parentIdentifier'),
  };
}

export function checkType(type: string | undefined): ApiKeyType {
  if (!API_KEY_TYPES.includes(type as ApiKeyType)) {
    throw new Refusal(400, `apiKeyType must be one of ${API_KEY_TYPES.join(', ')}, got ${type}`);
  }
  return type as ApiKeyType;
}

export function readIdentifier(body: Fields, name = 'identifier'): string {
  const identifier = body.required(name);
  if (!IDENTIFIER.test(identifier)) {
    throw new Refusal(
      400,
      `${name} takes letters, digits, _ and $, and starts with a letter or _: ${identifier}`,
    );
  }
  return identifier;
}

export function readAbout(body: Fields): Pick<Entity, 'description' | 'tags'> {
  return { description: body.text('description') ?? null, tags: body.map('tags') ?? {} };
}

export function readTimeToExpire(body: Fields): number {
  const time = body.integer('defaultTimeToExpireToken') ?? DEFAULT_TIME_TO_EXPIRE;
  if (time < 1 || time > LATEST) {
    throw new Refusal(400, `defaultTimeToExpireToken must be positive, got ${time}`);
  }
  return time;
}

export function readInstant(body: Fields, name: string): number | undefined {
  const instant = body.integer(name);
  return instant === undefined ? undefined : checkInstant(name, instant);
}

export function queryInstant(call: Call<Caller>, name: string): number {
  const text = requiredQuery(call, name);
  return checkInstant(name, /^\d+$/.test(text) ? Number(text) : NaN);
}

function checkInstant(name: string, instant: number): number {
  if (!(instant >= 0 && instant <= LATEST)) throw new Refusal(400, `${name} must be in epoch milliseconds`);
  return instant;
}
