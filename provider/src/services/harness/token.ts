import {
  apiKeyPlaceAttributes,
  checkScope,
  descriptionAttribute,
  identifierAttribute,
  isInstantInMilliseconds,
  isOverlap,
  nameAttribute,
  scopeAttributes,
  tagsAttribute,
} from './attributes';
import { Token } from './client';
import { HarnessConnection } from './configuration';
import { issueToken, Rotated, rotateToken } from './issue-token';
import { identityOf, parseId, scopeState, TokenPlace, tokenPlaceOf } from './place';
import { fromTags, sameTags, toTags } from './tags';
import {
  AttributePath,
  boolAttribute,
  Config,
  CreateRequest,
  defineSchema,
  int64Attribute,
  isNotEmpty,
  isUnknown,
  Operation,
  Outcome,
  Plan,
  PlanRequest,
  PrivateState,
  ReadRequest,
  requiresReplace,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
} from '../../framework';
import { Clock } from '../../time/clock';
import { parseDuration } from '../../time/duration';
import { formatInstant } from '../../time/instant';

/** How long a secret is left that is ended right after: it has to be in the list to be found. Milliseconds. */
const MOMENT = 60_000;

const schema = defineSchema({
  version: 0,
  description:
    'A token of an API key of Harness. Its secret is given out once, when it is made, and is in the state, in plain ' +
    'text, as every Terraform secret is.\n\n' +
    'Another `valid_from` or `valid_to` **rotates** the token: `value` is another secret from then on, while the old ' +
    'one works until the end of its own window, or for `rotation_overlap`. Destroying the token ends both.\n\n' +
    'Service account, API key and token are made in this order and destroyed in the other, if each refers to the one ' +
    'before. A token whose API key is not there has Harness make one, which `harness_platform_apikey` then takes over. ' +
    'Where the newer Harness keeps a token of type `USER` in the account itself, leave `org_id` and `project_id` out.',
  attributes: {
    id: stringAttribute({ computed: true, description: 'The same as `identifier`.' }),
    identifier: identifierAttribute,
    name: nameAttribute,
    ...scopeAttributes,
    ...apiKeyPlaceAttributes,
    apikey_id: stringAttribute({
      required: true,
      description:
        'Identifier of the API key that the token belongs to. Refer to the resource that makes it, so that it is made ' +
        'before and destroyed after. Another one makes another token.',
      validators: [isNotEmpty],
      planModifiers: [requiresReplace],
    }),
    description: descriptionAttribute,
    tags: tagsAttribute,
    valid_from: int64Attribute({
      optional: true,
      computed: true,
      description:
        'From when on the token works, in milliseconds since 1970 (UTC). When it was made by default. Another instant ' +
        'rotates the token.',
      validators: [isInstantInMilliseconds],
    }),
    valid_to: int64Attribute({
      optional: true,
      computed: true,
      description:
        'Until when the token works, in milliseconds since 1970 (UTC), which ' +
        '`provider::tokens::unix_milliseconds(instant)` makes of an RFC 3339 instant. By default as long after `valid_from` as the ' +
        'API key’s `default_time_to_expire_token` says: no token lives for ever. Another instant rotates the token. ' +
        'A token whose end has passed is gone, and planned anew; where the configuration gives that very end it ' +
        'stays in the state, since another token could not be made with it: change `valid_to`, or take it away.',
      validators: [isInstantInMilliseconds],
    }),
    scheduled_expire_time: int64Attribute({
      optional: true,
      computed: true,
      description:
        'An end before `valid_to`, in milliseconds since 1970 (UTC). Harness takes it when the token is made, and ' +
        'changes nothing about such a token any more: another value of this or anything else makes another token.',
      validators: [isInstantInMilliseconds],
    }),
    rotation_overlap: stringAttribute({
      optional: true,
      description:
        'How long the old secret works on when the token is rotated: a duration such as `2d`, or `0s` to end it at ' +
        'once; never longer than its own window, or the new one. Without it, to the end of its own window.',
      validators: [isOverlap],
    }),
    valid: boolAttribute({
      optional: true,
      computed: true,
      description:
        'Whether the token works now. It can be given, for configurations that do, and has no effect then: `false` ' +
        'does not end a token.',
    }),
    email: stringAttribute({
      optional: true,
      description: 'Kept in the state and nowhere else: Harness neither takes nor shows whose token it is.',
    }),
    username: stringAttribute({
      optional: true,
      description: 'Kept in the state and nowhere else: Harness neither takes nor shows whose token it is.',
    }),
    encoded_password: stringAttribute({
      optional: true,
      sensitive: true,
      description: 'Kept in the state and nowhere else: Harness makes the secret. Leave it out.',
    }),
    value: stringAttribute({
      computed: true,
      sensitive: true,
      description:
        'The secret: `pat.…` of a user, `sat.…` of a service account. Null where the token was imported, until it is ' +
        'rotated: the API never shows it again.',
    }),
  },
});
type TokenSchema = typeof schema;
type TokenState = State<TokenSchema>;

