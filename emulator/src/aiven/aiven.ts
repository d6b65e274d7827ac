import { toSeconds } from '../clock';
import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply, Request } from '../http/request';
import { sha256 } from '../secret';
import { Call, LiveToken, SeedToken, Service } from '../service';
import { World } from '../world';
import {
  AccessToken,
  AccessTokenRequest,
  newSecret,
  parseRequest,
  permits,
  prefixOf,
  show,
} from './access-token';
import { Account, aivenId, showAccount, showOrganization } from './organizations';

/** The credential that is there from the beginning, an administrator's. Fake, and known to all. */
export const AIVEN_ROOT = `FAKEaivenRoot${'fa4e'.repeat(25)}`;
/** The account, and the organization that it is, that is there from the beginning. */
export const AIVEN_ACCOUNT = 'a22f3e4a1b5c';
export const AIVEN_ORGANIZATION = 'org22f3e4a1b5c';
export const AIVEN_ORGANIZATION_NAME = 'emulated-organization';

const FOREIGN_USER = 'foreign';

interface ApplicationUser {
  readonly id: string;
  readonly organization: string;
  name: string;
  /** Epoch milliseconds. */
  readonly created: number;
  tokens: AccessToken[];
}

interface State {
  accounts: Account[];
  users: ApplicationUser[];
}

/** The token that signed the request; nothing for the root credential. */
interface Caller {
  readonly token?: AccessToken;
}

/**
 * Application users and their access tokens, and as much of accounts and organizations as `aiven_organization`
 * needs. What a token's scopes let it do is not looked at: every live credential may do everything.
 */
export class Aiven extends Service<Caller> {
  readonly name = 'aiven';
  private readonly state: () => State;

  constructor(world: World) {
    super(world, ['/v1']);
    this.state = world.store.section<State>(this.name, initial);
    const users = '/organization/{organization}/application-users';
    this.router
      .on('GET', '/account', this.listAccounts)
      .on('POST', '/account', this.createAccount)
      .on('GET', '/account/{account}', this.getAccount)
      .on('PUT', '/account/{account}', this.updateAccount)
      .on('DELETE', '/account/{account}', this.deleteAccount)
      .on('GET', '/organization/{organization}', this.getOrganization)
      .on('PATCH', '/organization/{organization}', this.updateOrganization)
      .on('DELETE', '/organization/{organization}', this.deleteOrganization)
      .on('GET', users, this.listUsers)
      .on('POST', users, this.createUser)
      .on('GET', `${users}/{user}`, this.getUser)
      .on('PATCH', `${users}/{user}`, this.updateUser)
      .on('DELETE', `${users}/{user}`, this.deleteUser)
      .on('GET', `${users}/{user}/access-tokens`, this.listTokens)
      .on('POST', `${users}/{user}/access-tokens`, this.createToken)
      .on('DELETE', `${users}/{user}/access-tokens/{prefix}`, this.deleteToken);
  }

  refuse({ status, message, detail: { headers } }: Refusal): Reply {
    return { status, body: { errors: [{ message, status }], message }, headers };
  }

  live(): LiveToken[] {
    return this.state().users.flatMap((user) =>
      this.tokens(user).map((token) => ({
        id: `${user.organization}/${user.id}/${token.prefix}`,
        name: token.description,
        created: toSeconds(token.created),
        expiry: token.expires === null ? null : toSeconds(token.expires),
        sha256: token.sha256,
        foreign: token.foreign,
      })),
    );
  }

  verify(secret: string): boolean {
    return secret === AIVEN_ROOT || this.holder(secret) !== undefined;
  }

  seed({ name, secret = newSecret(), expiry, text }: SeedToken): string {
    const organization = text('organization_id') ?? AIVEN_ORGANIZATION;
    this.organization(organization);
    const id = text('user_id');
    const user =
      this.state().users.find(
        (each) => each.organization === organization && (id ? each.id === id : each.name === FOREIGN_USER),
      ) ?? this.addUser(organization, FOREIGN_USER, id);
    const wishes: AccessTokenRequest = {
      description: name,
      maxAgeSeconds: null,
      extendWhenUsed: false,
      scopes: null,
      ipAllowlist: null,
    };
    const token = this.add(user, wishes, secret, true);
    token.expires = expiry?.getTime() ?? null;
    return `${organization}/${user.id}/${token.prefix}`;
  }

