import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply, Request } from '../http/request';
import { ALPHANUMERIC, randomText, sha256 } from '../secret';
import { Call, LiveToken, SeedToken, Service } from '../service';
import { World } from '../world';

/** The credential that is there from the beginning. Fake, and known to all. */
export const SEQERA_ROOT = accessKey(0, 'fa4e'.repeat(10));

/** Seqera shows milliseconds. */
const FOREIGN_SINCE = Date.UTC(2024, 6, 29, 15, 51, 28, 71);

interface Token {
  readonly id: number;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly created: number;
  lastUsed: number | null;
  readonly sha256: string;
  readonly foreign: boolean;
}

interface State {
  nextId: number;
  tokens: Token[];
}

/** `/tokens`, and the same under `/api` as self-hosted installations have it. Tokens never expire. */
export class Seqera extends Service<void> {
  readonly name = 'seqera';
  private readonly state: () => State;

  constructor(world: World) {
    super(world, ['', '/api']);
    this.state = world.store.section<State>(this.name, strangers);
    this.router
      .on('GET', '/tokens', this.list)
      .on('POST', '/tokens', this.create)
      .on('DELETE', '/tokens/delete-all', this.removeAll)
      .on('DELETE', '/tokens/{id}', this.remove);
  }

  /** A 401 and a 403 have no body; that of a 401 is not known. */
  refuse({ status, message, detail: { headers } }: Refusal): Reply {
    return status === 401 || status === 403 ? { status, headers } : { status, body: { message }, headers };
  }

  live(): LiveToken[] {
    return this.state().tokens.map(({ id, name, created, foreign, ...token }) => ({
      id: String(id),
      name,
      created: new Date(created).toISOString(),
      expiry: null,
      sha256: token.sha256,
      foreign,
    }));
  }

  verify(secret: string): boolean {
    return secret === SEQERA_ROOT || this.holder(secret) !== undefined;
  }

  seed({ name, secret, expiry }: SeedToken): string {
    if (expiry) throw new Refusal(400, 'A Seqera token never expires: leave out expires');
    const id = this.state().nextId++;
    this.add(id, name, secret ?? newKey(id), true);
    return String(id);
  }

  protected authenticate(request: Request): void {
    const secret = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (secret === SEQERA_ROOT) return;
    const token = this.holder(secret);
    if (!token) throw new Refusal(401, 'Unauthorized');
    token.lastUsed = this.world.clock.now().getTime();
  }

  private list(): Reply {
    return { status: 200, body: { tokens: this.state().tokens.map(show) } };
  }

  private create(call: Call<void>): Reply {
    const body = new Fields(jsonObject(call.body));
    const state = this.state();
    const id = state.nextId;
    // Not known: what a token without a name is called.
    const name = body.text('name') ?? `token-${id}`;
    const length = [...name].length;
    if (length < 1 || length > 50) {
      throw new Refusal(400, `Token name must have from 1 to 50 characters, got ${length}`);
    }
    if (state.tokens.some((token) => token.name === name)) {
      throw new Refusal(409, `Duplicated element: a token named '${name}' already exists`);
    }
    state.nextId += 1;
    const key = newKey(id);
    const token = this.add(id, name, key, false);
    this.count('creates');
    return { status: 200, body: { accessKey: key, token: show(token) } };
  }

  private remove(call: Call<void>): Reply {
    if (!/^\d+$/.test(call.params.id)) throw new Refusal(400, `Invalid token id '${call.params.id}'`);
    const token = this.state().tokens.find((each) => String(each.id) === call.params.id);
    if (!token) throw new Refusal(404, `Unknown token with id ${call.params.id}`);
    this.state().tokens = this.state().tokens.filter((each) => each !== token);
    this.count('deletes');
    return { status: 204 };
  }

  private removeAll(): Reply {
    this.count('deletes', this.state().tokens.length);
    this.state().tokens = [];
    return { status: 204 };
  }

  private add(id: number, name: string, key: string, foreign: boolean): Token {
    const created = this.world.clock.now().getTime();
    const token: Token = { id, name, created, lastUsed: null, sha256: sha256(key), foreign };
    this.state().tokens.push(token);
    return token;
  }

  private holder(secret: string): Token | undefined {
    const digest = sha256(secret);
    return this.state().tokens.find((token) => token.sha256 === digest);
  }
}

/** Two tokens of somebody else stand before ours: a client must find its own by id, not by place. */
function strangers(): State {
  const tokens = ['nextflow-laptop', 'ci-runner'].map((name, i) => ({
    id: 7001 + i,
    name,
    created: FOREIGN_SINCE + i * 86_400_000,
    lastUsed: null,
    sha256: sha256(newKey(7001 + i)),
    foreign: true,
  }));
  return { nextId: 7003, tokens };
}

function newKey(id: number): string {
  return accessKey(id, randomText(ALPHANUMERIC, 40));
}

/** Base64 of the id and a random part, which gives the `eyJ...` that documents show; the rest is not known. */
function accessKey(id: number, random: string): string {
  return Buffer.from(`{"tid": ${id}}.${random}`).toString('base64');
}

function show({ id, name, created, lastUsed }: Token): object {
  return {
    id,
    name,
    lastUsed: lastUsed === null ? null : new Date(lastUsed).toISOString(),
    dateCreated: new Date(created).toISOString(),
  };
}