/** What the service computes, where the configuration does not say it. */
const COMPUTED = ['valid_from', 'valid_to', 'scheduled_expire_time', 'valid', 'value'] as const;

/** What is kept beside the state. */
interface Seen extends PrivateState {
  /** When the token was made whose secret is in the state, in milliseconds since 1970. */
  readonly createdAt: number;
  /** Whether somebody else has rotated it, so that the state's secret is not the token's. */
  readonly replaced: boolean;
  /** Whether its end has passed. */
  readonly expired: boolean;
  /** Whether `valid` is the user's, and not the service's. */
  readonly validGiven: boolean;
  /** Identifiers of the tokens that the old secrets now are, with commas between them. */
  readonly retired: string;
}

/**
 * `harness_platform_token`.
 *
 * The token is what has the identifier. A rotation puts another token under it, and renames the old one, which the
 * private state remembers so that destroying ends it too. Private state also knows when the token was made whose
 * secret the state has: where another has the identifier, somebody else has rotated it, or a rotation was killed
 * before its answer came. Nobody can know that secret, so the next apply rotates once more and ends it.
 *
 * Of a token whose end has passed nothing is left in Harness. Read can't see the configuration, so it keeps such a
 * token and notes it; the plan then replaces it unless the configuration gives the very end that has passed, with
 * which no other token can be made. (That is the usual case of a rotation's previous slot.)
 */
export class HarnessTokenResource implements Resource<TokenSchema> {
  public readonly typeName = 'harness_platform_token';
  public readonly schema = schema;
  public readonly identity = identityOf('parent_id', 'apikey_id', 'apikey_type', 'identifier');

  public constructor(
    private readonly harness: HarnessConnection,
    private readonly clock: Clock,
  ) {}

  public validate(config: Config<TokenSchema>, operation: Operation): void {
    checkScope(config, operation);
    const { valid_from: from, valid_to: to } = config;
    if (typeof from === 'number' && typeof to === 'number' && from >= to) {
      operation.diagnostics.error(
        'Empty window',
        `valid_to, ${to}, has to be later than valid_from, ${from}. Both are in milliseconds since 1970.`,
        AttributePath.of('valid_to'),
      );
    }
  }

  public plan({
    config,
    prior,
    private: seen,
    plan,
    requiresReplace: replaced,
  }: PlanRequest<TokenSchema>): void {
    plan.id = plan.identifier;
    if (!prior) return;
    for (const name of COMPUTED) {
      if (config[name as 'valid'] === null) Object.assign(plan, { [name]: prior[name] });
    }
    const changed = (name: keyof TokenState & keyof typeof plan) => different(plan[name], prior[name]);
    const window = (['valid_from', 'valid_to'] as const).filter(changed);
    const inPlace = (['name', 'description', 'tags'] as const).filter(changed);
    // It is the service's to say again.
    if (seen.validGiven && config.valid === null) plan.valid = seen.expired ? false : Unknown.notNull;
    if (changed('scheduled_expire_time')) replaced.add('scheduled_expire_time');
    if (seen.expired) {
      // There is nothing to rotate.
      for (const name of window) replaced.add(name);
      if (config.valid_to === null && config.scheduled_expire_time === null) {
        plan.valid_to = Unknown.notNull;
        replaced.add('valid_to');
      }
    } else if (prior.scheduled_expire_time) {
      for (const name of [...window, ...inPlace]) replaced.add(name);
    } else if (window.length > 0 || seen.replaced) {
      plan.value = Unknown.notNull;
      if (config.valid_from === null) plan.valid_from = Unknown.notNull;
      if (config.valid === null) plan.valid = Unknown.notNull;
    }
  }

  public async create(
    { config, plan, keep }: CreateRequest<TokenSchema>,
    operation: Operation,
  ): Promise<Outcome<TokenSchema>> {
    const { client } = this.harness;
    const place = tokenPlaceOf(plan as TokenState, client.account);
    const validTo = known(plan.valid_to);
    this.checkEnd(validTo);
    const identifier = plan.identifier as string;
    const value = await issueToken(
      client,
      place,
      {
        identifier,
        name: plan.name as string,
        description: plan.description as string | null,
        tags: toTags(plan.tags as string[] | null),
        validFrom: known(plan.valid_from),
        validTo,
        scheduledExpireTime: known(plan.scheduled_expire_time),
      },
      operation,
    );
    const validGiven = config.valid !== null;
    keep({ state: fill(plan, value), private: { validGiven } });
    const made = await client.findToken(place, identifier, operation);
    if (!made) {
      throw new Error(
        `The token ${identifier} was made, and is not in the list of the API key ${place.apiKey}. ${listedElsewhere(place)}`,
      );
    }
    return { state: fill(plan, value, made), private: { createdAt: made.createdAt, validGiven } };
  }

