import { ApiKeyPlace, Scope, TokenPlace } from './place';
import { Caller, HttpClient, HttpClientOptions, isGone, JournalPage, path } from '../../http';
import { Answer } from '../answer';

type Tags = Readonly<Record<string, string>>;

interface Entity {
  readonly identifier: string;
  readonly name: string;
  readonly description: string | null;
  readonly tags: Tags;
}

export interface ServiceAccount extends Entity {
  readonly email: string;
}

export interface ApiKey extends Entity {
  /** Milliseconds. */
  readonly defaultTimeToExpireToken: number;
}

/** A token as the API shows it: without its secret. Times are in milliseconds since 1970. */
export interface Token extends Entity {
  readonly validFrom: number;
  readonly validTo: number;
  /** When a token ends before its window does: it was rotated, or made so. */
  readonly scheduledExpireTime: number | null;
  readonly valid: boolean;
}

/** A token in a list, with when it was made: an identifier is used again, by rotation for one. */
export interface ListedToken extends Token {
  readonly createdAt: number;
}

export type NewServiceAccount = ServiceAccount;

/** What is `null` is left to the service. */
export interface NewApiKey extends Entity {
  readonly defaultTimeToExpireToken: number | null;
}

export interface NewToken extends Entity {
  readonly validFrom: number | null;
  readonly validTo: number | null;
  readonly scheduledExpireTime: number | null;
}

type Settings = Pick<
  HttpClientOptions,
  | 'baseUrl'
  | 'userAgent'
  | 'ca'
  | 'requestTimeout'
  | 'retryLimit'
  | 'concurrency'
  | 'env'
  | 'timing'
  | 'journal'
>;

const PAGE_SIZE = 100;

/** Service accounts, API keys and tokens of the Harness NextGen API. */
export class HarnessClient {
  private readonly http: HttpClient;
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly pages = new Map<string, JournalPage>();
  private readonly settings: { readonly account?: string };

  /** @param settings `baseUrl` with or without `/gateway`, as the installation has it */
  public constructor({
    apiKey,
    account,
    ...rest
  }: Settings & { readonly apiKey: string; readonly account?: string }) {
    this.settings = { account };
    this.http = new HttpClient({
      service: 'Harness',
      authorization: { header: 'x-api-key', credential: apiKey },
      reasonIn: (json) => Answer.of(json, 'the refusal').text('message'),
      advice: (status) => ADVICE[status],
      ...rest,
    });
  }

  /** @throws where no account is configured */
  public readonly account = (): string => {
    const { account } = this.settings;
    if (account !== undefined) return account;
    throw new Error(
      "The account is not known: set account_id in the provider's block harness, or HARNESS_ACCOUNT_ID in the environment.",
    );
  };

  /** How this client waits; for what waits on its behalf. */
  public get timing() {
    return this.http.timing;
  }

  /** The journal of what is made in one place. */
  public journal(...where: readonly unknown[]): JournalPage {
    const key = JSON.stringify(where);
    const page = this.pages.get(key) ?? this.http.journal(key);
    this.pages.set(key, page);
    return page;
  }

  /** Runs after what was given the same key before: for what would mistake another's doing for its own. */
  public async inTurn<T>(key: readonly unknown[], run: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const turn = (this.turns.get(name) ?? Promise.resolve()).then(run);
    const settled = turn.catch(() => undefined);
    this.turns.set(name, settled);
    try {
      return await turn;
    } finally {
      if (this.turns.get(name) === settled) this.turns.delete(name);
    }
  }

  public async createServiceAccount(
    scope: Scope,
    wanted: NewServiceAccount,
    caller: Caller,
  ): Promise<ServiceAccount> {
    return this.http.request(
      {
        method: 'POST',
        path: '/ng/api/serviceaccount',
        query: scopeFields(scope),
        body: { ...scopeFields(scope), ...entityBody(wanted), email: wanted.email },
        decode: (json) => readServiceAccount(granted(json)),
      },
      caller,
    );
  }

  /** Nothing where there is no such service account. */
  public async findServiceAccount(
    scope: Scope,
    identifier: string,
    caller: Caller,
  ): Promise<ServiceAccount | undefined> {
    const found = await this.list(
      '/ng/api/serviceaccount/aggregate',
      { ...scopeFields(scope), identifiers: identifier },
      (item) => readServiceAccount(item.object('serviceAccount')),
      caller,
    );
    return found.find((each) => each.identifier === identifier);
  }

  public async updateServiceAccount(
    scope: Scope,
    wanted: NewServiceAccount,
    caller: Caller,
  ): Promise<ServiceAccount> {
    return this.http.request(
      {
        method: 'PUT',
        path: path`/ng/api/serviceaccount/${wanted.identifier}`,
        query: scopeFields(scope),
        body: { ...scopeFields(scope), ...entityBody(wanted), email: wanted.email },
        decode: (json) => readServiceAccount(granted(json)),
      },
      caller,
    );
  }

