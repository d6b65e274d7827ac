import { randomBytes } from 'node:crypto';
import { parseInstant, toSeconds } from '../clock';
import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply, Request } from '../http/request';
import { sha256 } from '../secret';
import { Call, LiveToken, SeedToken, Service } from '../service';
import { World } from '../world';
import { LINODE_IMAGES, LINODE_TYPES } from './catalog';
import { covers, parseScopes, Scopes } from './scopes';

/** The credential that is there from the beginning, with every scope. Fake, and known to all. */
export const LINODE_ROOT = 'fa4e'.repeat(16);

/** What the API makes of a null expiry (seen in recorded traffic). */
const NEVER = Date.UTC(2999, 11, 12, 5, 0, 0);

interface Token {
  readonly id: number;
  label: string;
  readonly scopes: string;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly expiry: number;
  /** All that is shown of the secret after its creation. */
  readonly prefix: string;
  readonly sha256: string;
  readonly foreign: boolean;
}

interface State {
  nextId: number;
  tokens: Token[];
}

interface Caller {
  readonly scopes: Scopes;
}

/** Paths that take no credential; one that is given has to be good all the same. */
const PUBLIC = /\/(linode\/types|images)$/;

/** `/v4/profile/tokens`, and as much of the public catalog as a provider needs to start; the same under `/v4beta`. */
export class Linode extends Service<Caller> {
  readonly name = 'linode';
  private readonly state: () => State;

  constructor(world: World) {
    super(world, ['/v4', '/v4beta']);
    this.state = world.store.section<State>(this.name, () => ({ nextId: 57_288_262, tokens: [] }));
    this.router
      .on('GET', '/profile/tokens', this.list)
      .on('POST', '/profile/tokens', this.create)
      .on('GET', '/profile/tokens/{id}', this.get)
      .on('PUT', '/profile/tokens/{id}', this.update)
      .on('DELETE', '/profile/tokens/{id}', this.remove)
      .on('GET', '/linode/types', (call) => this.reply(call, page(call, LINODE_TYPES)))
      .on('GET', '/images', (call) => this.reply(call, page(call, LINODE_IMAGES)));
  }

  refuse(refusal: Refusal): Reply {
    const { field, headers } = refusal.detail;
    const error = { ...(field === undefined ? {} : { field }), reason: refusal.message };
    return { status: refusal.status, body: { errors: [error] }, headers };
  }

  live(): LiveToken[] {
    return this.tokens().map((token) => ({
      id: String(token.id),
      name: token.label,
      created: toSeconds(token.created),
      expiry: token.expiry === NEVER ? null : toSeconds(token.expiry),
      sha256: token.sha256,
      foreign: token.foreign,
    }));
  }

  verify(secret: string): boolean {
    return this.scopesOf(secret) !== undefined;
  }

  seed({ name, secret, expiry, text }: SeedToken): string {
    const scopes = text('scopes') ?? '*';
    return String(this.add(name, scopes, expiry?.getTime() ?? NEVER, secret ?? newSecret(), true).id);
  }

  protected authenticate(request: Request): Caller {
    const { authorization = '' } = request.headers;
    if (authorization === '' && PUBLIC.test(request.path)) return { scopes: [] };
    const secret = /^Bearer (.+)$/i.exec(authorization)?.[1];
    const scopes = secret === undefined ? undefined : this.scopesOf(secret);
    if (!scopes) throw new Refusal(401, 'Invalid Token');
    const needed = accepted(request);
    if (needed !== '*' && !covers(scopes, [needed])) {
      throw new Refusal(401, 'Your OAuth token is not authorized to use this endpoint.');
    }
    return { scopes };
  }

  private list(call: Call<Caller>): Reply {
    const tokens = this.tokens().map((token) => show(token));
    return this.reply(call, page(call, tokens));
  }

  private create(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const label = checkLabel(body.text('label') ?? '');
    const scopes = body.text('scopes') ?? '';
    const wanted = parseScopes(scopes);
    if (!wanted) throw new Refusal(400, 'Invalid OAuth scopes', { field: 'scopes' });
    if (!covers(call.caller.scopes, wanted)) {
      throw new Refusal(400, 'Scopes may not exceed those of the token that makes the request', {
        field: 'scopes',
      });
    }
    const secret = newSecret();
    const token = this.add(label, scopes, this.parseExpiry(body.text('expiry')), secret, false);
    this.count('creates');
    return this.reply(call, show(token, secret));
  }

  private get(call: Call<Caller>): Reply {
    return this.reply(call, show(this.find(call)));
  }

