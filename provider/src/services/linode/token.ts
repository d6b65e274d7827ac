import { isLabel, isScopes, LABEL, SCOPES } from './attributes';
import { LinodeToken } from './client';
import { LinodeConnection } from './configuration';
import { NEVER, sameInstant } from './expiry';
import { sameScopes } from './scopes';
import {
  CreateRequest,
  defineSchema,
  IdentitySchema,
  isInstant,
  isUnknown,
  Operation,
  Outcome,
  PlanRequest,
  ReadRequest,
  requiresReplaceUnless,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
  useStateForUnknown,
} from '../../framework';
import { Clock } from '../../time/clock';
import { formatInstant, parseInstant } from '../../time/instant';

const schema = defineSchema({
  version: 0,
  description:
    'A personal access token of Linode. Its secret is given out once, when it is created, and is in the state, in ' +
    'plain text, as every Terraform secret is.',
  attributes: {
    id: stringAttribute({
      computed: true,
      description: 'The token’s number, by which it is imported.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
    label: stringAttribute({
      optional: true,
      description: `${LABEL} Changes in place.`,
      validators: [isLabel],
    }),
    scopes: stringAttribute({
      required: true,
      description: `${SCOPES} Other scopes make another token, another order does not.`,
      validators: [isScopes],
      planModifiers: [requiresReplaceUnless(sameScopes)],
    }),
    expiry: stringAttribute({
      optional: true,
      computed: true,
      description:
        'When the token expires, an RFC 3339 instant such as `2100-01-02T03:04:05Z`, to the second. Another instant ' +
        `makes another token. Without it the token lives until it is revoked, and \`${NEVER}\` stands here. An ` +
        'expired token stays in the state as long as the configuration gives the instant that has passed, since ' +
        'another token could not be made with it: change the instant, or take it away, for another token.',
      unknownAs: Unknown.notNull,
      validators: [isInstant],
      planModifiers: [useStateForUnknown, requiresReplaceUnless(sameInstant)],
    }),
    created: stringAttribute({
      computed: true,
      description: 'When the token was created, RFC 3339 in UTC.',
      unknownAs: Unknown.notNull,
      planModifiers: [useStateForUnknown],
    }),
    token: stringAttribute({
      computed: true,
      sensitive: true,
      description:
        'The secret, 64 hexadecimal digits. Null where the token was imported: the API never shows it again.',
    }),
  },
});
type LinodeTokenSchema = typeof schema;

/**
 * `linode_token`.
 *
 * What is gone is planned anew, with one exception. A token's expiry can't be changed, and the API makes no token
 * that is expired. So a token whose expiry has passed is kept while the configuration goes on giving that very
 * instant: to plan it anew would be a plan that can't be applied. It is the usual case too: the previous
 * slot of a rotation is expired from the end of its overlap until its turn comes, when its expiry
 * changes. Read can't see the configuration, so it keeps what has expired and notes it in the private state; the
 * plan then replaces it where the configuration gives no expiry any more. (One that gives another is replaced
 * anyway.) Who gave the expiry does not matter: without one, the API's own is the year 2999.
 */
export class LinodeTokenResource implements Resource<LinodeTokenSchema> {
  public readonly typeName = 'linode_token';
  public readonly schema = schema;
  public readonly identity: IdentitySchema = {
    attributes: { id: { type: 'string', description: 'The token’s number.', requiredForImport: true } },
  };

  public constructor(
    private readonly linode: LinodeConnection,
    private readonly clock: Clock,
  ) {}

  public plan({ config, prior, private: seen, plan, requiresReplace }: PlanRequest<LinodeTokenSchema>): void {
    if (!prior) return;
    // Null where the token was imported, and so it stays.
    plan.token = prior.token;
    if (seen.expired && config.expiry === null) {
      plan.expiry = Unknown.notNull;
      requiresReplace.add('expiry');
    }
  }

  public async create(
    { plan }: CreateRequest<LinodeTokenSchema>,
    operation: Operation,
  ): Promise<Outcome<LinodeTokenSchema>> {
    const expiry = isUnknown(plan.expiry) ? null : plan.expiry;
    if (expiry !== null && this.isPast(expiry)) {
      throw new Error(
        `expiry is ${expiry}, and it is ${formatInstant(this.clock.now())}: Linode makes no token that is expired. Give ` +
          'a later instant, or plan anew if this plan is an old one. Nothing was created.',
      );
    }
    const label = plan.label as string | null;
    const scopes = plan.scopes as string;
    const issued = await this.linode.client.create({ label, scopes, expiry }, operation, (problem) =>
      operation.diagnostics.warning('A token may have been left behind', problem),
    );
    return {
      state: {
        id: String(issued.id),
        label,
        scopes,
        expiry: expiry ?? issued.expiry,
        created: issued.created,
        token: issued.token,
      },
      // Terraform hands on what was noted of the token that this one replaces.
      private: {},
    };
  }

  public async read(
    { state }: ReadRequest<LinodeTokenSchema>,
    operation: Operation,
  ): Promise<Outcome<LinodeTokenSchema> | undefined> {
    const id = idOf(state);
    const found = await this.linode.client.get(id, operation);
    const now = found ? merge(state, found) : state;
    const expired = now.expiry !== null && this.isPast(now.expiry);
    return found || expired ? { state: now, private: expired ? { expired } : {} } : undefined;
  }

  public async update(
    { plan, prior, private: seen }: UpdateRequest<LinodeTokenSchema>,
    operation: Operation,
  ): Promise<Outcome<LinodeTokenSchema>> {
    // Another spelling of the same scopes or of the same instant is for the state alone.
    if (plan.label !== prior.label) {
      const label = plan.label as string | null;
      const found = await this.linode.client.rename(idOf(prior), label, operation);
      if (!found && !seen.expired) {
        throw new Error(
          `There is no token ${prior.id} any more, so it can't be renamed. Plan anew: another will be made.`,
        );
      }
    }
    return { state: plan as State<LinodeTokenSchema> };
  }

  public async delete({ state }: ReadRequest<LinodeTokenSchema>, operation: Operation): Promise<void> {
    await this.linode.client.revoke(idOf(state), operation);
  }

  public async importState(id: string): Promise<Partial<State<LinodeTokenSchema>>> {
    return { id: idOf({ id }) };
  }

  private isPast(expiry: string): boolean {
    return parseInstant(expiry)! <= this.clock.now();
  }
}

/** The state as the API shows it, in the user's spelling where that means the same. The secret is not shown again. */
function merge(state: State<LinodeTokenSchema>, found: LinodeToken): State<LinodeTokenSchema> {
  const { scopes, expiry, created } = state;
  return {
    id: String(found.id),
    label: found.label === '' ? null : found.label,
    scopes: scopes !== null && sameScopes(scopes, found.scopes) ? scopes : found.scopes,
    expiry: expiry !== null && sameInstant(expiry, found.expiry) ? expiry : found.expiry,
    created: created !== null && sameInstant(created, found.created) ? created : found.created,
    token: state.token,
  };
}

function idOf({ id }: { readonly id: string | null }): string {
  if (id !== null && /^\d+$/.test(id)) return id;
  throw new Error(
    `${JSON.stringify(id)} is no id of a Linode token. Give its number, such as 1234567; the API lists tokens with theirs.`,
  );
}