  /** Its API keys and tokens go with it. Deleting what is not there is deleting it. */
  public async deleteServiceAccount(scope: Scope, identifier: string, caller: Caller): Promise<void> {
    await this.remove(path`/ng/api/serviceaccount/${identifier}`, scopeFields(scope), caller, async () =>
      this.findServiceAccount(scope, identifier, caller),
    );
  }

  public async createApiKey(place: ApiKeyPlace, wanted: NewApiKey, caller: Caller): Promise<ApiKey> {
    return this.http.request(
      {
        method: 'POST',
        path: '/ng/api/apikey',
        query: { accountIdentifier: place.account },
        body: apiKeyBody(place, wanted),
        decode: (json) => readApiKey(granted(json)),
      },
      caller,
    );
  }

  /** Nothing where there is no such API key. */
  public async findApiKey(
    place: ApiKeyPlace,
    identifier: string,
    caller: Caller,
  ): Promise<ApiKey | undefined> {
    const found = await this.list(
      '/ng/api/apikey/aggregate',
      { ...apiKeyFields(place), identifiers: identifier },
      (item) => readApiKey(item.object('apiKey')),
      caller,
    );
    return found.find((each) => each.identifier === identifier);
  }

  public async updateApiKey(place: ApiKeyPlace, wanted: NewApiKey, caller: Caller): Promise<ApiKey> {
    return this.http.request(
      {
        method: 'PUT',
        path: path`/ng/api/apikey/${wanted.identifier}`,
        query: { accountIdentifier: place.account },
        body: apiKeyBody(place, wanted),
        decode: (json) => readApiKey(granted(json)),
      },
      caller,
    );
  }

  /** Its tokens go with it. Deleting what is not there is deleting it. */
  public async deleteApiKey(place: ApiKeyPlace, identifier: string, caller: Caller): Promise<void> {
    await this.remove(path`/ng/api/apikey/${identifier}`, apiKeyFields(place), caller, async () =>
      this.findApiKey(place, identifier, caller),
    );
  }

  /**
   * @returns the secret, which no other answer has
   * @throws AmbiguousError where the answer was lost
   */
  public async createToken(place: TokenPlace, wanted: NewToken, caller: Caller): Promise<string> {
    return this.http.request(
      {
        method: 'POST',
        path: '/ng/api/token',
        query: { accountIdentifier: place.account },
        body: tokenBody(place, wanted),
        decode: secretIn,
      },
      caller,
    );
  }

  /** Nothing where there is no such token. */
  public async findToken(
    place: TokenPlace,
    identifier: string,
    caller: Caller,
  ): Promise<ListedToken | undefined> {
    const found = await this.tokens({ ...tokenFields(place), identifiers: identifier }, caller);
    return found.find((each) => each.identifier === identifier);
  }

  /** All tokens of an API key. */
  public async listTokens(place: TokenPlace, caller: Caller): Promise<ListedToken[]> {
    return this.tokens(tokenFields(place), caller);
  }

  /** Changes all but the secret. The service wants both ends of the window each time. */
  public async updateToken(
    place: TokenPlace,
    wanted: NewToken & { readonly validFrom: number; readonly validTo: number },
    caller: Caller,
  ): Promise<Token> {
    return this.http.request(
      {
        method: 'PUT',
        path: path`/ng/api/token/${wanted.identifier}`,
        query: { accountIdentifier: place.account },
        body: tokenBody(place, wanted),
        decode: (json) => readToken(granted(json)),
      },
      caller,
    );
  }

  /**
   * Gives the token another secret. The old one works until `until` (milliseconds since 1970), as a token of its own
   * whose identifier the service makes up (`rotated_...`); the new one has the end of its window.
   *
   * @returns the new secret, which no other answer has
   * @throws AmbiguousError where the answer was lost
   */
  public async rotateToken(
    place: TokenPlace,
    identifier: string,
    until: number,
    caller: Caller,
  ): Promise<string> {
    return this.http.request(
      {
        method: 'POST',
        path: path`/ng/api/token/rotate/${identifier}`,
        query: { ...tokenFields(place), rotateTimestamp: String(until) },
        decode: secretIn,
      },
      caller,
    );
  }

  /** Deleting what is not there is deleting it, also where its API key is gone. */
  public async deleteToken(place: TokenPlace, identifier: string, caller: Caller): Promise<void> {
    await this.remove(path`/ng/api/token/${identifier}`, tokenFields(place), caller, async () =>
      this.findToken(place, identifier, caller),
    );
    this.journal('token', place).close(identifier);
  }