  public async read(
    { state, private: before }: ReadRequest<TokenSchema>,
    operation: Operation,
  ): Promise<Outcome<TokenSchema> | undefined> {
    const { client } = this.harness;
    const seen = before as Partial<Seen>;
    const place = tokenPlaceOf(state, client.account);
    const found = await client.findToken(place, state.identifier!, operation);
    const now = found ? merge(state, found, place, seen) : { ...state, ...scopeState(place) };
    // The vendor's own provider writes 0 where there is none.
    const end = now.scheduled_expire_time || now.valid_to;
    if (end !== null && end <= this.clock.now()) {
      return {
        state: { ...now, valid: seen.validGiven ? now.valid : false },
        private: { ...before, expired: true },
      };
    }
    if (!found) return undefined;
    const { createdAt = found.createdAt } = seen;
    const replaced = createdAt !== found.createdAt;
    if (replaced) {
      operation.diagnostics.warning(
        'Token has another secret',
        `The token ${state.identifier} was rotated outside of Terraform, or by an apply that was killed, so its secret is ` +
          'not known here. The next apply rotates it once more, which ends that secret.',
        AttributePath.of('value'),
      );
    }
    return { state: now, private: { ...before, createdAt, replaced, expired: false } };
  }

  public async update(
    request: UpdateRequest<TokenSchema>,
    operation: Operation,
  ): Promise<Outcome<TokenSchema>> {
    const { config, plan, prior, private: before } = request;
    const seen = before as Partial<Seen>;
    const kept = { ...before, validGiven: config.valid !== null };
    const validFrom = known(plan.valid_from) ?? prior.valid_from;
    const validTo = known(plan.valid_to) ?? prior.valid_to;
    const tags = toTags(plan.tags as string[] | null);
    // Of a token that has ended, only the state is left to change.
    if (seen.expired) return { state: fill(plan, prior.value), private: kept };

    const { client } = this.harness;
    const place = tokenPlaceOf(prior, client.account);
    let value = prior.value;
    let current: Token | undefined;
    let privateState: PrivateState = kept;
    if (seen.replaced || validFrom !== prior.valid_from || validTo !== prior.valid_to) {
      this.checkEnd(validTo);
      const { rotated, secret } = await this.rotate(place, request, kept, operation);
      value = secret;
      current = rotated.current;
      privateState = {
        validGiven: kept.validGiven,
        createdAt: rotated.current.createdAt,
        retired: retiredOf(rotated, prior, seen).join(),
      };
      request.keep({
        state: { ...merge(prior, rotated.current, place, seen), value },
        private: privateState,
      });
    }
    const wanted = {
      identifier: prior.identifier!,
      name: plan.name as string,
      description: plan.description as string | null,
      tags,
      validFrom: known(plan.valid_from) ?? current?.validFrom ?? prior.valid_from!,
      validTo: validTo!,
      scheduledExpireTime: null,
    };
    if (differs(wanted, current ?? asToken(prior))) {
      current = await client.updateToken(place, wanted, operation);
    } else if (isUnknown(plan.valid)) {
      current ??= await client.findToken(place, wanted.identifier, operation);
    }
    return { state: fill(plan, value, current), private: privateState };
  }

  public async delete(
    { state, private: before }: ReadRequest<TokenSchema>,
    operation: Operation,
  ): Promise<void> {
    const { client } = this.harness;
    const place = tokenPlaceOf(state, client.account);
    for (const identifier of [state.identifier!, ...retiredIn(before as Partial<Seen>)]) {
      await client.deleteToken(place, identifier, operation);
    }
  }

  public async importState(id: string): Promise<Partial<TokenState>> {
    const parts = parseId(id, ['parent_id', 'apikey_id', 'apikey_type', 'identifier']);
    return { id: parts.identifier, ...parts };
  }

