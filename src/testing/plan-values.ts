import { Duration } from '../duration';
import { isInstant } from '../instant';

const SENSITIVE = '<sensitive>';
const UNKNOWN = '<known after apply>';

const INSTANT = /\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)/g;
const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/** A shorter text turns up by chance in others. */
const SHORTEST = 8;
/** What is further away than ten years has nothing to do with when it was planned. */
const NEAR = Duration.days(3653).toMilliseconds();

/** What Terraform marks: all of a value, or parts of it. */
export type Marks = unknown;

/**
 * Makes the values of a plan the same on every machine and at every instant: secrets are masked, instants are told
 * from now on, and what a service called something is numbered.
 */
export class PlanValues {
  private readonly secrets = new Set<string>();
  private readonly ids = new Map<string, string>();

  /** @param now the instant at which it was planned, in milliseconds since 1970 */
  constructor(private readonly now: number) {}

  /** Remembers what is marked as sensitive: wherever it turns up unmarked, it is masked as well. */
  public learnSecrets(value: unknown, sensitive: Marks): void {
    if (sensitive === true) {
      // When a token expires is no secret, even where a service marks it as one.
      const secrets = textsIn(value).filter((text) => text.length >= SHORTEST && !isInstant(text));
      for (const secret of secrets) this.secrets.add(secret);
    } else if (isContainer(value)) {
      for (const [name, each] of Object.entries(value)) this.learnSecrets(each, at(sensitive, name));
    }
  }

  /** Numbers the ids in a value, in the order in which they come. A text that another property has as well is a name. */
  public learnIds(value: unknown): void {
    if (!isContainer(value)) return;
    const entries = Object.entries(value);
    const others = entries.filter(([name]) => !isIdName(name)).map(([, each]) => each);
    for (const [name, each] of entries) {
      if (isIdName(name) && isScalar(each) && !(typeof each === 'string' && others.includes(each))) {
        this.numberOf(String(each));
      } else {
        this.learnIds(each);
      }
    }
  }

  /** A value as it is in a snapshot. */
  public normal(value: unknown, sensitive?: Marks, unknown?: Marks, name = ''): unknown {
    if (unknown === true) return UNKNOWN;
    if (sensitive === true && value !== null && value !== undefined) return SENSITIVE;
    if (typeof value === 'number') return this.number(value, name);
    if (typeof value === 'string') return (isIdName(name) && this.ids.get(value)) || this.text(value);
    if (Array.isArray(value)) {
      const length = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
      return Array.from(
        { length },
        (_, i) => this.normal(value[i], at(sensitive, i), at(unknown, i)) ?? null,
      );
    }
    if (isContainer(value) || (value === undefined && isContainer(unknown))) {
      const names = [
        ...new Set([...Object.keys(value ?? {}), ...Object.keys(isContainer(unknown) ? unknown : {})]),
      ];
      const entries = names
        .sort()
        .map((each): [string, unknown] => [
          each,
          this.normal(at(value, each), at(sensitive, each), at(unknown, each), each),
        ]);
      return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
    }
    return value;
  }

  /** A text with the secrets, ids and instants in it replaced. */
  public text(text: string): string {
    if (text.length >= SHORTEST && this.ids.has(text)) return this.ids.get(text)!;
    let changed = text;
    for (const secret of this.secrets) changed = changed.replaceAll(secret, SENSITIVE);
    return changed
      .replace(INSTANT, (found) => (isInstant(found) && this.relative(Date.parse(found))) || found)
      .replace(UUID, (found) => this.numberOf(found));
  }

  private number(value: number, name: string): unknown {
    if (isIdName(name) && this.ids.has(String(value))) return this.ids.get(String(value));
    // Milliseconds since 1970, as Harness counts; seconds could be anything.
    const isInstantInMilliseconds = Number.isInteger(value) && value > 1e12 && value < 4e12;
    return (isInstantInMilliseconds && this.relative(value)) || value;
  }

  /** An instant, from now on; none, where it is far from it. */
  private relative(instant: number): string | undefined {
    const distance = instant - this.now;
    if (Math.abs(distance) > NEAR) return undefined;
    if (distance === 0) return '<now>';
    return `<now${distance < 0 ? '-' : '+'}${Duration.millis(Math.abs(distance))}>`;
  }

  private numberOf(id: string): string {
    const number = this.ids.get(id) ?? `<id ${this.ids.size + 1}>`;
    this.ids.set(id, number);
    return number;
  }
}

/** What a value or its marks have at a name. */
function at(value: unknown, name: string | number): unknown {
  // What is marked as a whole is marked in all its parts.
  if (value === true) return true;
  return isContainer(value) ? value[name] : undefined;
}

export function isContainer(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function isIdName(name: string): boolean {
  return /(^|_)id$/.test(name);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isContainer(value) ? Object.values(value).flatMap(textsIn) : [];
}
