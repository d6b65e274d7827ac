import { matches, TOKENS_PER_USER } from './access-token';
import { Caller, CreateOnce, HttpClient, HttpClientOptions, isGone, path, ServiceError } from '../../http';
import { parseInstant } from '../../time/instant';
import { Answer } from '../answer';

/** An application user, who belongs to an organization. */
export interface ApplicationUserAddress {
  readonly organization_id: string;
  readonly user_id: string;
}

/** An application user as the API shows it. */
export interface ApplicationUser {
  readonly user_id: string;
  readonly user_email: string;
  readonly name: string;
  readonly is_super_admin: boolean;
  /** RFC 3339. */
  readonly create_time: string;
}

/** An access token as the API lists it: without its secret. What the API leaves out is `undefined`. */
export interface AccessToken {
  readonly token_prefix: string;
  /** RFC 3339. */
  readonly create_time: string;
  /** Made through the API, not by a login. */
  readonly created_manually: boolean;
  /** The request that listed it was made with it. */
  readonly currently_active: boolean;
  readonly description?: string | null;
  /** RFC 3339; none where it never expires. */
  readonly expiry_time?: string | null;
  readonly extend_when_used?: boolean;
  readonly ip_allowlist?: string[] | null;
  readonly last_ip?: string | null;
  readonly last_used_time?: string | null;
  readonly last_user_agent?: string | null;
  readonly last_user_agent_human_readable?: string | null;
  readonly max_age_seconds?: number | null;
  readonly scopes?: string[] | null;
}

export interface AccessTokenRequest {
  readonly description: string;
  readonly extend_when_used: boolean;
  readonly max_age_seconds?: number;
  readonly scopes?: readonly string[];
  readonly ip_allowlist?: readonly string[];
}

/** What the answer to a creation holds. No other answer has the secret. */
export interface IssuedAccessToken {
  readonly full_token: string;
  readonly token_prefix: string;
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

/** Lists have no pages; this is what the vendor's own clients ask for. */
const WHOLE_LIST = { limit: '999' };

/** Answers that say: not like this. */
const REFUSED = [400, 403, 409, 422];

/** Application users of the Aiven API v1, and their access tokens. */
export class AivenClient {
  private readonly http: HttpClient;
  private readonly users = new Map<string, UserTokens>();
  private readonly organizations = new Map<string, CreateOnce<ApplicationUser, ApplicationUser>>();

  /** @param settings `baseUrl` without the API's version */
  public constructor(settings: Settings & { readonly token: string }) {
    const { token, ...rest } = settings;
    this.http = new HttpClient({
      service: 'Aiven',
      authorization: { scheme: 'aivenv1', credential: token },
      reasonIn: (json) => Answer.of(json, 'the refusal').text('message'),
      advice: (status) => ADVICE[status],
      ...rest,
    });
  }

