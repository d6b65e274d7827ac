import { Duration } from '../duration';
import { isInstant } from '../instant';

/** What stands for a secret. */
export const SENSITIVE = '<sensitive>';

/** What stands for a value that nobody knows before it is applied. */
export const UNKNOWN = '<known after apply>';

/** Too short to be a secret, and likely to be part of something else. */
const SHORTEST_SECRET = 8;

/**
 * Makes the values of a plan the same on every machine and at every instant: secrets are masked, instants are
 * told from now on, and what services call things is numbered.
 */
export class PlanValues {
  private readonly secrets = new Set<string>();
  private readonly ids = new Map<string, string>();

  /**
   * @param now the instant at which it was planned, in milliseconds
   */
  constructor(private readonly now: number) {}

  /** Remembers the secrets in a value: wherever else they turn up, they are masked as well. */
  public learnSecrets(value: unknown, marks: unknown): void {
    if (marks === true) this.learnAll(value);
    else if (isContainer(value) && isContainer(marks)) {
      for (const [name, each] of Object.entries(value)) this.learnSecrets(each, (marks as Values)[name]);
    }
  }

  /** Numbers the ids in a value, in the order in which they come. */
  public learnIds(value: unknown): void {
    if (!isContainer(value)) return;
    for (const [name, each] of Object.entries(value)) {
      if (/(^|_)id$/.test(name) && isId(each)) this.ids.set(String(each), this.idOf(String(each)));
      else this.learnIds(each);
    }
  }

  /** A value as it is in a snapshot. */
  public normal(value: unknown, marks?: unknown, unknown?: unknown): unknown {
    if (unknown === true) return UNKNOWN;
    if (marks === true && value !== null && value !== undefined) return SENSITIVE;
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.ids.get(String(value)) ?? this.instant(value) ?? value;
    if (Array.isArray(value)) {
      return value.map((each, index) => this.normal(each, at(marks, index), at(unknown, index)));
    }
    if (!isContainer(value) && !isContainer(unknown)) return value;
    const names = new Set([...Object.keys(value ?? {}), ...Object.keys(isContainer(unknown) ? unknown : {})]);
    return Object.fromEntries(
      [...names]
        .sort()
        .map((name) => [name, this.normal(at(value, name), at(marks, name), at(unknown, name))])
        .filter(([, each]) => each !== undefined),
    );
  }

  /** A text with the secrets, ids and instants in it replaced. */
  public text(text: string): string {
    const id = this.ids.get(text);
    if (id) return id;
    let changed = text;
    for (const secret of this.secrets) changed = changed.split(secret).join(SENSITIVE);
    return changed.replace(INSTANT, (found) => (isInstant(found) ? this.relative(Date.parse(found)) : found)).replace(UUID, (found) => this.idOf(found));
  }
}

type Values = Readonly<Record<string, unknown>>;
