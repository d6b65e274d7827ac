import { fromApi, NEVER, sameInstant, toApi } from './expiry';
import { canonicalScopes, sameScopes } from './scopes';
import { Caller, CreateOnce, HttpClient, HttpClientOptions, isGone, path } from '../../http';
import { parseInstant } from '../../time/instant';
import { Answer } from '../answer';

/** A personal access token as the API shows it. */
export interface LinodeToken {
  readonly id: number;
  /** Empty where it has none. */
  readonly label: string;
  readonly scopes: string;
  /** RFC 3339. */
  readonly created: string;
  /** RFC 3339; a token that never expires has the year 2999 here. */
  readonly expiry: string;
}

export interface IssuedLinodeToken extends LinodeToken {
  /** The whole secret. No other answer has it. */
  readonly token: string;
}

export interface NewLinodeToken {
  readonly label: string | null;
  readonly scopes: string;
  /** RFC 3339; null for never. */
  readonly expiry: string | null;
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

/** As many as the API gives on one page. */
const PAGE_SIZE = 500;

/** Personal access tokens of the Linode API v4. */
export class LinodeClient {
  private readonly http: HttpClient;
  private readonly creations: CreateOnce<IssuedLinodeToken, LinodeToken>;

  /** @param settings `baseUrl` with the API version in it */
  public constructor(settings: Settings & { readonly token: string }) {
    const { token, ...rest } = settings;
    this.http = new HttpClient({
      service: 'Linode',
      authorization: { scheme: 'Bearer', credential: token },
      reasonIn,
      advice: (status) => ADVICE[status],
      isBusy: (status, reason) => status === 429 || (status === 400 && reason === 'Linode busy.'),
      ...rest,
    });
    this.creations = new CreateOnce(
      {
        kind: 'Linode token',
        list: this.http.shareRead((caller) => this.list(caller)),
        idOf: ({ id }) => id,
        idOfMade: ({ id }) => id,
        createdAt: ({ created }) => parseInstant(created),
        revoke: ({ id }, caller) => this.revoke(String(id), caller),
      },
      this.http.timing,
      this.http.journal('token'),
    );
  }

  /**
   * Issues a token once, whatever becomes of the answer.
   *
   * @param warn see {@link CreateOnce}
   */
  public async create(
    wanted: NewLinodeToken,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<IssuedLinodeToken> {
    const { label, scopes, expiry } = wanted;
    return this.creations.create(
      {
        signature: JSON.stringify([label ?? '', canonicalScopes(scopes), expiry && toApi(expiry)]),
        create: async (each) =>
          this.http.request(
            {
              method: 'POST',
              path: '/profile/tokens',
              body: { label: label ?? '', scopes, expiry: expiry && toApi(expiry) },
              decode: issuedTokenOf,
            },
            each,
          ),
        matches: (listed) =>
          listed.label === (label ?? '') &&
          sameScopes(listed.scopes, scopes) &&
          sameInstant(listed.expiry, expiry ?? NEVER),
      },
      caller,
      warn,
    );
  }

  /** A token of the state. Nothing where there is none any more. */
  public async get(id: string, caller: Caller): Promise<LinodeToken | undefined> {
    this.creations.claim(id);
    try {
      const { http } = this;
      return await http.request(
        { method: 'GET', path: path`/profile/tokens/${id}`, decode: tokenOf },
        caller,
      );
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** @returns whether there is such a token */
  public async rename(id: string, label: string | null, caller: Caller): Promise<boolean> {
    return this.found(
      { method: 'PUT', path: path`/profile/tokens/${id}`, body: { label: label ?? '' } },
      caller,
    );
  }

  /** Revoking what is not there is revoking it. */
  public async revoke(id: string, caller: Caller): Promise<void> {
    await this.found({ method: 'DELETE', path: path`/profile/tokens/${id}` }, caller);
    this.creations.undone(id);
  }

  private async found(
    request: { method: 'PUT' | 'DELETE'; path: string; body?: unknown },
    caller: Caller,
  ): Promise<boolean> {
    try {
      await this.http.request({ ...request, decode: () => undefined }, caller);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  private async list(caller: Caller): Promise<LinodeToken[]> {
    const tokens: LinodeToken[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      pages = await this.http.request(
        {
          method: 'GET',
          path: '/profile/tokens',
          query: { page: String(page), page_size: String(PAGE_SIZE) },
          decode: (json) => {
            const answer = Answer.of(json, 'the list');
            tokens.push(...answer.objects('data').map(readToken));
            return answer.pages('pages');
          },
        },
        caller,
      );
    }
    return tokens;
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  401: "Check token in the provider's block linode, or LINODE_TOKEN: it may be mistyped, revoked or expired, or may lack the scope account:read_write.",
  403: "The credential may not do this: token in the provider's block linode, or LINODE_TOKEN, needs the scope account:read_write.",
};

function tokenOf(json: unknown): LinodeToken {
  return readToken(Answer.of(json, 'the token'));
}

function issuedTokenOf(json: unknown): IssuedLinodeToken {
  return { ...tokenOf(json), token: Answer.of(json, 'the token').text('token') };
}

function readToken(answer: Answer): LinodeToken {
  const expiry = answer.optionalText('expiry');
  return {
    id: answer.integer('id'),
    label: answer.optionalText('label') ?? '',
    scopes: answer.text('scopes'),
    created: fromApi(answer.text('created')),
    expiry: expiry === null ? NEVER : fromApi(expiry),
  };
}

/** `{"errors":[{"field":"label","reason":"..."}]}` in one line. */
function reasonIn(json: unknown): string {
  return Answer.of(json, 'the refusal')
    .objects('errors')
    .map((error) => {
      const field = error.optionalText('field');
      return (field === null ? '' : `[${field}] `) + error.text('reason');
    })
    .join('; ');
}
