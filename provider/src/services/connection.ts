import { readFileSync } from 'node:fs';
import { int64Attribute, isBetween, isTimeout, isUnknown, stringAttribute, Validator } from '../framework';
import { baseUrlProblem, HttpClientOptions, isBaseUrl, Journal } from '../http';
import { parseDuration } from '../time/duration';

const MOST_RETRIES = 100;

/** For the provider block, where an empty text is as good as none: an environment's variables may be empty. */
export const unlessEmpty =
  (validate: Validator): Validator =>
  (value, report) => {
    if (value !== '') validate(value, report);
  };

/** @param variable which environment variable says it as well, where the vendor's own provider has one */
export function retryLimitAttribute(variable?: string) {
  return int64Attribute({
    optional: true,
    description:
      `How often a request that failed is tried again, from 0 to ${MOST_RETRIES}; by default 5 times, in half a second at ` +
      'first and in half a minute at most. A service that says that it is busy is asked again for ten minutes.' +
      (variable ? ` Environment variable \`${variable}\`.` : ''),
    validators: [isBetween(0, MOST_RETRIES)],
  });
}

/** What the provider block says of every service, besides its address and its credential. */
export const connectionAttributes = {
  request_timeout: stringAttribute({
    optional: true,
    description:
      'How long one try of one request may take: a duration such as `30s`, which is also the default.',
    validators: [unlessEmpty(isTimeout)],
  }),
  retry_limit: retryLimitAttribute(),
  concurrency: int64Attribute({
    optional: true,
    description: 'How many requests may be under way at once, from 1 to 256. 8 by default.',
    validators: [isBetween(1, 256)],
  }),
};

export function urlAttribute(description: string) {
  return stringAttribute({ optional: true, description, validators: [unlessEmpty(isBaseUrl)] });
}

/** The parts that there are, without what no header can carry. */
const headerText = (...parts: (string | undefined)[]) =>
  parts
    .map((part) => part?.replace(/[^\x20-\x7e]/g, '').trim())
    .filter(Boolean)
    .join(' ');

/** What services get from the process that they run in. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly userAgent: string;
}

/** One service as the provider block configures it. Its client is made when a resource first needs it. */
export class Connection<Client> {
  private values: Readonly<Record<string, unknown>> = {};
  private made?: Client;

  /**
   * @param block the name of the service's block
   * @param make throws where a setting is missing or wrong
   */
  public constructor(
    private readonly block: string,
    private readonly surroundings: Surroundings,
    private readonly make: (settings: Settings) => Client,
  ) {}

  /** Called for each command; values may be unknown. */
  public configure(values: Readonly<Record<string, unknown>> | null): void {
    this.values = values ?? {};
    this.made = undefined;
  }

  /** @throws where the service's settings do not suffice, naming attribute and variable */
  public get client(): Client {
    this.made ??= this.make(new Settings(this.block, this.values, this.surroundings));
    return this.made;
  }
}

/** The settings of one service: what its block says, or else the environment. */
export class Settings {
  public constructor(
    private readonly block: string,
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly surroundings: Surroundings,
  ) {}

  /** @throws where only the apply will know it */
  public text(attribute: string, variable?: string): string | undefined {
    const value = this.value(attribute);
    if (typeof value === 'string' && value !== '') return value;
    return (variable && this.surroundings.env[variable]) || undefined;
  }

  public credential(attribute: string, variable: string): string {
    const credential = this.text(attribute, variable);
    if (credential === undefined) {
      throw new Error(
        `There is no credential for the service: set ${attribute} in the provider's block ${this.block}, or ${variable} ` +
          'in the environment.',
      );
    }
    // Not said which: no part of a credential is for a diagnostic.
    if (!/^[\x21-\x7e]+$/.test(credential)) {
      throw new Error(
        `${this.nameOf(attribute, variable)} holds a character that no credential has. Is there a line break or a space in it?`,
      );
    }
    return credential;
  }

  public baseUrl(attribute: string, variable: string | undefined, fallback: string): URL {
    const text = this.text(attribute, variable) ?? fallback;
    const problem = baseUrlProblem(text);
    if (problem) throw new Error(`${this.nameOf(attribute, variable)}: ${problem}`);
    return new URL(text);
  }

  /** What every service's client is told; a certificate file is read. */
  public connection(caAttribute: string, variables: ConnectionVariables = {}): ConnectionOptions {
    const timeout = this.text('request_timeout');
    const { env, userAgent } = this.surroundings;
    return {
      ca: this.certificates(caAttribute, variables.ca),
      requestTimeout: timeout === undefined ? undefined : parseDuration(timeout),
      retryLimit: this.number('retry_limit') ?? this.retryLimit(variables.retryLimit),
      concurrency: this.number('concurrency'),
      userAgent: headerText(
        variables.userAgentPrefix && env[variables.userAgentPrefix],
        userAgent,
        // Terraform's providers let whoever runs them add to it.
        env.TF_APPEND_USER_AGENT,
      ),
      env,
      journal: new Journal(env.TF_DATA_DIR || '.terraform'),
    };
  }

  private certificates(attribute: string, variable?: string): string | undefined {
    const path = this.text(attribute, variable);
    if (path === undefined) return undefined;
    let pem: string;
    try {
      pem = readFileSync(path, 'utf8');
    } catch (error) {
      throw new Error(
        `${this.nameOf(attribute, variable)}: the file can't be read: ${(error as Error).message}`,
      );
    }
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
      throw new Error(
        `${this.nameOf(attribute, variable)}: ${JSON.stringify(path)} holds no certificate in PEM.`,
      );
    }
    return pem;
  }

  private retryLimit(variable: string | undefined): number | undefined {
    const text = variable && this.surroundings.env[variable];
    if (!variable || !text) return undefined;
    const limit = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(limit <= MOST_RETRIES)) {
      throw new Error(
        `${variable}=${JSON.stringify(text)} is no limit of retries: give a number from 0 to ${MOST_RETRIES}.`,
      );
    }
    return limit;
  }

  private number(attribute: string): number | undefined {
    const value = this.value(attribute);
    return typeof value === 'number' ? value : undefined;
  }

  private value(attribute: string): unknown {
    const value = this.values[attribute];
    if (!isUnknown(value)) return value;
    throw new Error(
      `${attribute} in the provider's block ${this.block} depends on something that only the apply will know. Give a ` +
        'value that is known when planning, or apply what it depends on first (-target).',
    );
  }

  private nameOf(attribute: string, variable?: string): string {
    return this.value(attribute)
      ? `${attribute} in the provider's block ${this.block}`
      : (variable ?? `The default of ${attribute}`);
  }
}

/** The variables by which a vendor's own provider takes what every service has. */
interface ConnectionVariables {
  readonly ca?: string;
  readonly retryLimit?: string;
  readonly userAgentPrefix?: string;
}

type ConnectionOptions = Pick<
  HttpClientOptions,
  'ca' | 'requestTimeout' | 'retryLimit' | 'concurrency' | 'userAgent' | 'env' | 'journal'
>;
