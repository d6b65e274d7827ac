import { Refusal } from './http/refusal';
import { Reply, Request } from './http/request';
import { Router } from './http/router';
import { Counters, ServiceName, World } from './world';

/** A request whose path was recognised and whose caller is known. */
export interface Call<Caller> extends Request {
  /** Segments that the route names, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

/** A token that works now, as `admin` shows it. */
export interface LiveToken {
  readonly id: string;
  readonly name: string;
  /** RFC 3339. */
  readonly created: string;
  /** RFC 3339; null never expires. */
  readonly expiry: string | null;
  /** Digest of the secret, hexadecimal. */
  readonly sha256: string;
  /** Put there by `admin` or at the beginning, not created through the API. */
  readonly foreign: boolean;
}

/** Something that answers on an origin of its own. */
export interface Answering {
  /** Answers one request; what is refused comes back in the vendor's own shape. */
  answer(request: Request): Reply;
  /** The vendor's shape of an error. */
  refuse(refusal: Refusal): Reply;
}

/** What `admin` sees of a vendor's API. */
export interface TokenApi extends Answering {
  /** Tokens that work now, in the order of their creation. */
  live(): LiveToken[];
  /** Whether the secret would be taken as a credential now. */
  verify(secret: string): boolean;
  /** Puts in a token that no client of ours has made. Answers with its id as {@link live} shows it. */
  seed(token: SeedToken): string;
}

/** Routes and credentials: a vendor's API, or `admin`. */
export abstract class Endpoint<Caller> implements Answering {
  protected readonly router: Router<(call: Call<Caller>) => Reply>;

  /** @param bases path prefixes under which the same routes are found; '' is the root. */
  constructor(bases: readonly string[] = ['']) {
    this.router = new Router(bases);
  }

  answer(request: Request): Reply {
    try {
      const { handler, params } = this.router.find(request.method, request.path);
      const caller = this.authenticate(request);
      return handler.call(this, { ...request, params, caller });
    } catch (error) {
      if (error instanceof Refusal) return this.refuse(error);
      throw error;
    }
  }

  abstract refuse(refusal: Refusal): Reply;

  /** Who calls; throws a {@link Refusal} where the credential isn't live. */
  protected abstract authenticate(request: Request): Caller;
}

/** A vendor's token API. */
export abstract class Service<Caller> extends Endpoint<Caller> implements TokenApi {
  abstract readonly name: ServiceName;

  constructor(
    protected readonly world: World,
    bases?: readonly string[],
  ) {
    super(bases);
  }

  abstract live(): LiveToken[];

  abstract verify(secret: string): boolean;

  abstract seed(token: SeedToken): string;

  protected count(what: keyof Counters, times = 1): void {
    this.world.counters()[this.name][what] += times;
  }
}

export interface SeedToken {
  readonly name: string;
  /** The secret it shall answer to; random, and so unknown to all, without. */
  readonly secret?: string;
  readonly expiry?: Date;
  /** What only one service knows: `scopes`, `user_id`, `apiKeyIdentifier`, ... */
  readonly text: (field: string) => string | undefined;
}
