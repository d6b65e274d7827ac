/** What a value in a synthesized configuration has to be like. */
export abstract class Matcher {
  /**
   * What is wrong with a value.
   *
   * @param actual the value as it is in the JSON. Undefined where there is none
   * @returns a text for each difference, such as `is "a": expected "b"`; none where it matches
   */
  public abstract test(actual: any): string[];
}
