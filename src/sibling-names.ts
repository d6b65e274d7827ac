import { Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { Findings } from './findings';

/** Names that a service wants to differ from those beside them. */
export class SiblingNames {
  private readonly taken = new WeakMap<object, Map<string, IConstruct>>();

  /** @param caseless whether `deploy` and `Deploy` are the same name */
  constructor(private readonly caseless = false) {}

  /**
   * Takes a name.
   *
   * @param among what the names are beside one another in
   * @param attribute how the user gave the name
   * @param path further places, by which it differs as well
   */
  public claim(
    among: object,
    attribute: string,
    name: string,
    claimant: IConstruct,
    path: readonly (string | undefined)[] = [],
  ): Findings {
    if (Token.isUnresolved(name)) return [];
    const names = this.taken.get(among) ?? new Map<string, IConstruct>();
    this.taken.set(among, names);
    const key = [...path, this.caseless ? name.toLowerCase() : name].join('/');
    const other = names.get(key);
    if (!other) {
      names.set(key, claimant);
      return [];
    }
    return [
      `${attribute} is ${JSON.stringify(name)}, which ${other.node.path} has already: the service refuses the second ` +
        `one, so give it another`,
    ];
  }
}
