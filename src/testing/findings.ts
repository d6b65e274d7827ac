import { IConstruct } from 'constructs';
import { Finding, FindingLevel } from './finding';
import { Candidate, expectOne } from './nearest';
import { fits } from './pattern';
import { line, synthesized } from './synthesis';

/**
 * What an app would be refused for, and warned of, when it is synthesized: of its validations and of its
 * annotations, after aspects have run. cdktf's own `Testing.synth` runs no validation unless it is told to, and then
 * stops at one stack.
 *
 * In patterns, a `*` stands for anything.
 *
 * @example
 * new TimedToken(stack, 'Nameless', { name: '' });
 *
 * const findings = testing.Findings.fromScope(app);
 * findings.hasError('prod/Nameless', 'name is empty*');
 * findings.hasNoError('prod/Pipeline');
 */
export class Findings {
  /**
   * Prepares the app, runs aspects and validations, and collects what they find.
   *
   * @param scope whose findings: an app, a stack or any construct in one, and all that is in it
   */
  public static fromScope(scope: IConstruct): Findings {
    return new Findings(scope.node.path, synthesized(scope));
  }

  private constructor(
    private readonly scope: string,
    private readonly found: readonly Finding[],
  ) {}

  /** All of them: errors, warnings and infos. */
  public list(): Finding[] {
    return [...this.found];
  }

  /**
   * Asserts that the app is refused for this.
   *
   * @param path pattern of the construct's path, such as `prod/Deploy` or `prod*`
   * @param message pattern of a part of the message
   * @throws the findings that come nearest
   */
  public hasError(path: string, message: string): void {
    this.has(FindingLevel.ERROR, path, message);
  }

  /**
   * Asserts that somebody is warned of this.
   *
   * @param path pattern of the construct's path
   * @param message pattern of a part of the message
   * @throws the findings that come nearest
   */
  public hasWarning(path: string, message: string): void {
    this.has(FindingLevel.WARNING, path, message);
  }

  /**
   * Asserts that nothing like this stops the app from being synthesized.
   *
   * @param path pattern of the construct's path. Any construct without it
   * @param message pattern of a part of the message. Any message without it
   * @throws what was found
   */
  public hasNoError(path?: string, message?: string): void {
    this.hasNo(FindingLevel.ERROR, path, message);
  }

  /**
   * Asserts that nobody is warned of anything like this.
   *
   * @param path pattern of the construct's path. Any construct without it
   * @param message pattern of a part of the message. Any message without it
   * @throws what was found
   */
  public hasNoWarning(path?: string, message?: string): void {
    this.hasNo(FindingLevel.WARNING, path, message);
  }

  private has(level: FindingLevel, path: string, message: string): void {
    const wanted = `${level} at ${path} like ${JSON.stringify(message)}`;
    const candidates = this.found.map((finding) => candidate(finding, level, path, message));
    expectOne(wanted, 'finding', candidates, ` in ${this.where}`);
  }

  private hasNo(level: FindingLevel, path = '*', message = '*'): void {
    const found = this.found.filter(
      (finding) => candidate(finding, level, path, message).differences.length === 0,
    );
    if (found.length === 0) return;
    const count = `${found.length} ${level}${found.length > 1 ? 's' : ''}`;
    throw new Error(
      `Expected none, but found ${count} in ${this.where}:${found.map((each) => `\n  ${line(each)}`).join('')}`,
    );
  }

  private get where(): string {
    return this.scope || 'the app';
  }
}

function candidate(finding: Finding, level: FindingLevel, path: string, message: string): Candidate {
  const differences: string[] = [];
  if (finding.level !== level) differences.push(`is of level ${finding.level}: expected ${level}`);
  if (!fits(path, finding.path)) differences.push(`is at ${finding.path || 'the app'}: expected ${path}`);
  if (!fits(`*${message}*`, finding.message)) {
    differences.push(`says something else than ${JSON.stringify(message)}`);
  }
  return { name: line(finding), differences };
}
