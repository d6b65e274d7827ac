import { Caller, CreateOnce, HttpClient, HttpClientOptions, isGone, isNotFound, path } from '../../http';
import { parseInstant } from '../../time/instant';
import { Answer } from '../answer';

/** An API token as the service lists it. */
export interface SeqeraToken {
  readonly id: number;
  readonly name: string | null;
  /** RFC 3339. */
  readonly dateCreated: string | null;
  /** RFC 3339; null where it was never used. */
  readonly lastUsed: string | null;
}

export interface IssuedSeqeraToken {
  /** The secret. No other answer has it. */
  readonly accessKey: string;
  readonly token: SeqeraToken;
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

/** API tokens of the Seqera Platform, of the user to whom the credential belongs. */
export class SeqeraClient {
  /** All tokens. The API can't be asked for one; one list serves all who want it at about the same time. */
  private readonly list: (caller: Caller) => Promise<SeqeraToken[]>;
  private readonly http: HttpClient;
  private readonly creations: CreateOnce<IssuedSeqeraToken, SeqeraToken>;

  public constructor(settings: Settings & { readonly bearerAuth: string }) {
    const { bearerAuth, ...rest } = settings;
    this.http = new HttpClient({
      service: 'Seqera',
      authorization: { scheme: 'Bearer', credential: bearerAuth },
      reasonIn: (json) => Answer.of(json, 'the refusal').text('message'),
      advice: (status) => ADVICE[status],
      ...rest,
    });
    this.list = this.http.shareRead(async (caller) =>
      this.http.request({ method: 'GET', path: '/tokens', decode: listOf }, caller),
    );
    this.creations = new CreateOnce(
      {
        kind: 'Seqera token',
        list: this.list,
        idOf: ({ id }) => id,
        idOfMade: ({ token }) => token.id,
        createdAt: ({ dateCreated }) => parseInstant(dateCreated ?? ''),
        revoke: ({ id }, caller) => this.revoke(id, caller),
      },
      this.http.timing,
      this.http.journal('token'),
    );
  }

  /**
   * Issues a token once, whatever becomes of the answer.
   *
   * @param name the service gives it one where this is null
   * @param warn see {@link CreateOnce}
   */
  public async create(
    name: string | null,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<IssuedSeqeraToken> {
    return this.creations.create(
      {
        signature: JSON.stringify(name),
        create: async (each) =>
          this.http.request(
            { method: 'POST', path: '/tokens', body: name === null ? {} : { name }, decode: issuedOf },
            each,
          ),
        matches: (listed) => name === null || listed.name === name,
        revocable: name !== null,
      },
      caller,
      warn,
    );
  }

  /** A token of the state. Nothing where there is none any more. */
  public async find(id: number, caller: Caller): Promise<SeqeraToken | undefined> {
    this.creations.claim(id);
    return (await this.list(caller)).find((token) => token.id === id);
  }

  /** Revoking what is not there is revoking it. */
  public async revoke(id: number, caller: Caller): Promise<void> {
    try {
      await this.http.request(
        { method: 'DELETE', path: path`/tokens/${id}`, decode: () => undefined },
        caller,
      );
    } catch (error) {
      if (!isGone(error) && !(isNotFound(error) && (await this.isMissing(id, caller)))) throw error;
    }
    this.creations.undone(id);
  }

  /** Whether the list says so: of a 404 without words of the service nobody knows whose it is. */
  private async isMissing(id: number, caller: Caller): Promise<boolean> {
    caller.signal.throwIfAborted();
    const listed = await this.list(caller).catch(() => undefined);
    return listed !== undefined && !listed.some((token) => token.id === id);
  }
}

const CHECK_CREDENTIAL =
  "Check bearer_auth in the provider's block seqera, or TOWER_ACCESS_TOKEN: it may be mistyped or revoked, or of another installation than server_url.";

const ADVICE: Readonly<Record<number, string>> = {
  401: CHECK_CREDENTIAL,
  403: CHECK_CREDENTIAL,
  409:
    'A user’s tokens have different names: choose another, or revoke the token that has this one. Where this resource is ' +
    'being replaced with create_before_destroy, that is the token that it replaces: take create_before_destroy away, or ' +
    'leave name out.',
};

function listOf(json: unknown): SeqeraToken[] {
  return Answer.of(json, 'the list').objects('tokens').map(readToken);
}

function issuedOf(json: unknown): IssuedSeqeraToken {
  const answer = Answer.of(json, 'the answer');
  return { accessKey: answer.text('accessKey'), token: readToken(answer.object('token')) };
}

function readToken(answer: Answer): SeqeraToken {
  return {
    id: answer.integer('id'),
    name: answer.optionalText('name'),
    dateCreated: answer.optionalText('dateCreated'),
    lastUsed: answer.optionalText('lastUsed'),
  };
}