  private update(call: Call<Caller>): Reply {
    const token = this.find(call);
    const body = new Fields(jsonObject(call.body));
    token.label = checkLabel(body.text('label') ?? token.label);
    return this.reply(call, show(token));
  }

  private remove(call: Call<Caller>): Reply {
    const token = this.find(call);
    this.state().tokens = this.state().tokens.filter((each) => each !== token);
    this.count('deletes');
    return this.reply(call, {});
  }

  private reply(call: Call<Caller>, body: unknown): Reply {
    return {
      status: 200,
      body,
      headers: {
        'X-OAuth-Scopes': call.caller.scopes.join(' '),
        'X-Accepted-OAuth-Scopes': accepted(call),
        'X-Ratelimit-Limit': '400',
      },
    };
  }

  /** An expired token is gone to the API: 404, and in no list (the real API's way is not known). */
  private tokens(): Token[] {
    const now = this.world.clock.now().getTime();
    return this.state().tokens.filter((token) => now < token.expiry);
  }

  private find(call: Call<Caller>): Token {
    const token = this.tokens().find((each) => String(each.id) === call.params.id);
    if (!token) throw new Refusal(404, 'Not found');
    return token;
  }

  private add(label: string, scopes: string, expiry: number, secret: string, foreign: boolean): Token {
    const state = this.state();
    const token: Token = {
      id: state.nextId++,
      label,
      scopes,
      created: this.world.clock.now().getTime(),
      expiry,
      prefix: secret.slice(0, 16),
      sha256: sha256(secret),
      foreign,
    };
    state.tokens.push(token);
    return token;
  }

  private parseExpiry(text: string | undefined): number {
    if (text === undefined) return NEVER;
    const instant = parseInstant(/(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`);
    if (!instant) {
      throw new Refusal(400, 'Must be a datetime such as 2030-01-02T03:04:05', { field: 'expiry' });
    }
    if (instant <= this.world.clock.now()) {
      throw new Refusal(400, 'Must be in the future', { field: 'expiry' });
    }
    return instant.getTime();
  }

  private scopesOf(secret: string): Scopes | undefined {
    if (secret === LINODE_ROOT) return ['*'];
    const digest = sha256(secret);
    const token = this.tokens().find((each) => each.sha256 === digest);
    return token && parseScopes(token.scopes);
  }
}

/** The scope that a request needs; `*` where any will do, as the API itself writes it. */
function accepted(request: Request): string {
  if (PUBLIC.test(request.path)) return '*';
  return request.method === 'GET' ? 'account:read_only' : 'account:read_write';
}

/**
 * An empty label is taken and given back: the vendor's provider sends one where the user set none. What the real
 * API does with it is not known.
 */
function checkLabel(label: string): string {
  if ([...label].length > 100) throw new Refusal(400, 'Length must be 1-100 characters', { field: 'label' });
  return label;
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** The token as the API shows it; times carry no zone. */
function show(token: Token, secret = token.prefix): object {
  return {
    id: token.id,
    scopes: token.scopes,
    created: toSeconds(token.created).slice(0, -1),
    label: token.label,
    token: secret,
    expiry: toSeconds(token.expiry).slice(0, -1),
  };
}

/** One page of what an `X-Filter` leaves of a list. Beyond the last there are empty ones, which the vendor's provider relies on. */
function page({ query, headers }: Request, list: readonly object[]): object {
  const all = list.filter(filter(headers['x-filter']));
  const number = wholeNumber(query.get('page') ?? '1', 'page', 1, Number.MAX_SAFE_INTEGER);
  const size = wholeNumber(query.get('page_size') ?? '100', 'page_size', 25, 500);
  return {
    data: all.slice((number - 1) * size, number * size),
    page: number,
    pages: Math.max(1, Math.ceil(all.length / size)),
    results: all.length,
  };
}

function wholeNumber(text: string, field: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw new Refusal(400, `Must be ${least}-${most}`, { field });
  }
  return value;
}

/** Of an `X-Filter` only equalities are honoured; operators let everything through. */
function filter(header: string | string[] | undefined): (shown: object) => boolean {
  if (header === undefined) return () => true;
  let wanted: unknown;
  try {
    wanted = JSON.parse(String(header));
  } catch {
    wanted = undefined;
  }
  if (typeof wanted !== 'object' || wanted === null) {
    throw new Refusal(400, 'Cannot parse the X-Filter header');
  }
  const equal = Object.entries(wanted).filter(
    ([key, value]) => !key.startsWith('+') && typeof value !== 'object',
  );
  return (shown) => equal.every(([key, value]) => (shown as Record<string, unknown>)[key] === value);
}