  private async rotate(
    place: TokenPlace,
    { plan, prior, private: before, keep }: UpdateRequest<TokenSchema>,
    kept: PrivateState,
    operation: Operation,
  ): Promise<{ rotated: Rotated; secret: string }> {
    const now = this.clock.now();
    const overlap = known(plan.rotation_overlap);
    const ends = [prior.valid_to!, known(plan.valid_to) ?? prior.valid_to!];
    if (overlap !== null) ends.push(now + parseDuration(overlap)!);
    const endNow = before.replaced === true || Math.min(...ends) <= now;
    let secret = '';
    const rotated = await rotateToken(
      this.harness.client,
      place,
      {
        identifier: prior.identifier!,
        until: endNow ? now + MOMENT : Math.min(...ends),
        endNow,
        keep: (value) => {
          secret = value;
          // When it was made is not known yet: the next read takes it for the right one.
          const { validGiven, retired = '' } = kept as Partial<Seen>;
          keep({ state: { ...prior, value }, private: { validGiven: validGiven!, retired } });
        },
      },
      operation,
    );
    return { rotated, secret };
  }

  private checkEnd(validTo: number | null): void {
    const now = this.clock.now();
    if (validTo === null || validTo > now) return;
    throw new Error(
      `valid_to is ${validTo}, which is ${formatInstant(validTo)}, and it is ${formatInstant(now)}: Harness makes no token ` +
        'that has ended. Give a later instant, or plan anew if this plan is an old one. Nothing was changed.',
    );
  }
}

function known<T>(value: T | Unknown): T | null {
  return isUnknown(value) ? null : (value as T);
}

function different(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** The state after an apply: as it was planned, and where that was open as the service has it. */
function fill(plan: Plan<TokenSchema>, value: string | null, token?: Token): TokenState {
  const or = <T>(planned: T | Unknown, found: T | undefined) =>
    isUnknown(planned) ? (found ?? null) : planned;
  return {
    ...(plan as TokenState),
    value,
    valid_from: or(plan.valid_from, token?.validFrom),
    valid_to: or(plan.valid_to, token?.validTo),
    scheduled_expire_time: or(plan.scheduled_expire_time, token?.scheduledExpireTime),
    valid: or(plan.valid, token?.valid),
  };
}

/** The state as the API shows it, in the user's spelling where that means the same. */
function merge(state: TokenState, token: Token, place: TokenPlace, seen: Partial<Seen>): TokenState {
  return {
    ...state,
    ...scopeState(place),
    id: token.identifier,
    name: token.name,
    description: token.description ?? emptyIn(state.description, seen),
    email: state.email || emptyIn(state.email, seen),
    username: state.username || emptyIn(state.username, seen),
    encoded_password: state.encoded_password || emptyIn(state.encoded_password, seen),
    tags: fromTags(token.tags, state.tags, seen.createdAt !== undefined),
    valid_from: token.validFrom,
    valid_to: token.validTo,
    scheduled_expire_time: token.scheduledExpireTime,
    valid: seen.validGiven ? state.valid : token.valid,
  };
}

/** An empty text is the user's own, but in a state that is new here: the vendor's own provider writes it for none. */
function emptyIn(text: string | null, { createdAt }: Partial<Seen>): string | null {
  return text === '' && createdAt !== undefined ? '' : null;
}

type InPlace = Pick<Token, 'name' | 'description' | 'tags' | 'validFrom' | 'validTo'>;

function asToken(state: TokenState): InPlace {
  return {
    name: state.name!,
    description: state.description,
    tags: toTags(state.tags),
    validFrom: state.valid_from!,
    validTo: state.valid_to!,
  };
}

/** Whether there is anything that the service has to be told. */
function differs(a: InPlace, b: InPlace): boolean {
  return (
    a.name !== b.name ||
    (a.description ?? '') !== (b.description ?? '') ||
    !sameTags(a.tags, b.tags) ||
    a.validFrom !== b.validFrom ||
    a.validTo !== b.validTo
  );
}

function retiredIn({ retired = '' }: Partial<Seen>): string[] {
  return retired.split(',').filter(Boolean);
}

/** Which of the tokens that were rotated away had this token's secrets. Somebody else's rotation left no name of its own. */
function retiredOf({ retired, predecessor }: Rotated, prior: TokenState, seen: Partial<Seen>): string[] {
  const names = [predecessor, ...retiredIn(seen)];
  return retired
    .filter(
      ({ identifier, name, createdAt }) =>
        names.includes(identifier) || (seen.replaced && createdAt === seen.createdAt && name === prior.name),
    )
    .map(({ identifier }) => identifier);
}

function listedElsewhere({ type, org }: TokenPlace): string {
  return type === 'USER' && org !== null
    ? 'The newer Harness keeps tokens of type USER in the account itself: delete it there, and leave org_id and project_id out.'
    : 'Look for it there, and apply again.';
}