  private async tokens(query: Record<string, string>, caller: Caller): Promise<ListedToken[]> {
    const read = (item: Answer) => ({
      ...readToken(item.object('token')),
      createdAt: item.integer('createdAt'),
    });
    return this.list('/ng/api/token/aggregate', query, read, caller);
  }

  /** What is missing is refused by some servers with 404, by others with 400 or 500: the list tells for certain. */
  private async remove(
    what: string,
    query: Record<string, string>,
    caller: Caller,
    find: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await this.http.request({ method: 'DELETE', path: what, query, decode: () => undefined }, caller);
    } catch (error) {
      if (isGone(error)) return;
      caller.signal.throwIfAborted();
      const found = await find().catch(() => true);
      if (found) throw error;
    }
  }

  /** Every page of a list. A place that is not there has nothing in it. */
  private async list<T>(
    what: string,
    query: Record<string, string>,
    read: (item: Answer) => T,
    caller: Caller,
  ): Promise<T[]> {
    const items: T[] = [];
    try {
      for (let page = 0, pages = 1; page < pages; page++) {
        pages = await this.http.request(
          {
            method: 'GET',
            path: what,
            query: { ...query, pageIndex: String(page), pageSize: String(PAGE_SIZE) },
            decode: (json) => {
              const data = granted(json);
              items.push(...data.objects('content').map(read));
              return data.pages('totalPages');
            },
          },
          caller,
        );
      }
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
    return items;
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  401:
    "Check platform_api_key in the provider's block harness, or HARNESS_PLATFORM_API_KEY: it may be mistyped, revoked " +
    'or expired, or a key of the first generation, which does not work here.',
  403:
    "The credential may not do this: check the roles of whom platform_api_key in the provider's block harness, or " +
    'HARNESS_PLATFORM_API_KEY, belongs to, and that it is of the account that account_id names.',
};

/** Where something is, as both queries and bodies say it. */
function scopeFields({ account, org, project }: Scope): Record<string, string> {
  return {
    accountIdentifier: account,
    ...(org !== null && { orgIdentifier: org }),
    ...(project !== null && { projectIdentifier: project }),
  };
}

function apiKeyFields(place: ApiKeyPlace): Record<string, string> {
  return { ...scopeFields(place), apiKeyType: place.type, parentIdentifier: place.parent };
}

function tokenFields(place: TokenPlace): Record<string, string> {
  return { ...apiKeyFields(place), apiKeyIdentifier: place.apiKey };
}

function entityBody({ identifier, name, description, tags }: Entity): object {
  return { identifier, name, ...(description !== null && { description }), tags };
}

function apiKeyBody(place: ApiKeyPlace, wanted: NewApiKey): object {
  const { defaultTimeToExpireToken } = wanted;
  return {
    ...apiKeyFields(place),
    ...entityBody(wanted),
    ...(defaultTimeToExpireToken !== null && { defaultTimeToExpireToken }),
  };
}

function tokenBody(
  place: TokenPlace,
  { validFrom, validTo, scheduledExpireTime, ...entity }: NewToken,
): object {
  return {
    ...tokenFields(place),
    ...entityBody(entity),
    ...(validFrom !== null && { validFrom }),
    ...(validTo !== null && { validTo }),
    ...(scheduledExpireTime !== null && { scheduledExpireTime }),
  };
}

/** What is in the envelope. A policy that forbids what was asked for leaves it empty. */
function granted(json: unknown): Answer {
  const envelope = Answer.of(json, 'the answer');
  if (envelope.isNull('data')) throw new Error(BLOCKED);
  return envelope.object('data');
}

function secretIn(json: unknown): string {
  const secret = Answer.of(json, 'the answer').optionalText('data');
  if (!secret) throw new Error(BLOCKED);
  return secret;
}

const BLOCKED =
  'it is empty. A governance policy may have blocked the operation: see the policies in the Harness UI';

function readEntity(answer: Answer): Entity {
  return {
    identifier: answer.text('identifier'),
    name: answer.text('name'),
    description: answer.optionalText('description') || null,
    tags: answer.textMap('tags'),
  };
}

function readServiceAccount(answer: Answer): ServiceAccount {
  return { ...readEntity(answer), email: answer.text('email') };
}

function readApiKey(answer: Answer): ApiKey {
  return { ...readEntity(answer), defaultTimeToExpireToken: answer.integer('defaultTimeToExpireToken') };
}

function readToken(answer: Answer): Token {
  return {
    ...readEntity(answer),
    validFrom: answer.integer('validFrom'),
    validTo: answer.integer('validTo'),
    scheduledExpireTime: answer.optionalInteger('scheduledExpireTime'),
    valid: answer.boolean('valid'),
  };
}
