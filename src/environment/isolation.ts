import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Setting, StackSurvey } from './stack-survey';
import type { TokenEnvironment } from './token-environment';
import { Finding, FindingId } from './token-finding';
import { loosenings } from './token-policy';
import { IMonitoredToken } from '../token-status';

/** What is wrong between environments. */
export function isolationFindings(surveys: readonly StackSurvey[]): Finding[] {
  return new Isolation(surveys).findings;
}

class Isolation {
  readonly findings: Finding[] = [];
  private readonly bound: readonly StackSurvey[];

  constructor(private readonly surveys: readonly StackSurvey[]) {
    this.bound = surveys.filter(({ environment }) => environment);
    // Without an environment there is no boundary.
    if (this.bound.length === 0) return;
    this.unmonitored();
    this.sameNames();
    this.sharedCredentials();
    this.sharedBackends();
    this.references();
    this.looserProduction();
    this.twoPolicies();
  }

  private add(id: FindingId, at: IConstruct, text: string): void {
    this.findings.push({ id, at, text });
  }

  private unmonitored(): void {
    const monitored = new Set(this.surveys.flatMap((survey) => [...survey.monitored]));
    const said = new Set<IConstruct>();
    for (const { owner, environment, lasts } of this.bound.flatMap(({ tokens }) => tokens)) {
      if (!lasts || !environment?.policy.monitoringRequired || said.has(owner)) continue;
      said.add(owner);
      // A set finds any object; what is no monitored token is in none.
      if (monitored.has(owner as unknown as IMonitoredToken)) continue;
      this.add(
        'monitoring-required',
        owner,
        `nobody would notice that it expires, but ${environment.name} requires that: give it to a TokenMonitor`,
      );
    }
  }

  private sameNames(): void {
    const taken = new Map<string, { owner: IConstruct; environment: TokenEnvironment }>();
    for (const { owner, type, name, environment } of this.bound.flatMap(({ tokens }) => tokens)) {
      if (!environment || name === undefined || name.includes('${')) continue;
      const key = `${type} ${name}`;
      const other = taken.get(key);
      if (!other) {
        taken.set(key, { owner, environment });
      } else if (other.environment.name !== environment.name) {
        this.add(
          'name-collision',
          owner,
          `it is called ${JSON.stringify(name)} in ${environment.name}, as ${other.owner.node.path} is in ` +
            `${other.environment.name}: where both are of one account nobody can tell which is which, so name them ` +
            `apart, or give each environment a namePrefix of its own`,
        );
      }
    }
  }

  private sharedCredentials(): void {
    const first = new Map<string, StackSurvey>();
    for (const survey of this.bound) {
      for (const { at, what, key } of distinct(survey.credentials)) {
        const other = first.get(key);
        if (!other) {
          first.set(key, survey);
        } else if (differ(survey, other)) {
          const [own, others] = [survey.environment!, other.environment!];
          this.add(
            'shared-credential',
            at,
            `${what} is the same in ${own.name} as in ${others.name} (${other.stack.node.path}), so that each of ` +
              `them can do what the other may: give each environment a credential of its own, from a variable or a ` +
              `secret that is named after it`,
          );
          this.looserNeighbour(at, own, others);
        }
      }
      for (const { at, what, key } of survey.credentials) this.strayProvider(survey, at, what, key);
    }
  }

  /** A provider of another stack: cdktf writes its name down, and nothing of its own is there. */
  private strayProvider(survey: StackSurvey, at: IConstruct, what: string, key: string): void {
    const path = /^provider (.*)$/.exec(key)?.[1];
    const owner = path === undefined ? undefined : this.surveys.find((each) => isInside(path, each.stack));
    if (!owner || !differ(survey, owner)) return;
    this.add(
      'shared-credential',
      at,
      `its provider ${what} is ${path}, which belongs to ${nameOf(owner)}: make a provider in ` +
        `${survey.stack.node.path} with a credential of ${nameOf(survey)}`,
    );
  }

  /** With one credential the tokens of both are tokens of the stricter one. */
  private looserNeighbour(at: IConstruct, one: TokenEnvironment, other: TokenEnvironment): void {
    const strict = [one, other].find(({ isProduction }) => isProduction);
    const lax = strict === one ? other : one;
    if (!strict || lax.isProduction) return;
    for (const { property, given, allowed } of loosenings(lax.policy, strict.policy)) {
      this.add(
        'looser-on-shared-credential',
        at,
        `${property} is ${given} in ${lax.name}, but ${allowed} in ${strict.name}, and with one credential for both ` +
          `a token of ${lax.name} reaches what is of ${strict.name}: give ${lax.name} a credential of its own, or ` +
          `make its policy as strict`,
      );
    }
  }