  /**
   * Issues a token once, whatever becomes of the answer.
   *
   * @param warn see {@link CreateOnce}
   */
  public async createToken(
    user: ApplicationUserAddress,
    wanted: AccessTokenRequest,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<IssuedAccessToken> {
    try {
      return await this.tokensOf(user).creations.create(
        {
          signature: JSON.stringify(wanted),
          create: async (each) =>
            this.http.request(
              { method: 'POST', path: tokensPath(user), body: wanted, decode: readIssued },
              each,
            ),
          matches: (listed) => matches(listed, wanted),
        },
        caller,
        warn,
      );
    } catch (error) {
      throw await this.explained(error, user, caller);
    }
  }

  /** A token of the state is nothing that a killed run has left. */
  public claimToken(user: ApplicationUserAddress, prefix: string): void {
    this.tokensOf(user).creations.claim(prefix);
  }

  /** The user's tokens, in one call for all who ask at about the same time. */
  public async listTokens(user: ApplicationUserAddress, caller: Caller): Promise<readonly AccessToken[]> {
    return this.tokensOf(user).list(caller);
  }

  /** The same for one who must not see what another has seen a moment ago. */
  public async listTokensAnew(user: ApplicationUserAddress, caller: Caller): Promise<readonly AccessToken[]> {
    return this.http.request(
      { method: 'GET', path: tokensPath(user), query: WHOLE_LIST, decode: tokensIn },
      caller,
    );
  }

  /** Revoking what is not there is revoking it. */
  public async revokeToken(user: ApplicationUserAddress, prefix: string, caller: Caller): Promise<void> {
    await this.remove(`${tokensPath(user)}${path`/${prefix}`}`, caller);
    this.tokensOf(user).creations.undone(prefix);
  }

  /** Makes a user once, whatever becomes of the answer. */
  public async createUser(
    organization: string,
    wanted: { readonly name: string; readonly is_super_admin: boolean },
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<ApplicationUser> {
    return this.usersOf(organization).create(
      {
        signature: wanted.name,
        create: async (each) =>
          this.http.request(
            { method: 'POST', path: usersPath(organization), body: wanted, decode: userOf },
            each,
          ),
        matches: (listed) => listed.name === wanted.name,
      },
      caller,
      warn,
    );
  }

  /** A user of the state. Nothing where there is none any more. */
  public async getUser(user: ApplicationUserAddress, caller: Caller): Promise<ApplicationUser | undefined> {
    this.usersOf(user.organization_id).claim(user.user_id);
    try {
      return await this.http.request({ method: 'GET', path: userPath(user), decode: userOf }, caller);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  public async updateUser(
    user: ApplicationUserAddress,
    body: { readonly name: string; readonly is_super_admin: boolean },
    caller: Caller,
  ): Promise<ApplicationUser> {
    return this.http.request({ method: 'PATCH', path: userPath(user), body, decode: userOf }, caller);
  }

  /** Its tokens go with it. */
  public async deleteUser(user: ApplicationUserAddress, caller: Caller): Promise<void> {
    await this.remove(userPath(user), caller);
  }

  /** How this client waits; for what waits on its behalf. */
  public get timing() {
    return this.http.timing;
  }

  private async remove(what: string, caller: Caller): Promise<void> {
    try {
      await this.http.request({ method: 'DELETE', path: what, decode: () => undefined }, caller);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  private tokensOf(user: ApplicationUserAddress): UserTokens {
    const key = JSON.stringify([user.organization_id, user.user_id]);
    const known = this.users.get(key);
    if (known) return known;
    const list = this.http.shareRead(async (caller) => this.listTokensAnew(user, caller));
    const creations = new CreateOnce<IssuedAccessToken, AccessToken>(
      {
        kind: 'Aiven application user token',
        list,
        idOf: ({ token_prefix: prefix }) => prefix,
        idOfMade: ({ token_prefix: prefix }) => prefix,
        createdAt: ({ create_time: created }) => parseInstant(created),
        revoke: async ({ token_prefix: prefix }, caller) => this.revokeToken(user, prefix, caller),
      },
      this.http.timing,
      this.http.journal('token', key),
    );
    const tokens = { list, creations };
    this.users.set(key, tokens);
    return tokens;
  }

  private usersOf(organization: string): CreateOnce<ApplicationUser, ApplicationUser> {
    const known = this.organizations.get(organization);
    if (known) return known;
    const creations = new CreateOnce<ApplicationUser, ApplicationUser>(
      {
        kind: 'Aiven application user',
        list: this.http.shareRead(async (caller) =>
          this.http.request(
            { method: 'GET', path: usersPath(organization), query: WHOLE_LIST, decode: usersIn },
            caller,
          ),
        ),
        idOf: ({ user_id: id }) => id,
        idOfMade: ({ user_id: id }) => id,
        createdAt: ({ create_time: created }) => parseInstant(created),
        revoke: async ({ user_id: id }, caller) =>
          this.deleteUser({ organization_id: organization, user_id: id }, caller),
      },
      this.http.timing,
      this.http.journal('user', organization),
    );
    this.organizations.set(organization, creations);
    return creations;
  }

  /** A user who has all the tokens that one may have is refused in words that don't always say so. */
  private async explained(error: unknown, user: ApplicationUserAddress, caller: Caller): Promise<unknown> {
    if (!(error instanceof ServiceError) || !REFUSED.includes(error.status)) return error;
    const tokens = await this.listTokens(user, caller).catch(() => []);
    if (tokens.length < TOKENS_PER_USER) return error;
    return new ServiceError(
      `${error.message} The application user ${user.user_id} has ${tokens.length} tokens, and Aiven lets a user have ` +
        `${TOKENS_PER_USER}: revoke one that is no longer needed, or give this token a user of its own. A rotation needs ` +
        'a free one for each of its slots.',
      error.status,
      error.reason,
    );
  }
}

/** One user's tokens: the list that is shared, and the creations, which need one memory. */
interface UserTokens {
  readonly list: (caller: Caller) => Promise<readonly AccessToken[]>;
  readonly creations: CreateOnce<IssuedAccessToken, AccessToken>;
}

const ADVICE: Readonly<Record<number, string>> = {
  401: "Check api_token in the provider's block aiven, or AIVEN_TOKEN: it may be mistyped, revoked or expired.",
  403: "The credential may not do this: api_token in the provider's block aiven, or AIVEN_TOKEN, must belong to somebody who manages the organization's application users.",
};

function usersPath(organization: string): string {
  return path`/v1/organization/${organization}/application-users`;
}

function userPath({ organization_id: organization, user_id: user }: ApplicationUserAddress): string {
  return usersPath(organization) + path`/${user}`;
}

function tokensPath(user: ApplicationUserAddress): string {
  return `${userPath(user)}/access-tokens`;
}

function readIssued(json: unknown): IssuedAccessToken {
  const answer = Answer.of(json, 'the token');
  return { full_token: answer.text('full_token'), token_prefix: answer.text('token_prefix') };
}

function tokensIn(json: unknown): AccessToken[] {
  return Answer.of(json, 'the list').objects('tokens').map(readToken);
}

function readToken(answer: Answer): AccessToken {
  const text = (name: string) => (answer.has(name) ? answer.optionalText(name) : undefined);
  const texts = (name: string) => (answer.has(name) ? answer.optionalTexts(name) : undefined);
  return {
    token_prefix: answer.text('token_prefix'),
    create_time: answer.text('create_time'),
    created_manually: answer.boolean('created_manually'),
    currently_active: answer.boolean('currently_active'),
    description: text('description'),
    expiry_time: text('expiry_time'),
    extend_when_used: answer.optionalBoolean('extend_when_used') ?? undefined,
    ip_allowlist: texts('ip_allowlist'),
    last_ip: text('last_ip'),
    last_used_time: text('last_used_time'),
    last_user_agent: text('last_user_agent'),
    last_user_agent_human_readable: text('last_user_agent_human_readable'),
    max_age_seconds: answer.has('max_age_seconds') ? answer.optionalInteger('max_age_seconds') : undefined,
    scopes: texts('scopes'),
  };
}

function usersIn(json: unknown): ApplicationUser[] {
  return Answer.of(json, 'the list').objects('application_users').map(readUser);
}

function userOf(json: unknown): ApplicationUser {
  return readUser(Answer.of(json, 'the application user'));
}

function readUser(answer: Answer): ApplicationUser {
  return {
    user_id: answer.text('user_id'),
    user_email: answer.optionalText('user_email') ?? '',
    name: answer.text('name'),
    is_super_admin: answer.optionalBoolean('is_super_admin') ?? false,
    create_time: answer.text('create_time'),
  };
}
