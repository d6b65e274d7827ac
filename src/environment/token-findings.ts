import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledgement';
import { findingsIn } from './inspection';
import { TokenFinding } from './token-finding';

/**
 * What is wrong with tokens, found when the app is synthesized: `App.synth()` and `Testing.synth(stack, true)` refuse
 * it with the path of the construct, the reason and what to do, everything at once.
 *
 * In every stack that has a token, a secret that gets out:
 *
 * | id | the secret of a token, a sensitive variable, or what `sensitive` marks, reaches |
 * | --- | --- |
 * | `secret-in-output` | an output that is not marked as sensitive |
 * | `secret-in-name` | a name, label, title, description, identifier or filename |
 * | `secret-in-tag` | a tag, label or annotation |
 * | `secret-in-file` | a file that others may read: `local_file`, or `pyvider_file_content` without `0600` |
 * | `secret-in-monitoring-file` | a file of a `TokenMonitor` |
 * | `secret-in-provisioner` | a provisioner, but for the environment of its command and its connection |
 * | `secret-in-user-data` | the user data or the startup script of a machine |
 * | `nonsensitive-secret` | `nonsensitive`; whether it is there may be shown |
 * | `literal-secret` | the synthesized configuration: a plain text that looks like a token of a known service |
 *
 * In every stack that has an environment:
 *
 * | id | |
 * | --- | --- |
 * | `other-environment` | something of another environment is referred to, or its state is read |
 * | `shared-credential` | two environments use the same provider, or the same expression for a credential |
 * | `shared-backend` | two stacks keep their states in the same place |
 * | `name-collision` | two environments give the same name to tokens of one type, rotated ones as well |
 * | `generic-name` | a name says only that it is a token: `token1` |
 * | `lifetime-over-cap` | a token lives longer than the policy allows |
 * | `rotation-required` | nothing rotates a token where the policy requires it |
 * | `monitoring-required` | no monitor watches a token where the policy requires it |
 * | `wildcard-scope` | a token may do everything where the policy does not allow that |
 * | `policy-loosened` | a child environment is looser than its parent, or one of two with the same name than the other |
 * | `looser-production` | production asks less than another environment, or lets tokens live for ever where that does not |
 * | `looser-on-shared-credential` | an environment is looser than the production whose credential it uses |
 * | `two-environments` | one stack has two environments |
 * | `late-binding` | an environment is bound after a token was made |
 * | `environment-name` | an environment’s name is none that can be a prefix |
 *
 * Together they close the ways on which tokens get from one environment to another, or out:
 *
 * | way | closed by |
 * | --- | --- |
 * | a reference from one stack to another | `other-environment` |
 * | one provider, or one credential, for two environments | `shared-credential` |
 * | one place for two states | `shared-backend` |
 * | the same name in two environments, in a shared account | the prefix of every name; `name-collision` |
 * | a value where it is shown | `secret-in-output`, `-name`, `-tag`, `-file`, `-provisioner`, `-user-data` |
 * | `nonsensitive` | `nonsensitive-secret` |
 * | a monitor’s file that has the value | `secret-in-monitoring-file` |
 * | an environment that asks less than production, or a scope that is everything | `looser-on-shared-credential`, `looser-production`, `policy-loosened`, `wildcard-scope` |
 * | a slot of a rotation that is called as a token elsewhere | `name-collision` |
 * | a secret in the code of the app | `literal-secret` |
 *
 * Where a finding is all right, `acknowledge` says why. An acknowledgement without a reason, of an unknown id or of
 * nothing is a finding itself
 * (`acknowledgement-without-reason`, `unknown-acknowledgement`, `unused-acknowledgement`).
 *
 * What can't be seen when synthesizing: credentials that a provider takes from the process that runs Terraform, what a
 * resource of somebody else computes from a secret, what a module does with one, and how long a token of Harness lives
 * whose expiry its API key decides.
 *
 * @example
 * TokenFindings.of(deploy).acknowledge('lifetime-over-cap', 'the partner rotates it by hand, see SEC-12');
 */
export class TokenFindings {
  /** The findings at a construct and in it. */
  public static of(scope: IConstruct): TokenFindings {
    return new TokenFindings(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Says that findings of a kind are all right at this construct and in it. The synthesized configuration lists them
   * in its comment: `acknowledged_findings`.
   *
   * @param id such as `generic-name`
   * @param reason why: not empty
   */
  public acknowledge(id: string, reason: string): void {
    acknowledge({ id, reason, at: this.scope });
  }

  /**
   * All findings, acknowledged or not, as they are now: aspects have not run before the app is synthesized. Call it
   * for a report or a test; synthesizing needs no call.
   */
  public list(): TokenFinding[] {
    return findingsIn(this.scope);
  }

  /** Those that were acknowledged, with their reasons. */
  public listAcknowledged(): TokenFinding[] {
    return this.list().filter(({ acknowledgement }) => acknowledgement !== undefined);
  }
}
