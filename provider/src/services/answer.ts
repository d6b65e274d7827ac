const MOST_PAGES = 1_000;

/** Part of a service's JSON, read member by member. What it throws names the member and never its value. */
export class Answer {
  /** @param where what to call it in an error */
  public static of(json: unknown, where: string): Answer {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new Error(`${where} is no object`);
    }
    return new Answer(json as Record<string, unknown>, where);
  }

  private constructor(
    private readonly members: Readonly<Record<string, unknown>>,
    private readonly where: string,
  ) {}

  public text(name: string): string {
    return this.optionalText(name) ?? this.missing(name, 'a text');
  }

  /** `null` also where there is no such member. */
  public optionalText(name: string): string | null {
    const value = this.members[name] ?? null;
    return value === null || typeof value === 'string' ? value : this.missing(name, 'a text');
  }

  /** A whole number that JavaScript holds exactly: an id that is off by one is somebody else's. */
  public integer(name: string): number {
    const value = this.members[name];
    return Number.isSafeInteger(value) ? (value as number) : this.missing(name, 'a whole number');
  }

  /** How many pages a list has: not so many that reading them would never end. */
  public pages(name: string): number {
    const pages = this.integer(name);
    return pages <= MOST_PAGES ? pages : this.missing(name, `a number of pages up to ${MOST_PAGES}`);
  }

  /** `null` also where there is no such member. */
  public optionalInteger(name: string): number | null {
    return (this.members[name] ?? null) === null ? null : this.integer(name);
  }

  public boolean(name: string): boolean {
    const value = this.members[name];
    return typeof value === 'boolean' ? value : this.missing(name, 'true or false');
  }

  /** `null` also where there is no such member. */
  public optionalBoolean(name: string): boolean | null {
    return (this.members[name] ?? null) === null ? null : this.boolean(name);
  }

  /** Whether there is no such member, or null in it. */
  public isNull(name: string): boolean {
    return (this.members[name] ?? null) === null;
  }

  /** Whether there is such a member, be it null. */
  public has(name: string): boolean {
    return this.members[name] !== undefined;
  }

  /** `null` also where there is no such member. */
  public optionalTexts(name: string): string[] | null {
    const value = this.members[name] ?? null;
    if (value === null || (Array.isArray(value) && value.every((each) => typeof each === 'string'))) {
      return value;
    }
    return this.missing(name, 'a list of texts');
  }

  /** Empty also where there is no such member. */
  public textMap(name: string): Readonly<Record<string, string>> {
    const value = this.members[name] ?? {};
    if (typeof value !== 'object' || Object.values(value).some((each) => typeof each !== 'string')) {
      return this.missing(name, 'a map of texts');
    }
    return value as Record<string, string>;
  }

  public object(name: string): Answer {
    return Answer.of(this.members[name], `${this.where}.${name}`);
  }

  public objects(name: string): Answer[] {
    const value = this.members[name];
    if (!Array.isArray(value)) return this.missing(name, 'a list');
    return value.map((each, index) => Answer.of(each, `${this.where}.${name}[${index}]`));
  }

  private missing(name: string, what: string): never {
    throw new Error(`${this.where}.${name} is not ${what}`);
  }
}
