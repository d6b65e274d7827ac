import { IdentitySchema } from '../../framework';

/** Kinds of API keys: a user's own, or a service account's. */
export const API_KEY_TYPES = ['USER', 'SERVICE_ACCOUNT'];

/** Where something is: in an account, in an organization of it, or in a project of that. */
export interface Scope {
  readonly account: string;
  readonly org: string | null;
  readonly project: string | null;
}

/** Where an API key is: with the user or service account whom it belongs to. */
export interface ApiKeyPlace extends Scope {
  readonly type: string;
  readonly parent: string;
}

/** Where a token is: under an API key. */
export interface TokenPlace extends ApiKeyPlace {
  readonly apiKey: string;
}

/** Attributes that say where something is, as in a state. */
export interface ScopeState {
  readonly account_id: string | null;
  readonly org_id: string | null;
  readonly project_id: string | null;
}

export interface ApiKeyPlaceState extends ScopeState {
  readonly apikey_type: string | null;
  readonly parent_id: string | null;
}

export interface TokenPlaceState extends ApiKeyPlaceState {
  readonly apikey_id: string | null;
}

/**
 * Where the vendor's own provider has left an empty text, there is none.
 *
 * @param account where the state does not say one, as after an import
 */
export function scopeOf(state: ScopeState, account: () => string): Scope {
  return {
    account: state.account_id ?? account(),
    org: state.org_id || null,
    project: state.project_id || null,
  };
}

/** A scope as a state says it. */
export function scopeState({ account, org, project }: Scope): ScopeState {
  return { account_id: account, org_id: org, project_id: project };
}

export function apiKeyPlaceOf(state: ApiKeyPlaceState, account: () => string): ApiKeyPlace {
  return { ...scopeOf(state, account), type: state.apikey_type!, parent: state.parent_id! };
}

export function tokenPlaceOf(state: TokenPlaceState, account: () => string): TokenPlace {
  return { ...apiKeyPlaceOf(state, account), apiKey: state.apikey_id! };
}

/**
 * Reads an id of the form `[<org>/[<project>/]]<part>/<part>...`, as the vendor's own provider takes it.
 *
 * @param names attributes of what follows organization and project, the last one `identifier`
 * @throws with the forms that there are, where it is none of them
 */
export function parseId<Name extends string>(
  id: string,
  names: readonly Name[],
): Record<Name | 'org_id' | 'project_id', string | null> {
  const parts = id.split('/');
  const scope = parts.length - names.length;
  const values = [
    ...(scope > 0 ? [parts[0]] : [null]),
    ...(scope > 1 ? [parts[1]] : [null]),
    ...parts.slice(scope),
  ];
  const keys = ['org_id', 'project_id', ...names];
  const read = Object.fromEntries(keys.map((name, index) => [name, values[index]]));
  const type = read.apikey_type;
  if (scope < 0 || scope > 2 || parts.includes('') || (type && !API_KEY_TYPES.includes(type))) {
    const form = names.map((name) => `<${name}>`).join('/');
    throw new Error(
      `invalid identifier: ${id}\nGive one of these forms:\n  ${form}\n  <org_id>/${form}\n  <org_id>/<project_id>/${form}` +
        (type === undefined ? '' : `\nwith an apikey_type of ${API_KEY_TYPES.join(' or ')}.`),
    );
  }
  return read as Record<Name | 'org_id' | 'project_id', string | null>;
}

/** What identifies something in Harness, given as an identity instead of an id. */
export function identityOf(...names: readonly string[]): IdentitySchema {
  const optional = (description: string) => ({
    type: 'string' as const,
    description,
    optionalForImport: true,
  });
  return {
    attributes: {
      account_id: optional('The account; the provider’s own where it is not given.'),
      org_id: optional('The organization, where it is in one.'),
      project_id: optional('The project, where it is in one.'),
      ...Object.fromEntries(
        names.map((name) => [name, { type: 'string' as const, requiredForImport: true }]),
      ),
    },
  };
}