  private sharedBackends(): void {
    const first = new Map<string, StackSurvey>();
    for (const survey of this.surveys) {
      for (const { at, what, key } of survey.backends) {
        const other = first.get(key);
        if (!other) {
          first.set(key, survey);
        } else if (survey.environment || other.environment) {
          this.add(
            'shared-backend',
            at,
            `its ${what} backend keeps the state where that of ${other.stack.node.path} (${nameOf(other)}) is: the ` +
              `one would overwrite or read the other’s secrets, so give each stack a place of its own`,
          );
        }
      }
    }
    for (const survey of this.surveys) {
      for (const { at, key } of survey.remoteStates) {
        const other = first.get(key);
        if (!other || !differ(survey, other)) continue;
        this.add(
          'other-environment',
          at,
          `it reads the whole state of ${other.stack.node.path} (${nameOf(other)}), with every secret in it, from ` +
            `${nameOf(survey)}: publish what ${nameOf(survey)} needs in a place that holds nothing else`,
        );
      }
    }
  }

  private references(): void {
    for (const survey of this.surveys) {
      // One for each construct and stack, whatever it takes from there.
      const targets = new Map<IConstruct, Map<StackSurvey, string | undefined>>();
      for (const { at, to, stack } of survey.references) {
        if (stack === undefined && survey.addresses.has(to)) continue;
        const other = this.surveys.find((each) =>
          stack === undefined ? each.addresses.has(to) : each.stack.node.path === stack,
        );
        if (!other || !differ(survey, other)) continue;
        const ofConstruct = targets.get(at) ?? new Map<StackSurvey, string | undefined>();
        targets.set(at, ofConstruct);
        ofConstruct.set(other, ofConstruct.get(other) ?? ownerAt(other, to)?.node.path);
      }
      for (const [at, others] of targets) {
        for (const [other, target] of others) {
          this.reference(survey, at, other, target ?? other.stack.node.path);
        }
      }
    }
  }

  private reference(survey: StackSurvey, at: IConstruct, other: StackSurvey, target: string): void {
    this.add(
      'other-environment',
      at,
      `it refers to ${target} of ${nameOf(other)}, for which cdktf writes the value into an output of that stack and ` +
        `lets ${nameOf(survey)} read its whole state, with every secret in it: make a token of its own for ` +
        `${survey.stack.node.path}`,
    );
  }

  private looserProduction(): void {
    const environments = new Map<TokenEnvironment, TerraformStack>();
    for (const { environment, stack } of this.bound) {
      if (!environments.has(environment!)) environments.set(environment!, stack);
    }
    for (const [production, stack] of environments) {
      if (!production.isProduction) continue;
      for (const [other] of environments) {
        if (other.isProduction) continue;
        for (const { property, given, allowed } of loosenings(production.policy, other.policy)) {
          // Its tokens rotate with an overlap: a longer life is no weakness, but life without an end is.
          if (property === 'maxLifetime' && production.policy.maxLifetime) continue;
          this.add(
            'looser-production',
            stack,
            `${property} is ${given} in ${production.name}, but ${allowed} in ${other.name}: production should be ` +
              `the strictest, so make ${production.name} as strict, or ${other.name} looser`,
          );
        }
      }
    }
  }

  /** The same name, defined twice. */
  private twoPolicies(): void {
    const first = new Map<string, { environment: TokenEnvironment; stack: TerraformStack }>();
    for (const { environment, stack } of this.bound) {
      const other = first.get(environment!.name);
      if (!other) {
        first.set(environment!.name, { environment: environment!, stack });
      } else if (!environment!._isWithin(other.environment)) {
        for (const { property, given, allowed } of loosenings(
          environment!.policy,
          other.environment.policy,
        )) {
          this.add(
            'policy-loosened',
            stack,
            `${property} is ${given} in ${environment!.name} here, but ${allowed} in what is called so in ` +
              `${other.stack.node.path}: bind the same environment to both`,
          );
        }
      }
    }
  }
}

function differ(one: StackSurvey, other: StackSurvey): boolean {
  return one.environment?.name !== other.environment?.name;
}

function nameOf({ environment }: StackSurvey): string {
  return environment?.name ?? 'no environment';
}

/** One stack may use a setting more than once. */
function distinct(settings: readonly Setting[]): Setting[] {
  return [...new Map(settings.map((setting) => [setting.key, setting])).values()];
}

function isInside(path: string, stack: TerraformStack): boolean {
  return path.startsWith(`${stack.node.path}/`);
}

/** The token at an address; the name of an output has it without dots, and an attribute behind it. */
function ownerAt({ addresses }: StackSurvey, to: string): IConstruct | undefined {
  const exact = addresses.get(to);
  if (exact) return exact;
  return [...addresses].find(([address]) => to.startsWith(address.replace('.', '')))?.[1];
}
