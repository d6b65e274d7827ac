import { Refusal } from '../http/refusal';
import { ALPHANUMERIC, randomText, sha256 } from '../secret';
import { World } from '../world';
import {
  ApiKey,
  Entity,
  hasVanished,
  isValid,
  KeyPlace,
  Organization,
  Project,
  sameIdentifier,
  samePlace,
  sameScope,
  Scope,
  ServiceAccount,
  Token,
} from './model';
import { Caller, DEFAULT_TIME_TO_EXPIRE, HARNESS_ACCOUNT } from './read';

interface State {
  organizations: Organization[];
  projects: Project[];
  serviceAccounts: ServiceAccount[];
  apiKeys: ApiKey[];
  tokens: Token[];
}

/** What the account holds, and the rules that hold it together. */
export class Account {
  private readonly state: () => State;

  constructor(private readonly world: World) {
    this.state = world.store.section<State>('harness', initial);
  }

  get organizations(): Organization[] {
    return this.state().organizations;
  }

  get projects(): Project[] {
    return this.state().projects;
  }

  get serviceAccounts(): ServiceAccount[] {
    return this.state().serviceAccounts;
  }

  get apiKeys(): ApiKey[] {
    return this.state().apiKeys;
  }

  /** All tokens; those whose time has come are removed for good first, as the server's database does. */
  get tokens(): Token[] {
    const state = this.state();
    const now = this.now();
    if (state.tokens.some((token) => hasVanished(token, now))) {
      state.tokens = state.tokens.filter((token) => !hasVanished(token, now));
    }
    return state.tokens;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.world.clock.now().getTime();
  }

  /** What everything new begins as. */
  entity(identifier: string, name: string): Entity {
    const now = this.now();
    return { identifier, name, description: null, tags: {}, createdAt: now, lastModifiedAt: now };
  }

  serviceAccount(scope: Scope, identifier: string): ServiceAccount {
    const account = this.serviceAccounts.find(
      (each) => sameScope(each, scope) && each.identifier === identifier,
    );
    if (!account) throw invalidArgument(`There is no service account [${identifier}] in this scope`);
    return account;
  }

  apiKey(place: KeyPlace, identifier: string): ApiKey {
    const key = this.findApiKey(place, identifier);
    if (!key) throw invalidArgument(`There is no api key [${identifier}] in this scope`);
    return key;
  }

  /** A token may name a key that isn't there: the server makes it. */
  ensureApiKey(place: KeyPlace, identifier: string): ApiKey {
    const found = this.findApiKey(place, identifier);
    if (found) return found;
    const key: ApiKey = {
      ...this.entity(identifier, `${identifier}_auto`),
      ...place,
      description: 'Auto Generated API key',
      defaultTimeToExpireToken: DEFAULT_TIME_TO_EXPIRE,
    };
    this.apiKeys.push(key);
    return key;
  }

  tokensOf(place: KeyPlace, apiKey: string): Token[] {
    return this.tokens.filter((each) => samePlace(each, place) && each.apiKey === apiKey);
  }

  token(place: KeyPlace, apiKey: string, identifier: string): Token | undefined {
    return this.tokensOf(place, apiKey).find((each) => each.identifier === identifier);
  }

  /** Adds the token under a new secret, which is only ever seen here. */
  issue(token: Omit<Token, 'uuid' | 'sha256' | 'foreign'>): string {
    // Ids of the server's database are 22 characters of URL-safe base64.
    const uuid = randomText(`${ALPHANUMERIC}-_`, 22);
    const kind = token.type === 'USER' ? 'pat' : 'sat';
    const secret = `${kind}.${HARNESS_ACCOUNT}.${uuid}.${randomText(ALPHANUMERIC, 20)}`;
    this.tokens.push({ ...token, uuid, sha256: sha256(secret), foreign: false });
    return secret;
  }

  holder(secret: string): Token | undefined {
    const digest = sha256(secret);
    const now = this.now();
    return this.tokens.find((each) => each.sha256 === digest && isValid(each, now));
  }

  count(what: 'creates' | 'rotations'): void {
    this.world.counters().harness[what] += 1;
  }

  /** Deletes what the test picks among service accounts, keys and tokens; each token counts. */
  drop(picked: (each: ServiceAccount | ApiKey | Token) => boolean): void {
    const state = this.state();
    const kept = this.tokens.filter((each) => !picked(each));
    this.world.counters().harness.deletes += state.tokens.length - kept.length;
    state.tokens = kept;
    state.apiKeys = state.apiKeys.filter((each) => !picked(each));
    state.serviceAccounts = state.serviceAccounts.filter((each) => !picked(each));
  }

  dropOrganization(organization: Organization): void {
    for (const each of this.projects.filter(({ org }) => org === organization.identifier)) {
      this.dropProject(each);
    }
    this.drop((each) => each.org === organization.identifier);
    this.state().organizations = this.organizations.filter((each) => each !== organization);
  }

  dropProject(project: Project): void {
    this.drop((each) => each.org === project.org && each.project === project.identifier);
    this.state().projects = this.projects.filter((each) => each !== project);
  }

  checkScope({ org, project }: Scope): void {
    const missing =
      (org !== null && !this.organizations.some((each) => each.identifier === org)) ||
      (project !== null && !this.projects.some((each) => each.org === org && each.identifier === project));
    if (missing) {
      throw invalidArgument(
        `There is no project [${project}] in organization [${org}] of account [${HARNESS_ACCOUNT}]`,
      );
    }
  }

  /** Whether the caller may make keys and tokens at this place: a user's are for that user alone. */
  checkPlace(caller: Caller, place: KeyPlace): void {
    this.checkScope(place);
    if (place.type === 'SERVICE_ACCOUNT') {
      this.serviceAccount(place, place.parent);
    } else if (caller.type !== 'USER') {
      throw invalidArgument('A service account cannot make api keys and tokens for a user');
    } else if (caller.id !== place.parent) {
      throw invalidArgument(`User [${caller.id}] cannot make api keys and tokens for user [${place.parent}]`);
    }
  }

  checkLimit(place: KeyPlace, apiKey: string): void {
    if (this.tokensOf(place, apiKey).length >= this.world.limits().harnessTokensPerApiKey) {
      throw new Refusal(400, 'The api key has as many tokens as it may have');
    }
  }

  checkDuplicate(place: KeyPlace, apiKey: string, identifier: string): void {
    if (this.tokensOf(place, apiKey).some((each) => sameIdentifier(each.identifier, identifier))) {
      throw duplicate(`Try using a different token name, [${identifier}] already exists`);
    }
  }

  private findApiKey(place: KeyPlace, identifier: string): ApiKey | undefined {
    return this.apiKeys.find((each) => samePlace(each, place) && each.identifier === identifier);
  }
}

export function duplicate(message: string): Refusal {
  return new Refusal(400, message, { code: 'DUPLICATE_FIELD' });
}

function invalidArgument(message: string): Refusal {
  return new Refusal(400, message, { code: 'INVALID_ARGUMENT' });
}

function initial(): State {
  const since = Date.UTC(2024, 0, 15);
  const entity = { description: null, tags: {}, createdAt: since, lastModifiedAt: since };
  return {
    organizations: [{ ...entity, identifier: 'default', name: 'default' }],
    projects: [
      {
        ...entity,
        identifier: 'default_project',
        name: 'Default Project',
        org: 'default',
        color: '#0063f7',
        modules: [],
      },
    ],
    serviceAccounts: [],
    apiKeys: [],
    tokens: [],
  };
}