  protected authenticate(request: Request): Caller {
    const [, secret = ''] = /^aivenv1 ("?)(.+)\1$/i.exec(request.headers.authorization ?? '')?.slice(1) ?? [];
    if (secret === AIVEN_ROOT) return {};
    const token = this.holder(secret);
    if (!token) throw new Refusal(401, 'Invalid token');
    if (!permits(token, request.ip)) throw new Refusal(403, `The token may not be used from ${request.ip}`);
    token.lastUsed = this.world.clock.now().getTime();
    token.lastIp = request.ip;
    token.lastUserAgent = request.headers['user-agent'] ?? null;
    if (token.extendWhenUsed && token.maxAgeSeconds !== null) {
      token.expires = token.lastUsed + token.maxAgeSeconds * 1000;
    }
    return { token };
  }

  private listAccounts(): Reply {
    return { status: 200, body: { accounts: this.state().accounts.map(showAccount) } };
  }

  private createAccount(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const parent = body.text('parent_account_id');
    const time = toSeconds(this.world.clock.now());
    const account: Account = {
      account_id: aivenId('a'),
      account_name: body.required('account_name'),
      organization_id: parent === undefined ? aivenId('org') : this.account(parent).organization_id,
      parent_account_id: parent ?? null,
      create_time: time,
      update_time: time,
    };
    this.state().accounts.push(account);
    return { status: 201, body: { account: showAccount(account) } };
  }

  private getAccount(call: Call<Caller>): Reply {
    return { status: 200, body: { account: showAccount(this.account(call.params.account)) } };
  }

  private updateAccount(call: Call<Caller>): Reply {
    const account = this.account(call.params.account);
    this.rename(account, new Fields(jsonObject(call.body)).text('account_name'));
    return { status: 200, body: { account: showAccount(account) } };
  }

  private deleteAccount(call: Call<Caller>): Reply {
    const account = this.account(call.params.account);
    return this.deleteWhole(account, false);
  }

  private getOrganization(call: Call<Caller>): Reply {
    return { status: 200, body: showOrganization(this.organization(call.params.organization)) };
  }

  private updateOrganization(call: Call<Caller>): Reply {
    const account = this.organization(call.params.organization);
    this.rename(account, new Fields(jsonObject(call.body)).text('name'));
    return { status: 200, body: showOrganization(account) };
  }

  private deleteOrganization(call: Call<Caller>): Reply {
    return this.deleteWhole(
      this.organization(call.params.organization),
      call.query.get('recursive') === 'true',
    );
  }

  private listUsers(call: Call<Caller>): Reply {
    const { organization_id: organization } = this.organization(call.params.organization);
    const users = this.state().users.filter((user) => user.organization === organization);
    return { status: 200, body: { application_users: users.map(showUser) } };
  }

  private createUser(call: Call<Caller>): Reply {
    const { organization_id: organization } = this.organization(call.params.organization);
    const body = new Fields(jsonObject(call.body));
    refuseSuperAdmin(body);
    return { status: 201, body: showUser(this.addUser(organization, body.required('name'))) };
  }

  private getUser(call: Call<Caller>): Reply {
    return { status: 200, body: showUser(this.user(call)) };
  }

  private updateUser(call: Call<Caller>): Reply {
    const user = this.user(call);
    const body = new Fields(jsonObject(call.body));
    refuseSuperAdmin(body);
    if (body.has('name')) user.name = body.required('name');
    return { status: 200, body: showUser(user) };
  }

  private deleteUser(call: Call<Caller>): Reply {
    const user = this.user(call);
    this.count('deletes', this.tokens(user).length);
    this.state().users = this.state().users.filter((each) => each !== user);
    return { status: 204 };
  }

  private listTokens(call: Call<Caller>): Reply {
    const tokens = this.tokens(this.user(call));
    return { status: 200, body: { tokens: tokens.map((token) => show(token, token === call.caller.token)) } };
  }

  private createToken(call: Call<Caller>): Reply {
    const user = this.user(call);
    const request = parseRequest(new Fields(jsonObject(call.body)));
    const limit = this.world.limits().aivenTokensPerUser;
    if (this.tokens(user).length >= limit) {
      throw new Refusal(
        400,
        `The user has ${limit} access tokens already, which is the most a user may have`,
      );
    }
    const secret = newSecret();
    const token = this.add(user, request, secret, false);
    this.count('creates');
    return { status: 201, body: { full_token: secret, token_prefix: token.prefix } };
  }

  private deleteToken(call: Call<Caller>): Reply {
    const user = this.user(call);
    const token = this.tokens(user).find((each) => each.prefix === call.params.prefix);
    if (!token) throw new Refusal(404, 'Access token not found');
    user.tokens = user.tokens.filter((each) => each !== token);
    this.count('deletes');
    return { status: 204 };
  }

  /** The user's tokens that have not expired; an expired one leaves the list (the real API's way is not known). */
  private tokens(user: ApplicationUser): AccessToken[] {
    const now = this.world.clock.now().getTime();
    return user.tokens.filter((token) => token.expires === null || now < token.expires);
  }

  private holder(secret: string): AccessToken | undefined {
    const digest = sha256(secret);
    return this.state()
      .users.flatMap((user) => this.tokens(user))
      .find((token) => token.sha256 === digest);
  }

  private account(id: string): Account {
    const account = this.state().accounts.find((each) => each.account_id === id);
    if (!account) throw new Refusal(404, 'Account not found');
    return account;
  }

  /** The account that is the organization; its units share the organization's id. */
  private organization(id: string): Account {
    const account = this.state().accounts.find(
      (each) => each.organization_id === id && each.parent_account_id === null,
    );
    if (!account) throw new Refusal(404, 'Organization not found');
    return account;
  }

  private rename(account: Account, name: string | undefined): void {
    if (!name) return;
    account.account_name = name;
    account.update_time = toSeconds(this.world.clock.now());
  }

  private deleteWhole(account: Account, recursive: boolean): Reply {
    const state = this.state();
    const root = account.parent_account_id === null;
    const users = root ? state.users.filter((user) => user.organization === account.organization_id) : [];
    const units = state.accounts.filter((each) => each.parent_account_id === account.account_id);
    if (!recursive && users.length + units.length > 0) {
      throw new Refusal(409, 'The organization is not empty: give recursive=true');
    }
    this.count('deletes', users.flatMap((user) => this.tokens(user)).length);
    state.users = state.users.filter((user) => !users.includes(user));
    state.accounts = state.accounts.filter((each) => each !== account && !units.includes(each));
    return { status: 204 };
  }

  private user(call: Call<Caller>): ApplicationUser {
    const { organization, user: id } = call.params;
    this.organization(organization);
    const user = this.state().users.find((each) => each.organization === organization && each.id === id);
    if (!user) throw new Refusal(404, 'Application user not found');
    return user;
  }

  private addUser(organization: string, name: string, id = aivenId('u')): ApplicationUser {
    const created = this.world.clock.now().getTime();
    const user: ApplicationUser = { id, organization, name, created, tokens: [] };
    this.state().users.push(user);
    return user;
  }

  private add(
    user: ApplicationUser,
    request: AccessTokenRequest,
    secret: string,
    foreign: boolean,
  ): AccessToken {
    const created = this.world.clock.now().getTime();
    const token: AccessToken = {
      ...request,
      prefix: prefixOf(secret),
      sha256: sha256(secret),
      created,
      expires: request.maxAgeSeconds === null ? null : created + request.maxAgeSeconds * 1000,
      lastUsed: null,
      lastIp: null,
      lastUserAgent: null,
      foreign,
    };
    user.tokens.push(token);
    return token;
  }
}

function initial(): State {
  const time = '2024-01-15T08:00:00Z';
  return {
    accounts: [
      {
        account_id: AIVEN_ACCOUNT,
        account_name: AIVEN_ORGANIZATION_NAME,
        organization_id: AIVEN_ORGANIZATION,
        parent_account_id: null,
        create_time: time,
        update_time: time,
      },
    ],
    users: [],
  };
}

function refuseSuperAdmin(body: Fields): void {
  if (body.boolean('is_super_admin')) {
    throw new Refusal(400, 'Making application users super admin is no longer supported');
  }
}

function showUser(user: ApplicationUser): object {
  return {
    user_id: user.id,
    user_email: `${user.id}@application-user.invalid`,
    name: user.name,
    is_super_admin: false,
    create_time: toSeconds(user.created),
  };
}
