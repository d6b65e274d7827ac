import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal';
import { Reply, Request } from '../http/request';
import { sha256 } from '../secret';
import { LiveToken, SeedToken, Service } from '../service';
import { World } from '../world';
import { Account } from './account';
import { ApiKeys } from './api-keys';
import { expiryOf, isValid, KeyPlace, Token } from './model';
import { Organizations } from './organizations';
import { Caller, checkAccount, checkType, HARNESS_ACCOUNT } from './read';
import { ServiceAccounts } from './service-accounts';
import { Tokens } from './tokens';

/** The account's one user. */
export const HARNESS_USER = 'EmulatedUser0000000001';
/** That user's credential. Fake, and known to all. */
export const HARNESS_ROOT = `pat.${HARNESS_ACCOUNT}.fa4efa4efa4efa4efa4efa4e.FakeRootFakeRootFake`;

const CODES: Readonly<Record<number, string>> = {
  401: 'INVALID_TOKEN',
  403: 'NG_ACCESS_DENIED',
  404: 'RESOURCE_NOT_FOUND_EXCEPTION',
  429: 'TOO_MANY_REQUESTS',
};

/**
 * Service accounts, API keys and tokens, and the organizations and projects they may live in, of one account.
 * Under `/ng/api`, and the same under `/gateway/ng/api`. Roles aren't looked at: every live credential may do
 * everything, but only a user may make keys and tokens of type USER, and only its own.
 *
 * Of two generations of the server this is the newer one, but for one thing: tokens of type USER stay in the
 * organization and project they were made in, which the vendor's acceptance tests rely on.
 */
export class Harness extends Service<Caller> {
  readonly name = 'harness';
  private readonly account: Account;

  constructor(world: World) {
    super(world, ['/ng/api', '/gateway/ng/api']);
    this.account = new Account(world);
    for (const Part of [Organizations, ServiceAccounts, ApiKeys, Tokens]) {
      new Part(this.account).route(this.router);
    }
  }

  refuse({ status, message, detail: { code, headers } }: Refusal): Reply {
    const body = {
      status: 'ERROR',
      code: code ?? CODES[status] ?? (status < 500 ? 'INVALID_REQUEST' : 'UNKNOWN_ERROR'),
      message,
      correlationId: randomUUID(),
      detailedMessage: null,
      responseMessages: [],
      metadata: null,
      errors: [],
    };
    return { status, body, headers };
  }

  live(): LiveToken[] {
    const now = this.account.now();
    return this.account.tokens
      .filter((token) => isValid(token, now))
      .map((token) => ({
        id: importId(token),
        name: token.name,
        created: new Date(token.createdAt).toISOString(),
        expiry: new Date(expiryOf(token)).toISOString(),
        sha256: token.sha256,
        foreign: token.foreign,
      }));
  }

  verify(secret: string): boolean {
    return this.callerOf(secret) !== undefined;
  }

  seed({ name, secret, expiry, text }: SeedToken): string {
    const type = checkType(text('apiKeyType') ?? 'SERVICE_ACCOUNT');
    const place: KeyPlace = {
      org: text('orgIdentifier') ?? null,
      project: text('projectIdentifier') ?? null,
      type,
      parent: text('parentIdentifier') ?? (type === 'USER' ? HARNESS_USER : 'foreign'),
    };
    this.account.checkScope(place);
    const apiKey = text('apiKeyIdentifier') ?? 'foreign';
    const identifier = text('identifier') ?? name.replace(/\W/g, '_');
    this.account.checkDuplicate(place, apiKey, identifier);
    const key = this.account.ensureApiKey(place, apiKey);
    const now = this.account.now();
    const token: Token = {
      ...this.account.entity(identifier, name),
      ...place,
      apiKey,
      uuid: randomUUID(),
      sha256: sha256(secret ?? randomUUID()),
      validFrom: now,
      validTo: expiry?.getTime() ?? now + key.defaultTimeToExpireToken,
      scheduledExpireTime: null,
      foreign: true,
    };
    this.account.tokens.push(token);
    return importId(token);
  }

  protected authenticate(request: Request): Caller {
    const caller = this.callerOf(String(request.headers['x-api-key'] ?? ''));
    if (!caller) throw new Refusal(401, 'The credential is not valid, or has expired');
    // Some updates come without the query: then only the body says which account.
    const account = request.query.get('accountIdentifier');
    if (account !== null) checkAccount(account);
    return caller;
  }

  private callerOf(secret: string): Caller | undefined {
    if (secret === HARNESS_ROOT) return { type: 'USER', id: HARNESS_USER };
    const token = this.account.holder(secret);
    return token && { type: token.type, id: token.parent };
  }
}

/** What `terraform import` takes: organization and project only where the token is in one. */
function importId(token: Token): string {
  return [token.org, token.project, token.parent, token.apiKey, token.type, token.identifier]
    .filter((part) => part !== null)
    .join('/');
}
