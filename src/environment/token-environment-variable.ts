import {
  Fn,
  IResolvable,
  propertyAccess,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import type { TokenEnvironment } from './token-environment';
import { Duration } from '../duration';
import { Findings } from '../findings';
import { quoted } from '../hcl';

/** Properties of a `TokenEnvironmentVariable`. */
export interface TokenEnvironmentVariableProps {
  /** The environments that may be chosen: at least one. */
  readonly environments: TokenEnvironment[];

  /**
   * What the Terraform variable is called, which `TF_VAR_environment` or `-var environment=prod` gives.
   *
   * @default "environment"
   */
  readonly variableName?: string;

  /**
   * The name of the environment where none is given.
   *
   * @default - Terraform asks for it
   */
  readonly defaultName?: string;
}

/**
 * One configuration for all environments: a Terraform variable says which one it is, and Terraform refuses every
 * other name.
 *
 * It is for those who have one already, and keep the states apart themselves, such as by a backend configuration for
 * each environment (`terraform init -backend-config=prod.tfbackend`). What an environment asks of its tokens are
 * values here, that Terraform looks up: nothing of it can be checked when the app is synthesized. A stack for each
 * environment, which `TokenEnvironment.bind` is for, can be.
 *
 * @example
 * const environment = new TokenEnvironmentVariable(stack, 'Environment', {
 *   environments: [TokenEnvironment.development(), TokenEnvironment.staging(), TokenEnvironment.production()],
 * });
 * new TimedToken(stack, 'Service', {
 *   name: environment.prefixed('service-token'),
 *   lifetime: environment.maxLifetime,
 * });
 */
export class TokenEnvironmentVariable extends Construct {
  /** The variable. */
  public readonly variable: TerraformVariable;

  private readonly environments: readonly TokenEnvironment[];
  private readonly config: TerraformLocal;

  constructor(scope: Construct, id: string, props: TokenEnvironmentVariableProps) {
    super(scope, id);
    const { environments, variableName = 'environment', defaultName } = props;
    this.environments = environments;
    const allowed = environments.map(({ name }) => name);
    this.variable = new TerraformVariable(this, 'Variable', {
      type: 'string',
      description: `Environment: ${inWords(allowed)}`,
      default: defaultName,
      nullable: false,
    });
    this.variable.overrideLogicalId(variableName);
    this.variable.addValidation({
      condition: Fn.contains(allowed, this.variable.stringValue),
      errorMessage: `The variable "${variableName}" must be ${inWords(allowed)}.`,
    });
    this.config = new TerraformLocal(this, 'TokenConfig', Object.fromEntries(environments.map(settingsOf)));
    this.node.addValidation({ validate: () => [...findings(props), ...this.sameName()] });
  }

  /** The name of the environment. */
  public get value(): string {
    return this.variable.stringValue;
  }

  /** Whether the environment is production, or a child of it. */
  public get isProduction(): IResolvable {
    return this.setting('is_production');
  }

  /** Whether the environment requires that every token rotates. */
  public get rotationRequired(): IResolvable {
    return this.setting('require_rotation');
  }

  /** Whether the environment requires that every token is monitored. */
  public get monitoringRequired(): IResolvable {
    return this.setting('require_monitoring');
  }

  /** The longest time that a token may live there: known when Terraform runs, and null where any is allowed. */
  public get maxLifetime(): Duration {
    return Duration.parse(Token.asString(this.setting('max_age')));
  }

  /**
   * A name that begins with the prefix of the environment: `prod-deploy`.
   *
   * @param name what stands behind the prefix. Leave room for the longest one, since nothing is cut here
   */
  public prefixed(name: string): string {
    const bare = this.environments.every(({ policy, name: own }) => policy.namePrefix === own);
    return `${bare ? this.value : Token.asString(this.setting('name_prefix'))}-${name}`;
  }

  /**
   * What is chosen by the environment.
   *
   * @param values one for each environment, by its name
   */
  public pick(values: { [name: string]: string }): string {
    const missing = this.environments
      .filter(({ name }) => !Object.hasOwn(values, name))
      .map(({ name }) => name);
    if (missing.length > 0) {
      this.node.addValidation({
        validate: () => [`pick has no value for ${inWords(missing)}: give one for each environment`],
      });
    }
    const each = Object.entries(values).map(([name, value]) => [name, quoted(value)]);
    return Token.asString(propertyAccess(Object.fromEntries(each), [this.value]));
  }

  /** cdktf would make one variable of two. */
  private sameName(): Findings {
    const name = this.variable.friendlyUniqueId;
    return TerraformStack.of(this)
      .node.findAll()
      .filter(
        (each) =>
          each instanceof TerraformVariable && each !== this.variable && each.friendlyUniqueId === name,
      )
      .map(
        (each) =>
          `variableName is ${JSON.stringify(name)}, which ${each.node.path} has already: give it another`,
      );
  }

  private setting(name: string): IResolvable {
    return Token.asAny(propertyAccess(this.config.expression, [this.value, name]));
  }
}

/** In the words of pyvider's handbook. */
function settingsOf({ name, policy, isProduction }: TokenEnvironment): [string, object] {
  const { maxLifetime } = policy;
  return [
    name,
    {
      is_production: isProduction,
      max_age: maxLifetime?.toString() ?? Token.nullValue(),
      name_prefix: policy.namePrefix,
      require_monitoring: policy.monitoringRequired ?? false,
      require_rotation: policy.rotationRequired ?? false,
    },
  ];
}

function findings({ environments, defaultName }: TokenEnvironmentVariableProps): Findings {
  if (environments.length === 0) {
    return ['environments is empty: give at least one, such as TokenEnvironment.development()'];
  }
  const allowed = environments.map(({ name }) => name);
  const repeated = new Set(allowed.filter((name, index) => allowed.indexOf(name) !== index));
  const found = [...repeated].map(
    (name) => `environments has ${JSON.stringify(name)} more than once: leave the others out`,
  );
  found.push(...environments.flatMap((environment) => environment._problems.map(({ text }) => text)));
  if (defaultName !== undefined && !allowed.includes(defaultName)) {
    found.push(
      `defaultName is ${JSON.stringify(defaultName)}: make it ${inWords(allowed)}, or leave it out so that Terraform asks`,
    );
  }
  return found;
}

function inWords(each: readonly string[]): string {
  if (each.length < 3) return each.join(' or ');
  return `${each.slice(0, -1).join(', ')}, or ${each[each.length - 1]}`;
}
